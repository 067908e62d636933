import Foundation

/// A folder that is gone when the test is.
public final class ScratchFolder {
    /// Where it is.
    public let path: String

    /// A new folder with nothing in it.
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

    /// Makes a pipe that has a name.
    public func makePipe(_ name: String) -> String {
        mkfifo(path + "/" + name, 0o600)
        return path + "/" + name
    }
}

/// The writing end of a pipe that has a name, open for as long as it is held on to.
public final class PipeWriter {
    private let descriptor: Int32

    /// Waits for nobody: reading and writing are opened at once.
    public init(_ path: String) { descriptor = open(path, O_RDWR | O_CLOEXEC) }

    deinit { close(descriptor) }

    /// Writes text into it.
    public func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Foundation.write(descriptor, bytes, bytes.count)
    }
}
