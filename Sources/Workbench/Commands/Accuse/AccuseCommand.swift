import CommandLanguage

/// `accuse OPERATION`: names the operation that has the fault.
package struct AccuseCommand: CommandBody {
    package static let entry = CommandEntry(
        "accuse", group: .scenarios, usage: ["accuse OPERATION"],
        summary: "names the operation that has the fault",
        details: ["Where that is right, the fault is told and mended."], arguments: [[.name(.operation)]])
    package static let influence = Influence(movesOrChanges: true)

    package let operation: Located<String>

    package init(operation: Located<String>) {
        self.operation = operation
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        operation = try parser.parseWord("an operation: accuse linear1.backward")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(operation.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.accuse(operation, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        _ = try checker.state.operationIndex(operation)
    }
}
