import NeuralEngine

extension DebugSession {
    /// Why a slice of a run ended.
    public enum Progress: Equatable, Sendable {
        /// The run stands at the target, or beyond it.
        case reached
        /// There is more to run: call again.
        case budgetSpent
    }

    /// Runs a slice of the way to a target. Changes that were recorded on the way are made again.
    ///
    /// Where a slice ends depends on the budget alone, never on time. A run that is given up before its target has to be
    /// settled, since what lies far before the target is run as if nobody looked.
    /// - target: where to stop; nil for nowhere.
    /// - budget: about how many operations to run; at least one runs, unless the target is reached.
    /// - endsAfterEpoch: whether the slice ends where an epoch has left a point behind.
    /// - Precondition: the engine has training data, unless the target is reached.
    public mutating func advance(
        toward target: Position?, budget: Int, endingAfterEpoch endsAfterEpoch: Bool = false
    ) -> Progress {
        defer { timeline.reach(position) }
        var rest = max(budget, 1)
        let start = engine.iteration
        let epoch = epochs.latest?.epoch
        while true {
            makeRecordedEdits()
            if let target, position >= target { return .reached }
            if rest <= 0 { return .budgetSpent }
            if endsAfterEpoch, epochs.latest?.epoch != epoch { return .budgetSpent }
            // A slice that got through an iteration ends between two, so that a run that is stopped there has no
            // operation half way behind it.
            let isBetweenIterations = engine.operationsRun == 0 && underWay == nil && engine.iteration > start
            if isBetweenIterations, rest < engine.plan.operations.count, target?.iteration != engine.iteration {
                return .budgetSpent
            }
            let stretch = Stretch(
                target: [target, nextEdit?.position].compactMap { $0 }.min(),
                isObservedFrom: target.map { $0.iteration - Engine.iterationsUntilRestored } ?? .max)
            rest -= run(stretch, budget: rest)
        }
    }

    /// The next recorded change that has not been made yet.
    var nextEdit: RecordedEdit? {
        let edits = timeline.branch.edits
        return editsMade < edits.count ? edits[editsMade] : nil
    }

    // MARK: Stretches

    /// What to run without a look at anything.
    struct Stretch {
        /// Where to stop at the latest.
        var target: Position?
        /// From which iteration on what there is to look at is computed and kept.
        var isObservedFrom: Int
        /// Takes a look after each iteration that is not observed, and says whether to stop there.
        var endsEarly: ((IterationView) -> Bool)?
    }

    /// Runs whole iterations where there is room for them, or else an operation or a part of one.
    /// - Returns: how many operations ran.
    mutating func run(_ stretch: Stretch, budget: Int) -> Int {
        let perIteration = engine.plan.operations.count
        let isObserved = engine.iteration >= stretch.isObservedFrom
        if engine.operationsRun == 0 && underWay == nil {
            var count = budget / perIteration
            if let target = stretch.target { count = min(count, target.iteration - engine.iteration) }
            count = min(count, nextEpochEnd - engine.iteration)
            if !isObserved { count = min(count, stretch.isObservedFrom - engine.iteration) }
            if count > 0 {
                let start = engine.iteration
                runIterations(count, isObserved: isObserved, endsEarly: isObserved ? nil : stretch.endsEarly)
                return (engine.iteration - start) * perIteration
            }
            if isObserved { rememberLandmark() }
        }
        if let target = stretch.target, target.iteration == engine.iteration, target.operation == engine.operationsRun,
            target.cell > 0, target.cell < engine.outputCells(ofOperation: engine.operationsRun)
        {
            reveal(target.cell)
        } else {
            runOperation(isObserved: isObserved)
        }
        return 1
    }

    private mutating func runIterations(
        _ count: Int, isObserved: Bool, endsEarly: ((IterationView) -> Bool)? = nil
    ) {
        var (curves, timeline) = (curves, timeline)
        // So that there is one owner of each, and no copy.
        (self.curves, self.timeline) = (RunCurves(from: start.iteration), Timeline(start: timeline.start))
        var schedule = CheckpointSchedule(engine, timeline)
        let (sampler, reduction) = (engine.sampler!, engine.network.reduction)
        engine.runIterations(
            count, observesLast: isObserved,
            record: { record in
                curves.record(
                    iteration: record.iteration, loss: record.loss, accuracy: record.accuracy, sampler, reduction)
                return schedule.isDue(at: record.iteration + 1)
            },
            keep: { timeline.insert(Checkpoint(engine: $0, tally: curves.tally), around: $0.iteration) },
            endsEarly: endsEarly)
        (self.curves, self.timeline) = (curves, timeline)
        if !isObserved { lastUnobserved = engine.iteration }
        recordEpoch()
    }

    /// Shows so many cells of the next operation.
    private mutating func reveal(_ cells: Int) {
        if underWay == nil {
            var finished = engine
            finished.runNextOperation()
            underWay = OperationUnderWay(finished: finished, cells: cells)
        } else {
            underWay?.cells = cells
        }
    }

    /// Runs the next operation, or the rest of the one under way.
    private mutating func runOperation(isObserved: Bool) {
        let iteration = engine.iteration
        if let underWay {
            engine = underWay.finished
            self.underWay = nil
        } else {
            engine.runNextOperation(isObserved: isObserved)
            if !isObserved { lastUnobserved = iteration + 1 }
        }
        guard engine.iteration > iteration else { return }
        if let loss = engine.loss {
            curves.record(
                iteration: iteration, loss: loss, accuracy: engine.accuracy ?? .nan, engine.sampler!,
                engine.network.reduction)
        }
        var schedule = CheckpointSchedule(engine, timeline)
        if schedule.isDue(at: engine.iteration) {
            timeline.insert(Checkpoint(engine: engine.checkpoint(), tally: curves.tally), around: engine.iteration)
        }
        recordEpoch()
    }

    /// Keeps the engine as it is at the start of an iteration that is stepped through.
    private mutating func rememberLandmark() {
        guard isSettled else { return }
        timeline.remember(Timeline.Landmark(engine: engine, latest: history.latest, tally: curves.tally))
    }
}

/// When checkpoints are made: so that all of them together take about half a percent of a run's time.
struct CheckpointSchedule {
    /// How many times the cost of a checkpoint is run between two.
    private static let costRatio = 200.0

    /// How many iterations lie between two checkpoints at least.
    let interval: Int
    private var due: Int

    init(_ engine: Engine, _ timeline: Timeline) {
        interval = Self.interval(engine)
        due = (timeline.nearestCheckpoint(notAfter: engine.iteration)?.iteration ?? timeline.start.iteration) + interval
    }

    static func interval(_ engine: Engine) -> Int {
        let cost = engine.estimatedCost
        return max(1, Int((costRatio * cost.checkpoint / cost.iteration).rounded(.up)))
    }

    /// Whether a checkpoint is due at the start of an iteration; the next one is due an interval later.
    mutating func isDue(at iteration: Int) -> Bool {
        guard iteration >= due else { return false }
        due = iteration + interval
        return true
    }
}
