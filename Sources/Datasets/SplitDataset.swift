import NeuralEngine

/// How to prepare data for a network. By default, it stays whole and in the order of its source.
public struct DataPreparation: Equatable, Sendable {
    /// The share of the samples to hold out for testing, in 0..<1.
    public var testFraction: Double
    /// The share of the remaining samples to hold out for validation, in 0..<1.
    public var validationFraction: Double
    /// The most samples to keep; nil means all.
    public var limit: Int?
    /// Whether to turn the features into z-scores.
    public var standardize: Bool
    /// The seed for the choice and the order of the samples.
    public var seed: UInt64

    /// A preparation; by default none.
    public init(
        testFraction: Double = 0, validationFraction: Double = 0, limit: Int? = nil, standardize: Bool = false,
        seed: UInt64 = 0
    ) {
        self.testFraction = testFraction
        self.validationFraction = validationFraction
        self.limit = limit
        self.standardize = standardize
        self.seed = seed
    }
}

/// Data ready for training, and the parts that were held out.
public struct SplitDataset: Equatable, Sendable {
    /// What the network learns from.
    public var training: Dataset
    /// What it is tested on; nil unless asked for.
    public var test: Dataset?
    /// What settings are chosen by; nil unless asked for.
    public var validation: Dataset?
    /// How the features of all parts were scaled; nil if they were not. It is measured on the training part only, since
    /// nothing must be learnt from the others.
    public var standardization: Standardization?

    /// Parts of one data set.
    public init(
        training: Dataset, test: Dataset? = nil, validation: Dataset? = nil, standardization: Standardization? = nil
    ) {
        self.training = training
        self.test = test
        self.validation = validation
        self.standardization = standardization
    }
}

extension Dataset {
    /// Limits, splits and scales the data, in that order.
    ///
    /// `limit` draws that many samples at random and leaves them in the order of the source. A part is drawn from each
    /// class separately, so that all parts have the classes in the same proportion (to within one sample per class); they
    /// are then in random order. The validation part is drawn from what the test part leaves. Everything depends on the
    /// seed alone.
    /// - Throws: ``DatasetError/limitOutOfRange(_:)``, ``DatasetError/shareOutOfRange(part:share:)``,
    ///   ``DatasetError/splitLeavesNothing(part:option:fraction:samples:)``
    public consuming func prepared(_ preparation: DataPreparation) throws(DatasetError) -> SplitDataset {
        var generator = SplitMix64(seed: preparation.seed)
        let chosen = try preparation.rowsToKeep(of: sampleCount, using: &generator)
        let shares = [
            (DatasetError.Part.test, preparation.testFraction), (.validation, preparation.validationFraction),
        ]
        for (part, share) in shares where !(0..<1).contains(share) {
            throw .shareOutOfRange(part: part, share: share)
        }
        var rest = chosen
        var held: [DatasetError.Part: [Int]] = [:]
        for (part, share) in shares where share > 0 {
            let parts = try split(
                rest ?? Array(0..<sampleCount), holdingOut: share, for: part, using: &generator)
            (rest, held[part]) = (parts.kept, parts.held)
        }
        var result: SplitDataset
        if let rest {
            result = SplitDataset(
                training: rows(rest), test: held[.test].map { rows($0) },
                validation: held[.validation].map { rows($0) })
        } else {
            result = SplitDataset(training: self)
        }
        if preparation.standardize { result.standardize() }
        return result
    }

    private func split(
        _ indices: [Int], holdingOut fraction: Double, for part: DatasetError.Part, using generator: inout SplitMix64
    ) throws(DatasetError) -> (kept: [Int], held: [Int]) {
        let heldCount = Int((Double(indices.count) * fraction).rounded())
        for (left, count) in [(part, heldCount), (.training, indices.count - heldCount)] where count <= 0 {
            throw .splitLeavesNothing(part: left, option: part, fraction: fraction, samples: indices.count)
        }

        var strata = [indices.inOrder(of: &generator)]
        if case .classes(let labels, let names) = target {
            let mixed = strata[0]
            strata = Array(repeating: [], count: names.count)
            for index in mixed { strata[labels[index]].append(index) }
        }
        let shares = Self.shares(of: heldCount, among: strata.map(\.count))
        var kept: [Int] = []
        var held: [Int] = []
        for (stratum, share) in zip(strata, shares) {
            held += stratum[..<share]
            kept += stratum[share...]
        }
        return (kept.inOrder(of: &generator), held.inOrder(of: &generator))
    }

    /// `total` divided in proportion to `counts` by the largest remainder, so that the shares add up to it and each is off by
    /// less than one. Among equal remainders the first comes first.
    static func shares(of total: Int, among counts: [Int]) -> [Int] {
        let all = counts.reduce(0, +)
        var shares = counts.map { $0 * total / all }
        let remainders = counts.map { $0 * total % all }
        let missing = total - shares.reduce(0, +)
        let order = counts.indices.sorted { (remainders[$1], $0) < (remainders[$0], $1) }
        for index in order.prefix(missing) { shares[index] += 1 }
        return shares
    }
}

extension DataPreparation {
    /// The indices of the samples to keep out of `count`, in the order of the source; nil means all.
    /// - Throws: ``DatasetError/limitOutOfRange(_:)``
    public func rowsToKeep(of count: Int) throws(DatasetError) -> [Int]? {
        var generator = SplitMix64(seed: seed)
        return try rowsToKeep(of: count, using: &generator)
    }

    fileprivate func rowsToKeep(
        of count: Int, using generator: inout SplitMix64
    ) throws(DatasetError) -> [Int]? {
        guard let limit else { return nil }
        guard limit > 0 else { throw .limitOutOfRange(limit) }
        return limit < count ? Array((0..<count).inOrder(of: &generator)[..<limit]).sorted() : nil
    }
}

extension SplitDataset {
    /// Turns the features of all parts into z-scores, measured on the training part. In place, since they may be large.
    public mutating func standardize() {
        let standardization = Standardization(fittedTo: training.inputs)
        standardization.apply(to: &training.inputs)
        if test != nil { standardization.apply(to: &test!.inputs) }
        if validation != nil { standardization.apply(to: &validation!.inputs) }
        self.standardization = standardization
    }
}

extension Collection where Element == Int {
    /// The numbers in a random order (Fisher–Yates). The standard library's `shuffled(using:)` may give other orders in other
    /// versions, but the split in a lesson must not change.
    fileprivate func inOrder(of generator: inout SplitMix64) -> [Int] {
        var result = Array(self)
        for last in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(last, generator.integer(below: last + 1))
        }
        return result
    }
}
