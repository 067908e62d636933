import NeuralEngine
import StepDebugger

/// A session as a file keeps it: its set-up, its position, and the numbers that no operation computes again.
public struct SavedSession: Equatable, Sendable {
    /// The commands that set it up, one each.
    public var setUp: [String]
    /// The text that its `data` command was in; paths may be relative to that text's folder.
    public var dataSource: String?
    /// A checksum of its training samples; nil if there are none.
    public var dataChecksum: UInt64?
    /// Where it stands.
    public var position: Position
    /// The number of updates since the optimizer's state was zero.
    public var updateCount: Int
    /// Whether its numbers have single precision.
    public var isSinglePrecision: Bool
    /// The sums of the present epoch; nil at an epoch's start.
    public var epochSums: EpochSums?
    /// Parameters and the optimizer's moments, as they are at the start of the position's iteration.
    public var matrices: [NamedMatrix]

    /// A session as a file keeps it.
    public init(
        setUp: [String], dataSource: String? = nil, dataChecksum: UInt64? = nil, position: Position, updateCount: Int,
        isSinglePrecision: Bool, epochSums: EpochSums? = nil,
        matrices: [NamedMatrix]
    ) {
        self.setUp = setUp
        self.dataSource = dataSource
        self.dataChecksum = dataChecksum
        self.position = position
        self.updateCount = updateCount
        self.isSinglePrecision = isSinglePrecision
        self.matrices = matrices
        self.epochSums = epochSums
    }
}

extension Samples {
    /// A number that different samples are unlikely to share: FNV-1a over the bits of their numbers, 64 at a time.
    var checksum: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func mix(_ bits: UInt64) { hash = (hash ^ bits) &* 0x0000_0100_0000_01b3 }
        for matrix in [inputs, targets] {
            mix(UInt64(matrix.rows))
            mix(UInt64(matrix.columns))
            for element in matrix.elements { mix(element.bitPattern) }
        }
        return hash
    }
}

/// The contents of a model file.
public indirect enum ModelFile: Equatable, Sendable {
    /// What `save` wrote, and the path that it was read from.
    case session(SavedSession, path: String)
    /// Another program's tensors, in the order of the file.
    case tensors([FileTensor], path: String)
}

/// A named tensor in another program's file.
public struct FileTensor: Equatable, Sendable {
    /// The name.
    public var name: String
    /// The number of elements along each axis, outermost first.
    public var shape: [Int]
    /// The elements in row-major order.
    public var values: [Double]

    /// A named tensor.
    public init(name: String, shape: [Int], values: [Double]) {
        self.name = name
        self.shape = shape
        self.values = values
    }
}

/// A network to write for other programs.
public struct ModelExport: Equatable, Sendable {
    /// The kinds of file, by the file's name.
    public enum Format: String, CaseIterable, Sendable {
        case onnx, npz
        case script = "py"
    }

    /// The format.
    public var format: Format
    /// The network.
    public var network: NetworkSpecification
    /// Its weights and biases.
    public var parameters: [NamedMatrix]
    /// What a program needs to continue training; nil if the format has none of it.
    public var training: TrainingExport?
}

/// What a program needs to continue training.
public struct TrainingExport: Equatable, Sendable {
    /// The whole session, for the program's file.
    public var session: SavedSession
    /// The update rule.
    public var optimizer: OptimizerSettings
    /// How an epoch is divided into batches.
    public var batch: BatchSettings
    /// The number of rows of a batch; nil without data.
    public var batchRows: Int?
    /// The training samples, or the first of them, with the network's loss on them.
    public var training: Part?
    /// The test samples.
    public var test: Part?
    /// How many samples were left out because there are too many.
    public var omittedCount = 0

    /// Samples with the network's loss on them.
    public struct Part: Equatable, Sendable {
        /// The samples.
        public var samples: Samples
        /// The loss, with the penalty.
        public var loss: Double

        /// Whether two are the same; NaN losses are equal.
        public static func == (a: Part, b: Part) -> Bool {
            a.samples == b.samples && a.loss.bitPattern == b.loss.bitPattern
        }
    }
}
