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
            "enabled, and gives up after 1000000 iterations. While a lesson waits, it trains",
            "no farther than the lesson is about to, or 1000 iterations.",
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
            if let goal = state.lessonGoal {
                return try state.startRun(
                    toward: goal.end, until: goal.condition, reportsStop: true, endReason: .lessonGoal, command)
            }
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

extension WorkbenchState {
    /// How far the user's training goes if the lesson does not say.
    private static let usualLessonGoal = 1000

    /// How far training goes while a lesson waits for the learner: as far as the lesson itself is going to train in
    /// this chapter. Nil if no lesson is waiting.
    fileprivate var lessonGoal: (end: Goal, condition: Expression?)? {
        guard lesson.mode == .study, hasScriptLeft, let frame = frames.last else { return nil }
        let ahead = frame.commands.dropFirst(frame.next).lazy.map(\.command.body).prefix { !($0 is ChapterCommand) }
        switch ahead.lazy.compactMap({ ($0 as? TrainCommand)?.goal }).first {
        case .until(let condition, let limit): return (.iterations(limit ?? Self.iterationLimit), condition)
        case .iterations(let count): return (.iterations(count), nil)
        case .epochs(let count, _): return (.epochs(count), nil)
        case nil: return (.iterations(Self.usualLessonGoal), nil)
        }
    }
}
