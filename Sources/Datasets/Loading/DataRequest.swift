import NeuralEngine

/// Data that somebody asks for: where the samples come from, and what is to become of them.
public struct DataRequest: Equatable, Sendable {
    /// Where the samples come from.
    public indirect enum Source: Equatable, Sendable {
        /// A set that has a name: `xor`, `iris`, `fashion-mnist`.
        case builtIn(String)
        /// A file, its path as the user wrote it.
        case csv(path: String)
        /// Files of the IDX format, their paths as the user wrote them; `test` where there are samples for testing.
        case idx(training: LabelledFiles, test: LabelledFiles?)
        /// Matrices written by the user: (samples × features) and (samples × outputs).
        case inline(inputs: Matrix<Double>, targets: Matrix<Double>)
    }

    /// The paths of two files: inputs, and the label of each.
    public struct LabelledFiles: Equatable, Sendable {
        /// The inputs.
        public let images: String
        /// Their labels.
        public let labels: String

        /// Two files that belong together.
        public init(images: String, labels: String) {
            self.images = images
            self.labels = labels
        }
    }

    /// Where from.
    public var source: Source
    /// How a set that is made should be.
    public var making = GeneratedDataset.Options()
    /// How a CSV file is to be read.
    public var csv = CSVOptions()
    /// What is done with the samples before a network sees them.
    public var preparation = DataPreparation()

    /// The seed of every random choice: noise, limit and split.
    public var seed: UInt64 {
        get { preparation.seed }
        set {
            making.seed = newValue
            preparation.seed = newValue
        }
    }

    /// All of what a source has, as it is.
    public init(source: Source) {
        self.source = source
    }
}
