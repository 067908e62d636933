import NeuralEngine

/// What a branch left behind for its curves, to its end.
public struct BranchCurves: Equatable, Sendable {
    /// What the branch is called.
    public let name: String
    /// The loss and accuracy of its iterations, those before it left another branch included.
    public let iterations: TrainingHistory
    /// What its epochs left behind.
    public let epochs: EpochHistory
}

extension DebugSession {
    /// The curves of the branches that the session is not on, the newest branch first.
    public var otherBranchCurves: [BranchCurves] {
        timeline.branches.indices.reversed().filter { $0 != timeline.current }.map { index in
            let branch = timeline.branches[index]
            return BranchCurves(
                name: branch.name, iterations: branch.curves.iterations, epochs: branch.curves.epochs)
        }
    }

    /// The learning rates of the updates of some iterations, as the optimizer, the schedule and the changes of both on this
    /// branch make them.
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
