import CZlib
import PlainText

/// What is wrong with a file that is compressed by gzip.
public enum GzipFault: Equatable, Sendable {
    /// What follows cannot have been made by gzip; zlib's reason.
    case damaged(reason: String)
    /// The file ends before its contents do.
    case cutShort
    /// Something that is no part of it follows.
    case trailingBytes(Int)
    /// It holds more than anybody means.
    case tooLarge(limit: Int)
    /// zlib has no memory left.
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

/// Unpacks a file that is compressed by gzip (RFC 1952), from its start to its end, as much at a time as is asked for.
///
/// Several compressed files one after another count as one, as for gzip itself; the check sums are compared.
final class GzipReader {
    private let file: NamedFile
    /// zlib keeps the address, so that it must not move.
    private let stream: UnsafeMutablePointer<z_stream>
    private var position = 0
    private var isAtEnd = false

    /// As much goes through zlib at a time.
    private static let chunk = 1 << 18

    /// Whether a file begins as one that is compressed by gzip.
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

    /// Which share of the compressed data has been read.
    var share: Double { Double(position) / Double(file.bytes.count) }

    /// All that is left.
    /// - limit: how much may be left, in bytes.
    func readAll(limit: Int, progress: ReadingProgress) throws(DatasetError) -> [UInt8] {
        var bytes: [UInt8] = []
        while !isAtEnd {
            bytes += try read(upTo: Self.chunk)
            if bytes.count > limit { throw fault(.tooLarge(limit: limit)) }
            try progress(share)
        }
        return bytes
    }

    /// The next bytes: fewer than asked for only where there are no more.
    func read(upTo count: Int, progress: ReadingProgress = { _ in }) throws(DatasetError) -> [UInt8] {
        // No byte unpacks to more than 1032: what asks for more than there can be takes no memory.
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
    /// - Returns: how many bytes it came to.
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

    /// Goes on with another compressed file behind the one that has ended; zeros that fill up a block are no such thing.
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
