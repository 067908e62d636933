import Foundation
import Platform
import Screen

/// The progress of loading, as a line on standard error that is overwritten. It is only shown on a terminal, and only
/// if loading takes long enough.
final class ProgressLine {
    private let streams: StandardStreams
    private let isShown: Bool
    private var width = 0
    private var start: ContinuousClock.Instant?

    /// Anything shorter is over before it can be read.
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
        // Longer lines would wrap, and leave remnants.
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
