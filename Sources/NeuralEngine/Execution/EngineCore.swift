/// An engine in one precision: its memory and its position in the program.
struct EngineCore<S: VectorScalar>: Sendable {
    private(set) var program: Program
    private(set) var memory: Memory<S>
    private(set) var sampler: BatchSampler?
    private var isClassification: Bool

    /// The iteration that the run began with. Nothing is known of the ones before it.
    private(set) var firstIteration = 0
    /// Completed iterations.
    private(set) var iteration = 0
    /// How many operations of the current iteration have run.
    private(set) var operationsRun = 0
    private var progress = Progress()
    /// Whether there are moments in memory that the optimizer used before, but does not use at present.
    private(set) var hasUnusedMoments = false

    /// Updates since the optimizer's moments were zero.
    var updateCount: Int { progress.updateCount }
    /// Accuracy on the last batch; NaN without classes.
    var accuracy: Double { progress.accuracy }

    /// An engine at its start, with initialised parameters and zeros everywhere else.
    init(_ network: NetworkSpecification, _ program: Program, _ training: Samples?, _ batch: BatchSettings) {
        self.program = program
        isClassification = training?.isClassification ?? false
        sampler = BatchSampler(training, batch)
        memory = Memory(
            arena: Arena(count: program.arenaCount), shadow: Arena(count: program.arenaCount), training, network)
        resetOrder()
        for layer in 1...network.layerCount {
            set(program.regions[.weights(layer)]!, to: network.initialWeights(ofLayer: layer))
        }
    }

    /// Copies the weights and biases of an engine with the same layers, in any precision.
    mutating func takeParameters<T: VectorScalar>(of other: EngineCore<T>) {
        for parameter in zip(program.parameters, other.program.parameters) {
            set(parameter.0.value, to: other.values(in: parameter.1.value, rows: nil))
        }
    }

    /// Switches to a program with other moments, which start at zero.
    mutating func replaceOptimizer(_ program: Program) {
        let old = self.program
        var arena = Arena<S>(count: program.arenaCount)
        var shadow = arena
        for (name, region) in program.regions where name.quantity == .value || name.quantity == .gradient {
            arena.copy(old.regions[name]!, of: memory.arena, to: region)
            shadow.copy(old.regions[name]!, of: memory.shadow, to: region)
        }
        for (former, region) in zip(old.fault?.remembered ?? [], program.fault?.remembered ?? []) {
            arena.copy(former, of: memory.arena, to: region)
        }
        memory.arena = arena
        memory.shadow = shadow
        progress.updateCount = 0
        hasUnusedMoments = false
        self.program = program
    }

    /// Switches to a program with another fault, or none. What the fault remembers starts at zero.
    mutating func replaceFault(_ program: Program) {
        if program.arenaCount != self.program.arenaCount || program.fault?.remembered.isEmpty == false {
            func refitted(_ arena: Arena<S>) -> Arena<S> {
                var new = Arena<S>(count: program.arenaCount)
                for region in program.regions.values { new.copy(region, of: arena, to: region) }
                return new
            }
            memory.arena = refitted(memory.arena)
            memory.shadow = refitted(memory.shadow)
        }
        self.program = program
    }

    /// Switches to a program of equal layout whose operations write other moments or have another penalty.
    mutating func replaceProgram(_ program: Program) {
        assert(program.arenaCount == self.program.arenaCount)
        // Moments used so far stay in memory, in case they are used again.
        let moments = program.keptRegions.unusedMoments
        if moments != self.program.keptRegions.unusedMoments, updateCount > 0 { hasUnusedMoments = true }
        self.program = program
    }

    // MARK: Running

    /// Runs the next operation.
    mutating func runNextOperation(_ optimizer: OptimizerSettings, threads: Int, _ observation: Observation) {
        let (index, iteration) = (operationsRun, iteration)
        run(optimizer, threads) { $0.run(operation: index, iteration: iteration, observation) }
        operationsRun += 1
        if operationsRun == program.operations.count {
            operationsRun = 0
            self.iteration += 1
        }
    }

