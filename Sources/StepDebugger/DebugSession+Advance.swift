import NeuralEngine

extension DebugSession {
    /// Why a slice of a run ended.
    public enum Progress: Equatable, Sendable {
        /// The run is at the target or beyond it.
        case reached
        /// There is more to run: call again.
        case budgetSpent
    }

    /// Runs a slice of the way to a target. Changes that were recorded on the way are made again.
    ///
    /// Where a slice ends depends only on the budget, never on time. A run that is given up before its target has to be
    /// settled, since iterations far before the target run unobserved.
    /// - target: where to stop; nil for nowhere.
    /// - budget: roughly how many operations to run; at least one runs, unless the target is reached.
    /// - endsAfterEpoch: whether the slice ends when an epoch has been recorded.
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
            // A slice that has completed an iteration ends between two iterations, so that a run that is stopped there
            // is not in the middle of one.
            let isBetweenIterations = engine.operationsRun == 0 && underWay == nil && engine.iteration > start
            if isBetweenIterations, rest < engine.plan.operations.count, target?.iteration != engine.iteration {
                return .budgetSpent
            }
            let segment = Segment(
                target: [target, nextEdit?.position].compactMap { $0 }.min(),
                isObservedFrom: target.map { $0.iteration - Engine.iterationsUntilRestored } ?? .max)
            rest -= run(segment, budget: rest)
        }
    }

    /// The next recorded change that has not been made yet.
    var nextEdit: RecordedEdit? {
        let edits = timeline.branch.edits
        return editsMade < edits.count ? edits[editsMade] : nil
    }

    // MARK: Segments

    /// A part of a run in which nothing has to be judged.
    struct Segment {
        /// Where to stop at the latest.
        var target: Position?
        /// The first iteration that is observed: from there on dX is computed and overwritten values are kept.
        var isObservedFrom: Int
        /// Called after each unobserved iteration; returns whether to stop there.
        var endsEarly: ((IterationView) -> Bool)?
    }

    /// Runs whole iterations if the budget allows it, otherwise an operation or a part of one.
    /// - Returns: how many operations ran.
    mutating func run(_ segment: Segment, budget: Int) -> Int {
        let perIteration = engine.plan.operations.count
        let isObserved = engine.iteration >= segment.isObservedFrom
        if engine.operationsRun == 0 && underWay == nil {
            var count = budget / perIteration
            if let target = segment.target { count = min(count, target.iteration - engine.iteration) }
            count = min(count, nextEpochEnd - engine.iteration)
            if !isObserved { count = min(count, segment.isObservedFrom - engine.iteration) }
            if count > 0 {
                let start = engine.iteration
                runIterations(count, isObserved: isObserved, endsEarly: isObserved ? nil : segment.endsEarly)
                return (engine.iteration - start) * perIteration
            }
            if isObserved { rememberLandmark() }
        }
        if let target = segment.target, target.iteration == engine.iteration, target.operation == engine.operationsRun,
            target.cell > 0, target.cell < engine.outputSteps(ofOperation: engine.operationsRun)
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
        recordIterations(count, isObserved: isObserved, endsEarly: endsEarly)
        if !isObserved { lastUnobserved = engine.iteration }
        recordEpoch()
    }

    /// Runs iterations and records them. Not inlined: when it returns, the curves have one owner again, so that recording
    /// the epoch does not copy them.
    @inline(never)
    private mutating func recordIterations(
        _ count: Int, isObserved: Bool, endsEarly: ((IterationView) -> Bool)?
    ) {
        var (curves, timeline) = (curves, timeline)
        // Moved out, so that each has one owner and is not copied.
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
    }

    /// Shows the given number of cells of the next operation.
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

    /// Keeps the engine as it is at the start of an iteration that the user steps through.
    private mutating func rememberLandmark() {
        guard isSettled else { return }
        timeline.remember(Timeline.Landmark(engine: engine, latest: history.latest, tally: curves.tally))
    }
}

/// Decides when checkpoints are made: all of them together take about half a percent of a run's time.
struct CheckpointSchedule {
    /// The cost of the iterations between two checkpoints, as a multiple of the cost of a checkpoint.
    private static let costRatio = 200.0

    /// The least number of iterations between two checkpoints.
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
