import Foundation
import TerminalDrawing

/// The process's output and error streams.
///
/// Text for people is spelled in ASCII where the locale has no UTF-8; a stream that cannot be written to any more
/// is remembered, for the exit status.
final class StandardStreams {
    private let speaksUnicode: Bool
    /// Whether writing failed, as on a full disk.
    private(set) var hasFailed = false

    init(speaksUnicode: Bool) {
        self.speaksUnicode = speaksUnicode
    }

    /// Writes to standard output.
    func writeOutput(_ text: String) {
        write(text, to: STDOUT_FILENO)
    }

    /// Writes to standard error.
    func writeError(_ text: String) {
        write(text, to: STDERR_FILENO)
    }

    private func write(_ text: String, to descriptor: Int32) {
        var bytes = Array((speaksUnicode ? text : GlyphSet.ascii.spell(text)).utf8)[...]
        while !bytes.isEmpty, !hasFailed {
            let count = bytes.withContiguousStorageIfAvailable {
                Foundation.write(descriptor, $0.baseAddress, $0.count)
            }
            guard let count, count >= 0 else {
                if errno == EINTR { continue }
                hasFailed = true
                return
            }
            bytes = bytes.dropFirst(count)
        }
    }
}
