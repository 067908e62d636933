import NeuralEngine

/// Data that a `data` command asks for; the effect runner reads or makes it.
public struct DataRequest: Equatable, Sendable {
    /// Where the samples come from.
    public indirect enum Source: Equatable, Sendable {
        /// A set that has a name: `xor`, `iris`, `fashion-mnist`.
        case builtIn(String)
        /// A file, its path as the user wrote it.
        case csv(path: String)
        /// Files of the IDX format, their paths as the user wrote them; `test` where there are samples for testing.
        case idx(training: LabelledFiles, test: LabelledFiles?)
        /// Matrices written in the command: (samples × features) and (samples × outputs).
        case inline(inputs: Matrix<Double>, targets: Matrix<Double>)
    }

    /// The paths of two files: inputs, and the label of each.
    public struct LabelledFiles: Equatable, Sendable {
        /// The inputs.
        public let images: String
        /// Their labels.
        public let labels: String
    }

    /// How to read the target column of a file.
    public enum Task: String, Equatable, Sendable {
        case classification, regression
    }

    /// Where from.
    public var source: Source
    /// How many samples a set that is made should have.
    public var samples: Int?
    /// How many classes a set that is made should have.
    public var classes: Int?
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

/// The shape of the picture that a sample's features are the pixels of, row by row.
public struct ImageShape: Equatable, Sendable {
    /// Pixels from top to bottom.
    public var rows: Int
    /// Pixels from left to right.
    public var columns: Int

    /// A picture of `rows` × `columns` pixels.
    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
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
    /// Set where the features are the pixels of a picture.
    public var imageShape: ImageShape?

    /// - Parameters:
    ///   - featureNames: one a column of the inputs.
    ///   - classNames: one a class, empty for numeric targets.
    ///   - training: the samples to train on, classes one-hot.
    ///   - imageShape: has a pixel for every feature.
    public init(
        name: String, provenance: String? = nil, featureNames: [String], classNames: [String], training: Samples,
        test: Samples? = nil, isStandardized: Bool = false, imageShape: ImageShape? = nil
    ) {
        self.name = name
        self.provenance = provenance
        self.featureNames = featureNames
        self.classNames = classNames
        self.training = training
        self.test = test
        self.isStandardized = isStandardized
        self.imageShape = imageShape
    }
}
