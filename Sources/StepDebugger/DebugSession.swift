import NeuralEngine

/// A run of an engine that can be stopped between any two operations, or any two cells of one, inspected, continued and
/// taken back.
///
/// It is a value without a clock or threads: `advance` runs a slice and returns, so that its owner stays responsive. At a
/// given position a run always has the same bits, however it got there.
public struct DebugSession: Sendable {
    /// The fields of a session. They are on the heap, so that a session is one reference.
    private struct Storage: Sendable {
        var engine: Engine
        var heldOut: HeldOutSamples
        var latestTest: TestedEpoch?
        var curves: RunCurves
        var timeline: Timeline
        var editsMade = 0
        var underWay: OperationUnderWay?
        var lastUnobserved = 0
    }

    @CopyOnWrite private var storage: Storage

    /// The engine between the last operation that ran and the next one. It does not include what an operation under way has
    /// written so far; `matrix(_:)` does.
    public internal(set) var engine: Engine {
        _read { yield storage.engine }
        _modify { yield &storage.engine }
    }
    /// The samples that are measured at the end of each epoch.
    var heldOut: HeldOutSamples {
        get { storage.heldOut }
        set { storage.heldOut = newValue }
    }
    /// The outputs for the samples that judge the network at the end of the last recorded epoch; nil after going elsewhere.
    public internal(set) var latestTest: TestedEpoch? {
        get { storage.latestTest }
        set { storage.latestTest = newValue }
    }
    /// The curves up to the position.
    var curves: RunCurves {
        _read { yield storage.curves }
        _modify { yield &storage.curves }
    }
    /// The branches and the checkpoints.
    var timeline: Timeline {
        _read { yield storage.timeline }
        _modify { yield &storage.timeline }
    }
    /// How many of the branch's edits have been made so far.
    var editsMade: Int {
        get { storage.editsMade }
        set { storage.editsMade = newValue }
    }
    /// The operation that is shown in part; nil between two operations.
    var underWay: OperationUnderWay? {
        _read { yield storage.underWay }
        _modify { yield &storage.underWay }
    }
    /// The last iteration that ran unobserved, counted from 1; 0 if there is none. What it overwrote was not kept, so it
    /// takes two more iterations until every matrix that can be read is valid.
    var lastUnobserved: Int {
        get { storage.lastUnobserved }
        set { storage.lastUnobserved = newValue }
    }

    /// An operation that is shown in part. The whole operation is run on a copy, which becomes the engine when all cells are
    /// shown, so the cells are those of an ordinary run.
    struct OperationUnderWay: Equatable, Sendable {
        var finished: Engine
        /// How many cells are shown: at least one, but not all.
        var cells: Int
    }

    /// A session at the start of a run, which may continue from a later iteration.
    /// - Parameters:
    ///   - heldOut: what to measure at the end of each epoch.
    ///   - epochSums: the sums of the epoch that the run starts in, if it starts in the middle of one.
    /// - Precondition: no operation of the engine has run since its run began, and the samples have the network's numbers
    ///   of inputs and outputs.
    public init(engine: Engine, heldOut: HeldOutSamples = HeldOutSamples(), epochSums: EpochSums? = nil) {
        precondition(
            engine.iteration == engine.firstIteration && engine.operationsRun == 0,
            "a session starts before the first operation")
        let tally = epochSums.map {
            EpochTally($0, iteration: engine.firstIteration, iterationsPerEpoch: engine.iterationsPerEpoch)
        }
        let timeline = Timeline(start: engine.checkpoint(), tally: tally ?? EpochTally())
        func filled(_ samples: Samples?) -> Samples? { samples.flatMap { $0.count > 0 ? $0 : nil } }
        storage = Storage(
            engine: engine,
            heldOut: HeldOutSamples(validation: filled(heldOut.validation), test: filled(heldOut.test)),
            curves: timeline.startCurves,
            timeline: timeline)
    }
}

extension DebugSession: Equatable {
    /// Whether two sessions are at the same position of the same run and all matrices that can be read have the same bits. The
    /// future, other branches and checkpoints do not count.
    public static func == (a: DebugSession, b: DebugSession) -> Bool {
        a.engine == b.engine && a.underWay == b.underWay && a.curves == b.curves && a.edits == b.edits
    }
}

// MARK: Position

extension DebugSession {
    /// The position of the run.
    public var position: Position {
        Position(iteration: engine.iteration, operation: engine.operationsRun, cell: underWay?.cells ?? 0)
    }

    /// Where the run starts: iteration 0, or a later one if it continues from a file. Nothing before it is known, so going
    /// back ends here.
    public var start: Position { timeline.startPosition }

    /// The number of the epoch, from 0.
    public var epoch: Int { engine.epoch }

    /// The number of the batch in its epoch, from 0.
    public var batchIndex: Int { engine.iteration % engine.iterationsPerEpoch }

    /// How many batches an epoch has; 1 without data.
    public var iterationsPerEpoch: Int { engine.iterationsPerEpoch }

