import NeuralEngine
import StepDebugger

/// A matrix as the screen shows it: which one, whether it is transposed, and its present or previous values.
struct MatrixBlock {
    let matrix: SessionMatrix
    let isTransposed: Bool
    // Each reads the whole matrix, and so is computed once.
    let summary: MatrixSummary
    private let exactDecimals: Int?

    init(_ matrix: SessionMatrix, isTransposed: Bool = false) {
        self.matrix = matrix
        self.isTransposed = isTransposed
        summary = matrix.summary
        exactDecimals = matrix.fewestExactDecimals
    }

    var name: MatrixName { matrix.name }
    var isPrevious: Bool { matrix.isPrevious }
    var rows: Int { isTransposed ? matrix.shape.columns : matrix.shape.rows }
    var columns: Int { isTransposed ? matrix.shape.rows : matrix.shape.columns }

    /// `A1ᵀ`, or `W1′` for the value before the operation.
    var label: String { "\(name)\(isTransposed ? "ᵀ" : "")\(isPrevious ? "′" : "")" }

    /// The value at a row and a column of the matrix as shown.
    func value(_ row: Int, _ column: Int) -> Double { isTransposed ? matrix[column, row] : matrix[row, column] }

    /// Converts a cell of the matrix to the cell as shown, or back: the conversion is its own inverse.
    func turned(_ cell: CellPosition) -> CellPosition {
        isTransposed ? CellPosition(row: cell.column, column: cell.row) : cell
    }

    /// The matrix condensed into `rows` × `columns` blocks, row by row as shown.
    func overview(rows: Int, columns: Int) -> [Double] {
        guard rows > 0, columns > 0 else { return [] }
        guard matrix.computedCount == nil else { return computedOverview(rows: rows, columns: columns) }
        return isTransposed
            ? matrix.overview(rows: columns, columns: rows).transposed().elements
            : matrix.overview(rows: rows, columns: columns).elements
    }

    /// The overview while cells are still to be computed, which count as 0: nothing is drawn there.
    private func computedOverview(rows: Int, columns: Int) -> [Double] {
        var blocks = [Double](repeating: 0, count: rows * columns)
        for row in 0..<self.rows {
            for column in 0..<self.columns {
                let cell = turned(CellPosition(row: row, column: column))
                guard matrix.isComputed(row: cell.row, column: cell.column) else { continue }
                let value = matrix[cell.row, cell.column]
                let block =
                    Self.block(of: row, of: rows, count: self.rows) * columns
                    + Self.block(of: column, of: columns, count: self.columns)
                let former = blocks[block]
                if former.isFinite, !value.isFinite || value.magnitude > former.magnitude { blocks[block] = value }
            }
        }
        return blocks
    }

    /// The block that a row or column is in, of so many blocks.
    private static func block(of index: Int, of blocks: Int, count: Int) -> Int {
        // The inverse of `MatrixCells.range(ofBlock:of:count:)`.
        ((index + 1) * blocks - 1) / count
    }

    /// How its numbers are written in cells of at most `widest` columns.
    func numbers(widest: Int) -> MatrixNumbers {
        MatrixNumbers(
            largestMagnitude: summary.largestMagnitude, hasNegative: summary.minimum < 0,
            isFinite: summary.nonFiniteCount == 0, exactDecimals: exactDecimals, widest: widest)
    }
}
