import CommandLanguage
import StepDebugger

/// `continue`: trains until something stops it.
package struct ContinueCommand: CommandBody {
    package static let entry = CommandEntry(
        "continue", aliases: ["c"], group: .runControl, usage: ["continue"],
        summary: "trains until something stops it",
        details: [
            "Space or Ctrl-C stops it, or a stop that 'break', 'watch' or 'catch' made. In a",
            "scenario or a pipe there is nobody to press a key: there it needs a stop that is",
            "enabled, and gives up after 1000000 iterations.",
        ], keys: ["c"])
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .run)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        if state.allowsUnboundedRuns, !command.isScripted {
            return try state.startRun(toward: .unbounded, reportsStop: true, command)
        }
        _ = try state.runnableSession()
        guard state.hasStopThatCanCount else { throw CommandError(.nothingWouldStopIt) }
        return try state.startRun(
            toward: .iterations(WorkbenchState.iterationLimit), reportsStop: true, endReason: .nothingStopped, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.run()
        guard checker.state.hasStopThatCanCount else { throw CommandError(.nothingWouldStopIt) }
    }
}
