import NeuralEngine

/// Why a slice of a run with a judge ended.
public enum StoppableProgress<Finding> {
    /// The run is at the target or beyond it.
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
    /// The run is an ordinary one between the operations that the judge wants to see. If the judge can check whole iterations,
    /// they run at once, and only one in which the run may have to stop is run again, operation by operation. A run that is
    /// given up has to be settled, as for `advance(toward:budget:)`; one that was stopped is settled already.
    /// - target: where to stop; nil for nowhere.
    /// - budget: roughly how many operations to run; at least one runs, unless the target is reached.
    /// - start: where the whole run began, of which this is a slice. The iterations just after it are observed, so that an
    ///   early stop needs no settling.
    /// - Precondition: the engine has training data, unless the target is reached.
    public mutating func advance<Judge: StopJudge>(
        toward target: Position?, budget: Int, endingAfterEpoch endsAfterEpoch: Bool = false,
        judgedBy judge: inout Judge, since start: Position? = nil
    ) -> StoppableProgress<Judge.Finding> {
        var rest = max(budget, 1)
        let observedUntil = (start ?? position).iteration + Engine.iterationsUntilRestored
        let progress = advance(
            toward: target, spending: &rest, endingAfterEpoch: endsAfterEpoch, judgedBy: &judge,
            observedUntil: observedUntil)
        if case .stopped = progress { settle() }
        return progress
    }

    /// The same, but a stopped session is not settled.
    /// - rest: roughly how many operations to run; on return, how many of them are left.
    /// - observedUntil: the first iteration that need not be observed, if all before it were.
    mutating func advance<Judge: StopJudge>(
        toward target: Position?, spending rest: inout Int, endingAfterEpoch endsAfterEpoch: Bool = false,
        judgedBy judge: inout Judge, observedUntil: Int = 0
    ) -> StoppableProgress<Judge.Finding> {
        defer { timeline.reach(position) }
        let start = engine.iteration
        let perIteration = engine.plan.operations.count
        let isObservedToEnd = target.map { $0.iteration - Engine.iterationsUntilRestored } ?? .max
        var plan = IterationCheckPlan(isUseful: judge.checksWholeIterations && !judge.readsOverwritten, from: start)
        makeRecordedEdits()
        let epoch = epochs.latest?.epoch
        while true {
            if let target, position >= target { return .reached }
            if endsAfterEpoch, epochs.latest?.epoch != epoch { return .budgetSpent }
            // As in a run without a judge, a slice that has completed an iteration ends between two iterations.
            let isBetweenIterations = engine.operationsRun == 0 && underWay == nil
            let hasPassedAnIteration = engine.iteration > start
            if rest <= 0, isBetweenIterations || !hasPassedAnIteration { return .budgetSpent }
            if isBetweenIterations, hasPassedAnIteration, rest < perIteration, target?.iteration != engine.iteration {
                return .budgetSpent
            }
            let isObserved = judge.readsOverwritten || (isSettled && engine.iteration < observedUntil)
            let isObservedFrom = isObserved ? 0 : isObservedToEnd
            let checksIterations =
                isBetweenIterations && rest >= perIteration && plan.isDue(at: engine.iteration)
                && engine.iteration < isObservedFrom && (target?.iteration ?? .max) > engine.iteration
                && (nextEdit?.position.iteration ?? .max) > engine.iteration
            if checksIterations {
                rest -= runCheckingIterations(
                    toward: target, budget: rest, observedFrom: isObservedFrom, &judge, &plan)
            } else {
                rest -= run(
                    Segment(
                        target: [target, nextPlaceToJudge(judge.operations), nextEdit?.position].compactMap { $0 }
                            .min(),
                        isObservedFrom: isObservedFrom),
                    budget: hasPassedAnIteration ? max(rest, perIteration) : rest)
            }
            if let finding = judgment(&judge, isChecked: checksIterations) { return .stopped(finding) }
        }
    }

    /// The judgment of the operation that has just run, and of changes made by hand right after it.
    /// - isChecked: whether the operation belongs to an iteration that the judge has checked as a whole.
    private mutating func judgment<Judge: StopJudge>(_ judge: inout Judge, isChecked: Bool) -> Judge.Finding? {
        var finding: Judge.Finding?
        if !isChecked, underWay == nil, let current = currentOperationIndex, judge.operations.contains(current) {
            finding = judge.judge(self, edited: false)
        }
        let before = editsMade
        makeRecordedEdits()
        if editsMade > before, let edit = judge.judge(self, edited: true) {
            finding = finding.map { Judge.joined($0, edit) } ?? edit
        }
        return finding
    }

    /// Runs whole iterations, and checks each, to the first in which the run may have to stop. The session is then before that
    /// iteration.
    /// - Returns: how many operations ran.
    private mutating func runCheckingIterations<Judge: StopJudge>(
        toward target: Position?, budget: Int, observedFrom: Int, _ judge: inout Judge, _ plan: inout IterationCheckPlan
    ) -> Int {
        var mayStop = false
        var checking = judge
        let segment = Segment(
            target: [target, nextEdit?.position].compactMap { $0 }.min(), isObservedFrom: observedFrom,
            endsEarly: { view in
                mayStop = checking.mayStop(in: view)
                return mayStop
            })
        let count = run(segment, budget: budget)
        judge = checking
        guard mayStop else { return count }
        let suspect = engine.iteration - 1
        plan.failed(at: suspect)
        // The curves must not lose the iteration that the session now goes back before.
        let known = timeline.branch.curves
        depart(for: Position(iteration: suspect))
        timeline.branch.curves = known
        while advance(toward: Position(iteration: suspect), budget: .max) != .reached {}
        return count
    }

    /// The end of the next operation that has to be judged; nil if there is none.
    private func nextPlaceToJudge(_ operations: OperationSet) -> Position? {
        guard let first = operations.first(from: 0) else { return nil }
        let perIteration = engine.plan.operations.count
        let inThisIteration = operations.first(from: engine.operationsRun)
        let iteration = inThisIteration == nil ? engine.iteration + 1 : engine.iteration
        let operation = (inThisIteration ?? first) + 1
        return operation == perIteration
            ? Position(iteration: iteration + 1) : Position(iteration: iteration, operation: operation)
    }

    /// How many operations there are between an earlier position and the present one; at least one.
    public func operationsRun(since position: Position) -> Int {
        let here = self.position
        let count = (here.iteration - position.iteration) * engine.plan.operations.count
        return max(1, count + here.operation - position.operation)
    }
}

/// Decides when whole iterations are checked. If the checks keep failing, going back each time would cost more than running
/// operation by operation, so they pause for a while, longer and longer.
private struct IterationCheckPlan {
    private let isUseful: Bool
    private var next: Int
    private var pause = 1

    init(isUseful: Bool, from iteration: Int) {
        self.isUseful = isUseful
        next = iteration
    }

    func isDue(at iteration: Int) -> Bool { isUseful && iteration >= next }

    mutating func failed(at iteration: Int) {
        pause = iteration == next ? min(2 * pause, 1 << 12) : 1
        next = iteration + pause
    }
}
