import Foundation
import PlainText
import Platform

/// The lines typed at prompts, kept in a file from one run to the next.
///
/// It is a convenience: whatever is wrong with the file or its folder, the program goes on silently and remembers the
/// lines for this run only. Programs that run at the same time share the file; lines are appended whole, so that none
/// are lost.
struct PromptHistory {
    /// The path of the file; nil if there is no place for it.
    let path: String?
    /// How many lines are kept.
    let limit: Int
    private var lastLine: String?

    /// A longer line was pasted by mistake, or is not a command.
    private static let longestLine = 4096
    /// Only the end of a larger file is read.
    private static let mostBytes = 1 << 20

    init(path: String?, limit: Int = 1000) {
        self.path = path
        self.limit = limit
    }

    /// The history of the user whose environment this is: `$XDG_STATE_HOME/backstep/history`, by default
    /// `~/.local/state/backstep/history`.
    init(environment: [String: String]) {
        self.init(path: StateFolder.path(of: "history", environment))
    }

    /// The lines, oldest first. If the file has more than are kept, the oldest are removed from it.
    mutating func load() -> [String] {
        guard let file = HistoryFile(path, flags: O_RDWR) ?? HistoryFile(path, flags: O_RDONLY) else { return [] }
        let isAlone = file.lock()
        var bytes = file.readEnd(atMost: Self.mostBytes)
        let isCut = bytes.count < file.size
        // If the beginning was cut off, skip to the next whole line.
        if isCut { bytes = Array(bytes.drop { $0 != Byte.newline }.dropFirst()) }
        let all = Self.lines(of: bytes)
        let lines = Array(all.suffix(limit))
        if isAlone, isCut || all.count > limit { file.replaceContent(with: Self.text(of: lines)) }
        lastLine = lines.last
        return lines
    }

    /// Appends a line to the file, unless it repeats the one before.
    mutating func append(_ line: String) {
        let isFit = !line.allSatisfy(\.isWhitespace) && Self.isFit(line)
        guard isFit, line != lastLine, let path else { return }
        lastLine = line
        let folder = FilePath.folder(of: path)
        try? FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard let file = HistoryFile(path, flags: O_RDWR | O_APPEND | O_CREAT) else { return }
        // If another program holds the lock for long, the line is appended all the same.
        _ = file.lock()
        let newline = Byte.newline
        let isAfterHalfALine = file.readEnd(atMost: 1).first.map { $0 != newline } ?? false
        file.append((isAfterHalfALine ? [newline] : []) + Self.text(of: [line]))
    }

    private static func text(of lines: [String]) -> [UInt8] { lines.flatMap { Array($0.utf8) + [Byte.newline] } }

    /// The lines that a person may have typed, without immediate repetitions.
    private static func lines(of bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        for piece in bytes.split(separator: Byte.newline) where piece.count <= longestLine {
            guard let line = String(validating: piece, as: UTF8.self), isFit(line), line != lines.last else { continue }
            lines.append(line)
        }
        return lines
    }

    private static func isFit(_ line: String) -> Bool {
        line.utf8.count <= longestLine
            && line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control || $0 == "\t" }
    }
}

/// A file that is open, and locked if asked, for as long as this object lives.
private final class HistoryFile {
    private let descriptor: Int32
    private(set) var size = 0

    /// Nil if there is no ordinary file, or it cannot be opened.
    init?(_ path: String?, flags: Int32) {
        guard let path else { return nil }
        // Only an ordinary file will do; O_NONBLOCK avoids waiting for the other end of a pipe.
        descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0o600)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        size = Int(status.st_size)
        // What a user types is private.
        if status.st_mode & 0o077 != 0 { fchmod(descriptor, 0o600) }
    }

    deinit {
        close(descriptor)
    }

    /// Waits a moment for the lock on the file.
    func lock() -> Bool {
        for attempt in 0..<20 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
                var status = stat()
                if fstat(descriptor, &status) == 0 { size = Int(status.st_size) }
                return true
            }
            if errno != EWOULDBLOCK && errno != EINTR { return false }
            if attempt < 19 { usleep(5000) }
        }
        return false
    }

    func readEnd(atMost limit: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: min(size, limit))
        var count = 0
        while count < bytes.count {
            let start = off_t(max(0, size - limit) + count)
            let read = bytes.withUnsafeMutableBytes {
                pread(descriptor, $0.baseAddress! + count, $0.count - count, start)
            }
            if read < 0, errno == EINTR { continue }
            guard read > 0 else { break }
            count += read
        }
        return Array(bytes.prefix(count))
    }

    func append(_ bytes: [UInt8]) {
        // In a single call, so that what others append at the same time comes before or after.
        _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }

    /// Overwrites the file from its start and then truncates it, so that it is never shorter than what is kept.
    func replaceContent(with bytes: [UInt8]) {
        let written = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
        if written == bytes.count { ftruncate(descriptor, off_t(bytes.count)) }
    }
}
