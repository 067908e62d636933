import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// `display` and `undisplay`: values that are shown after every command that moves the session or changes something.
extension WorkbenchState {
    mutating func display(_ expression: Expression?, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard let expression else {
            return [report(command, DisplayListReport(displayReports))]
        }
        try checkNames(in: expression)
        _ = try valueSoFar(of: expression)
        let display = stopList.add(display: expression)
        return [report(command, DisplayListReport([displayReport(display)]))]
    }

    mutating func undisplay(_ numbers: [Located<Int>], _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let all = stopList.displays.map(\.number)
        for number in numbers where !all.contains(number.value) {
            throw CommandError(.unknownDisplay(number.value, existing: all), at: number.range)
        }
        let chosen = Set(numbers.isEmpty ? all : numbers.map(\.value))
        stopList.displays.removeAll { chosen.contains($0.number) }
        let left = stopList.displays.count
        return [report(command, TextReport("\(counted(chosen.count, "display")) ended, \(left) left"))]
    }

    func infoDisplays(_ command: PendingCommand) -> [Effect] {
        guard !stopList.displays.isEmpty else {
            return [report(command, TextReport("there are no displays: 'display loss' makes one"))]
        }
        let lines = stopList.displays.map { "\(String($0.number).leftPadded(to: 3))  \($0.expression)" }
        return [report(command, TextReport(lines.joined(separator: "\n")))]
    }

    /// All displays with their values as things stand.
    var displayReports: [DisplayReport] { stopList.displays.map(displayReport) }

    private func displayReport(_ display: Display) -> DisplayReport {
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

    /// The displays that belong to a command's answer: those of one that moves the session or changes something.
    func displays(after command: PendingCommand, _ report: any CommandReport) -> [DisplayReport] {
        if report.verdict == .error { return [] }
        return command.parsed.command.influence.movesOrChanges ? displayReports : []
    }
}

/// Displayed values, asked for by hand.
public struct DisplayListReport: CommandReport {
    /// The displays.
    public let displays: [DisplayReport]

    public init(_ displays: [DisplayReport]) { self.displays = displays }

    public var text: String {
        displays.isEmpty
            ? "there are no displays: 'display loss' makes one" : displays.map(\.text).joined(separator: "\n")
    }
    public var kind: String { "displays" }
    public var fields: [JSONField] { [JSONField("displays", displays.json)] }
}

/// A displayed expression with its value.
public struct DisplayReport: Equatable, Sendable {
    /// The display's number.
    public let number: Int
    /// The expression, in the language.
    public let expression: String
    /// Its value; nil where there is none.
    public let value: Value?
    /// Why there is none.
    public let reason: String?
}
