import CommandLanguage

/// `source PATH`: runs the commands of another file.
package struct SourceCommand: CommandBody {
    package static let entry = CommandEntry(
        "source", group: .scenarios, usage: ["source PATH"], summary: "runs the commands of another file",
        details: [
            "The path is taken from the working directory, or else from the folder of",
            "the scenario. A path with blanks or brackets goes in double quotes.",
        ],
        arguments: [[.path(endings: [".scenario"])]])
    package static let influence = Influence(isRecorded: false, leavesUnknown: .everything)

    package let path: Located<String>

    package init(path: Located<String>) {
        self.path = path
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseWord("a file: source PATH")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(path.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.readScript(path, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.follow(path, command)
    }
}
