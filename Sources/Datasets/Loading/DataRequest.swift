import NeuralEngine

/// A request for data: where the samples come from, and how to prepare them.
public struct DataRequest: Equatable, Sendable {
    /// Where the samples come from.
    public indirect enum Source: Equatable, Sendable {
        /// A set with a name: `xor`, `iris`, `fashion-mnist`.
        case builtIn(String)
        /// A file, its path as the user wrote it.
        case csv(path: String)
        /// IDX files, their paths as the user wrote them; `test` if there are samples for testing.
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

    /// Where the samples come from.
    public var source: Source
    /// The options of a generated set.
    public var making = GeneratedDataset.Options()
    /// The options for a CSV file.
    public var csv = CSVOptions()
    /// How to prepare the samples.
    public var preparation = DataPreparation()

    /// The seed of every random choice: noise, limit and split.
    public var seed: UInt64 {
        get { preparation.seed }
        set {
            making.seed = newValue
            preparation.seed = newValue
        }
    }

    /// All samples of a source, unchanged.
    public init(source: Source) {
        self.source = source
    }
}
