import CommandLanguage

/// `compare A B`: shows two branches' losses and where they part.
package struct CompareCommand: CommandBody {
    package static let entry = CommandEntry(
        "compare", group: .timeTravel, usage: ["compare A B"],
        summary: "shows two branches' losses and where they part",
        details: ["Names the first operation, and the first cell there, that differ."],
        arguments: [[.name(.branch), .name(.branch)]])
    package static let influence = Influence()

    package let first: Located<String>
    package let second: Located<String>

    package init(first: Located<String>, second: Located<String>) {
        self.first = first
        self.second = second
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        let expected = "two branches: compare A B"
        first = try parser.parseBranchName(expected)
        second = try parser.parseBranchName(expected)
    }

    package var words: [String] {
        [first, second].map { QuotedText.quotedIfNeeded($0.value) }
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.compare(first, with: second, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}
