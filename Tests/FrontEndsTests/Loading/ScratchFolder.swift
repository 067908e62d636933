import Foundation

/// A folder that is gone when the test is.
final class ScratchFolder {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a file.
    /// - Returns: its path.
    func write(_ bytes: [UInt8], to name: String) throws -> String {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
        return path + "/" + name
    }

    /// Makes a pipe that has a name.
    func makePipe(_ name: String) -> String {
        mkfifo(path + "/" + name, 0o600)
        return path + "/" + name
    }
}

/// The writing end of a pipe that has a name, open for as long as it is held on to.
final class PipeWriter {
    private let descriptor: Int32

    /// Waits for nobody: reading and writing are opened at once.
    init(_ path: String) { descriptor = open(path, O_RDWR | O_CLOEXEC) }

    deinit { close(descriptor) }

    func write(_ text: String) {
        let bytes = Array(text.utf8)
        _ = Foundation.write(descriptor, bytes, bytes.count)
    }
}
