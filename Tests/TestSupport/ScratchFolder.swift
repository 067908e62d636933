import Foundation

/// A folder that is deleted at the end of the test.
public final class ScratchFolder {
    /// Its path.
    public let path: String

    /// Creates an empty folder.
    public init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file.
    /// - Returns: its path.
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
        return path + "/" + name
    }

    /// Writes a file of text.
    /// - Returns: its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String { try write(Array(text.utf8), to: name) }

    /// Creates a named pipe.
    public func makePipe(_ name: String) -> String {
        mkfifo(path + "/" + name, 0o600)
        return path + "/" + name
    }
}

/// The writing end of a named pipe, open for as long as this object lives.
public final class PipeWriter {
    private let descriptor: Int32

    /// Does not wait for a reader: it opens the pipe for reading and writing at once.
    public init(_ path: String) { descriptor = open(path, O_RDWR | O_CLOEXEC) }

    deinit { close(descriptor) }

    /// Writes text into it.
    public func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Foundation.write(descriptor, bytes, bytes.count)
    }
}
