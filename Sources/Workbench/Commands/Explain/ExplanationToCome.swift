import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// What `explain` answers about a cell that has no value yet: its formula without numbers, and how to get its value.
public struct ExplanationToCome: Equatable, Sendable {
    let cell: CellOperand
    let expression: CellExpression
    /// The operation that will compute it.
    let operation: String
    /// How many operations have to run.
    let count: Int

    private static let textColumns = 78

    /// `step`, `step 8`
    private var step: String { count == 1 ? "step" : "step \(count)" }

    private var heading: String {
        let distance = count == 1 ? "the next operation" : "\(count) operations from here"
        return "\(cell.place) has no value yet; \(operation) computes it, \(distance): '\(step)'"
    }

    /// The lines in so many columns.
    public func lines(columns: Int) -> [String] {
        let width = max(cell.symbol.count, cell.place.count)
        func lines(_ left: String, _ notation: CellNotation) -> [String] {
            let pieces = expression.spelled(notation, number: NumberFormat.plain)
            let lead = "  " + left.padded(to: width) + " = "
            var lines = [lead + (pieces.first ?? "")]
            for piece in pieces.dropFirst() {
                if lines[lines.count - 1].count + piece.count <= columns {
                    lines[lines.count - 1] += piece
                } else {
                    lines.append(String(repeating: " ", count: lead.count) + piece.drop { $0 == " " })
                }
            }
            return lines
        }
        return heading.wrapped(toColumns: columns, indent: 2) + lines(cell.symbol, .letters)
            + lines(cell.place, .indices)
    }

    /// The way to the value and the formula in letters, a line each.
    public func shortLines(columns: Int) -> [String] {
        let formula = "\(cell.symbol) = \(expression.spelled(.letters, number: NumberFormat.plain).joined())"
        let ways = [
            heading, "no value yet; \(operation) computes it: '\(step)'",
            "\(operation) computes it: '\(step)'",
        ]
        return [
            ways.first { $0.count <= columns } ?? ways[2],
            formula.count <= columns ? formula : formula.prefix(max(0, columns - 1)) + "…",
        ]
    }
}

extension ExplanationToCome: CommandReport {
    package var kind: String { "explanation" }

    /// The heading in one line, however long.
    package var text: String {
        ([heading] + lines(columns: Self.textColumns).dropFirst(headingLines)).joined(separator: "\n")
    }

    private var headingLines: Int { heading.wrapped(toColumns: Self.textColumns, indent: 2).count }

    /// Those of an explanation that need no number. `operationsToRun` is how many have to run.
    package var fields: [JSONField] {
        func spelled(_ notation: CellNotation) -> String {
            expression.spelled(notation, number: NumberFormat.plain).joined()
        }
        return [
            JSONField("name", .string(cell.label)), JSONField("row", .integer(cell.row.number)),
            JSONField("column", .integer(cell.column.number)), JSONField("value", .null),
            JSONField("operation", .string(operation)), JSONField("operationsToRun", .integer(count)),
            JSONField("heading", .string(heading)),
            JSONField("formula", .string("\(cell.symbol) = \(spelled(.letters))")),
            JSONField("indexed", .string("\(cell.place) = \(spelled(.indices))")),
        ]
    }
}

extension WorkbenchState {
    /// What will be in a cell that has no value yet; nil if it has one, or if nothing can run. It runs a copy up to the
    /// operation that computes the cell.
    public func explanationToCome(of cell: MatrixCell) -> ExplanationToCome? {
        explanationToCome(of: cell.name) { _ in cell }
    }

    func explanationToCome(
        of reference: CellReference, _ command: PendingCommand
    ) throws(CommandError) -> ExplanationToCome? {
        guard let name = MatrixName(reference.name.value) else { return nil }
        return try explanationToCome(of: name) { (ahead) throws(CommandError) in
            let scope = SessionScope(session: ahead, testSamples: testSamples, variables: variables)
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
