import NeuralEngine
import StepDebugger

/// A matrix as the screen shows it: which one, which way round, and the values it has or had.
struct MatrixBlock {
    let look: SessionMatrix
    let isTransposed: Bool
    // Each takes a reading of the matrix, and so is asked for once.
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

    /// The number in a row and a column as they are shown.
    func value(_ row: Int, _ column: Int) -> Double { isTransposed ? look[column, row] : look[row, column] }

    /// A cell as it is shown from the matrix's own, or the other way: the same exchange.
    func turned(_ cell: CellPosition) -> CellPosition {
        isTransposed ? CellPosition(row: cell.column, column: cell.row) : cell
    }

    /// The matrix put together into blocks, row after row as they are shown.
    func overview(rows: Int, columns: Int) -> [Double] {
        guard rows > 0, columns > 0 else { return [] }
        return isTransposed
            ? look.overview(rows: columns, columns: rows).transposed().elements
            : look.overview(rows: rows, columns: columns).elements
    }

    /// How its numbers are written in cells of at most so many columns.
    func numbers(widest: Int) -> MatrixNumbers {
        MatrixNumbers(
            largestMagnitude: summary.largestMagnitude, hasNegative: summary.minimum < 0,
            isFinite: summary.nonFiniteCount == 0, exactDecimals: exactDecimals, widest: widest)
    }
}
