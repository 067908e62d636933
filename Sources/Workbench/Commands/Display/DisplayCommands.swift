import CommandLanguage
import PlainText

/// `display [EXPRESSION]`: shows a value after every move, or all of them now.
package struct DisplayCommand: CommandBody {
    package static let entry = CommandEntry(
        "display", group: .stops, usage: ["display [EXPRESSION]"],
        summary: "shows a value after every move; or all of them now", arguments: [[.expression]])
    package static let influence = Influence(leavesUnknown: .displays)

    package let expression: Expression?

    package init(expression: Expression? = nil) {
        self.expression = expression
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        expression = parser.hasMore() ? try parser.parseExpression() : nil
    }

    package var words: [String] {
        expression.map { [$0.description] } ?? []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard let expression else {
            return [state.report(command, DisplayListReport(state.displayReports))]
        }
        try state.checkNames(in: expression)
        _ = try state.valueSoFar(of: expression)
        let display = state.stopList.add(display: expression)
        return [state.report(command, DisplayListReport([state.displayReport(display)]))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        guard let expression else { return try checker.carryOut(command) }
        let isKnown = checker.lookingAhead { $0.values(of: expression) != nil }
        if isKnown { try checker.carryOut(command) } else { checker.knowledge.lose(Self.influence.leavesUnknown) }
    }
}

/// `undisplay [N...]`: ends displays.
package struct UndisplayCommand: CommandBody {
    package static let entry = CommandEntry(
        "undisplay", group: .stops, usage: ["undisplay [N...]"],
        summary: "ends displays, those with these numbers or all", arguments: [[.names(.display)]])
    package static let influence = Influence(leavesUnknown: .displays)

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
        let all = state.stopList.displays.map(\.number)
        for number in numbers where !all.contains(number.value) {
            throw CommandError(.unknownDisplay(number.value, existing: all), at: number.range)
        }
        let chosen = Set(numbers.isEmpty ? all : numbers.map(\.value))
        state.stopList.displays.removeAll { chosen.contains($0.number) }
        let left = state.stopList.displays.count
        return [state.report(command, TextReport("\(counted(chosen.count, "display")) ended, \(left) left"))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}

extension WorkbenchState {
    /// All displays with their present values.
    var displayReports: [DisplayReport] { stopList.displays.map(displayReport) }

    fileprivate func displayReport(_ display: Display) -> DisplayReport {
        let name = display.expression.description
        do throws(EvaluationError) {
            let value = try Evaluator(scope: scope).evaluate(display.expression)
            return DisplayReport(number: display.number, expression: name, value: value, reason: nil)
        } catch {
            return DisplayReport(
                number: display.number, expression: name, value: nil,
                reason: error.problem.passesWithTime ? "not there yet" : error.problem.description)
        }
    }

    /// The displays to show with a command's report, if the command moves the session or changes something.
    func displays(after command: PendingCommand, _ report: any CommandReport) -> [DisplayReport] {
        if report.verdict == .error { return [] }
        return command.parsed.command.influence.movesOrChanges ? displayReports : []
    }
}
