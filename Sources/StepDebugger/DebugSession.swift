import NeuralEngine

/// A run of an engine that one can stop between any two operations, or any two cells of one, look around, go on and go
/// back.
///
/// It is a value without clock or thread: `advance` runs a slice and returns, so that its owner stays responsive. However
/// a run is sliced, stepped through and gone back in, it has the same bits at the same position.
public struct DebugSession: Sendable {
    /// What a session consists of. It lies on the heap, so that whoever holds a session holds one reference.
    private struct Storage: Sendable {
        var engine: Engine
        var testSamples: Samples?
        var latestTest: TestedEpoch?
        var curves: RunCurves
        var timeline: Timeline
        var editsMade = 0
        var underWay: OperationUnderWay?
        var lastUnobserved = 0
    }

    @CopyOnWrite private var storage: Storage

    /// The engine between the last operation that ran and the next one. What an operation under way has written so far
    /// is not in it; `matrix(_:)` shows it.
    public internal(set) var engine: Engine {
        _read { yield storage.engine }
        _modify { yield &storage.engine }
    }
    /// What to test on at the end of each epoch; nil tests nothing.
    var testSamples: Samples? {
        get { storage.testSamples }
        set { storage.testSamples = newValue }
    }
    /// What the network made of the test samples at the end of the epoch that was tested last, as long as nothing went
    /// elsewhere since.
    public internal(set) var latestTest: TestedEpoch? {
        get { storage.latestTest }
        set { storage.latestTest = newValue }
    }
    /// What the iterations and epochs before the position left behind.
    var curves: RunCurves {
        _read { yield storage.curves }
        _modify { yield &storage.curves }
    }
    /// The branches, and the checkpoints on the way.
    var timeline: Timeline {
        _read { yield storage.timeline }
        _modify { yield &storage.timeline }
    }
    /// How many of the branch's edits have been made on the way here.
    var editsMade: Int {
        get { storage.editsMade }
        set { storage.editsMade = newValue }
    }
    /// The operation of which some cells are shown; nil between two operations.
    var underWay: OperationUnderWay? {
        _read { yield storage.underWay }
        _modify { yield &storage.underWay }
    }
    /// The last iteration that ran without anybody looking, counted from 1; 0 where there is none. What it overwrote was
    /// not kept, so that it takes two more to have everything there that one can look at.
    var lastUnobserved: Int {
        get { storage.lastUnobserved }
        set { storage.lastUnobserved = newValue }
    }

    /// An operation of which some cells are shown. It is run whole on a copy, which is taken over when it ends: the
    /// cells are those of an ordinary run.
    struct OperationUnderWay: Equatable, Sendable {
        var finished: Engine
        /// More than none, less than all.
        var cells: Int
    }

    /// A session at the start of a run, which may be one that goes on from a later iteration.
    /// - Parameters:
    ///   - testSamples: what to test on at the end of each epoch.
    ///   - epochSums: the sums of the epoch that it goes on in, where that began before it.
    /// - Precondition: no operation of the engine has run since its run began; the test samples have the network's numbers
    ///   of inputs and outputs.
    public init(engine: Engine, testSamples: Samples? = nil, epochSums: EpochSums? = nil) {
        precondition(
            engine.iteration == engine.firstIteration && engine.operationsRun == 0,
            "a session starts before the first operation")
        let tally = epochSums.map {
            EpochTally($0, iteration: engine.firstIteration, iterationsPerEpoch: engine.iterationsPerEpoch)
        }
        let timeline = Timeline(start: engine.checkpoint(), tally: tally ?? EpochTally())
        storage = Storage(
            engine: engine, testSamples: testSamples.flatMap { $0.count > 0 ? $0 : nil }, curves: timeline.startCurves,
            timeline: timeline)
    }
}

extension DebugSession: Equatable {
    /// Whether two sessions stand at the same place of the same run and everything that can be looked at there has the
    /// same bits. What lies in the future or on other branches does not count, nor what is remembered of the past.
    public static func == (a: DebugSession, b: DebugSession) -> Bool {
        a.engine == b.engine && a.underWay == b.underWay && a.curves == b.curves && a.edits == b.edits
    }
}

// MARK: Position

extension DebugSession {
    /// Where the run stands.
    public var position: Position {
        Position(iteration: engine.iteration, operation: engine.operationsRun, cell: underWay?.cells ?? 0)
    }

