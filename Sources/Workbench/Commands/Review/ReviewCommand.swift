import CommandLanguage

/// `review`: asks again what the learner has missed in the lessons.
package struct ReviewCommand: CommandBody {
    package static let entry = CommandEntry(
        "review", group: .scenarios, usage: ["review"], summary: "asks again what was missed in the lessons",
        details: [
            "A question that was not right at once comes back after ten minutes: with other",
            "numbers where an exercise has the like, else as it stands in its lesson. Once it",
            "is right at once it is done. In the menu of lessons, r does the same.",
        ],
        arguments: [])
    package static let influence = Influence(isRecorded: false)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {}

    package var words: [String] { [] }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard state.lesson.mode == .study else { throw CommandError(.reviewNeedsALearner) }
        return [state.report(command, TextReport("")), .review]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        throw CommandError(.reviewNeedsALearner)
    }
}
