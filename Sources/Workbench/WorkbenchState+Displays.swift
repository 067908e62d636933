import CommandLanguage
import NeuralEngine
import StepDebugger

/// `display` and `undisplay`: values that are shown after every command that moves the session or changes something.
extension WorkbenchState {
    mutating func display(_ expression: Expression?, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard let expression else {
            return [report(command, .displays(displayReports))]
        }
        try checkNames(in: expression)
        _ = try valueSoFar(of: expression)
        let display = stopList.add(display: expression)
        return [report(command, .displays([displayReport(display)]))]
    }

    mutating func undisplay(_ numbers: [Located<Int>], _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let all = stopList.displays.map(\.number)
        for number in numbers where !all.contains(number.value) {
            throw CommandError(.unknownDisplay(number.value, existing: all), at: number.range)
        }
        let chosen = Set(numbers.isEmpty ? all : numbers.map(\.value))
        stopList.displays.removeAll { chosen.contains($0.number) }
        let left = stopList.displays.count
        return [report(command, .text("\(counted(chosen.count, "display")) ended, \(left) left"))]
    }

    func infoDisplays(_ command: PendingCommand) -> [Effect] {
        guard !stopList.displays.isEmpty else {
            return [report(command, .text("there are no displays: 'display loss' makes one"))]
        }
        let lines = stopList.displays.map { "\(String($0.number).leftPadded(to: 3))  \($0.expression)" }
        return [report(command, .text(lines.joined(separator: "\n")))]
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
    func displays(after command: PendingCommand, _ content: CommandOutput.Content) -> [DisplayReport] {
        if case .error = content { return [] }
        return command.parsed.command.influence.movesOrChanges ? displayReports : []
    }
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
