/// A network in training, stopped between two operations.
///
/// It is a value: running a copy leaves the original alone. All it does is run the plan's operations in order; training
/// runs the same operations as stepping. Two engines are equal if all cells that can be read have the same bits.
public struct Engine: Equatable, Sendable {
    /// The fields of an engine. They are on the heap, so that an engine is one reference.
    private struct Storage: Sendable {
        var network: NetworkSpecification
        let batch: BatchSettings
        let training: Samples?
        var plan: Plan
        var threads = 1
        var settings: OptimizerSettings
        // Exactly one of them is set, depending on the precision. A type that is generic across modules would be slow.
        var double: EngineCore<Double>?
        var single: EngineCore<Float>?
        var fault: Fault?
    }

    @CopyOnWrite private var storage: Storage

    /// The network's layers, loss and precision.
    public private(set) var network: NetworkSpecification {
        get { storage.network }
        set { storage.network = newValue }
    }
    /// How an epoch is cut into batches.
    public var batch: BatchSettings { storage.batch }
    /// The training data; nil if there are none, in which case nothing can run.
    public var training: Samples? { storage.training }
    /// The operations of an iteration, and the matrices.
    public private(set) var plan: Plan {
        get { storage.plan }
        set { storage.plan = newValue }
    }
    /// How many threads may share an operation that is large enough. This changes the speed and nothing else: results have
    /// the same bits, and engines that differ only in this are equal.
    public var threads: Int {
        get { storage.threads }
        set { storage.threads = newValue }
    }
    private var settings: OptimizerSettings {
        get { storage.settings }
        set { storage.settings = newValue }
    }
    /// The engine in double precision; nil if it uses single precision.
    var double: EngineCore<Double>? {
        _read { yield storage.double }
        _modify { yield &storage.double }
    }
    /// The engine in single precision; nil if it uses double precision.
    var single: EngineCore<Float>? {
        _read { yield storage.single }
        _modify { yield &storage.single }
    }

    /// An engine at its start: weights initialised, biases zero, nothing run.
    /// - training: nil and an empty set of samples mean the same.
    /// - parametersOf: an engine whose weights and biases are copied if its layers have the same sizes.
    /// - Precondition: the data have the network's numbers of inputs and outputs.
    public init(
        network: NetworkSpecification, optimizer: OptimizerSettings, batch: BatchSettings, training: Samples?,
        parametersOf former: Engine? = nil
    ) {
        let training = training.flatMap { $0.count > 0 ? $0 : nil }
        Self.check(training, network)
        let plan = Plan(network, optimizer, training, batch)
        let program = Program(network, optimizer, plan, batchRows: plan.batchRows)
        var storage = Storage(network: network, batch: batch, training: training, plan: plan, settings: optimizer)
        switch network.precision {
        case .float64: storage.double = EngineCore(network, program, training, batch)
        case .float32: storage.single = EngineCore(network, program, training, batch)
        }
        self.storage = storage
        guard let former, former.network.layerSizes == network.layerSizes else { return }
        if let parameters = former.double {
            double?.takeParameters(of: parameters)
            single?.takeParameters(of: parameters)
        } else if let parameters = former.single {
            double?.takeParameters(of: parameters)
            single?.takeParameters(of: parameters)
        }
    }

    /// The optimizer. Setting it keeps the moments if the kind stays the same; otherwise they start at zero.
    public var optimizer: OptimizerSettings {
        get { settings }
        set {
            let old = settings
            settings = newValue
            guard
                newValue.kind != old.kind || newValue.usesMomentum != old.usesMomentum
                    || newValue.nesterov != old.nesterov || (newValue.weightDecay != 0) != (old.weightDecay != 0)
            else { return }
            plan = Plan(network, newValue, training, batch)
            let program = program()
            if newValue.kind == old.kind {
                double?.replaceProgram(program)
                single?.replaceProgram(program)
            } else {
                double?.replaceOptimizer(program)
                single?.replaceOptimizer(program)
            }
        }
    }

