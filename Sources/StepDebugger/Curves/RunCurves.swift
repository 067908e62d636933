import NeuralEngine

/// The curves of a run, by iteration and by epoch.
struct RunCurves: Equatable, Sendable {
    /// The loss and accuracy of its iterations.
    private(set) var iterations: TrainingHistory
    /// The figures of its epochs.
    private(set) var epochs = EpochHistory()
    /// The epoch under way.
    private(set) var tally: EpochTally

    /// Curves without points.
    /// - start: the iteration that the run begins with.
    /// - tally: the sums of the epoch that the run begins in, if it begins in the middle of one.
    init(from start: Int, tally: EpochTally = EpochTally()) {
        iterations = TrainingHistory(from: start)
        self.tally = tally
    }

    /// Adds the next iteration.
    /// - accuracy: NaN without classes.
    mutating func record(
        iteration: Int, loss: Double, accuracy: Double, _ sampler: BatchSampler, _ reduction: Reduction
    ) {
        iterations.record(
            HistoryPoint(iteration: iteration, loss: loss, accuracy: accuracy.isNaN ? nil : accuracy))
        tally.add(iteration: iteration, loss: loss, accuracy: accuracy, sampler, reduction)
    }

    /// Adds the next epoch.
    mutating func record(_ epoch: EpochPoint) { epochs.record(epoch) }

    /// Adds the newest iteration, which is not kept for good, after going back to its end.
    mutating func restoreNewest(_ point: HistoryPoint?) {
        if let point, iterations.latest?.iteration != point.iteration { iterations.record(point) }
    }

    /// Forgets everything after a number of completed iterations.
    /// - tally: the sums of the unfinished epoch there.
    mutating func rewind(toIteration iteration: Int, iterationsPerEpoch: Int, tally: EpochTally) {
        iterations.truncate(from: iteration)
        epochs.truncate(from: iteration / iterationsPerEpoch)
        self.tally = tally
    }

    /// How many iterations are completed at its end.
    var end: Int { iterations.latest.map { $0.iteration + 1 } ?? 0 }

    /// Roughly how much memory it takes.
    var byteCount: Int { iterations.byteCount + epochs.byteCount }
}

extension DebugSession {
    /// The loss and accuracy of the iterations before the position.
    public var history: TrainingHistory { curves.iterations }

    /// The sums of the unfinished epoch up to the position; nil at its start, and if its beginning is unknown.
    public var epochSums: EpochSums? {
        engine.iteration % iterationsPerEpoch != 0 && curves.tally.sums.rows > 0 ? curves.tally.sums : nil
    }

    /// The figures of the epochs that were completed before the position.
    public var epochs: EpochHistory { curves.epochs }

    /// The loss and accuracy of this branch, to its end.
    public var historyToEnd: TrainingHistory { curvesToEnd.iterations }

    /// The figures of this branch's epochs, to its end.
    public var epochsToEnd: EpochHistory { curvesToEnd.epochs }

    var curvesToEnd: RunCurves {
        let known = timeline.branch.curves
        return known.end > curves.end ? known : curves
    }

    /// Saves the known curves before going elsewhere.
    mutating func keepCurves() {
        if timeline.branch.curves.end < curves.end { timeline.branch.curves = curves }
    }

    mutating func rewindCurves(to iteration: Int, tally: EpochTally) {
        latestTest = nil
        curves = curvesToEnd
        curves.rewind(toIteration: iteration, iterationsPerEpoch: iterationsPerEpoch, tally: tally)
    }

    /// Adds the figures of an epoch if the session is at its end. A long history is thinned out: a point that is not kept for
    /// good is not worth an evaluation either.
    mutating func recordEpoch() {
        let iteration = engine.iteration
        guard engine.operationsRun == 0, iteration > start.iteration, iteration % iterationsPerEpoch == 0 else {
            return
        }
        let epoch = iteration / iterationsPerEpoch
        guard EpochHistory.keeps(epoch - 1), epochs.latest?.epoch ?? 0 < epoch else { return }
        // A known epoch need not be evaluated again.
        if let known = timeline.branch.curves.epochs.point(epoch - 1) { return curves.record(known) }
        let validation = heldOut.validation.map(engine.evaluate)
        let test = heldOut.test.map(engine.evaluate)
        latestTest = (validation ?? test).map { TestedEpoch(epoch: epoch, outputs: $0.outputs) }
        let reduction = engine.network.reduction
        curves.record(
            EpochPoint(
                epoch: epoch, iteration: iteration, learningRate: engine.learningRate(ofIteration: iteration - 1),
                trainingLoss: curves.tally.sums.loss(reduction), trainingAccuracy: curves.tally.sums.shareRight,
                validationLoss: validation?.loss, validationAccuracy: validation?.accuracy, testLoss: test?.loss,
                testAccuracy: test?.accuracy))
    }

    /// The next end of an epoch that is recorded.
    var nextEpochEnd: Int {
        var epoch = engine.iteration / iterationsPerEpoch
        let spacing = EpochHistory.spacing(at: epoch)
        epoch = (epoch + spacing - 1) & ~(spacing - 1)
        return (epoch + 1) * iterationsPerEpoch
    }
}
