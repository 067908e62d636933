import CommandLanguage

/// `reverse-continue`: goes back to the last place where a stop was hit.
package struct ReverseContinueCommand: CommandBody {
    package static let entry = CommandEntry(
        "reverse-continue", aliases: ["rc"], group: .timeTravel, usage: ["reverse-continue"],
        summary: "goes back to the last place where a stop was hit",
        details: ["Where there is none, it goes back to the start."], keys: ["C"])
    package static let influence = Influence(movesOrChanges: true)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.reverseContinue(command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.travel()
    }
}
