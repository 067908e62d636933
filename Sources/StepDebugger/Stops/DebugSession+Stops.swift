import NeuralEngine

/// Why a slice of a run that heeds stops ended.
public enum HeedingProgress<Finding> {
    /// The run stands at the target, or beyond it.
    case reached
    /// There is more to run: call again.
    case budgetSpent
    /// The judge stopped the run.
    case stopped(Finding)
}

extension DebugSession {
    /// Runs a slice of the way to a target, and stops where a judge says so.
    ///
    /// Between two operations that the judge wants to see, the run is the ordinary one: whole iterations at once where
    /// only the update matters to it, and as fast as without a judge where nothing does.
    /// - target: where to stop; nil for nowhere.
    /// - budget: about how many operations to run; at least one runs, unless the target is reached.
    /// - Precondition: the engine has training data, unless the target is reached.
    public mutating func advance<Judge: StopJudge>(
        toward target: Position?, budget: Int, heeding judge: inout Judge
    ) -> HeedingProgress<Judge.Finding> {
        var rest = max(budget, 1)
        let start = engine.iteration
        let perIteration = engine.plan.operations.count
        while true {
            let position = position
            if let target, position >= target { return .reached }
            // As in a run without a judge, a slice that got through an iteration ends between two.
            let isBetweenIterations = engine.operationsRun == 0 && underWay == nil
            let hasPassedAnIteration = engine.iteration > start
            if rest <= 0, isBetweenIterations || !hasPassedAnIteration { return .budgetSpent }
            if isBetweenIterations, hasPassedAnIteration, rest < perIteration, target?.iteration != engine.iteration {
                return .budgetSpent
            }
            let next = nextPlaceToJudge(after: position, judge.operations)
            let end = [target, next].compactMap { $0 }.min()
            _ = advance(toward: end, budget: hasPassedAnIteration ? max(rest, perIteration) : rest)
            rest -= operationsRun(since: position)
            if self.position == next, let finding = judge.judge(self) { return .stopped(finding) }
        }
    }

    /// Where the next thing happens that is to be judged; nil where nothing ever does.
    private func nextPlaceToJudge(after position: Position, _ operations: OperationSet) -> Position? {
        let edit = edits.first { $0.position > position }?.position
        guard !operations.isEmpty else { return edit }
        var operationEnd: Position
        if let index = operations.first(from: position.operation) {
            operationEnd = Position(iteration: position.iteration, operation: index + 1)
        } else {
            let index = operations.first(from: 0)!
            operationEnd = Position(iteration: position.iteration + 1, operation: index + 1)
        }
        if operationEnd.operation == engine.plan.operations.count {
            operationEnd = Position(iteration: operationEnd.iteration + 1)
        }
        return edit.map { min($0, operationEnd) } ?? operationEnd
    }

    private func operationsRun(since position: Position) -> Int {
        let here = self.position
        let count = (here.iteration - position.iteration) * engine.plan.operations.count
        return max(1, count + here.operation - position.operation)
    }
}
