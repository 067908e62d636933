import CommandLanguage

/// `pause`: waits for the user.
package struct PauseCommand: CommandBody {
    package static let entry = CommandEntry(
        "pause", group: .scenarios, usage: ["pause"], summary: "waits for the user",
        details: ["On the screen, space continues; elsewhere nothing waits."])
    package static let influence = Influence(isRecorded: false)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        // At the end of a scenario, or if typed by hand, there is nothing to hold back.
        state.lesson.isPaused = command.isScripted && state.hasScriptLeft
        return [state.report(command, PauseReport())]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        // The parser finds everything that can be wrong with it.
    }
}

/// `wait 500ms`: waits for a while.
package struct WaitCommand: CommandBody {
    package static let entry = CommandEntry(
        "wait", group: .scenarios, usage: ["wait TIME"], summary: "waits: 500ms, 2s",
        details: ["On the screen, space continues; elsewhere nothing waits."], arguments: [[.free]])
    package static let influence = Influence(isRecorded: false)

    package let duration: Located<Int>

    package init(duration: Located<Int>) {
        self.duration = duration
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        duration = try parser.parseDuration()
    }

    package var words: [String] {
        ["\(duration.value)ms"]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        [state.report(command, WaitReport(milliseconds: duration.value))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        // The parser finds everything that can be wrong with it.
    }
}

extension CommandParser {
    /// `500ms`, `2s` or `1.5s`, in milliseconds.
    fileprivate mutating func parseDuration() throws(ParseError) -> Located<Int> {
        let word = try parseWord("how long: wait 500ms, wait 2s")
        let units = [("ms", 1.0), ("s", 1000.0)]
        guard let (unit, scale) = units.first(where: { word.value.hasSuffix($0.0) }),
            let number = Self.number(from: String(word.value.dropLast(unit.count))), number >= 0
        else {
            throw ParseError(.badDuration(word.value), at: word.range)
        }
        let milliseconds = (number * scale).rounded()
        guard milliseconds <= Self.longestWait else {
            throw ParseError(.longDuration(word.value), at: word.range)
        }
        return Located(Int(milliseconds), at: word.range)
    }

    /// An hour, in milliseconds.
    fileprivate static let longestWait = 3_600_000.0
}
