/// What a run cannot compute again at the start of an iteration: parameters, what the optimizer keeps about them, the
/// rules in force, and what a planted fault takes over from the iteration before.
///
/// It is much smaller than an engine. Activations, gradients and what operations overwrote are not in it: they are there
/// again, bit for bit, two iterations after it was restored.
public struct EngineCheckpoint: Sendable {
    /// Completed iterations.
    public let iteration: Int
    /// The rule of updates there.
    public let optimizer: OptimizerSettings
    /// The penalty that is part of the loss there.
    public let regularization: Regularization
    /// The fault of the program there; nil where there is none.
    public let fault: Fault?
    // Exactly one of them is there, as the precision tells.
    let double: CoreCheckpoint<Double>?
    let single: CoreCheckpoint<Float>?

    /// How much memory it takes, about.
    public var byteCount: Int {
        MemoryLayout<EngineCheckpoint>.size + (double?.byteCount ?? 0) + (single?.byteCount ?? 0)
    }
}

/// The numbers of a checkpoint.
struct CoreCheckpoint<S: VectorScalar>: Sendable {
    let cells: Arena<S>
    /// Whether moments are among them that the optimizer did not use.
    let hasUnusedMoments: Bool
    let updateCount: Int
    let accuracy: Double

    var byteCount: Int { cells.count * MemoryLayout<S>.stride }
}

extension Engine {
    /// How many iterations have to run after `restore` until everything that can be looked at is there again.
    public static let iterationsUntilRestored = 2

    /// What is needed to run again from here.
    /// - Precondition: no operation of the iteration has run.
    public func checkpoint() -> EngineCheckpoint {
        precondition(operationsRun == 0, "checkpoints are made between iterations")
        return EngineCheckpoint(
            iteration: iteration, optimizer: optimizer, regularization: regularization, fault: fault,
            double: double?.checkpoint(), single: single?.checkpoint())
    }

    /// Goes to the start of a checkpoint's iteration, from where the run goes on as it did then. What is not in the
    /// checkpoint holds remains of another time until `iterationsUntilRestored` iterations have run.
    /// - Precondition: the checkpoint was made in a run with the same network, data and batches.
    public mutating func restore(_ checkpoint: EngineCheckpoint) {
        optimizer = checkpoint.optimizer
        regularization = checkpoint.regularization
        fault = checkpoint.fault
        if let cells = checkpoint.double { double!.restore(cells, iteration: checkpoint.iteration) }
        if let cells = checkpoint.single { single!.restore(cells, iteration: checkpoint.iteration) }
    }

    /// Goes to the start of the run, given a checkpoint made there: everything else is as in a new engine.
    public mutating func restoreStart(_ checkpoint: EngineCheckpoint) {
        restore(checkpoint)
        double?.forgetComputed()
        single?.forgetComputed()
    }

    /// How much memory a copy of the engine takes once either was written to, about; the data are shared.
    public var byteCount: Int { (double?.byteCount ?? 0) + (single?.byteCount ?? 0) }

    /// About how many nanoseconds an iteration and a checkpoint take on a processor of these years: enough to weigh one
    /// against the other without a clock.
    public var estimatedCost: (iteration: Double, checkpoint: Double) {
        let rows = Double(plan.batchRows)
        let cells = network.layerSizes.reduce(0.0) { $0 + Double($1) }
        let products = 3 * rows * Double(network.parameterCount)
        let bytes = network.precision == .float64 ? 8.0 : 4
        let parameterBytes = Double(network.parameterCount) * bytes
        let gradients = fault?.kind == .earlyUpdate ? 1 : 0
        let kept = Double(1 + optimizer.activeMoments.count + gradients) * parameterBytes
        return (
            iteration: 30 * Double(plan.operations.count) + products * bytes / 200 + rows * cells / 2
                + parameterBytes / 8,
            checkpoint: 3000 + kept / 2
        )
    }
}

extension EngineCore {
    var byteCount: Int { (memory.arena.count + memory.shadow.count) * MemoryLayout<S>.stride }

    func checkpoint() -> CoreCheckpoint<S> {
        CoreCheckpoint(
            cells: memory.gathered(program.keptRegions, withUnused: hasUnusedMoments),
            hasUnusedMoments: hasUnusedMoments, updateCount: updateCount, accuracy: accuracy)
    }
}
