import Foundation
import Platform
import Screen

/// How far loading is, as a line on standard error that is overwritten; only where that is a terminal, and where loading
/// takes long enough to be waited for.
final class ProgressLine {
    private let streams: StandardStreams
    private let isShown: Bool
    private var width = 0
    private var start: ContinuousClock.Instant?

    /// What takes less is over before it is read.
    private static let patience = Duration.milliseconds(400)

    init(streams: StandardStreams) {
        self.streams = streams
        isShown = isatty(STDERR_FILENO) == 1
    }

    /// Shows a status, or with nil an empty line.
    func show(_ status: LoadingStatus?) {
        guard isShown else { return }
        guard let status else { return clear() }
        let now = ContinuousClock.now
        let start = start ?? now
        self.start = start
        guard now - start >= Self.patience else { return }
        // Longer lines would leave rests where the terminal breaks them.
        let text = String(status.text.prefix(79))
        streams.writeError("\r" + text + String(repeating: " ", count: max(0, width - text.count)))
        width = text.count
    }

    private func clear() {
        if width > 0 { streams.writeError("\r" + String(repeating: " ", count: width) + "\r") }
        width = 0
        start = nil
    }
}