    /// The penalty that is part of the loss. It can be set at any time; computed values stay as they are.
    public var regularization: Regularization {
        get { network.regularization }
        set {
            guard newValue != network.regularization else { return }
            network.regularization = newValue
            plan = Plan(network, settings, training, batch)
            let program = program()
            double?.replaceProgram(program)
            single?.replaceProgram(program)
        }
    }

    /// The fault planted in the program; nil if there is none. The plan and its equations are always those of the correct
    /// program.
    public internal(set) var fault: Fault? {
        get { storage.fault }
        set {
            guard newValue != storage.fault else { return }
            storage.fault = newValue
            let program = program()
            double?.replaceFault(program)
            single?.replaceFault(program)
        }
    }

    private func program() -> Program { Program(network, settings, plan, batchRows: plan.batchRows, fault: fault) }

    private static func check(_ samples: Samples?, _ network: NetworkSpecification) {
        guard let samples else { return }
        precondition(
            samples.inputs.columns == network.inputCount && samples.targets.columns == network.outputCount,
            "data of \(samples.inputs.columns) inputs and \(samples.targets.columns) outputs do not fit the network")
    }
}

extension Plan {
    fileprivate init(
        _ network: NetworkSpecification, _ optimizer: OptimizerSettings, _ training: Samples?, _ batch: BatchSettings
    ) {
        let rows = BatchSampler(training, batch)?.batchRows ?? 0
        self.init(network: network, optimizer: optimizer, batchRows: rows)
    }
}

extension Engine {
    /// Whether two engines stand at the same place and all cells that can be read have the same bits.
    public static func == (a: Engine, b: Engine) -> Bool {
        a.network == b.network && a.batch == b.batch && a.settings == b.settings && a.training == b.training
            && a.double == b.double && a.single == b.single
    }
}

// MARK: Position

extension Engine {
    /// Whether there are training data.
    public var canRun: Bool { training != nil }

    /// The iteration that the run began with: 0, or a later one if the run continues from a file.
    public var firstIteration: Int { double?.firstIteration ?? single!.firstIteration }

    /// Completed iterations, including those before `firstIteration`.
    public var iteration: Int { double?.iteration ?? single!.iteration }

    /// How many operations of the current iteration have run: 0 ..< the number of operations.
    public var operationsRun: Int { double?.operationsRun ?? single!.operationsRun }

    /// Chooses the samples of each iteration; nil without data.
    public var sampler: BatchSampler? { double != nil ? double!.sampler : single!.sampler }

    /// How many iterations make an epoch; 1 without data.
    public var iterationsPerEpoch: Int { sampler?.iterationsPerEpoch ?? 1 }

    /// The number of the current epoch, from 0.
    public var epoch: Int { iteration / iterationsPerEpoch }

    /// N: how many rows the last loaded batch has; 0 before the first.
    public var rowsInBatch: Int { shape(of: .inputs)!.rows }
}

// MARK: Running

/// What an iteration leaves behind.
public struct IterationRecord: Equatable, Sendable {
    /// The iteration that ran, counted from 0.
    public let iteration: Int
    /// The loss of its batch, before its update.
    public let loss: Double
    /// The share of its batch that was classified correctly, before its update; NaN without classes.
    public let accuracy: Double
}

extension Engine {
    /// Runs one operation. Afterwards `previousMatrix` gives what it overwrote.
    /// - isObserved: if false, overwritten values are not kept, and dX is not computed.
    /// - Precondition: there are training data.
    public mutating func runNextOperation(isObserved: Bool = true) {
        let (settings, threads) = (settings, threads)
        double?.runNextOperation(settings, threads: threads, isObserved ? .full : .none)
        single?.runNextOperation(settings, threads: threads, isObserved ? .full : .none)
    }

