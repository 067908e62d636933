import CommandLanguage
import PlainText

/// `delete [N...]`: removes stops.
package struct DeleteCommand: CommandBody {
    package static let entry = CommandEntry(
        "delete", group: .stops, usage: ["delete [N...]"], summary: "removes the stops with these numbers, or all",
        arguments: [[.names(.stop)]])
    package static let influence = Influence(leavesUnknown: .stops)

    package let numbers: [Located<Int>]

    package init(numbers: [Located<Int>]) {
        self.numbers = numbers
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        numbers = try parser.parseNumbers()
    }

    package var words: [String] {
        numbers.map { "\($0.value)" }
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let chosen = try state.stops(numbered: numbers)
        state.stopList.stops.removeAll { chosen.contains($0.number) }
        return [
            state.report(
                command, TextReport("\(counted(chosen.count, "stop")) deleted, \(state.stopList.stops.count) left"))
        ]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}

/// `enable [N...]`: makes stops work again.
package struct EnableCommand: CommandBody {
    package static let entry = CommandEntry(
        "enable", group: .stops, usage: ["enable [N...]"], summary: "makes stops work again, these or all",
        arguments: [[.names(.stop)]])
    package static let influence = Influence()

    package let numbers: [Located<Int>]

    package init(numbers: [Located<Int>]) {
        self.numbers = numbers
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        numbers = try parser.parseNumbers()
    }

    package var words: [String] {
        numbers.map { "\($0.value)" }
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.enableStops(numbers, true, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}

/// `disable [N...]`: lets runs pass stops.
package struct DisableCommand: CommandBody {
    package static let entry = CommandEntry(
        "disable", group: .stops, usage: ["disable [N...]"],
        summary: "lets runs pass stops, these or all; they are kept", arguments: [[.names(.stop)]])
    package static let influence = Influence()

    package let numbers: [Located<Int>]

    package init(numbers: [Located<Int>]) {
        self.numbers = numbers
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        numbers = try parser.parseNumbers()
    }

    package var words: [String] {
        numbers.map { "\($0.value)" }
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.enableStops(numbers, false, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}

extension WorkbenchState {
    fileprivate mutating func enableStops(
        _ numbers: [Located<Int>], _ isEnabled: Bool, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let chosen = try stops(numbered: numbers)
        for index in stopList.stops.indices where chosen.contains(stopList.stops[index].number) {
            stopList.stops[index].isEnabled = isEnabled
        }
        return [report(command, TextReport("\(counted(chosen.count, "stop")) \(isEnabled ? "enabled" : "disabled")"))]
    }

    /// The given numbers, or all.
    fileprivate func stops(numbered numbers: [Located<Int>]) throws(CommandError) -> Set<Int> {
        let all = stopList.stops.map(\.number)
        for number in numbers where !all.contains(number.value) {
            throw CommandError(.unknownStop(number.value, existing: all), at: number.range)
        }
        return Set(numbers.isEmpty ? all : numbers.map(\.value))
    }
}