    /// Where the run starts: iteration 0, or a later one where it goes on from a file. Nothing before it is known, so
    /// going back ends here. Iterations and epochs are counted on.
    public var start: Position { timeline.startPosition }

    /// The number of the epoch, from 0.
    public var epoch: Int { engine.epoch }

    /// The number of the batch in its epoch, from 0.
    public var batchIndex: Int { engine.iteration % engine.iterationsPerEpoch }

    /// How many batches an epoch has; 1 without data.
    public var iterationsPerEpoch: Int { engine.iterationsPerEpoch }

    /// The place in the plan of the operation that ran last, or is under way; nil at the start.
    public var currentOperationIndex: Int? {
        if underWay != nil { return engine.operationsRun }
        if engine.operationsRun > 0 { return engine.operationsRun - 1 }
        return engine.iteration > start.iteration ? engine.plan.operations.count - 1 : nil
    }

    /// The iteration of the operation that ran last, or is under way; at the start, the first one.
    public var currentIteration: Int {
        engine.operationsRun > 0 || underWay != nil ? engine.iteration : max(start.iteration, engine.iteration - 1)
    }

    /// The learning rate of the iteration that the run is in: the one its update has, or would have.
    public var learningRate: Double { engine.learningRate(ofIteration: engine.iteration) }

    /// The operation that ran last, or is under way: the one whose values are shown; nil at the start.
    public var currentOperation: Operation? { currentOperationIndex.map { engine.plan.operations[$0] } }

    /// The operation that runs next, or is under way.
    public var nextOperation: Operation { engine.plan.operations[engine.operationsRun] }

    /// The changes made in this run after its start and up to here, in their order.
    public var edits: [RecordedEdit] { timeline.branch.edits.prefix(editsMade).filter { $0.position > start } }
}

// MARK: Looking

extension DebugSession {
    /// A matrix as it is now; of one that the operation under way writes, the cells that are not there yet have their
    /// old values. Nil where there is no such matrix.
    ///
    /// While a run is under way dX is not computed: it has no rows then.
    public func matrix(_ name: MatrixName) -> Matrix<Double>? {
        if !isSettled, engine.plan.canonical(name) == MatrixName.inputs.gradient {
            return Matrix(rows: 0, columns: engine.network.inputCount)
        }
        guard let underWay else { return engine.matrix(name) }
        return engine.matrix(name, revealing: underWay.cells, of: underWay.finished)
    }

    /// A matrix as it was before the last operation that wrote it, or is writing it; nil where none has, and where that
    /// operation gave it its first value. While a run is under way nothing of it is kept.
    public func previous(_ name: MatrixName) -> Matrix<Double>? {
        guard hasPrevious(name) else { return nil }
        return isBeingWritten(name) ? engine.matrix(name) : engine.previousMatrix(name)
    }

    /// Whether there may be something that a matrix was before the last operation that wrote it; of moments that no update
    /// has used yet the engine knows that there is not.
    func hasPrevious(_ name: MatrixName) -> Bool {
        isSettled && (!name.isComputedByOperations || timesComputed(name) >= 2)
    }

    /// How often the operation that writes a matrix has run, or begun; 0 for what no operation writes.
    private func timesComputed(_ name: MatrixName) -> Int {
        guard let writer = engine.plan.writer(of: name) else { return 0 }
        let hasRunInThisIteration = writer < engine.operationsRun || isBeingWritten(name)
        return engine.iteration - start.iteration + (hasRunInThisIteration ? 1 : 0)
    }

    /// The loss of the last batch that came to `loss.forward`; nil before the first.
    public var loss: Double? { engine.loss }

    /// The share of that batch that was right, 0 ... 1; nil before the first, and without classes.
    public var accuracy: Double? { engine.accuracy }

    /// The loss and accuracy on samples with the parameters as they are before the operation under way.
    /// - Precondition: the samples have the network's numbers of inputs and outputs.
    public func evaluate(_ samples: Samples) -> Evaluation { engine.evaluate(samples) }

    /// Whether the operation under way writes a matrix.
    func isBeingWritten(_ name: MatrixName) -> Bool {
        underWay != nil && nextOperation.writes.contains(engine.plan.canonical(name))
    }
}
