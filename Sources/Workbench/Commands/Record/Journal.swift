import CommandLanguage
import NeuralEngine
import StepDebugger

/// What was done in a session, from its start, as the lines of a scenario: `record` writes them.
///
/// Each command stands as it was given, behind it what it showed as `expect`. What failed, and what shows itself only on a
/// screen or waits for somebody, is left out, so that playing the lines comes to the same and every expectation holds.
struct Journal: Equatable, Sendable {
    /// The lines.
    private(set) var lines: [String] = []
    /// The file that they go to; nil where they are only remembered.
    var path: String?
    /// How many of the lines are in it.
    var writtenCount = 0

    /// Whether the file holds lines that were taken back.
    private var isOutdated = false

    /// What was done does not count when two workbenches are compared, only what came of it.
    static func == (left: Journal, right: Journal) -> Bool { left.path == right.path }

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

/// `record` and `record off`
extension WorkbenchState {
    mutating func requestRecord(_ path: Located<String>, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        try checkEnding(of: path, among: ["scenario"], command: "record")
        if journal.path != nil { throw CommandError(.recordedAlready(journal.path ?? ""), at: path.range) }
        pending = command
        pending?.place = path.range
        return [.openRecord(path: path.value)]
    }

    /// Takes in that the file was made: what was done so far goes into it.
    mutating func takeIn(
        recordOpened result: Result<String, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure): throw CommandError(.effectFailed(failure.message))
        case .success(let path):
            journal.path = path
            journal.writtenCount = 0
            let count = journal.lines.count
            let sofar = count == 0 ? "" : ", \(counted(count, "line")) of the session so far"
            return [report(command, TextReport("record \(path): a scenario\(sofar)"))]
        }
    }

    mutating func endRecord(_ command: PendingCommand) -> [Effect] {
        guard let path = journal.path else {
            return [report(command, TextReport("nothing is recorded: 'record PATH.scenario' begins that"))]
        }
        journal.path = nil
        return [report(command, TextReport("record \(path) ends")), .closeRecord(path: path)]
    }

    /// Ends a record that cannot be written any more.
    mutating func endRecord(_ failure: EffectFailure) -> [Effect] {
        guard let path = journal.path else { return [] }
        journal.path = nil
        let source = SourceText(name: path, text: "record")
        let command = PendingCommand(
            parsed: ParsedCommand(
                command: Command(RecordCommand()), range: SourceRange(lower: 0, upper: 6), line: 1, text: "record"),
            source: source, isScripted: false)
        return [
            report(
                command,
                ErrorReport(
                    Diagnostic(message: failure.message, range: command.parsed.range), in: source)),
            .closeRecord(path: path),
        ]
    }

    /// Takes what commands left behind into the journal, and writes what is due.
    mutating func keepJournal(_ effects: [Effect]) -> [Effect] {
        for case .report(let output) in effects { journal.add(journalLines(of: output)) }
        guard let path = journal.path, let due = journal.takeDue() else { return effects }
        return effects + [.writeRecord(path: path, due.text, replacing: due.isAll)]
    }
}
