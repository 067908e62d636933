import Foundation
import PlainText
import RunLogs

/// A log to which another program appends, read slice by slice as it grows.
///
/// A file that became shorter or was replaced is read again from its start.
struct FollowedLog {
    /// Where it is.
    let path: String
    /// How far it has been read.
    private(set) var status = WatchedLog.Status.missing
    /// The reader; nil before the first bytes.
    private(set) var reader: RunLogReader?

    private let collectsRecords: Bool
    private var offset = 0
    private var identity: Identity?
    private var changed = timespec()
    /// The first bytes, which tell whether it is still the same log.
    private var head: [UInt8] = []

    private struct Identity: Equatable {
        let device: dev_t
        let file: ino_t
    }

    /// How many bytes are read at a time, so that the screen can answer in between.
    private static let sliceLength = 1 << 18
    private static let headLength = 256

    /// - collectsRecords: whether records are kept one by one, too.
    init(path: String, collectsRecords: Bool = false) {
        self.path = path
        self.collectsRecords = collectsRecords
    }

    /// What has been read.
    var log: RunLog { reader?.log ?? RunLog() }

    /// Whether there is more to read now.
    var hasMore: Bool {
        if case .reading = status { true } else { false }
    }

    /// The records that were read since they were taken last.
    mutating func takeRecords() -> [LoggedRecord] { reader?.takeRecords() ?? [] }

    /// Accepts an unfinished last line, since nothing will follow.
    mutating func finish() { reader?.finish() }

    /// Reads the next slice.
    ///
    /// - Returns: whether anything changed.
    mutating func advance() -> Bool {
        let former = (status, offset, identity)
        do throws(ReadingProblem) {
            try readSlice()
        } catch {
            switch error {
            case .missing: status = .missing
            case .failed(let reason): status = .unreadable(reason)
            }
        }
        return (status, offset) != (former.0, former.1) || identity != former.2
    }

    private enum ReadingProblem: Error {
        case missing
        case failed(String)

        init(_ error: Int32) {
            self =
                error == ENOENT || error == ENOTDIR
                ? .missing : .failed(String(cString: strerror(error)).lowercased())
        }
    }

    private mutating func readSlice() throws(ReadingProblem) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw ReadingProblem(errno) }
        defer { close(descriptor) }
        var info = stat()
        guard fstat(descriptor, &info) == 0 else { throw ReadingProblem(errno) }
        guard info.st_mode & S_IFMT == S_IFREG else { throw .failed("it is not a file") }
        let size = Int(info.st_size)
        let found = Identity(device: info.st_dev, file: info.st_ino)
        let isTouched = info.st_mtim.tv_sec != changed.tv_sec || info.st_mtim.tv_nsec != changed.tv_nsec
        if identity != found || size < offset {
            startOver()
        } else if isTouched, try read(descriptor, head.count, at: 0) != head {
            startOver()
        }
        identity = found
        changed = info.st_mtim
        if offset < size {
            let bytes = try read(descriptor, min(Self.sliceLength, size - offset), at: offset)
            if offset < Self.headLength { head += bytes.prefix(Self.headLength - offset) }
            offset += bytes.count
            take(bytes)
        }
        status = offset < size ? .reading(Double(offset) / Double(size)) : .upToDate
    }

    private mutating func startOver() {
        offset = 0
        head = []
        reader = nil
    }

    private mutating func take(_ bytes: [UInt8]) {
        if reader == nil {
            // If the file's name does not reveal the format, its contents do.
            let markOfUTF8: Set<UInt8> = [0xef, 0xbb, 0xbf]
            let isObject = bytes.first { !$0.isBlank && !markOfUTF8.contains($0) } == Byte.leftBrace
            reader = RunLogReader(RunLogFormat(ending: path) ?? (isObject ? .jsonLines : .csv))
            reader!.collectsRecords = collectsRecords
        }
        reader!.take(bytes)
    }

    private func read(_ descriptor: Int32, _ count: Int, at offset: Int) throws(ReadingProblem) -> [UInt8] {
        var error: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let found = pread(descriptor, buffer.baseAddress, count, off_t(offset))
            if found < 0 { error = errno }
            filled = max(0, found)
        }
        guard error == 0 else { throw ReadingProblem(error) }
        return bytes
    }
}
