import NeuralEngine

/// What a run leaves behind for its curves: iteration by iteration, and epoch by epoch.
struct RunCurves: Equatable, Sendable {
    /// The loss and accuracy of its iterations.
    private(set) var iterations: TrainingHistory
    /// What its epochs left behind.
    private(set) var epochs = EpochHistory()
    /// The epoch under way.
    private(set) var tally: EpochTally

    /// Curves without points.
    /// - start: the iteration that the run begins with.
    /// - tally: the sums of the epoch that it begins in, where that began before it.
    init(from start: Int, tally: EpochTally = EpochTally()) {
        iterations = TrainingHistory(from: start)
        self.tally = tally
    }

    /// Takes in the next iteration.
    /// - accuracy: NaN without classes.
    mutating func record(
        iteration: Int, loss: Double, accuracy: Double, _ sampler: BatchSampler, _ reduction: Reduction
    ) {
        iterations.record(
            HistoryPoint(iteration: iteration, loss: loss, accuracy: accuracy.isNaN ? nil : accuracy))
        tally.add(iteration: iteration, loss: loss, accuracy: accuracy, sampler, reduction)
    }

    /// Takes in what the next epoch left behind.
    mutating func record(_ epoch: EpochPoint) { epochs.record(epoch) }

    /// Takes in the newest iteration, which is not kept for good, after going back to its end.
    mutating func restoreNewest(_ point: HistoryPoint?) {
        if let point, iterations.latest?.iteration != point.iteration { iterations.record(point) }
    }

    /// Forgets what came after so many completed iterations.
    /// - tally: the one of the epoch that was under way there.
    mutating func rewind(toIteration iteration: Int, iterationsPerEpoch: Int, tally: EpochTally) {
        iterations.truncate(from: iteration)
        epochs.truncate(from: iteration / iterationsPerEpoch)
        self.tally = tally
    }

    /// How many iterations it has seen.
    var end: Int { iterations.latest.map { $0.iteration + 1 } ?? 0 }

    /// How much memory it takes, about.
    var byteCount: Int { iterations.byteCount + epochs.byteCount }
}

extension DebugSession {
    /// The loss and accuracy of the iterations before the position.
    public var history: TrainingHistory { curves.iterations }

    /// The sums of the epoch under way, up to the position; nil at its start, and where nothing is known of it.
    public var epochSums: EpochSums? {
        engine.iteration % iterationsPerEpoch != 0 && curves.tally.sums.rows > 0 ? curves.tally.sums : nil
    }

    /// What the epochs left behind that were completed before the position.
    public var epochs: EpochHistory { curves.epochs }

    /// The loss and accuracy of this branch to its end, as far as it was run.
    public var historyToEnd: TrainingHistory { curvesToEnd.iterations }

    /// What the epochs of this branch left behind, to its end, as far as it was run.
    public var epochsToEnd: EpochHistory { curvesToEnd.epochs }

    var curvesToEnd: RunCurves {
        let known = timeline.branch.curves
        return known.end > curves.end ? known : curves
    }

    /// Keeps what is known of the curves before going elsewhere.
    mutating func keepCurves() {
        if timeline.branch.curves.end < curves.end { timeline.branch.curves = curves }
    }

    mutating func rewindCurves(to iteration: Int, tally: EpochTally) {
        latestTest = nil
        curves = curvesToEnd
        curves.rewind(toIteration: iteration, iterationsPerEpoch: iterationsPerEpoch, tally: tally)
    }

    /// Takes in what an epoch left behind, where the session stands at its end. Very many are thinned out: what is not
    /// kept for good is not worth an evaluation either.
    mutating func recordEpoch() {
        let iteration = engine.iteration
        guard engine.operationsRun == 0, iteration > start.iteration, iteration % iterationsPerEpoch == 0 else {
            return
        }
        let epoch = iteration / iterationsPerEpoch
        guard EpochHistory.keeps(epoch - 1), epochs.latest?.epoch ?? 0 < epoch else { return }
        // Who comes by again need not evaluate again.
        if let known = timeline.branch.curves.epochs.point(epoch - 1) { return curves.record(known) }
        let test = testSamples.map(engine.evaluate)
        latestTest = test.map { TestedEpoch(epoch: epoch, outputs: $0.outputs) }
        let reduction = engine.network.reduction
        curves.record(
            EpochPoint(
                epoch: epoch, iteration: iteration, learningRate: engine.learningRate(ofIteration: iteration - 1),
                trainingLoss: curves.tally.sums.loss(reduction), trainingAccuracy: curves.tally.sums.shareRight,
                testLoss: test?.loss, testAccuracy: test?.accuracy))
    }

    /// The next end of an epoch that is worth a point.
    var nextEpochEnd: Int {
        var epoch = engine.iteration / iterationsPerEpoch
        let spacing = EpochHistory.spacing(at: epoch)
        epoch = (epoch + spacing - 1) & ~(spacing - 1)
        return (epoch + 1) * iterationsPerEpoch
    }
}
