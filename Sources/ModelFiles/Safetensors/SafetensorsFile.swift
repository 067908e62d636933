import PlainText

/// A file of tensors in the safetensors format: eight bytes with the length of the header, the header in JSON, and the
/// elements of all tensors without gaps.
///
/// Source: the format's description at huggingface.co/docs/safetensors. The same files are allowed and forbidden here, down
/// to gaps and overlaps, except that only plain numbers are supported as elements.
public struct SafetensorsFile: Equatable, Sendable {
    /// The texts in the file's metadata, in order.
    public var metadata: [Entry]
    /// The tensors in the order in which the header names them.
    public var tensors: [Tensor]

    /// A text with its name.
    public struct Entry: Equatable, Sendable {
        /// Its name.
        public var name: String
        /// The text.
        public var text: String

        /// A text with its name.
        public init(_ name: String, _ text: String) {
            self.name = name
            self.text = text
        }
    }

    /// A file of tensors.
    public init(metadata: [Entry] = [], tensors: [Tensor]) {
        self.metadata = metadata
        self.tensors = tensors
    }

    /// The text with a name in the metadata.
    public subscript(metadata name: String) -> String? { metadata.first { $0.name == name }?.text }

    /// The longest header that the format allows, in bytes.
    static let headerLimit = 100_000_000
    static let metadataName = "__metadata__"
}

// MARK: - Writing

extension SafetensorsFile {
    /// The file. Tensors of float32 are written as F32, all others as F64.
    public var bytes: [UInt8] {
        var entries: [JSONField] = []
        if !metadata.isEmpty {
            let texts = metadata.map { JSONField($0.name, .string($0.text)) }
            entries.append(JSONField(Self.metadataName, .object(texts)))
        }
        var end = 0
        for tensor in tensors {
            let start = end
            end += tensor.values.count * (tensor.isSinglePrecision ? 4 : 8)
            let fields = [
                JSONField("dtype", .string(tensor.isSinglePrecision ? "F32" : "F64")),
                JSONField("shape", .array(tensor.shape.map(JSONValue.integer))),
                JSONField("data_offsets", .array([.integer(start), .integer(end)])),
            ]
            entries.append(JSONField(tensor.name, .object(fields)))
        }
        var header: [UInt8] = []
        JSONValue.object(entries).write(to: &header)
        // So that the elements start at a multiple of eight.
        header += Array(repeating: 0x20, count: (8 - header.count % 8) % 8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(8 + header.count + end)
        bytes.append(littleEndian: UInt64(header.count))
        bytes += header
        for tensor in tensors { bytes.append(tensor.values, asSinglePrecision: tensor.isSinglePrecision) }
        return bytes
    }
}

extension Tensor {
    var isSinglePrecision: Bool { elementType == .float32 }
}
