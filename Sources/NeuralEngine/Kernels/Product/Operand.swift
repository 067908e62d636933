/// A matrix that a product reads, plain or transposed: cell (i, j) lies at `i * rowStride + j * columnStride`.
struct Operand<S: VectorScalar> {
    let cells: UnsafePointer<S>
    let rowStride: Int
    let columnStride: Int

    @inline(__always)
    init(cells: UnsafePointer<S>, rowStride: Int, columnStride: Int) {
        self.cells = cells
        self.rowStride = rowStride
        self.columnStride = columnStride
    }

    /// A matrix as it is.
    @inline(__always)
    init(_ matrix: MatrixView<S>) {
        self.init(cells: UnsafePointer(matrix.cells), rowStride: matrix.columns, columnStride: 1)
    }

    /// A matrix with rows and columns exchanged, read where it is.
    @inline(__always)
    init(transposed matrix: MatrixView<S>) {
        self.init(cells: UnsafePointer(matrix.cells), rowStride: 1, columnStride: matrix.columns)
    }

    /// What remains from a cell on.
    @inline(__always)
    func from(row: Int, column: Int) -> Operand {
        Operand(
            cells: cells + (row &* rowStride &+ column &* columnStride), rowStride: rowStride, columnStride: columnStride)
    }
}