    /// Runs whole iterations: the same operations in the same order as `runNextOperation`, with the same bits afterwards.
    /// Iterations allocate nothing.
    /// - Precondition: there are training data, and the engine is between iterations.
    /// - record: receives the record of each iteration.
    public mutating func runIterations(_ count: Int, record: (IterationRecord) -> Void = { _ in }) {
        runIterations(
            count, observesLast: true,
            record: { iteration in
                record(iteration)
                return false
            }, keep: { _ in })
    }

    /// Runs whole iterations, with checkpoints and an early end.
    ///
    /// - Parameters:
    ///   - observesLast: whether the last iteration computes dX and keeps what it overwrites. If not, both are stale until
    ///     two more observed iterations have run.
    ///   - record: receives the record of each iteration and returns whether to make a checkpoint after it.
    ///   - keep: receives the checkpoint.
    ///   - endsEarly: returns after each iteration whether to stop there. Only allowed if `observesLast` is false.
    public mutating func runIterations(
        _ count: Int, observesLast: Bool, record: (IterationRecord) -> Bool, keep: (EngineCheckpoint) -> Void,
        endsEarly: ((IterationView) -> Bool)? = nil
    ) {
        precondition(endsEarly == nil || !observesLast, "which iteration is the last has to be known to observe it")
        let (settings, threads, regularization, fault) = (settings, threads, regularization, fault)
        func checkpoint(
            _ iteration: Int, _ double: CoreCheckpoint<Double>?, _ single: CoreCheckpoint<Float>?
        ) -> EngineCheckpoint {
            EngineCheckpoint(
                iteration: iteration, optimizer: settings, regularization: regularization, fault: fault,
                double: double, single: single)
        }
        double?.runIterations(
            count, settings, threads: threads, observesLast: observesLast, record: record,
            keep: { keep(checkpoint($0, $1, nil)) }, endsEarly: endsEarly)
        single?.runIterations(
            count, settings, threads: threads, observesLast: observesLast, record: record,
            keep: { keep(checkpoint($0, nil, $1)) }, endsEarly: endsEarly)
    }
}

extension Engine {
    /// Runs whole iterations and reads one cell of some matrices after each of them.
    /// - Precondition: as for `runIterations(_:record:)`. Every matrix has memory of its own and this cell, and its rows are
    ///   not samples.
    /// - observe: receives the iteration and the cells after its update, in the order of the names.
    public mutating func runIterations(
        _ count: Int, watching names: [MatrixName], row: Int, column: Int, observe: (Int, [Double]) -> Void
    ) {
        let (settings, threads) = (settings, threads)
        let regions = names.map { (double?.program ?? single!.program).regions[$0]! }
        double?.runIterations(
            count, settings, threads: threads, watching: regions, row: row, column: column, observe)
        single?.runIterations(
            count, settings, threads: threads, watching: regions, row: row, column: column, observe)
    }
}

// MARK: Matrices

extension Engine {
    /// The present shape of a matrix; nil if there is no such matrix.
    public func shape(of name: MatrixName) -> MatrixShape? {
        guard var shape = plan.shape(of: name) else { return nil }
        if name.hasRowPerSample {
            let stored = name.isComputedOnDemand ? .loss : plan.canonical(name)
            shape.rows = double?.batchRows(asOf: stored) ?? single!.batchRows(asOf: stored)
        }
        return shape
    }

    /// The present value of a matrix; nil if this network or this optimizer has no such matrix.
    ///
    /// A matrix with one row per sample has the rows of the batch it was computed from: none before the first. When a smaller
    /// batch has been loaded, it keeps its old rows until its operation runs again.
    public func matrix(_ name: MatrixName) -> Matrix<Double>? {
        guard plan.contains(name) else { return nil }
        if name.isComputedOnDemand { return derivedGradient(name) }
        let name = plan.canonical(name)
        return double != nil ? double!.matrix(name) : single!.matrix(name)
    }

    /// A matrix before the last operation that wrote it; nil if none has, and for the matrices that no operation writes
    /// (`dP`, `dY`).
    public func previousMatrix(_ name: MatrixName) -> Matrix<Double>? {
        guard plan.contains(name) else { return nil }
        let name = plan.canonical(name)
        return double != nil ? double!.previousMatrix(name) : single!.previousMatrix(name)
    }

