/// An array of numbers in the IDX format of MNIST and its relatives (Y. LeCun and others, *The MNIST database of
/// handwritten digits*): two zero bytes, a type, the number of dimensions, the dimensions as 32-bit numbers, and the cells
/// row by row, all with the high byte first. The file may be compressed by gzip.
struct IDXArray {
    /// The type of the cells.
    enum ElementType: UInt8 {
        case unsignedByte = 0x08
        case signedByte = 0x09
        case short = 0x0B
        case integer = 0x0C
        case float = 0x0D
        case double = 0x0E

        /// In bytes.
        var size: Int {
            switch self {
            case .unsignedByte, .signedByte: 1
            case .short: 2
            case .integer, .float: 4
            case .double: 8
            }
        }

        var isWhole: Bool { self != .float && self != .double }
    }

    /// The most cells that are read, so that a file with a wrong size does not use up the machine's memory.
    static let cellLimit = 1 << 29

    let file: String
    let type: ElementType
    /// At least one, all at least 1.
    let dimensions: [Int]
    /// The whole file, or, if it is compressed, its unpacked cells.
    let bytes: [UInt8]
    /// The offset of the first cell in `bytes`.
    let start: Int
    private let isCompressed: Bool

    /// The first dimension: how many samples there are.
    var count: Int { dimensions[0] }

    /// How many cells a sample has.
    var cellsPerSample: Int { dimensions.dropFirst().reduce(1, *) }

    /// The place of a cell in the file or in its unpacked contents.
    func location(ofCell cell: Int) -> ByteLocation {
        ByteLocation(
            file: file, byte: headerSize + cell * type.size, isUnpacked: isCompressed)
    }

    private var headerSize: Int { 4 + 4 * dimensions.count }

    /// The array in a file.
    /// - Throws: ``DatasetError/idx(_:at:)``, ``DatasetError/gzip(_:at:)``, ``DatasetError/cancelled``
    init(_ file: NamedFile, progress: ReadingProgress) throws(DatasetError) {
        var source = try IDXSource(file)
        func fault(_ fault: IDXFault, at byte: Int) -> DatasetError {
            .idx(fault, at: ByteLocation(file: file.name, byte: byte, isUnpacked: source.isCompressed))
        }
        let (type, dimensionCount) = try Self.magic(try source.read(4), fault)
        let header = try source.read(4 * dimensionCount)
        guard header.count == 4 * dimensionCount else { throw fault(.headerCutShort, at: 4 + header.count) }
        let dimensions = (0..<dimensionCount).map { IDXArray.integer(header, at: header.startIndex + 4 * $0) }
        if let empty = dimensions.firstIndex(of: 0) { throw fault(.emptyDimension(dimensions), at: 4 + 4 * empty) }
        var cells = 1
        for (index, dimension) in dimensions.enumerated() {
            // Both are below 2³², so that the product does not overflow.
            cells *= dimension
            guard cells <= Self.cellLimit else {
                throw fault(.tooManyCells(dimensions, limit: Self.cellLimit), at: 4 + 4 * index)
            }
        }

        self.file = file.name
        self.type = type
        self.dimensions = dimensions
        isCompressed = source.isCompressed
        let expected = cells * type.size
        (bytes, start) = try source.readCells(expected, progress: progress)
        guard bytes.count - start == expected else {
            let found = bytes.count - start
            if found < expected {
                throw fault(.cutShort(expected: expected, found: found), at: headerSize + found)
            }
            throw fault(
                .trailingBytes(isCompressed ? nil : found - expected, dimensions), at: headerSize + expected)
        }
    }

    /// Checks the first bytes of a file, so that a large file that cannot be IDX is refused before it is read.
    static func checkStart(of file: NamedFile) throws(DatasetError) {
        guard !GzipReader.isGzip(file.bytes) else { return }
        _ = try magic(file.bytes.prefix(4)) { .idx($0, at: ByteLocation(file: file.name, byte: $1)) }
    }

    /// The type and the number of dimensions, from a file's first four bytes.
    private static func magic(
        _ bytes: ArraySlice<UInt8>, _ fault: (IDXFault, Int) -> DatasetError
    ) throws(DatasetError) -> (ElementType, dimensionCount: Int) {
        if bytes.isEmpty { throw fault(.emptyFile, 0) }
        guard bytes.count == 4, bytes[0] == 0, bytes[1] == 0 else { throw fault(.notIDX(start: Array(bytes)), 0) }
        guard let type = ElementType(rawValue: bytes[2]) else { throw fault(.unknownType(bytes[2]), 2) }
        guard bytes[3] > 0 else { throw fault(.noDimension, 3) }
        return (type, Int(bytes[3]))
    }

    private static func integer(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Int {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}

/// The bytes of an array's file, unpacked if necessary.
private struct IDXSource {
    private let file: NamedFile
    private let gzip: GzipReader?
    private var position = 0

    var isCompressed: Bool { gzip != nil }

    init(_ file: NamedFile) throws(DatasetError) {
        self.file = file
        gzip = GzipReader.isGzip(file.bytes) ? try GzipReader(file) : nil
    }

    /// The next bytes of the header; fewer at the end of the file.
    mutating func read(_ count: Int) throws(DatasetError) -> ArraySlice<UInt8> {
        if let gzip { return try gzip.read(upTo: count)[...] }
        let end = min(position + count, file.bytes.count)
        defer { position = end }
        // Indexed from 0, like unpacked bytes.
        return ArraySlice(Array(file.bytes[position..<end]))
    }

    /// The bytes of the cells and the offset at which they begin: `count` bytes if all is well, fewer or more if the file has
    /// the wrong size.
    mutating func readCells(
        _ count: Int, progress: ReadingProgress
    ) throws(DatasetError) -> (bytes: [UInt8], start: Int) {
        guard let gzip else { return (file.bytes, position) }
        var bytes = try gzip.read(upTo: count, progress: progress)
        // The check sum comes after the last byte.
        if bytes.count == count { bytes += try gzip.read(upTo: 1) }
        return (bytes, 0)
    }
}
