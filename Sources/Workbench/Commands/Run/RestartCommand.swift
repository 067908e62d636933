import CommandLanguage
import StepDebugger

/// `restart`: goes back to the start.
package struct RestartCommand: CommandBody {
    package static let entry = CommandEntry(
        "restart", group: .runControl, usage: ["restart"], summary: "goes back to the start",
        details: ["Changes made at the start, such as weights set by hand, belong to it."])
    package static let influence = Influence(movesOrChanges: true)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard state.session != nil else { throw CommandError(.noNetworkToRun) }
        state.session!.restart()
        state.curveEnd = 0
        state.takeOverSettings()
        return try state.when(command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}
