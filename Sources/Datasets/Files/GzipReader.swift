import CZlib
import PlainText

/// What is wrong with a file that is compressed by gzip.
public enum GzipFault: Equatable, Sendable {
    /// The compressed data are invalid, for a reason that zlib gives.
    case damaged(reason: String)
    /// The file ends before its contents do.
    case cutShort
    /// Other bytes follow the compressed data.
    case trailingBytes(Int)
    /// It unpacks to more than can be intended.
    case tooLarge(limit: Int)
    /// zlib ran out of memory.
    case outOfMemory
}

extension GzipFault: CustomStringConvertible {
    /// What is wrong, without the place.
    public var description: String {
        switch self {
        case .damaged(let reason): "the compressed data are damaged: \(reason)"
        case .cutShort: "the file ends in the middle of its compressed data: a copy or download was cut short"
        case .trailingBytes(let count): "\(counted(count, "byte")) too many after the end of the compressed data"
        case .tooLarge(let limit): "it unpacks to more than \(limit >> 20) MiB"
        case .outOfMemory: "there is not enough memory to unpack it"
        }
    }
}

/// Unpacks a file that is compressed by gzip (RFC 1952), piece by piece.
///
/// As in gzip itself, several compressed files one after another count as one. Check sums are compared.
final class GzipReader {
    private let file: NamedFile
    /// On the heap, since zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var position = 0
    private var isAtEnd = false

    /// How many bytes go through zlib at a time.
    private static let chunk = 1 << 18

    /// Whether a file begins as a gzip file does.
    static func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// A reader at the start of a file.
    init(_ file: NamedFile) throws(DatasetError) {
        self.file = file
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 31: a window of 15 bits, and gzip's header and trailer.
        guard zlibBeginInflation(stream, 31) == Z_OK else { throw fault(.outOfMemory) }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// The share of the compressed data that has been read.
    var share: Double { Double(position) / Double(file.bytes.count) }

    /// The rest of the data.
    /// - limit: the most bytes that may be left.
    func readAll(limit: Int, progress: ReadingProgress) throws(DatasetError) -> [UInt8] {
        var bytes: [UInt8] = []
        while !isAtEnd {
            bytes += try read(upTo: Self.chunk)
            if bytes.count > limit { throw fault(.tooLarge(limit: limit)) }
            try progress(share)
        }
        return bytes
    }

    /// The next bytes; fewer than asked for only at the end.
    func read(upTo count: Int, progress: ReadingProgress = { _ in }) throws(DatasetError) -> [UInt8] {
        // A byte unpacks to at most 1032 bytes, so no more memory than that is reserved.
        let most = (file.bytes.count - position) * 1032 + Self.chunk
        var output = [UInt8](repeating: 0, count: min(count, most))
        var filled = 0
        while filled < output.count, !isAtEnd {
            filled += try unpack(into: &output, from: filled)
            try progress(share)
        }
        output.removeLast(output.count - filled)
        return output
    }

    /// Unpacks a chunk.
    /// - Returns: how many bytes it unpacked to.
    private func unpack(into output: inout [UInt8], from filled: Int) throws(DatasetError) -> Int {
        let available = min(file.bytes.count - position, Self.chunk)
        let room = min(output.count - filled, Self.chunk)
        let status = file.bytes.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress! + position)
                stream.pointee.avail_in = UInt32(available)
                stream.pointee.next_out = output.baseAddress! + filled
                stream.pointee.avail_out = UInt32(room)
                return inflate(stream, Z_NO_FLUSH)
            }
        }
        let used = available - Int(stream.pointee.avail_in)
        let made = room - Int(stream.pointee.avail_out)
        position += used
        switch status {
        case Z_OK, Z_BUF_ERROR:
            if used == 0, made == 0 { throw fault(.cutShort) }
        case Z_STREAM_END:
            try beginNextMember()
        case Z_MEM_ERROR:
            throw fault(.outOfMemory)
        default:
            throw fault(.damaged(reason: stream.pointee.msg.map { String(cString: $0) } ?? "error \(status)"))
        }
        return made
    }

    /// Continues with another compressed file after the one that has ended; zeros that pad a block are skipped.
    private func beginNextMember() throws(DatasetError) {
        let rest = file.bytes[position...]
        if rest.starts(with: [0x1F, 0x8B]) {
            inflateReset(stream)
            return
        }
        guard rest.allSatisfy({ $0 == 0 }) else { throw fault(.trailingBytes(rest.count)) }
        isAtEnd = true
    }

    private func fault(_ fault: GzipFault) -> DatasetError {
        .gzip(fault, at: ByteLocation(file: file.name, byte: position))
    }
}
