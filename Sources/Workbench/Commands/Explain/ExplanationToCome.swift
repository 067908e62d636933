import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// What `explain` answers about a cell that has no value yet: its formula without numbers, and the steps to its value.
public struct ExplanationToCome: Equatable, Sendable {
    let cell: CellOperand
    let expression: CellExpression
    /// The operation that will compute it.
    let operation: String
    /// How many operations have to run.
    let count: Int

    /// `step`, `step 8`
    private var step: String { count == 1 ? "step" : "step \(count)" }

    private var heading: String {
        let distance = count == 1 ? "the next operation" : "\(count) operations from here"
        return "\(cell.place) has no value yet; \(operation) computes it, \(distance): '\(step)'"
    }

    /// The text in lines of at most `columns`.
    public func lines(columns: Int) -> [String] {
        heading.spacedWords.lines(behind: "", indent: 2, columns: columns) + equations(columns: columns)
    }

    private func equations(columns: Int) -> [String] { EquationLines(of: cell, expression, columns: columns).lines }

    /// The way to the value, and the formula in letters, a line each.
    public func shortLines(columns: Int) -> [String] {
        let ways = [
            heading, "no value yet; \(operation) computes it: '\(step)'", "\(operation) computes it: '\(step)'",
        ]
        let formula = "\(cell.symbol) = \(expression.spelled(.letters).joined())"
        return [ways.first { $0.count <= columns } ?? ways[2], formula.cut(to: columns)]
    }
}

extension ExplanationToCome: CommandReport {
    package var kind: String { "explanation" }

    /// The heading in one line, however long.
    package var text: String { ([heading] + equations(columns: Self.textColumns)).joined(separator: "\n") }

    /// The fields of an explanation that need no number. `operationsToRun` says how many operations have to run first.
    package var fields: [JSONField] {
        [
            JSONField("name", .string(cell.label)), JSONField("row", .integer(cell.row.number)),
            JSONField("column", .integer(cell.column.number)), JSONField("value", .null),
            JSONField("operation", .string(operation)), JSONField("operationsToRun", .integer(count)),
            JSONField("heading", .string(heading)),
            JSONField("formula", .string("\(cell.symbol) = \(expression.text(.letters))")),
            JSONField("indexed", .string("\(cell.place) = \(expression.text(.indices))")),
        ]
    }
}

extension WorkbenchState {
    /// The explanation of a cell that has no value yet; nil if it has one, or if nothing can run. It runs a copy up to
    /// the operation that computes the cell.
    public func explanationToCome(of cell: MatrixCell) -> ExplanationToCome? {
        explanationToCome(of: cell.name) { _ in cell }
    }

    func explanationToCome(
        of reference: CellReference, _ command: PendingCommand
    ) throws(CommandError) -> ExplanationToCome? {
        guard let name = MatrixName(reference.name.value) else { return nil }
        return try explanationToCome(of: name) { (ahead) throws(CommandError) in
            let scope = SessionScope(session: ahead, heldOut: heldOut, variables: variables)
            return try Evaluator(scope: scope).cell(reference, for: command.parsed.command.name)
        }
    }

    /// - cell: the cell, given a copy of the session on which it has been computed.
    private func explanationToCome<Failure: Error>(
        of name: MatrixName, _ cell: (DebugSession) throws(Failure) -> MatrixCell
    ) throws(Failure) -> ExplanationToCome? {
        guard let session = try? runnableSession(), session.engine.plan.contains(name) else { return nil }
        let isHalfComputed = session.position.cell > 0 && session.position.iteration == session.start.iteration
        let writesIt = session.nextOperation.writes.contains(session.engine.plan.canonical(name))
        guard
            let operation = session.operationStillToCome(for: name)
                ?? (isHalfComputed && writesIt ? session.nextOperation : nil),
            let index = session.engine.plan.index(ofOperationLabelled: operation.label)
        else { return nil }
        // The formula's letters and indices come from a copy on which the operation has run.
        var ahead = session
        ahead.seek(to: Position(iteration: session.position.iteration, operation: index + 1))
        let cell = try cell(ahead)
        if isHalfComputed, writesIt, explanation(of: cell.name, row: cell.row, column: cell.column) != nil {
            return nil
        }
        guard
            let formula = ahead.explanation(
                of: cell.name, row: cell.row, column: cell.column, comparesGradient: false)?.formula
        else { return nil }
        return ExplanationToCome(
            cell: formula.cell, expression: formula.expression, operation: operation.label,
            count: index - session.position.operation + 1)
    }
}
