import NeuralEngine

/// Data that a `data` command asks for; the effect runner reads or makes it.
public struct DataRequest: Equatable, Sendable {
    /// Where the samples come from.
    public enum Source: Equatable, Sendable {
        /// A set that backstep ships or makes: `xor`, `iris`, `digits`.
        case builtIn(String)
        /// A file, its path as the user wrote it.
        case csv(path: String)
        /// Matrices written in the command: (samples × features) and (samples × outputs).
        case inline(inputs: Matrix<Double>, targets: Matrix<Double>)
    }

    /// How to read the target column of a file.
    public enum Task: String, Equatable, Sendable {
        case classification, regression
    }

    /// Where from.
    public var source: Source
    /// How many samples a set that is made should have.
    public var samples: Int?
    /// The standard deviation of the noise on a set that is made.
    public var noise: Double?
    /// The seed of every random choice: noise, limit and split.
    public var seed: UInt64 = 0
    /// The share of the samples that is kept for testing; nil keeps none.
    public var testFraction: Double?
    /// How many samples to take at most.
    public var limit: Int?
    /// Whether features are shifted and scaled to mean 0 and deviation 1 (fitted on the training part).
    public var standardize = false
    /// The target column's name or index.
    public var label: String?
    /// What the target column means, where it should not be guessed.
    public var task: Task?
    /// Whether the file's first row names the columns, where it should not be guessed.
    public var hasHeader: Bool?

    init(source: Source) {
        self.source = source
    }
}

/// Samples to train and test on, with the names that make them readable.
public struct LoadedData: Equatable, Sendable {
    /// What the user calls it: `iris` or a path.
    public var name: String
    /// One line of provenance, for sets that are shipped: author and licence.
    public var provenance: String?
    /// One name a column of the inputs.
    public var featureNames: [String]
    /// One name a class; empty for numeric targets.
    public var classNames: [String]
    /// The part to train on; classes are one-hot.
    public var training: Samples
    /// The part to test on.
    public var test: Samples?
    /// Whether the features were standardised.
    public var isStandardized: Bool

    /// - Parameters:
    ///   - featureNames: one a column of the inputs.
    ///   - classNames: one a class, empty for numeric targets.
    ///   - training: the samples to train on, classes one-hot.
    public init(
        name: String, provenance: String? = nil, featureNames: [String], classNames: [String], training: Samples,
        test: Samples? = nil, isStandardized: Bool = false
    ) {
        self.name = name
        self.provenance = provenance
        self.featureNames = featureNames
        self.classNames = classNames
        self.training = training
        self.test = test
        self.isStandardized = isStandardized
    }
}
