import Foundation
import Platform
import Workbench

/// Writes a file so that at every moment its name stands for either the whole old file or the whole new one.
///
/// The new file is written beside the old one under a hidden name, flushed to disk, and renamed. The hidden name is
/// always the same, so that a program that is killed leaves at most one such file, which the next write replaces; a
/// lock keeps two programs from writing it at once.
enum AtomicFile {
    /// Writes the bytes, or says why not.
    static func write(_ bytes: [UInt8], to path: String) throws(EffectFailure) {
        let target = try writableTarget(path)
        let folder = FilePath.folder(of: target)
        let name = FilePath.name(of: target)
        let hidden = NSString(string: folder).appendingPathComponent(".\(name).saving")
        let descriptor = try lockedFile(hidden, for: path)
        defer { close(descriptor) }
        do throws(EffectFailure) {
            try check(ftruncate(descriptor, 0), path)
            var old = stat()
            if stat(target, &old) == 0 { _ = fchmod(descriptor, old.st_mode & 0o7777) }
            try write(bytes, to: descriptor, path)
            try check(fsync(descriptor), path)
            try check(rename(hidden, target), path)
        } catch {
            unlink(hidden)
            throw error
        }
        // The new name is on disk once its folder is. If that cannot be ensured, the file is there all the same.
        let parent = open(folder.isEmpty ? "." : folder, O_RDONLY)
        if parent >= 0 {
            fsync(parent)
            close(parent)
        }
    }

    /// Where to put the file: links are followed, so that a link stays a link.
    private static func writableTarget(_ path: String) throws(EffectFailure) -> String {
        let expanded = NSString(string: path).expandingTildeInPath
        var information = stat()
        guard stat(expanded, &information) == 0 else {
            // A dangling link is followed as well; otherwise the file is new.
            return (try? FileManager.default.destinationOfSymbolicLink(atPath: expanded)).map {
                $0.hasPrefix("/")
                    ? $0
                    : NSString(string: FilePath.folder(of: expanded)).appendingPathComponent($0)
            } ?? expanded
        }
        switch information.st_mode & S_IFMT {
        case S_IFREG: break
        case S_IFDIR: throw failure(path, "it is a folder")
        default: throw failure(path, "it is not a regular file")
        }
        guard access(expanded, W_OK) == 0 else { throw failure(path, reason(errno)) }
        guard let resolved = realpath(expanded, nil) else { throw failure(path, reason(errno)) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// The hidden file, locked while it is open.
    private static func lockedFile(_ hidden: String, for path: String) throws(EffectFailure) -> Int32 {
        while true {
            let descriptor = open(hidden, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o666)
            guard descriptor >= 0 else { throw failure(path, reason(errno)) }
            guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
                close(descriptor)
                throw failure(path, "another program is writing it")
            }
            // The previous owner of the lock may have renamed the file that was opened here.
            var (own, named) = (stat(), stat())
            if fstat(descriptor, &own) == 0, lstat(hidden, &named) == 0, own.st_ino == named.st_ino {
                return descriptor
            }
            close(descriptor)
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws(EffectFailure) {
        var start = 0
        while start < bytes.count {
            let count = bytes.withUnsafeBytes { bytes in
                Foundation.write(descriptor, bytes.baseAddress! + start, min(bytes.count - start, 1 << 30))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure(path, reason(errno)) }
            start += count
        }
    }

    private static func check(_ result: Int32, _ path: String) throws(EffectFailure) {
        guard result == 0 else { throw failure(path, reason(errno)) }
    }

    private static func reason(_ number: Int32) -> String { String(cString: strerror(number)).lowercased() }

    private static func failure(_ path: String, _ why: String) -> EffectFailure {
        EffectFailure(message: "cannot write '\(path)': \(why)")
    }
}
