import CommandLanguage

/// `fork NAME`: starts a branch of the run from here.
package struct ForkCommand: CommandBody {
    package static let entry = CommandEntry(
        "fork", group: .timeTravel, usage: ["fork NAME"], summary: "starts a branch of the run from here",
        details: [
            "The run goes on in the new branch. The one that it was on keeps its future:",
            "'switch' goes back to it. A change in the past, as by 'let' or 'set', starts a",
            "branch by itself.",
        ])
    package static let influence = Influence(leavesUnknown: .branches)

    package let name: Located<String>

    package init(name: Located<String>) {
        self.name = name
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        name = try parser.parseBranchName("a name for the new branch: fork NAME")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(name.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.fork(name, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}