    /// Runs whole iterations. The last one is observed if `observesLast` is true.
    /// - record: receives the record of each iteration and returns whether to make a checkpoint there.
    /// - endsEarly: returns after each iteration whether to stop there; nil never stops early.
    mutating func runIterations(
        _ count: Int, _ optimizer: OptimizerSettings, threads: Int, observesLast: Bool,
        record: (IterationRecord) -> Bool, keep: (Int, CoreCheckpoint<S>) -> Void,
        endsEarly: ((IterationView) -> Bool)?
    ) {
        precondition(operationsRun == 0, "iterations run from an iteration's start")
        guard count > 0 else { return }
        let first = iteration
        var end = iteration + count
        run(optimizer, threads) { processor in
            let cells = endsEarly == nil ? nil : processor.iterationCells()
            for iteration in first..<end {
                // The last iteration overwrites dX of the one before, so that one computes dX too.
                let observation = Observation(
                    savesOverwritten: observesLast && iteration == end - 1,
                    computesInputGradient: observesLast && iteration >= end - 2)
                processor.run(iteration: iteration, observation)
                let left = IterationRecord(
                    iteration: iteration, loss: processor.loss, accuracy: processor.progress.accuracy)
                if record(left) { keep(iteration + 1, processor.checkpoint()) }
                if let endsEarly, let cells, endsEarly(IterationView(record: left, cells: cells)) {
                    end = iteration + 1
                    return
                }
            }
        }
        iteration = end
    }

    /// Runs whole iterations and reads one cell of each of some regions after each iteration.
    mutating func runIterations(
        _ count: Int, _ optimizer: OptimizerSettings, threads: Int, watching regions: [Region], row: Int, column: Int,
        _ observe: (Int, [Double]) -> Void
    ) {
        precondition(operationsRun == 0, "iterations run from an iteration's start")
        precondition(regions.allSatisfy { row < $0.rows && column < $0.columns }, "no such cell")
        guard count > 0 else { return }
        let (first, end) = (iteration, iteration + count)
        var values = Array(repeating: 0.0, count: regions.count)
        run(optimizer, threads) { processor in
            for iteration in first..<end {
                let observation = Observation(
                    savesOverwritten: iteration == end - 1, computesInputGradient: iteration >= end - 2)
                processor.run(iteration: iteration, observation)
                for index in regions.indices { values[index] = processor.cell(regions[index], row, column) }
                observe(iteration, values)
            }
        }
        iteration = end
    }

    private mutating func run(
        _ optimizer: OptimizerSettings, _ threads: Int, _ body: (Processor<S>) -> Void
    ) {
        guard let sampler else { preconditionFailure("nothing runs without training data") }
        let (program, isClassification, progress) = (program, isClassification, progress)
        let hasUnusedMoments = hasUnusedMoments
        let threads = program.isShared.contains(true) ? threads : 1
        self.progress = memory.withWorkspace(scratchCount: program.scratchCount, threads: threads) { workspace in
            let processor = Processor(
                program: program, workspace: workspace, sampler: sampler, optimizer: optimizer,
                measuresAccuracy: isClassification, keepsUnusedMoments: hasUnusedMoments, progress: progress)
            body(processor)
            return processor.progress
        }
    }

    private mutating func resetOrder() {
        progress.orderedEpoch = nil
        memory.order = sampler.map { $0.shuffles ? Array(repeating: 0, count: $0.sampleCount) : [] } ?? []
    }

    // MARK: Going back

    /// Goes to the start of a checkpoint's iteration. The order of the samples is computed again if the epoch differs.
    mutating func restore(_ checkpoint: CoreCheckpoint<S>, iteration: Int) {
        memory.scatter(
            checkpoint.cells, to: program.keptRegions, withUnused: checkpoint.hasUnusedMoments)
        hasUnusedMoments = checkpoint.hasUnusedMoments
        progress.updateCount = checkpoint.updateCount
        progress.accuracy = checkpoint.accuracy
        self.iteration = iteration
        operationsRun = 0
    }

    /// Clears everything that operations compute, so that the run begins here.
    mutating func forgetComputed() {
        precondition(operationsRun == 0, "a run begins with an iteration")
        let kept = checkpoint()
        firstIteration = iteration
        progress.accuracy = .nan
        memory.arena = Arena(count: program.arenaCount)
        memory.shadow = Arena(count: program.arenaCount)
        memory.scatter(kept.cells, to: program.keptRegions, withUnused: kept.hasUnusedMoments)
    }

