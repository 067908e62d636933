import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// A line about a cell: its value to six digits, its previous value, and a summary of its matrix.
struct CellLine {
    /// `W1[1,1] = 0.4948`
    let text: String
    /// `before 0.5  change -0.0052`; nil if there is no previous value.
    let change: String?
    /// `min -0.5  mean 0.1  max 0.8`
    let summary: String

    /// Nil if there is no such cell.
    /// - hidden: the cells that a lesson asks for. Neither their values may be shown nor what gives them away.
    init?(_ session: DebugSession, _ cell: MatrixCell, hidden: [MatrixCell] = []) {
        guard let matrix = SessionMatrix(session, cell.name), cell.row < matrix.shape.rows,
            cell.column < matrix.shape.columns
        else { return nil }
        guard !hidden.contains(cell) else {
            text = "\(cell.spelling) = ?"
            change = nil
            summary = ""
            return
        }
        guard matrix.isComputed(row: cell.row, column: cell.column) else {
            text = "\(cell.spelling) is not computed yet"
            change = nil
            summary = ""
            return
        }
        let value = matrix[cell.row, cell.column]
        text = "\(cell.spelling) = \(NumberFormat.rounded(value))"
        if let previous = SessionMatrix(session, cell.name, isPrevious: true), cell.row < previous.shape.rows,
            cell.column < previous.shape.columns
        {
            let former = previous[cell.row, cell.column]
            let difference = value - former
            change =
                "before \(NumberFormat.rounded(former))"
                + (difference.isFinite && difference != 0
                    ? "  change \(difference > 0 ? "+" : "")\(NumberFormat.rounded(difference, digits: 3))" : "")
        } else {
            change = nil
        }
        // While an operation is under way, the other cells are not those of its result.
        let hides = hidden.contains { $0.name == cell.name }
        summary = matrix.computedCount == nil && !hides ? matrix.summary.text : ""
    }

    func draw(on grid: inout CellGrid, in area: Rect, theme: Theme, glyphs: GlyphSet) {
        var column = grid.put(glyphs.spell(text), at: area.origin, style: theme.title, limit: area.columns)
        if let change, column + 3 + change.count <= area.columns {
            column += 3
            column += grid.put(
                glyphs.spell(change), at: area.origin.offset(columns: column), style: theme.written.bold(false),
                limit: area.columns - column)
        }
        if column + 3 + summary.count <= area.columns {
            grid.putRightAligned(summary, endColumn: area.endColumn - 1, row: area.row, style: theme.muted)
        }
    }
}

extension MatrixCell {
    /// As users write it: `dW1[0,2]`, or `loss`, which has only one.
    var spelling: String { name == .loss ? "\(name)" : "\(name)[\(row),\(column)]" }
}

extension MatrixSummary {
    /// A mean that is so small beside the largest value is what rounding left of 0.
    private static let noise = 1e-9

    /// The extremes, the mean, and how many values are not finite.
    var figures: [String] {
        func number(_ value: Double) -> String { NumberFormat.rounded(value, digits: 3) }
        let isNoise = abs(mean) < Self.noise * largestMagnitude
        return [
            "min \(number(minimum))", "mean \(isNoise ? "0" : number(mean))", "max \(number(maximum))",
        ] + (nonFiniteCount > 0 ? ["not finite \(nonFiniteCount)"] : [])
    }

    /// The same in a line.
    var text: String { figures.joined(separator: "  ") }
}
