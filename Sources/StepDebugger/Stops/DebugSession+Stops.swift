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
    /// Between two operations that the judge wants to see, the run is the ordinary one. Where a glance after an iteration
    /// tells the judge whether there is something in it, whole iterations run at once, and only one in which there is
    /// something is gone back to and run again by its operations. A run that is given up has to be settled, as
    /// `advance(toward:budget:)` says; one that was stopped is settled already.
    /// - target: where to stop; nil for nowhere.
    /// - budget: about how many operations to run; at least one runs, unless the target is reached.
    /// - start: where the run began of which this is a slice. Near to it everything is kept that one can look at, so that
    ///   a stop soon after needs no settling.
    /// - Precondition: the engine has training data, unless the target is reached.
    public mutating func advance<Judge: StopJudge>(
        toward target: Position?, budget: Int, endingAfterEpoch endsAfterEpoch: Bool = false,
        heeding judge: inout Judge, since start: Position? = nil
    ) -> HeedingProgress<Judge.Finding> {
        var rest = max(budget, 1)
        let observedUntil = (start ?? position).iteration + Engine.iterationsUntilRestored
        let progress = advance(
            toward: target, spending: &rest, endingAfterEpoch: endsAfterEpoch, heeding: &judge,
            observedUntil: observedUntil)
        if case .stopped = progress { settle() }
        return progress
    }

    /// The same, but where it is stopped the session is not settled.
    /// - rest: about how many operations to run; what is left of them is given back.
    /// - observedUntil: the first iteration that need not be observed, where all before it were.
    mutating func advance<Judge: StopJudge>(
        toward target: Position?, spending rest: inout Int, endingAfterEpoch endsAfterEpoch: Bool = false,
        heeding judge: inout Judge, observedUntil: Int = 0
    ) -> HeedingProgress<Judge.Finding> {
        defer { timeline.reach(position) }
        let start = engine.iteration
        let perIteration = engine.plan.operations.count
        let isObservedToEnd = target.map { $0.iteration - Engine.iterationsUntilRestored } ?? .max
        var glances = GlancePlan(isUseful: judge.canGlance && !judge.looksAtOverwritten, from: start)
        makeRecordedEdits()
        let epoch = epochs.latest?.epoch
        while true {
            if let target, position >= target { return .reached }
            if endsAfterEpoch, epochs.latest?.epoch != epoch { return .budgetSpent }
            // As in a run without a judge, a slice that got through an iteration ends between two.
            let isBetweenIterations = engine.operationsRun == 0 && underWay == nil
            let hasPassedAnIteration = engine.iteration > start
            if rest <= 0, isBetweenIterations || !hasPassedAnIteration { return .budgetSpent }
            if isBetweenIterations, hasPassedAnIteration, rest < perIteration, target?.iteration != engine.iteration {
                return .budgetSpent
            }
            let isObserved = judge.looksAtOverwritten || (isSettled && engine.iteration < observedUntil)
            let isObservedFrom = isObserved ? 0 : isObservedToEnd
            let isGlancing =
                isBetweenIterations && rest >= perIteration && glances.isDue(at: engine.iteration)
                && engine.iteration < isObservedFrom && (target?.iteration ?? .max) > engine.iteration
                && (nextEdit?.position.iteration ?? .max) > engine.iteration
            if isGlancing {
                rest -= runGlancing(
                    toward: target, budget: rest, observedFrom: isObservedFrom, &judge, &glances)
            } else {
                rest -= run(
                    Stretch(
                        target: [target, nextPlaceToJudge(judge.operations), nextEdit?.position].compactMap { $0 }
                            .min(),
                        isObservedFrom: isObservedFrom),
                    budget: hasPassedAnIteration ? max(rest, perIteration) : rest)
            }
            if let finding = judgment(&judge, hasGlanced: isGlancing) { return .stopped(finding) }
        }
    }

    /// What the judge says about the operation that has just run, and about changes made by hand right after it.
    private mutating func judgment<Judge: StopJudge>(_ judge: inout Judge, hasGlanced: Bool) -> Judge.Finding? {
        var finding: Judge.Finding?
        if !hasGlanced, underWay == nil, let current = currentOperationIndex, judge.operations.contains(current) {
            finding = judge.judge(self, edited: false)
        }
        let before = editsMade
        makeRecordedEdits()
        if editsMade > before, let edit = judge.judge(self, edited: true) {
            finding = finding.map { Judge.joined($0, edit) } ?? edit
        }
        return finding
    }

    /// Runs whole iterations, with a glance after each, to the first in which there may be something; the session then
    /// stands before that one.
    /// - Returns: how many operations ran.
    private mutating func runGlancing<Judge: StopJudge>(
        toward target: Position?, budget: Int, observedFrom: Int, _ judge: inout Judge, _ glances: inout GlancePlan
    ) -> Int {
        var isNoted = false
        var glancing = judge
        let stretch = Stretch(
            target: [target, nextEdit?.position].compactMap { $0 }.min(), isObservedFrom: observedFrom,
            endsEarly: { view in
                isNoted = glancing.glance(at: view)
                return isNoted
            })
        let count = run(stretch, budget: budget)
        judge = glancing
        guard isNoted else { return count }
        let noted = engine.iteration - 1
        glances.hasNoted(at: noted)
        // What the iteration left behind is not there yet where the session now goes.
        let known = timeline.branch.curves
        depart(for: Position(iteration: noted))
        timeline.branch.curves = known
        while advance(toward: Position(iteration: noted), budget: .max) != .reached {}
        return count
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
    public func operationsRun(since position: Position) -> Int {
        let here = self.position
        let count = (here.iteration - position.iteration) * engine.plan.operations.count
        return max(1, count + here.operation - position.operation)
    }
}

/// When a run glances at whole iterations. Where glances keep noting something, going back each time would cost more than
/// running by operations: then there are none for a while, longer and longer.
private struct GlancePlan {
    private let isUseful: Bool
    private var next: Int
    private var pause = 1

    init(isUseful: Bool, from iteration: Int) {
        self.isUseful = isUseful
        next = iteration
    }

    func isDue(at iteration: Int) -> Bool { isUseful && iteration >= next }

    mutating func hasNoted(at iteration: Int) {
        pause = iteration == next ? min(2 * pause, 1 << 12) : 1
        next = iteration + pause
    }
}
