import CommandLanguage

/// `explain CELL`: shows a cell's formula with its numbers put in.
package struct ExplainCommand: CommandBody {
    package static let entry = CommandEntry(
        "explain", group: .inspection, usage: ["explain CELL"],
        summary: "shows a cell's formula with its numbers put in",
        details: [
            "A cell is written dW1[0, 2], or by its name alone where there is only one,",
            "as loss. For a gradient, the central difference stands beside it.",
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
        try state.explain(cell, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.checkCell(cell, command)
    }
}
