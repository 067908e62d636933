import NeuralEngine

/// What to do with data before a network sees it; without changes, it stays whole and in the order of its source.
public struct DataPreparation: Equatable, Sendable {
    /// The share of the samples to keep apart for testing, in 0..<1; 0 keeps none apart.
    public var testFraction: Double
    /// How many samples to take at most; nil takes all.
    public var limit: Int?
    /// Whether to turn the features into z-scores.
    public var standardize: Bool
    /// What the choice and the order of the samples depend on.
    public var seed: UInt64

    /// The data whole and as it is, unless told otherwise.
    public init(testFraction: Double = 0, limit: Int? = nil, standardize: Bool = false, seed: UInt64 = 0) {
        self.testFraction = testFraction
        self.limit = limit
        self.standardize = standardize
        self.seed = seed
    }
}

/// Data ready for training, and the part that was kept apart for testing.
public struct SplitDataset: Equatable, Sendable {
    /// What the network learns from.
    public var training: Dataset
    /// What it is tested on; nil unless asked for.
    public var test: Dataset?
    /// How the features of both parts were scaled; nil if they were not. Measured on the training part only, since
    /// nothing may be learnt from the test.
    public var standardization: Standardization?

    /// Two parts of one data set.
    public init(training: Dataset, test: Dataset? = nil, standardization: Standardization? = nil) {
        self.training = training
        self.test = test
        self.standardization = standardization
    }
}

extension Dataset {
    /// Limits, splits and scales the data, in that order.
    ///
    /// `limit` draws that many samples at random and leaves them in the order of the source. A test part is drawn
    /// from each class alike, so that both parts have the classes in the same proportion (to within one sample of
    /// a class), and both parts are then in random order. All of it depends on the seed alone.
    /// - Throws: ``DatasetError/limitOutOfRange(_:)``, ``DatasetError/testFractionOutOfRange(_:)``,
    ///   ``DatasetError/splitLeavesNothing(part:fraction:samples:)``
    public func prepared(_ preparation: DataPreparation) throws(DatasetError) -> SplitDataset {
        var generator = SplitMix64(seed: preparation.seed)
        var indices = Array(0..<sampleCount)
        if let limit = preparation.limit {
            guard limit > 0 else { throw .limitOutOfRange(limit) }
            if limit < sampleCount {
                indices = Array(shuffled(indices, using: &generator)[..<limit]).sorted()
            }
        }

        guard (0..<1).contains(preparation.testFraction) else {
            throw .testFractionOutOfRange(preparation.testFraction)
        }
        var result: SplitDataset
        if preparation.testFraction == 0 {
            result = SplitDataset(training: indices.count == sampleCount ? self : rows(indices))
        } else {
            let (training, test) = try split(indices, testFraction: preparation.testFraction, using: &generator)
            result = SplitDataset(training: rows(training), test: rows(test))
        }

        if preparation.standardize {
            let standardization = Standardization(fittedTo: result.training.inputs)
            result.training.inputs = standardization.applied(to: result.training.inputs)
            if let test = result.test { result.test?.inputs = standardization.applied(to: test.inputs) }
            result.standardization = standardization
        }
        return result
    }

    private func split(
        _ indices: [Int], testFraction: Double, using generator: inout SplitMix64
    ) throws(DatasetError) -> (training: [Int], test: [Int]) {
        let testCount = Int((Double(indices.count) * testFraction).rounded())
        guard testCount > 0 else {
            throw .splitLeavesNothing(part: .test, fraction: testFraction, samples: indices.count)
        }
        guard testCount < indices.count else {
            throw .splitLeavesNothing(part: .training, fraction: testFraction, samples: indices.count)
        }

        var strata = [shuffled(indices, using: &generator)]
        if case .classes(let labels, let names) = target {
            let mixed = strata[0]
            strata = Array(repeating: [], count: names.count)
            for index in mixed { strata[labels[index]].append(index) }
        }
        let shares = Self.shares(of: testCount, among: strata.map(\.count))
        var training: [Int] = []
        var test: [Int] = []
        for (stratum, share) in zip(strata, shares) {
            test += stratum[..<share]
            training += stratum[share...]
        }
        return (shuffled(training, using: &generator), shuffled(test, using: &generator))
    }

    /// `total` divided in proportion to `counts` by the largest remainder, so that the shares add up to it and none
    /// is a whole sample off. Of equal remainders the first goes first.
    static func shares(of total: Int, among counts: [Int]) -> [Int] {
        let all = counts.reduce(0, +)
        var shares = counts.map { $0 * total / all }
        let remainders = counts.map { $0 * total % all }
        let missing = total - shares.reduce(0, +)
        let order = counts.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
        for index in order.prefix(missing) { shares[index] += 1 }
        return shares
    }

    /// Fisher–Yates, written out: the standard library's `shuffled(using:)` may change its draws between versions,
    /// and a lesson's split must not.
    private func shuffled(_ indices: [Int], using generator: inout SplitMix64) -> [Int] {
        var result = indices
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, generator.integer(below: last + 1))
        }
        return result
    }
}
