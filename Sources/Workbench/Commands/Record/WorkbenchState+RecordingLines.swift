import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// The output of a command, as lines of a scenario.
extension WorkbenchState {
    /// The largest matrices, in cells, for which an expectation is recorded: if the user asked for the value, and
    /// otherwise.
    private static let cellLimit = (asked: 64, passing: 24)

    /// The lines of a command: itself and what it showed; empty if it is left out.
    func recordingLines(of output: CommandOutput) -> [String] {
        let command = output.parsed
        // What was inspected during a run has no position that the recording could go to.
        guard command.influence.isRecorded, !(isBusy && command.influence.onlyLooks) else { return [] }
        let text = output.command
        let comment = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        switch output.verdict {
        case .error: return ["# left out, as it failed: \(comment)"]
        case .interrupted where !(output.report.body is StopReport):
            return ["# left out, as it was interrupted: \(comment)"]
        case .failed: return ["# did not hold: \(comment)"]
        case .held, .interrupted, nil: break
        }
        switch output.report.body {
        case let report as ValueReport:
            guard command.body is PrintCommand else { return [text] }
            return [text] + Self.expectation(of: report.name, report.value, limit: Self.cellLimit.asked)
        case is ExplanationReport:
            guard let cell = (command.body as? ExplainCommand)?.cell else { return [text] }
            return [text] + expectation(of: cell.description, limit: Self.cellLimit.asked)
        case let position as PositionReport:
            return [text] + expectations(at: position, isSingleStep: command.influence.showsOperation)
        case let stop as StopReport:
            // Nobody will stop it again: the recording goes to where it was stopped.
            let isByHand = stop.reason == .interrupted || stop.reason == .endOfEpoch
            return (isByHand ? way(to: stop.position, insteadOf: comment) : [text])
                + expectations(at: stop.position, isSingleStep: false)
        case let report as ExerciseReport: return report.recordingLines
        default: return [text]
        }
    }

    /// The commands that lead to where a run was stopped by hand.
    private func way(to position: PositionReport, insteadOf command: String) -> [String] {
        var lines = ["# stopped by hand: \(command)"]
        guard let operations = session?.engine.plan.operations else { return lines }
        let place = position.position
        let isWhole = place.operation == 0
        lines.append(
            "goto iteration=\(place.iteration)"
                + (isWhole ? "" : " operation=\(operations[place.operation - 1].label)"))
        if place.cell > 0 { lines.append("stepi \(place.cell)") }
        return lines
    }

    // MARK: Expectations

    /// What there is to see after a command: after a step, the matrix that it wrote; after a run, where it ended.
    private func expectations(at position: PositionReport, isSingleStep: Bool) -> [String] {
        if let cell = position.cell {
            return expectation(of: "\(cell.matrix)[\(cell.row), \(cell.column)]", limit: Self.cellLimit.passing)
        }
        if isSingleStep, let operation = session?.currentOperation, operation.pass != .update,
            let written = operation.writes.first
        {
            return expectation(of: written == .loss ? "loss" : written.description, limit: Self.cellLimit.passing)
        }
        return ["expect iteration == \(position.position.iteration)"] + expectation(of: "loss", limit: 1)
    }

    /// The expectation of an expression's present value; nil if it has no value or too many cells.
    private func expectation(of text: String, limit: Int) -> [String] {
        guard let command = try? CommandParser.parse("print \(text)"),
            let expression = (command.body as? PrintCommand)?.expression, let value = try? evaluate(expression)
        else { return [] }
        return Self.expectation(of: text, value, limit: limit)
    }

    private static func expectation(of expression: String, _ value: Value, limit: Int) -> [String] {
        let cells = value.matrix.elements
        guard cells.count <= limit else {
            return ["expect shape(\(expression)) == [\(value.shape.rows), \(value.shape.columns)]"]
        }
        guard cells.allSatisfy({ !$0.isNaN }) else {
            return value.isScalar ? ["expect isnan(\(expression))"] : []
        }
        let sign = value.isBoolean ? "==" : "~="
        func spelling(_ cell: Double) -> String { NumberFormat.rounded(cell) }
        let literal =
            value.isScalar
            ? spelling(cells[0])
            : "["
                + (0..<value.matrix.rows).map { row in
                    "[" + value.matrix.row(row).map(spelling).joined(separator: ", ") + "]"
                }.joined(separator: ", ") + "]"
        // Comparisons do not chain.
        let left = value.isBoolean ? "(\(expression))" : expression
        return ["expect \(left) \(sign) \(literal)"]
    }
}
