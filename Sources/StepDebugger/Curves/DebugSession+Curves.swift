import NeuralEngine

/// The curves of a branch, to its end.
public struct BranchCurves: Equatable, Sendable {
    /// The name of the branch.
    public let name: String
    /// The loss and accuracy of its iterations, including those before it left another branch.
    public let iterations: TrainingHistory
    /// The figures of its epochs.
    public let epochs: EpochHistory
}

extension DebugSession {
    /// The curves of all branches except the current one, the newest first.
    public var otherBranchCurves: [BranchCurves] {
        timeline.branches.indices.reversed().filter { $0 != timeline.current }.map { index in
            let branch = timeline.branches[index]
            return BranchCurves(
                name: branch.name, iterations: branch.curves.iterations, epochs: branch.curves.epochs)
        }
    }

    /// The learning rates of some iterations' updates, as given by the optimizer, the schedule and the changes of both on this
    /// branch.
    /// - iterations: in ascending order.
    public func learningRates(ofIterations iterations: [Int]) -> [Double] {
        var settings = timeline.start.optimizer
        var changes = allEdits[...]
        return iterations.map { iteration in
            while let change = changes.first, change.position < Position(iteration: iteration + 1) {
                switch change.edit {
                case .learningRate(let rate): settings.learningRate = rate
                case .schedule(let schedule): settings.schedule = schedule
                case .optimizer(let optimizer): settings = optimizer
                case .matrix, .cell, .regularization, .fault: break
                }
                changes.removeFirst()
            }
            return settings.schedule.learningRate(
                baseRate: settings.learningRate, iteration: iteration, iterationsPerEpoch: iterationsPerEpoch)
        }
    }
}