    /// The present value of one cell; nil if there is no such cell, and for `dP` and `dY`. Does not copy the matrix.
    public func cell(_ name: MatrixName, row: Int, column: Int) -> Double? {
        let name = plan.canonical(name)
        return double != nil
            ? double!.cell(name, row: row, column: column) : single!.cell(name, row: row, column: column)
    }

    /// Where a cell is in memory, for `IterationView`; nil if there is no such cell, for `dP` and `dY`, and for matrices with
    /// one row per sample, since batches differ in size.
    public func place(of name: MatrixName, row: Int, column: Int) -> IterationView.Place? {
        let name = plan.canonical(name)
        guard !name.hasRowPerSample else { return nil }
        return double?.place(of: name, row: row, column: column) ?? single?.place(of: name, row: row, column: column)
    }

    /// The row-major index of the first cell that is NaN or infinite; nil if all are finite, and for `dP` and `dY`. Reads the
    /// matrix once.
    public func firstNonFiniteCell(of name: MatrixName) -> Int? {
        let name = plan.canonical(name)
        return double != nil ? double!.firstNonFiniteCell(of: name) : single!.firstNonFiniteCell(of: name)
    }

    /// Overwrites a matrix by hand. `previousMatrix` still gives the value before the last operation.
    /// - Precondition: there is such a matrix, it has the shape of the new value, and it is not `dP` or `dY`.
    public mutating func setMatrix(_ name: MatrixName, to value: Matrix<Double>) {
        precondition(shape(of: name) == value.shape, "\(name) cannot become \(value.shape)")
        let name = plan.canonical(name)
        double?.setMatrix(name, to: value)
        single?.setMatrix(name, to: value)
    }

    /// The loss of the last batch that went through `loss.forward`; nil before the first.
    public var loss: Double? { double != nil ? double!.lossOfBatch : single!.lossOfBatch }

    /// The share of that batch that was classified correctly, 0 ... 1; nil before the first, and without classes.
    public var accuracy: Double? {
        guard loss != nil, training?.isClassification == true else { return nil }
        return double?.accuracy ?? single!.accuracy
    }

    /// A matrix as it was in the current or the previous iteration.
    func matrix(_ name: MatrixName, asOfIteration iteration: Int) -> Matrix<Double>? {
        guard plan.contains(name) else { return nil }
        let name = plan.canonical(name)
        return iterationOfLastWrite(name) == iteration ? matrix(name) : previousMatrix(name)
    }

    /// The cells of a matrix, now or before its last write.
    /// - name: the canonical one.
    func cells(of name: MatrixName, beforeLastWrite: Bool) -> MatrixCells {
        MatrixCells(
            double: double?.cells(of: name, beforeLastWrite: beforeLastWrite),
            single: single?.cells(of: name, beforeLastWrite: beforeLastWrite))
    }

    /// The iteration in which a matrix was last written; the one before the first if it has not been written.
    func iterationOfLastWrite(_ name: MatrixName) -> Int {
        double?.iterationOfLastWrite(name) ?? single!.iterationOfLastWrite(name)
    }

    /// The place in the plan of the operation that writes a matrix; the update's for matrices that this update leaves alone.
    func writer(of name: MatrixName) -> Int {
        let name = plan.canonical(name)
        return double?.writer(of: name) ?? single!.writer(of: name)
    }

    /// Updates since the optimizer's moments were zero.
    public var updateCount: Int { double?.updateCount ?? single!.updateCount }

    /// The iteration that `loss` belongs to.
    var iterationOfLoss: Int { iterationOfLastWrite(.loss) }

    /// A forward pass over samples, on a copy.
    func evaluation(of samples: Samples) -> Evaluation.Pass {
        double?.evaluation(of: samples, network, plan, threads: threads)
            ?? single!.evaluation(of: samples, network, plan, threads: threads)
    }
}
