import CommandLanguage
import NeuralEngine
import StepDebugger

/// `highlight CELLS`: lights up cells of matrices.
package struct HighlightCommand: CommandBody {
    package static let entry = CommandEntry(
        "highlight", group: .scenarios, usage: ["highlight [CELLS...]"], summary: "lights up cells of matrices",
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
        var lit: [LitCells] = []
        for region in regions { lit.append(try state.cells(of: region, command)) }
        state.highlight = Highlight(cells: lit, position: state.session?.position)
        return [state.report(command, ViewChange.lights)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        for region in regions { checker.checkRegion(region) }
    }
}

extension WorkbenchState {
    fileprivate func cells(of region: CellRegion, _ command: PendingCommand) throws(CommandError) -> LitCells {
        let shape = try evaluate(Expression(.name(region.name.value), at: region.name.range)).shape
        guard let name = MatrixName(region.name.value), variables[region.name.value] == nil,
            session?.engine.plan.contains(name) == true
        else {
            throw CommandError(
                .noCellOfThePlan(region.name.value, command: command.parsed.command.name),
                at: region.name.range)
        }
        guard !region.subscripts.isEmpty else {
            return LitCells(name: name, rows: 0..<shape.rows, columns: 0..<shape.columns)
        }
        do throws(EvaluationError) {
            let selection = try CellSelection(region.subscripts, in: shape) { (index) throws(EvaluationError) in
                try Evaluator(scope: scope).evaluate(index)
            }
            return LitCells(name: name, rows: selection.rows, columns: selection.columns)
        } catch {
            throw CommandError(error)
        }
    }

    /// The cells that are lit up now; the lights go out when the session moves.
    public var litCells: [LitCells] { highlight.position == session?.position ? highlight.cells : [] }
}

/// The cells that `highlight` named last, and where the session was.
struct Highlight: Equatable, Sendable {
    var cells: [LitCells] = []
    var position: Position?
}

/// Cells that `highlight` lights up: a block of a matrix.
public struct LitCells: Equatable, Sendable {
    /// The matrix.
    public let name: MatrixName
    /// The rows.
    public let rows: Range<Int>
    /// The columns.
    public let columns: Range<Int>

    /// Whether a cell is one of them.
    public func contains(row: Int, column: Int) -> Bool { rows.contains(row) && columns.contains(column) }
}
