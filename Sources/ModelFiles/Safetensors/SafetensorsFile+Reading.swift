import PlainText

extension SafetensorsFile {
    /// Checks and reads a whole file.
    public init(_ bytes: [UInt8]) throws(ModelFileError) {
        guard !bytes.isEmpty else { throw .empty }
        let looks = ModelFileError.Looks(bytes)
        if looks != .likeSafetensors, looks != .unlikeAnything { throw .notSafetensors(looks) }
        guard let length = bytes.littleEndian(at: 0, UInt64.self) else { throw .notSafetensors(.unlikeAnything) }
        guard length <= Self.headerLimit else {
            throw .headerTooLong(Int(clamping: length), limit: Self.headerLimit)
        }
        let start = 8 + Int(length)
        guard start <= bytes.count else { throw .headerBeyondEnd(header: Int(length), file: bytes.count) }
        let header = Array(bytes[8..<start])
        guard String(validating: header, as: UTF8.self) != nil else { throw .headerNotUTF8 }
        guard header.first == 0x7b else { throw .notSafetensors(.unlikeAnything) }
        let members: [JSONField]
        do throws(JSONError) {
            guard case .object(let read) = try JSONReader.read(header) else {
                throw JSONError(fault: .unexpectedCharacter, offset: 0)
            }
            members = read
        } catch {
            throw .headerNotJSON(error)
        }
        metadata = []
        var pieces: [Piece] = []
        for member in members {
            if member.name == Self.metadataName {
                metadata = try Self.texts(in: member.value)
            } else {
                pieces.append(try Piece(member))
            }
        }
        try Self.check(pieces, dataCount: bytes.count - start)
        tensors = pieces.map { piece in
            let data = bytes[start + piece.range.lowerBound..<start + piece.range.upperBound]
            return Tensor(
                name: piece.name, shape: piece.shape, elementType: piece.type, values: piece.type.values(in: data))
        }
    }

    /// A tensor as the header describes it.
    private struct Piece {
        let name: String
        let type: ElementType
        let shape: [Int]
        /// The range of its elements, counted from the end of the header.
        let range: Range<Int>

        init(_ member: JSONField) throws(ModelFileError) {
            name = member.name
            func fault(_ fault: ModelFileError.TensorEntryFault) -> ModelFileError {
                .badTensorEntry(member.name, fault)
            }
            guard case .object(let fields) = member.value else { throw fault(.notAnObject) }
            func field(_ name: String) -> JSONValue? { fields.first { $0.name == name }?.value }
            if let unknown = fields.first(where: { !["dtype", "shape", "data_offsets"].contains($0.name) }) {
                throw fault(.unknownField(unknown.name))
            }
            guard case .string(let spelling)? = field("dtype") else { throw fault(.dtype) }
            guard let shape = field("shape")?.wholeNumbers, let count = shape.placeCount else { throw fault(.shape) }
            guard let offsets = field("data_offsets")?.wholeNumbers, offsets.count == 2, offsets[0] <= offsets[1] else {
                throw fault(.offsets)
            }
            guard let type = ElementType(safetensors: spelling) else {
                throw .unknownElementType(spelling, tensor: member.name)
            }
            let (byteCount, overflows) = count.multipliedReportingOverflow(by: type.byteCount)
            guard !overflows else { throw fault(.shape) }
            guard byteCount == offsets[1] - offsets[0] else {
                throw .wrongByteCount(tensor: member.name, expected: byteCount, actual: offsets[1] - offsets[0])
            }
            self.type = type
            self.shape = shape
            range = offsets[0]..<offsets[1]
        }
    }

    /// Checks that every byte of the data belongs to exactly one tensor.
    private static func check(_ pieces: [Piece], dataCount: Int) throws(ModelFileError) {
        var end = 0
        var last: Piece?
        for piece in pieces.sorted(by: {
            ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
        }) {
            if let last, piece.range.lowerBound < end { throw .overlappingTensors(last.name, piece.name) }
            guard piece.range.lowerBound == end else {
                throw .hole(after: last?.name, byteCount: piece.range.lowerBound - end)
            }
            end = piece.range.upperBound
            guard end <= dataCount else { throw .offsetsBeyondEnd(tensor: piece.name, end: end, data: dataCount) }
            last = piece
        }
        guard end == dataCount else { throw .hole(after: last?.name, byteCount: dataCount - end) }
    }

    private static func texts(in value: JSONValue) throws(ModelFileError) -> [Entry] {
        guard case .object(let members) = value else { throw .metadataNotText(key: nil) }
        var entries: [Entry] = []
        for member in members {
            guard case .string(let text) = member.value else { throw .metadataNotText(key: member.name) }
            entries.append(Entry(member.name, text))
        }
        return entries
    }
}

extension JSONValue {
    /// The elements of a list of non-negative whole numbers; nil if it is anything else.
    fileprivate var wholeNumbers: [Int]? {
        guard case .array(let items) = self else { return nil }
        var numbers: [Int] = []
        for item in items {
            guard case .integer(let number) = item, number >= 0 else { return nil }
            numbers.append(number)
        }
        return numbers
    }
}

extension ElementType {
    fileprivate init?(safetensors spelling: String) {
        switch spelling {
        case "F64": self = .float64
        case "F32": self = .float32
        case "F16": self = .float16
        case "BF16": self = .bfloat16
        case "I64": self = .int64
        case "I32": self = .int32
        case "I16": self = .int16
        case "I8": self = .int8
        case "U64": self = .uint64
        case "U32": self = .uint32
        case "U16": self = .uint16
        case "U8": self = .uint8
        case "BOOL": self = .boolean
        default: return nil
        }
    }
}

extension ModelFileError.Looks {
    /// The kind of file according to its first bytes.
    init(_ bytes: [UInt8]) {
        if bytes.count > 8, bytes[8] == 0x7b, bytes[4..<8].allSatisfy({ $0 == 0 }) {
            self = .likeSafetensors
        } else if bytes.starts(with: [0x50, 0x4b]), bytes.count > 3,
            [0x0403, 0x0605, 0x0606].contains(
                UInt16(bytes[3]) << 8 | UInt16(bytes[2]))
        {
            // An entry, or the end of an empty archive, in the plain form or that of ZIP64.
            self = .likeZIPArchive
        } else if bytes.starts(with: [0x93] + Array("NUMPY".utf8)) {
            self = .likeNPY
        } else if bytes.starts(with: [0x89] + Array("HDF".utf8)) {
            self = .likeHDF5
        } else if bytes.count > 2, bytes[0] == 0x80, (2...5).contains(bytes[1]), bytes[2] != 0 {
            self = .likeAPickle
        } else {
            self = .unlikeAnything
        }
    }
}
