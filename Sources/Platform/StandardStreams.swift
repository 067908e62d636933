import Foundation
import TerminalDrawing

/// The process's output and error streams.
///
/// Text for people is spelled in ASCII if the locale does not use UTF-8. If standard output can no longer be written
/// to, as on a full disk, that is reported once and remembered for the exit status.
public final class StandardStreams {
    private let speaksUnicode: Bool
    /// Whether writing to standard output failed.
    public private(set) var hasFailed = false

    /// Wraps the process's streams.
    ///
    /// - Parameter speaksUnicode: whether text for people may be UTF-8.
    public init(speaksUnicode: Bool) {
        self.speaksUnicode = speaksUnicode
    }

    /// Writes text for people to standard output.
    public func writeOutput(_ text: String) {
        writeData(spelled(text))
    }

    /// Writes text for programs to standard output, in UTF-8 whatever the locale is.
    public func writeData(_ text: String) {
        guard !hasFailed else { return }
        if let error = Self.write(text, to: STDOUT_FILENO) {
            hasFailed = true
            writeError("backstep: error: cannot write the output: \(String(cString: strerror(error)))\n")
        }
    }

    /// Writes text for people to standard error. If that fails, there is nobody to tell.
    public func writeError(_ text: String) {
        _ = Self.write(spelled(text), to: STDERR_FILENO)
    }

    private func spelled(_ text: String) -> String {
        speaksUnicode ? text : GlyphSet.ascii.spell(text)
    }

    /// - Returns: the error number if not everything could be written.
    private static func write(_ text: String, to descriptor: Int32) -> Int32? {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                return errno
            }
            bytes = bytes.dropFirst(count)
        }
        return nil
    }
}

/// What the environment says about text.
public enum OutputLocale {
    /// Whether text may be UTF-8: unless a locale is named that has another encoding.
    public static func speaksUnicode(_ environment: [String: String]) -> Bool {
        let name = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let name = name?.lowercased() else { return true }
        return name.contains("utf-8") || name.contains("utf8")
    }
}
