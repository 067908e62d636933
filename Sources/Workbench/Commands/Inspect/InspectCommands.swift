import CommandLanguage

/// `list`: shows the operations and where the session stands.
package struct ListCommand: CommandBody {
    package static let entry = CommandEntry(
        "list", group: .inspection, usage: ["list"], summary: "shows the operations and where the session stands")
    package static let influence = Influence(onlyLooks: true)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.list(command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}

/// `when`: shows the epoch, iteration and operation.
package struct WhenCommand: CommandBody {
    package static let entry = CommandEntry(
        "when", group: .inspection, usage: ["when"], summary: "shows the epoch, iteration and operation")
    package static let influence = Influence(onlyLooks: true)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.when(command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}
