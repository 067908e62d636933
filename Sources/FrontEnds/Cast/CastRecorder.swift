import PlainText
import TerminalDrawing

/// A recording of a terminal in the format asciicast v2: a header line, then a line for each change of the screen. The
/// format: https://docs.asciinema.org/manual/asciicast/v2/
struct CastRecorder {
    /// The colours of the recording: those that every player shows.
    static let tier = ColorTier.palette256

    let size: Size
    /// The title of the recording.
    var title: String?
    /// The time so far, in seconds.
    private(set) var time = 0.0
    /// How often the screen changed.
    private(set) var eventCount = 0
    private var shown: CellGrid?
    private var events = ""

    /// An empty recording of a screen of this size.
    init(size: Size) {
        self.size = size
    }

    /// Shows a screen from now on, for some seconds. A screen shown for no time leaves no trace.
    mutating func show(_ grid: CellGrid, for seconds: Double) {
        guard seconds > 0 else { return }
        let change = grid.ansi(since: shown, tier: Self.tier)
        if !change.isEmpty {
            let event = JSONValue.array([.number(Self.rounded(time)), .string("o"), .string(change)])
            events += event.text + "\n"
            eventCount += 1
            shown = grid
        }
        time += seconds
    }

    /// The contents of the file.
    func text(title: String) -> String {
        let header = JSONValue.object([
            JSONField("version", .integer(2)), JSONField("width", .integer(size.columns)),
            JSONField("height", .integer(size.rows)),
            JSONField("title", .string(title)),
            JSONField("env", .object([JSONField("TERM", .string("xterm-256color"))])),
        ])
        // A player ends with the last event; this one keeps the last screen in view.
        let end = JSONValue.array([.number(Self.rounded(time)), .string("o"), .string("")])
        return header.text + "\n" + events + end.text + "\n"
    }

    /// Times are in milliseconds: no player shows more.
    private static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}
