import CommandLanguage

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
        arguments: [[.word(["off"])], [.path(endings: [".scenario"])]])
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
        return try state.requestRecord(path, command)
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
