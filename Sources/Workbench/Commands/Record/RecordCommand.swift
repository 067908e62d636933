import CommandLanguage
import PlainText

/// `record PATH`, `record off`: writes what you do as a scenario.
package struct RecordCommand: CommandBody {
    package static let entry = CommandEntry(
        "record", group: .scenarios, usage: ["record PATH.scenario", "record off"],
        summary: "writes what you do as a scenario",
        details: [
            "Everything done so far is written first, then each command as it is given,",
            "with what it showed as 'expect': the file is a test that passes.",
            "Commands that failed are left out. An existing file is not overwritten.",
        ],
        arguments: [[.word(["off": "ends the record"])], [.path(endings: [".scenario"])]])
    package static let influence = Influence(isRecorded: false)

    package let path: Located<String>?

    package init(path: Located<String>? = nil) {
        self.path = path
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseRecord()
    }

    package var words: [String] {
        [path.map { QuotedText.quotedIfNeeded($0.value) } ?? "off"]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard let path else { return state.endRecord(command) }
        try state.checkEnding(of: path, among: ["scenario"], command: "record")
        if state.recording.path != nil {
            throw CommandError(.recordedAlready(state.recording.path ?? ""), at: path.range)
        }
        state.pending = command
        state.pending?.place = path.range
        return [.openRecord(path: path.value)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        if let path { checker.knowledge.written.insert(path.value) }
    }
}

extension CommandParser {
    /// A path, or `off`.
    fileprivate mutating func parseRecord() throws(ParseError) -> Located<String>? {
        let path = try parseWord("a file: record PATH.scenario, or record off")
        return path.value == "off" ? nil : path
    }
}

extension WorkbenchState {
    /// Handles the file that was created: what has been done so far is written to it.
    mutating func handle(
        recordOpened result: Result<String, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure): throw CommandError(.effectFailed(failure.message))
        case .success(let path):
            recording.path = path
            recording.writtenCount = 0
            let count = recording.lines.count
            let sofar = count == 0 ? "" : ", \(counted(count, "line")) of the session so far"
            return [report(command, TextReport("record \(path): a scenario\(sofar)"))]
        }
    }

    fileprivate mutating func endRecord(_ command: PendingCommand) -> [Effect] {
        guard let path = recording.path else {
            return [report(command, TextReport("nothing is recorded: 'record PATH.scenario' starts a recording"))]
        }
        recording.path = nil
        return [report(command, TextReport("record \(path) ends")), .closeRecord(path: path)]
    }

    /// Ends a recording that can no longer be written.
    mutating func endRecord(_ failure: EffectFailure) -> [Effect] {
        guard let path = recording.path else { return [] }
        recording.path = nil
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

    /// Adds the output of commands to the recording, and writes what is due.
    mutating func keepRecording(_ effects: [Effect]) -> [Effect] {
        for case .report(let output) in effects { recording.add(recordingLines(of: output)) }
        guard let path = recording.path, let due = recording.takeDue() else { return effects }
        return effects + [.writeRecord(path: path, due.text, replacing: due.isAll)]
    }
}
