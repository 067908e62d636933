import CommandLanguage
import NeuralEngine

/// `explain CELL`: shows a cell's formula with its numbers put in.
package struct ExplainCommand: CommandBody {
    package static let entry = CommandEntry(
        "explain", group: .inspection, usage: ["explain CELL"],
        summary: "shows a cell's formula with its numbers put in",
        details: [
            "A cell is written dW1[0, 2]; a single number, such as loss, by its name alone.",
            "A gradient is compared with its central difference.",
            "A cell without a value is explained without numbers, with the steps that lead to",
            "its value.",
        ], arguments: [[.cell]], keys: ["e"])
    package static let influence = Influence()

    package let cell: CellReference

    package init(cell: CellReference) {
        self.cell = cell
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        cell = try parser.parseCellReference()
    }

    package var words: [String] {
        [cell.description]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        if let report = try state.explanationToCome(of: self.cell, command) { return [state.report(command, report)] }
        let cell = try state.cell(self.cell, command)
        try state.refuseIfAsked(cell, at: self.cell.range)
        guard let explanation = state.explanation(of: cell.name, row: cell.row, column: cell.column) else {
            // In a row that the operation under way has half written, a cell can be visible but not computed yet.
            throw CommandError(
                .evaluation(.notComputedYet(cell.name.description, by: state.session?.nextOperation.label ?? "")),
                at: self.cell.range)
        }
        state.takeClue(command)
        return [state.report(command, explanation)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.checkCell(cell, command)
    }
}

extension WorkbenchState {
    /// Refuses to tell what a lesson asks for.
    func refuseIfAsked(_ cell: MatrixCell, at range: SourceRange) throws(CommandError) {
        guard let askedCell, let plan = session?.engine.plan,
            (cell.row, cell.column) == (askedCell.row, askedCell.column),
            plan.canonical(cell.name) == plan.canonical(askedCell.name)
        else { return }
        throw CommandError(.evaluation(.isAsked("\(cell.name)[\(cell.row), \(cell.column)]")), at: range)
    }

    /// Where the number in a cell comes from; nil if there is no such cell, or if nothing has computed it yet. Quick
    /// enough to be called at every key.
    public func explanation(of name: MatrixName, row: Int, column: Int) -> ExplanationReport? {
        session.flatMap { ExplanationReport($0, name, row: row, column: column) }
    }
}