    /// The place in the plan of the operation that ran last or is under way; nil at the start.
    public var currentOperationIndex: Int? {
        if underWay != nil { return engine.operationsRun }
        if engine.operationsRun > 0 { return engine.operationsRun - 1 }
        return engine.iteration > start.iteration ? engine.plan.operations.count - 1 : nil
    }

    /// The iteration of the operation that ran last or is under way; at the start, the first one.
    public var currentIteration: Int {
        engine.operationsRun > 0 || underWay != nil ? engine.iteration : max(start.iteration, engine.iteration - 1)
    }

    /// The learning rate of the present iteration: the one that its update has or would have.
    public var learningRate: Double { engine.learningRate(ofIteration: engine.iteration) }

    /// The operation that ran last or is under way, whose values are shown; nil at the start.
    public var currentOperation: Operation? { currentOperationIndex.map { engine.plan.operations[$0] } }

    /// The operation that runs next or is under way.
    public var nextOperation: Operation { engine.plan.operations[engine.operationsRun] }

    /// The last step of the operation under way; nil between two operations.
    public var lastOutputStep: OutputStep? {
        position.cell > 0 ? engine.outputStep(position.cell - 1, ofOperation: engine.operationsRun) : nil
    }

    /// The cell that was computed last of the operation under way, or that the last step of a loss is about; nil between
    /// two operations.
    public var cellComputedLast: MatrixCell? {
        switch lastOutputStep {
        case .cell(let cell): cell
        case .loss(let kind, let sample): engine.lossStep(kind, ofSample: sample).cell
        case nil: nil
        }
    }

    /// If the last step belongs to a sample's loss and wrote no cell: that step, behind those of the same sample before it.
    public var lossSteps: [LossStep] {
        guard case .loss(_, let sample) = lastOutputStep else { return [] }
        let mostPerSample = engine.network.outputCount + LossStep.Kind.allCases.count
        return (max(0, position.cell - mostPerSample)..<position.cell).compactMap { step in
            guard case .loss(let kind, sample) = engine.outputStep(step, ofOperation: engine.operationsRun) else {
                return nil
            }
            return engine.lossStep(kind, ofSample: sample)
        }
    }

    /// The changes made in this run after its start and up to here, in order.
    public var edits: [RecordedEdit] { timeline.branch.edits.prefix(editsMade).filter { $0.position > start } }
}

// MARK: Inspection

extension DebugSession {
    /// The present value of a matrix; nil if there is no such matrix. In a matrix that the operation under way writes, the
    /// cells that are not shown yet have their old values.
    ///
    /// While a run is under way dX is not computed and has no rows.
    public func matrix(_ name: MatrixName) -> Matrix<Double>? {
        if !isSettled, engine.plan.canonical(name) == MatrixName.inputs.gradient {
            return Matrix(rows: 0, columns: engine.network.inputCount)
        }
        guard let underWay else { return engine.matrix(name) }
        return engine.matrix(name, revealing: underWay.cells, of: underWay.finished)
    }

    /// The shape that a matrix has now, with as many rows as the batch that it was computed from; 0×0 if there is none.
    public func shape(of name: MatrixName) -> MatrixShape {
        engine.shape(of: name) ?? MatrixShape(rows: 0, columns: 0)
    }

    /// A matrix before the last operation that wrote it or is writing it; nil if none has, or if the matrix had no value before.
    /// Also nil while a run is under way.
    public func previous(_ name: MatrixName) -> Matrix<Double>? {
        guard hasPrevious(name) else { return nil }
        return isBeingWritten(name) ? engine.matrix(name) : engine.previousMatrix(name)
    }

    /// Whether a matrix may have a value from before the last operation that wrote it. For moments that no update has used yet
    /// the engine knows that there is none.
    func hasPrevious(_ name: MatrixName) -> Bool {
        isSettled && (!name.isComputedByOperations || timesComputed(name) >= 2)
    }

    /// How often the operation that writes a matrix has run or begun; 0 if no operation writes it.
    private func timesComputed(_ name: MatrixName) -> Int {
        guard let writer = engine.plan.writer(of: name) else { return 0 }
        let hasRunInThisIteration = writer < engine.operationsRun || isBeingWritten(name)
        return engine.iteration - start.iteration + (hasRunInThisIteration ? 1 : 0)
    }

    /// The loss of the last batch that went through `loss.forward`; nil before the first.
    public var loss: Double? { engine.loss }

    /// The share of that batch that was classified correctly, 0 ... 1; nil before the first, and without classes.
    public var accuracy: Double? { engine.accuracy }

    /// The loss and accuracy on samples with the parameters from before the operation under way.
    /// - Precondition: the samples have the network's numbers of inputs and outputs.
    public func evaluate(_ samples: Samples) -> Evaluation { engine.evaluate(samples) }

    /// Whether the operation under way writes a matrix.
    func isBeingWritten(_ name: MatrixName) -> Bool {
        underWay != nil && nextOperation.writes.contains(engine.plan.canonical(name))
    }
}
