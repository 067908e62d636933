/// What a run cannot recompute at the start of an iteration: parameters and moments, the settings in force, and what a
/// planted fault carries over from the iteration before.
///
/// It is much smaller than an engine. It leaves out activations, gradients and overwritten values, which are back, bit for
/// bit, two iterations after a checkpoint is restored.
public struct EngineCheckpoint: Sendable {
    /// Completed iterations.
    public let iteration: Int
    /// The optimizer there.
    public let optimizer: OptimizerSettings
    /// The penalty that is part of the loss there.
    public let regularization: Regularization
    /// The planted fault there; nil if there is none.
    public let fault: Fault?
    // Exactly one of them is set, depending on the precision.
    let double: CoreCheckpoint<Double>?
    let single: CoreCheckpoint<Float>?

    /// Roughly how much memory it takes.
    public var byteCount: Int {
        MemoryLayout<EngineCheckpoint>.size + (double?.byteCount ?? 0) + (single?.byteCount ?? 0)
    }
}

/// The numbers of a checkpoint.
struct CoreCheckpoint<S: VectorScalar>: Sendable {
    let cells: Arena<S>
    /// Whether they include moments that the optimizer did not use.
    let hasUnusedMoments: Bool
    let updateCount: Int
    let accuracy: Double

    var byteCount: Int { cells.count * MemoryLayout<S>.stride }
}

extension Engine {
    /// How many iterations have to run after `restore` until every matrix that can be read is valid again.
    public static let iterationsUntilRestored = 2

    /// A checkpoint from which the run can be continued.
    /// - Precondition: no operation of the iteration has run.
    public func checkpoint() -> EngineCheckpoint {
        precondition(operationsRun == 0, "checkpoints are made between iterations")
        return EngineCheckpoint(
            iteration: iteration, optimizer: optimizer, regularization: regularization, fault: fault,
            double: double?.checkpoint(), single: single?.checkpoint())
    }

    /// Goes to the start of a checkpoint's iteration, from where the run continues as it did then. Everything that the
    /// checkpoint leaves out is stale until `iterationsUntilRestored` iterations have run.
    /// - Precondition: the checkpoint was made in a run with the same network, data and batches.
    public mutating func restore(_ checkpoint: EngineCheckpoint) {
        optimizer = checkpoint.optimizer
        regularization = checkpoint.regularization
        fault = checkpoint.fault
        if let cells = checkpoint.double { double!.restore(cells, iteration: checkpoint.iteration) }
        if let cells = checkpoint.single { single!.restore(cells, iteration: checkpoint.iteration) }
    }

    /// Goes to the start of the run, given a checkpoint made there. Everything else is as in a new engine.
    public mutating func restoreStart(_ checkpoint: EngineCheckpoint) {
        restore(checkpoint)
        double?.forgetComputed()
        single?.forgetComputed()
    }

    /// Roughly how much memory a copy of the engine takes once it is written to. The data are shared.
    public var byteCount: Int { (double?.byteCount ?? 0) + (single?.byteCount ?? 0) }

    /// Roughly how many nanoseconds an iteration and a checkpoint take on a present-day processor: enough to weigh one
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
