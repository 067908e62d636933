import CommandLanguage

/// `save PATH`: writes the session to a file, to go on another day.
package struct SaveCommand: CommandBody {
    package static let entry = CommandEntry(
        "save", group: .files, usage: ["save PATH.safetensors"],
        summary: "writes the session to a file, to go on another day",
        details: [
            "The file has the parameters by name, W1, b1, ..., what the optimizer keeps",
            "about them, and as metadata the position and the commands that set all up. Data",
            "are not in it: 'load' runs the 'data' command again. Nor are variables, stops",
            "and displays. A file that is there is replaced when the new one is complete.",
        ],
        arguments: [[.path(endings: [".safetensors"])]])
    package static let influence = Influence()

    package let path: Located<String>

    package init(path: Located<String>) {
        self.path = path
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseWord("a file: save PATH.safetensors")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(path.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.save(path, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.knowledge.written.insert(path.value)
        try checker.tryOut(command)
    }
}
