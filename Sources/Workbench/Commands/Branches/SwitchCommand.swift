import CommandLanguage

/// `switch NAME`: goes to the end of a branch.
package struct SwitchCommand: CommandBody {
    package static let entry = CommandEntry(
        "switch", group: .timeTravel, usage: ["switch NAME"], summary: "goes to the end of a branch",
        details: ["'info timeline' lists the branches; 'goto' goes on to other places."],
        arguments: [[.name(.branch)]])
    package static let influence = Influence(movesOrChanges: true)

    package let name: Located<String>

    package init(name: Located<String>) {
        self.name = name
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        name = try parser.parseBranchName("the name of a branch: switch NAME")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(name.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.switchTo(name, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.checkSwitch(to: name, command)
    }
}
