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
    /// Runs a slice of the way to a target, and stops where a judge says so. Changes that were recorded on the way are
    /// made again, and judged.
    ///
    /// Between two operations that the judge wants to see, the run is the ordinary one: whole iterations at once where
    /// only the update matters to it. A run that is given up has to be settled, as `advance(toward:budget:)` says; one
    /// that was stopped is settled already.
    /// - target: where to stop; nil for nowhere.
    /// - budget: about how many operations to run; at least one runs, unless the target is reached.
    /// - Precondition: the engine has training data, unless the target is reached.
    public mutating func advance<Judge: StopJudge>(
        toward target: Position?, budget: Int, heeding judge: inout Judge
    ) -> HeedingProgress<Judge.Finding> {
        var rest = max(budget, 1)
        let progress = advance(toward: target, spending: &rest, heeding: &judge)
        if case .stopped = progress { settle() }
        return progress
    }

    /// The same, but where it is stopped the session is not settled.
    /// - rest: about how many operations to run; what is left of them is given back.
    mutating func advance<Judge: StopJudge>(
        toward target: Position?, spending rest: inout Int, heeding judge: inout Judge
    ) -> HeedingProgress<Judge.Finding> {
        defer { timeline.reach(position) }
        let start = engine.iteration
        let perIteration = engine.plan.operations.count
        let isObservedFrom =
            judge.looksAtOverwritten ? 0 : target.map { $0.iteration - Engine.iterationsUntilRestored } ?? .max
        makeRecordedEdits()
        while true {
            if let target, position >= target { return .reached }
            // As in a run without a judge, a slice that got through an iteration ends between two.
            let isBetweenIterations = engine.operationsRun == 0 && underWay == nil
            let hasPassedAnIteration = engine.iteration > start
            if rest <= 0, isBetweenIterations || !hasPassedAnIteration { return .budgetSpent }
            if isBetweenIterations, hasPassedAnIteration, rest < perIteration, target?.iteration != engine.iteration {
                return .budgetSpent
            }
            let next = nextPlaceToJudge(judge.operations)
            let end = [target, next, nextEdit?.position].compactMap { $0 }.min()
            rest -= run(
                Stretch(target: end, isObservedFrom: isObservedFrom),
                budget: hasPassedAnIteration ? max(rest, perIteration) : rest)
            var finding = self.position == next ? judge.judge(self, edited: false) : nil
            let before = editsMade
            makeRecordedEdits()
            if editsMade > before, let edit = judge.judge(self, edited: true) {
                finding = finding.map { Judge.joined($0, edit) } ?? edit
            }
            if let finding { return .stopped(finding) }
        }
    }

    /// Where the next operation ends that is to be judged; nil where none ever does.
    private func nextPlaceToJudge(_ operations: OperationSet) -> Position? {
        guard let first = operations.first(from: 0) else { return nil }
        let perIteration = engine.plan.operations.count
        let inThisIteration = operations.first(from: engine.operationsRun)
        let iteration = inThisIteration == nil ? engine.iteration + 1 : engine.iteration
        let operation = (inThisIteration ?? first) + 1
        return operation == perIteration
            ? Position(iteration: iteration + 1) : Position(iteration: iteration, operation: operation)
    }

    /// How many operations lie between a position and a later one, at which the session stands; at least one.
    func operationsRun(since position: Position) -> Int {
        let here = self.position
        let count = (here.iteration - position.iteration) * engine.plan.operations.count
        return max(1, count + here.operation - position.operation)
    }
}
