import NeuralEngine

/// What an epoch left behind.
public struct EpochPoint: HistoryEntry {
    /// Which epoch it was, from 1: so many are completed.
    public let epoch: Int
    /// How many iterations were completed at its end.
    public let iteration: Int
    /// The learning rate of its last iteration.
    public let learningRate: Double
    /// The loss over its samples, each batch before its update: the mean of the batches by their rows, or their sum where
    /// the loss adds the samples up.
    public let trainingLoss: Double
    /// The share of its samples that was right, each before its batch's update; nil without classes.
    public let trainingAccuracy: Double?
    /// The loss over the test samples at its end; nil without any.
    public let testLoss: Double?
    /// The share of the test samples that was right at its end; nil without any, and without classes.
    public let testAccuracy: Double?

    /// What an epoch left behind.
    public init(
        epoch: Int, iteration: Int, learningRate: Double, trainingLoss: Double, trainingAccuracy: Double?,
        testLoss: Double? = nil, testAccuracy: Double? = nil
    ) {
        self.epoch = epoch
        self.iteration = iteration
        self.learningRate = learningRate
        self.trainingLoss = trainingLoss
        self.trainingAccuracy = trainingAccuracy
        self.testLoss = testLoss
        self.testAccuracy = testAccuracy
    }

    /// The epoch, from 0.
    public var number: Int { epoch - 1 }

    /// Whether two points have the same bits, NaN included.
    public static func == (a: EpochPoint, b: EpochPoint) -> Bool {
        func bits(_ point: EpochPoint) -> [UInt64?] {
            [
                point.learningRate, point.trainingLoss, point.trainingAccuracy, point.testLoss, point.testAccuracy,
            ].map { $0?.bitPattern }
        }
        return a.epoch == b.epoch && a.iteration == b.iteration && bits(a) == bits(b)
    }
}

/// What a network made of the test samples at the end of an epoch.
public struct TestedEpoch: Equatable, Sendable {
    /// Which epoch it was, from 1.
    public let epoch: Int
    /// P where the loss has one, else the last layer's A: (test samples × outputs)
    public let outputs: Matrix<Double>
}

/// What the epochs of a run left behind.
public typealias EpochHistory = ThinnedHistory<EpochPoint>

/// What the iterations of an epoch under way came to, from which its training loss and accuracy are made.
public struct EpochSums: Equatable, Sendable {
    /// The samples that were taken in.
    public var rows: Int
    /// The sum of their losses.
    public var loss: Double
    /// How many of them were right; NaN without classes.
    public var accuracy: Double

    /// Sums over so many samples.
    public init(rows: Int, loss: Double, accuracy: Double) {
        self.rows = rows
        self.loss = loss
        self.accuracy = accuracy
    }

    /// The loss over the samples that were taken in.
    func loss(_ reduction: Reduction) -> Double { reduction == .mean ? loss / Double(rows) : loss }

    /// The share of them that was right; nil without classes.
    var shareRight: Double? { accuracy.isNaN ? nil : accuracy / Double(rows) }

    /// Whether two have the same bits, NaN included.
    public static func == (a: EpochSums, b: EpochSums) -> Bool {
        a.rows == b.rows && a.loss.bitPattern == b.loss.bitPattern && a.accuracy.bitPattern == b.accuracy.bitPattern
    }
}

/// Takes the iterations of an epoch in, and begins anew with the next one.
struct EpochTally: Equatable, Sendable {
    /// How many iterations will be completed at its end; 0 before the first.
    private var end = 0
    private(set) var sums = EpochSums(rows: 0, loss: 0, accuracy: 0)

    /// Before any epoch.
    init() {}

    /// In the epoch that an iteration is in, with what came before it.
    init(_ sums: EpochSums, iteration: Int, iterationsPerEpoch: Int) {
        self.sums = sums
        end = Self.end(ofEpochWith: iteration, iterationsPerEpoch)
    }

    private static func end(ofEpochWith iteration: Int, _ iterationsPerEpoch: Int) -> Int {
        (iteration / iterationsPerEpoch + 1) * iterationsPerEpoch
    }

    /// Takes in the next iteration.
    /// - accuracy: NaN without classes.
    mutating func add(iteration: Int, loss: Double, accuracy: Double, _ sampler: BatchSampler, _ reduction: Reduction) {
        if iteration >= end {
            self = EpochTally()
            end = Self.end(ofEpochWith: iteration, sampler.iterationsPerEpoch)
        }
        let rows = iteration + 1 == end ? sampler.rows(ofIteration: iteration) : sampler.batchRows
        sums.rows += rows
        sums.loss += reduction == .mean ? loss * Double(rows) : loss
        sums.accuracy += accuracy * Double(rows)
    }
}
