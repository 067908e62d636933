/// What has been done in a session since its start, as the lines of a scenario; `record` writes them.
///
/// Each command is written as it was given, followed by what it showed as `expect`. Commands that failed, that only
/// affect the screen or that wait for somebody are left out, so that playing the lines leads to the same state and
/// every expectation holds.
struct SessionRecording: Equatable, Sendable {
    /// The lines.
    private(set) var lines: [String] = []
    /// The file that they go to; nil if they are only remembered.
    var path: String?
    /// How many of the lines are in the file.
    var writtenCount = 0

    /// Whether the file contains lines that were taken back.
    private var isOutdated = false

    /// Two workbenches are equal if their states are, however they came about.
    static func == (left: SessionRecording, right: SessionRecording) -> Bool { left.path == right.path }

    /// Adds lines.
    mutating func add(_ new: [String]) { lines += new }

    /// The file contains what was done elsewhere, and should contain what was done here.
    mutating func goOn(recordingTo path: String?) {
        self.path = path
        isOutdated = path != nil
    }

    /// The text that the file does not have yet, and whether it replaces everything in the file.
    mutating func takeDue() -> (text: String, isAll: Bool)? {
        guard path != nil, isOutdated || writtenCount < lines.count else { return nil }
        let isAll = isOutdated
        let due = isAll ? lines[...] : lines[writtenCount...]
        writtenCount = lines.count
        isOutdated = false
        return (due.map { $0 + "\n" }.joined(), isAll)
    }
}
