import Foundation
import Workbench

/// Reads files that users name, whatever they turn out to be: a folder, a device, a pipe that nobody writes to, a file
/// larger than the memory. None of these fills the memory or waits forever.
struct FileReader: Sendable {
    /// The most bytes of a file; larger ones are refused.
    var limit: Int
    /// How long to wait for a pipe without data.
    var patience = Duration.seconds(30)

    private static let chunk = 1 << 20

    /// The contents of a file.
    ///
    /// - Parameters:
    ///   - path: where it is.
    ///   - name: what messages call it.
    ///   - checkStart: receives the first bytes, up to a MiB, and may throw if they show that the rest is useless.
    ///   - progress: called now and then with the share that has been read; may throw to give up.
    /// - Throws: ``EffectFailure``, or what the functions throw.
    func read(
        _ path: String, name: String, checkStart: ([UInt8]) throws -> Void = { _ in },
        progress: (Double) throws -> Void = { _ in }
    ) throws -> [UInt8] {
        // A pipe would wait for its writer here.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw EffectFailure.unreadable(name, Self.reason(errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw EffectFailure.unreadable(name, Self.reason(errno)) }
        var isPipe = false
        switch status.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw EffectFailure.unreadable(name, "it is a folder")
        case S_IFIFO, S_IFSOCK: isPipe = true
        default: throw EffectFailure.unreadable(name, "it is a device, not a file")
        }
        let size = Int(status.st_size)
        guard size <= limit else { throw tooLarge(name) }

        var bytes: [UInt8] = []
        bytes.reserveCapacity(size)
        var buffer = [UInt8](repeating: 0, count: Self.chunk)
        while true {
            if isPipe { try waitForBytes(descriptor, name, progress) }
            let count = Foundation.read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                throw EffectFailure.unreadable(name, Self.reason(errno))
            }
            guard count > 0 else { return bytes }
            let isFirst = bytes.isEmpty
            bytes += buffer[..<count]
            if isFirst { try checkStart(bytes) }
            guard bytes.count <= limit else { throw tooLarge(name) }
            try progress(size > 0 ? min(Double(bytes.count) / Double(size), 1) : 0)
        }
    }

    private func tooLarge(_ name: String) -> EffectFailure {
        .unreadable(name, "it has more than \(limit >> 20) MiB, the most that is read")
    }

    /// Waits until a pipe has something to read, or its writer has gone.
    private func waitForBytes(_ descriptor: Int32, _ name: String, _ progress: (Double) throws -> Void) throws {
        let start = ContinuousClock.now
        var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while poll(&request, 1, 50) <= 0 {
            try progress(0)
            guard ContinuousClock.now - start < patience else {
                throw EffectFailure.unreadable(name, "it is a pipe, and nothing came out of it for \(patience)")
            }
        }
    }

    /// The operating system's reason, to continue a sentence.
    private static func reason(_ number: Int32) -> String {
        switch number {
        case ENOENT, ENOTDIR: "there is no such file"
        case EACCES, EPERM: "it may not be read by this user"
        default: String(cString: strerror(number)).lowercased()
        }
    }
}
