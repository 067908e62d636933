import CommandLanguage

/// `why CELL`: shows where a cell's number came from.
package struct WhyCommand: CommandBody {
    package static let entry = CommandEntry(
        "why", group: .inspection, usage: ["why CELL"], summary: "shows where a cell's number came from",
        details: [
            "For a gradient the products of the chain rule, largest first, and the share of",
            "each sample; for a weight its history; for a number that is not finite the",
            "first operation that wrote one.",
        ], arguments: [[.cell]], keys: ["w"])
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
        try state.why(cell, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.checkCell(cell, command)
        _ = try checker.state.runnableSession()
    }
}
