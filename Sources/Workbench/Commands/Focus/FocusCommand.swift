import CommandLanguage

/// `focus CELL`: puts the cell cursor on a cell.
package struct FocusCommand: CommandBody {
    package static let entry = CommandEntry(
        "focus", group: .screen, usage: ["focus CELL"], summary: "puts the cell cursor on a cell",
        details: ["The explain pane tells how its number came about."], arguments: [[.cell]])
    package static let influence = Influence(onlyLooks: true)

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
        let cell = try state.cell(self.cell, command)
        return [state.report(command, ViewChange.cell(cell.name, row: cell.row, column: cell.column))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.checkCell(cell, command)
    }
}
