import CommandLanguage
import PlainText

/// `record PATH`, `record off`: writes what is done as a scenario.
package struct RecordCommand: CommandBody {
    package static let entry = CommandEntry(
        "record", group: .scenarios, usage: ["record PATH.scenario", "record off"],
        summary: "writes what is done as a scenario",
        details: [
            "All that was done so far is written first, then each command as it is given,",
            "with what it showed as 'expect': the file is a test that passes.",
            "What failed is left out. A file that is there already is not written over.",
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
    /// Handles that the file was created: what was done so far is written to it.
    mutating func takeIn(
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
            return [report(command, TextReport("nothing is recorded: 'record PATH.scenario' begins that"))]
        }
        recording.path = nil
        return [report(command, TextReport("record \(path) ends")), .closeRecord(path: path)]
    }

    /// Ends a record that cannot be written any more.
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

    /// Takes what commands left behind into the recording, and writes what is due.
    mutating func keepRecording(_ effects: [Effect]) -> [Effect] {
        for case .report(let output) in effects { recording.add(recordingLines(of: output)) }
        guard let path = recording.path, let due = recording.takeDue() else { return effects }
        return effects + [.writeRecord(path: path, due.text, replacing: due.isAll)]
    }
}
