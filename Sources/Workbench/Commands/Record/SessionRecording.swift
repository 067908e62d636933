/// What was done in a session, from its start, as the lines of a scenario: `record` writes them.
///
/// Each command stands as it was given, behind it what it showed as `expect`. What failed, and what shows itself only on a
/// screen or waits for somebody, is left out, so that playing the lines comes to the same and every expectation holds.
struct SessionRecording: Equatable, Sendable {
    /// The lines.
    private(set) var lines: [String] = []
    /// The file that they go to; nil where they are only remembered.
    var path: String?
    /// How many of the lines are in it.
    var writtenCount = 0

    /// Whether the file holds lines that were taken back.
    private var isOutdated = false

    /// What was done does not count when two workbenches are compared, only what came of it.
    static func == (left: SessionRecording, right: SessionRecording) -> Bool { left.path == right.path }

    /// Takes lines in.
    mutating func add(_ new: [String]) { lines += new }

    /// The file holds what was done elsewhere, and is to hold what was done here.
    mutating func goOn(recordingTo path: String?) {
        self.path = path
        isOutdated = path != nil
    }

    /// The lines that are not in the file yet, as its text, and whether they are all that it is to hold.
    mutating func takeDue() -> (text: String, isAll: Bool)? {
        guard path != nil, isOutdated || writtenCount < lines.count else { return nil }
        let isAll = isOutdated
        let due = isAll ? lines[...] : lines[writtenCount...]
        writtenCount = lines.count
        isOutdated = false
        return (due.map { $0 + "\n" }.joined(), isAll)
    }
}
