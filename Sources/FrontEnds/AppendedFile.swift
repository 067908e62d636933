import Foundation
import Workbench

/// A file to which pieces are appended, each as a whole or not at all.
final class AppendedFile {
    /// The path as the user wrote it.
    let name: String
    /// Identifies the file, however its path is written.
    let identity: String
    /// How many bytes it has.
    private(set) var size: Int
    private let descriptor: Int32

    /// Opens the file at a path, or creates it.
    ///
    /// - name: the path as the user wrote it.
    convenience init(_ path: String, name: String) throws(EffectFailure) {
        try self.init(path, name: name, flags: O_RDWR | O_CREAT)
    }

    /// Creates a file that does not exist yet.
    ///
    /// - name: the path as the user wrote it.
    convenience init(new path: String, name: String) throws(EffectFailure) {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw EffectFailure(
                message: "cannot write '\(name)': it is there already, and may be somebody's work; name another file")
        }
        try self.init(path, name: name, flags: O_RDWR | O_CREAT | O_EXCL)
    }

    /// Creates a file in a folder under the first name that is free.
    ///
    /// - nameOf: the name for each number, from 0.
    convenience init(in folder: String, nameOf: (Int) -> String) throws(EffectFailure) {
        var number = 0
        while FileManager.default.fileExists(atPath: "\(folder)/\(nameOf(number))") { number += 1 }
        let path = "\(folder)/\(nameOf(number))"
        try self.init(path, name: path, flags: O_WRONLY | O_CREAT | O_EXCL)
    }

    private init(_ path: String, name: String, flags: Int32) throws(EffectFailure) {
        let opened = open(path, flags | O_CLOEXEC | O_NONBLOCK, 0o666)
        guard opened >= 0 else {
            throw EffectFailure(message: "cannot write '\(name)': \(Self.reason(errno))")
        }
        var status = stat()
        guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(opened)
            throw EffectFailure(message: "cannot write '\(name)': it is not a file")
        }
        self.name = name
        descriptor = opened
        size = Int(status.st_size)
        identity = "\(status.st_dev):\(status.st_ino)"
    }

    deinit { close(descriptor) }

    /// Appends bytes. If that fails the file is as it was.
    func append(_ bytes: [UInt8]) throws(EffectFailure) {
        var rest = bytes[...]
        var end = size
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, off_t(end)) }
            if count < 0 {
                let error = errno
                if error == EINTR { continue }
                ftruncate(descriptor, off_t(size))
                throw EffectFailure(message: "cannot write '\(name)': \(Self.reason(error))")
            }
            rest = rest.dropFirst(count)
            end += count
        }
        size = end
        guard isStillThere else {
            throw EffectFailure(message: "cannot write '\(name)': it has been removed meanwhile")
        }
    }

    /// Whether the file still exists.
    private var isStillThere: Bool {
        var status = stat()
        return fstat(descriptor, &status) == 0 && status.st_nlink > 0
    }

    /// Replaces the contents of the file.
    func replace(with bytes: [UInt8]) throws(EffectFailure) {
        guard ftruncate(descriptor, 0) == 0 else {
            throw EffectFailure(message: "cannot write '\(name)': \(Self.reason(errno))")
        }
        size = 0
        try append(bytes)
    }

    /// Reads the file from its start.
    ///
    /// - Returns: why it could not be read; nil if it was.
    func read(_ take: ([UInt8]) -> Void) -> EffectFailure? {
        var place = 0
        while place < size {
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
                count = max(0, pread(descriptor, buffer.baseAddress, buffer.count, off_t(place)))
            }
            if bytes.isEmpty { return EffectFailure(message: "cannot read '\(name)': \(Self.reason(errno))") }
            take(bytes)
            place += bytes.count
        }
        return nil
    }

    private static func reason(_ error: Int32) -> String { String(cString: strerror(error)).lowercased() }
}