    // MARK: Reading matrices

    /// Goes to the start of an iteration, keeping the parameters and moments that were set.
    mutating func begin(atIteration iteration: Int, updateCount: Int, hasUnusedMoments: Bool) {
        self.iteration = iteration
        operationsRun = 0
        progress.updateCount = updateCount
        self.hasUnusedMoments = hasUnusedMoments
        resetOrder()
        forgetComputed()
    }

    /// The iteration in which a matrix was last written; the one before the first if it has not been written.
    func iterationOfLastWrite(_ region: Region) -> Int {
        region.writer < operationsRun ? iteration : iteration - 1
    }

    /// Whether an operation has written a matrix since the run began.
    func hasBeenWritten(_ region: Region) -> Bool { iterationOfLastWrite(region) >= firstIteration }

    /// How many rows of a matrix are in use.
    func rows(of region: Region, beforeLastWrite: Bool = false) -> Int {
        let written = iterationOfLastWrite(region) - (beforeLastWrite ? 1 : 0)
        return region.rows(inBatchOf: rowsInBatch(ofIteration: written))
    }

    /// How many rows the batch of an iteration had; 0 for an iteration that did not run here.
    func rowsInBatch(ofIteration iteration: Int) -> Int {
        iteration < firstIteration ? 0 : sampler?.rows(ofIteration: iteration) ?? 0
    }

    /// The cells in the first rows of a matrix; nil gives all rows that it has room for.
    func values(in region: Region, rows: Int?, ofShadow: Bool = false) -> [Double] {
        let cells = region.offset..<region.offset + (rows ?? region.rows) * region.columns
        return (ofShadow ? memory.shadow : memory.arena).values(in: cells)
    }

    /// Replaces the first cells of a matrix.
    mutating func set(_ region: Region, to values: [Double]) {
        for (index, value) in values.enumerated() { memory.arena[region.offset + index] = S(value) }
    }
}

extension EngineCore: Equatable {
    /// Whether two engines stand at the same place and all cells that can be read have the same bits.
    static func == (a: EngineCore, b: EngineCore) -> Bool {
        guard
            a.program == b.program, a.sampler == b.sampler, a.iteration == b.iteration,
            a.operationsRun == b.operationsRun, a.updateCount == b.updateCount,
            a.accuracy.bitPattern == b.accuracy.bitPattern
        else { return false }
        let remembered = a.program.keptRegions.ofFault
        guard remembered.allSatisfy({ a.memory.arena.hasSameBits(as: b.memory.arena, in: $0, rows: $0.rows) }) else {
            return false
        }
        return a.program.regions.values.allSatisfy { region in
            a.rows(of: region) == b.rows(of: region)
                && a.memory.arena.hasSameBits(as: b.memory.arena, in: region, rows: a.rows(of: region))
                && a.hasBeenWritten(region) == b.hasBeenWritten(region)
                && (!a.hasBeenWritten(region)
                    || a.memory.shadow.hasSameBits(
                        as: b.memory.shadow, in: region,
                        rows: min(
                            a.rows(of: region, beforeLastWrite: true), b.rows(of: region, beforeLastWrite: true))))
        }
    }
}

extension BatchSampler {
    init?(_ samples: Samples?, _ settings: BatchSettings) {
        guard let samples, samples.count > 0 else { return nil }
        self.init(sampleCount: samples.count, settings: settings)
    }
}

extension Memory {
    init(arena: Arena<S>, shadow: Arena<S>, _ samples: Samples?, _ network: NetworkSpecification) {
        let (inputs, targets) = (samples?.inputs, samples?.targets)
        self.init(
            arena: arena, shadow: shadow,
            inputs: Matrix(
                rows: inputs?.rows ?? 0, columns: network.inputCount, elements: S.converted(inputs?.elements ?? [])),
            targets: Matrix(
                rows: targets?.rows ?? 0, columns: network.outputCount,
                elements: S.converted(targets?.elements ?? [])),
            order: [])
    }
}
