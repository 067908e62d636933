import NeuralEngine
import StepDebugger

/// A matrix as the screen shows it: which one, whether it is transposed, and its present or previous values.
struct MatrixBlock {
    let look: SessionMatrix
    let isTransposed: Bool
    // Each reads the whole matrix, and so is computed once.
    let summary: MatrixSummary
    private let exactDecimals: Int?

    init(_ look: SessionMatrix, isTransposed: Bool = false) {
        self.look = look
        self.isTransposed = isTransposed
        summary = look.summary
        exactDecimals = look.fewestExactDecimals
    }

    var name: MatrixName { look.name }
    var isPrevious: Bool { look.isPrevious }
    var rows: Int { isTransposed ? look.shape.columns : look.shape.rows }
    var columns: Int { isTransposed ? look.shape.rows : look.shape.columns }

    /// `A1ᵀ`, or `W1′` for the value before the operation.
    var label: String { "\(name)\(isTransposed ? "ᵀ" : "")\(isPrevious ? "′" : "")" }

    /// The value at a row and a column of the matrix as shown.
    func value(_ row: Int, _ column: Int) -> Double { isTransposed ? look[column, row] : look[row, column] }

    /// Converts a cell of the matrix to the cell as shown, or back: the conversion is its own inverse.
    func turned(_ cell: CellPosition) -> CellPosition {
        isTransposed ? CellPosition(row: cell.column, column: cell.row) : cell
    }

    /// The matrix condensed into `rows` × `columns` blocks, row by row as shown.
    func overview(rows: Int, columns: Int) -> [Double] {
        guard rows > 0, columns > 0 else { return [] }
        return isTransposed
            ? look.overview(rows: columns, columns: rows).transposed().elements
            : look.overview(rows: rows, columns: columns).elements
    }

    /// How its numbers are written in cells of at most `widest` columns.
    func numbers(widest: Int) -> MatrixNumbers {
        MatrixNumbers(
            largestMagnitude: summary.largestMagnitude, hasNegative: summary.minimum < 0,
            isFinite: summary.nonFiniteCount == 0, exactDecimals: exactDecimals, widest: widest)
    }
}
