import CommandLanguage

/// `highlight CELLS`: lights cells of matrices.
package struct HighlightCommand: CommandBody {
    package static let entry = CommandEntry(
        "highlight", group: .scenarios, usage: ["highlight [CELLS...]"], summary: "lights cells of matrices",
        details: [
            "Cells are written as in expressions: highlight dW1[0, 2] X[:, 0] dZ1[:, 2].",
            "Without any, the lights go out; so they do when an operation runs.",
        ], arguments: [[.cell, .cell, .cell, .cell]])
    package static let influence = Influence()

    package let regions: [CellRegion]

    package init(regions: [CellRegion]) {
        self.regions = regions
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        regions = try parser.parseRegions()
    }

    package var words: [String] {
        regions.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.highlight(regions, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        for region in regions { checker.checkRegion(region) }
    }
}
