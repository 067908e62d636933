import NeuralEngine

/// The figures of an epoch.
public struct EpochPoint: HistoryEntry {
    /// The number of completed epochs, from 1.
    public let epoch: Int
    /// How many iterations were completed at its end.
    public let iteration: Int
    /// The learning rate of its last iteration.
    public let learningRate: Double
    /// The loss over its samples, each batch before its update: the mean of the batches weighted by their rows, or their sum
    /// if the loss is a sum.
    public let trainingLoss: Double
    /// The share of its samples that were classified correctly, each before its batch's update; nil without classes.
    public let trainingAccuracy: Double?
    /// The loss over the validation samples at its end; nil without validation samples.
    public let validationLoss: Double?
    /// The share of the validation samples that were classified correctly at its end; nil without such samples or classes.
    public let validationAccuracy: Double?
    /// The loss over the test samples at its end; nil without test samples.
    public let testLoss: Double?
    /// The share of the test samples that were classified correctly at its end; nil without test samples or classes.
    public let testAccuracy: Double?

    /// The figures of an epoch.
    public init(
        epoch: Int, iteration: Int, learningRate: Double, trainingLoss: Double, trainingAccuracy: Double?,
        validationLoss: Double? = nil, validationAccuracy: Double? = nil, testLoss: Double? = nil,
        testAccuracy: Double? = nil
    ) {
        self.epoch = epoch
        self.iteration = iteration
        self.learningRate = learningRate
        self.trainingLoss = trainingLoss
        self.trainingAccuracy = trainingAccuracy
        self.validationLoss = validationLoss
        self.validationAccuracy = validationAccuracy
        self.testLoss = testLoss
        self.testAccuracy = testAccuracy
    }

    /// The epoch, from 0.
    public var number: Int { epoch - 1 }

    /// Its figures over samples, by the names that they have in the language; those that it lacks are left out.
    public var figures: [(name: String, value: Double)] {
        EpochMonitor.allCases.compactMap { monitor in monitor.value(of: self).map { (monitor.rawValue, $0) } }
    }

    /// Whether two points have the same bits, NaN included.
    public static func == (a: EpochPoint, b: EpochPoint) -> Bool {
        func bits(_ point: EpochPoint) -> [UInt64?] {
            [point.learningRate.bitPattern] + EpochMonitor.allCases.map { $0.value(of: point)?.bitPattern }
        }
        return a.epoch == b.epoch && a.iteration == b.iteration && bits(a) == bits(b)
    }
}

/// The network's outputs at the end of an epoch for the samples that judge it: those for validation, or those to test on.
public struct TestedEpoch: Equatable, Sendable {
    /// The number of the epoch, from 1.
    public let epoch: Int
    /// P if the loss has one, else the last layer's A: (samples × outputs)
    public let outputs: Matrix<Double>
}

/// The figures of a run's epochs.
public typealias EpochHistory = ThinnedHistory<EpochPoint>

/// Sums over the iterations of an unfinished epoch, from which its training loss and accuracy are computed.
public struct EpochSums: Equatable, Sendable {
    /// How many samples have been added.
    public var rows: Int
    /// The sum of their losses.
    public var loss: Double
    /// How many of them were classified correctly; NaN without classes.
    public var accuracy: Double

    /// Sums over a number of samples.
    public init(rows: Int, loss: Double, accuracy: Double) {
        self.rows = rows
        self.loss = loss
        self.accuracy = accuracy
    }

    /// The loss over these samples.
    func loss(_ reduction: Reduction) -> Double { reduction == .mean ? loss / Double(rows) : loss }

    /// The share of them that were classified correctly; nil without classes.
    var shareRight: Double? { accuracy.isNaN ? nil : accuracy / Double(rows) }

    /// Whether two have the same bits, NaN included.
    public static func == (a: EpochSums, b: EpochSums) -> Bool {
        a.rows == b.rows && a.loss.bitPattern == b.loss.bitPattern && a.accuracy.bitPattern == b.accuracy.bitPattern
    }
}

/// Adds up the iterations of an epoch, and starts again with the next epoch.
struct EpochTally: Equatable, Sendable {
    /// The number of completed iterations at the end of the epoch; 0 before the first epoch.
    private var end = 0
    private(set) var sums = EpochSums(rows: 0, loss: 0, accuracy: 0)

    /// Before any epoch.
    init() {}

    /// In the middle of an iteration's epoch, with the sums up to that iteration.
    init(_ sums: EpochSums, iteration: Int, iterationsPerEpoch: Int) {
        self.sums = sums
        end = Self.end(ofEpochWith: iteration, iterationsPerEpoch)
    }

    private static func end(ofEpochWith iteration: Int, _ iterationsPerEpoch: Int) -> Int {
        (iteration / iterationsPerEpoch + 1) * iterationsPerEpoch
    }

    /// Adds the next iteration.
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
