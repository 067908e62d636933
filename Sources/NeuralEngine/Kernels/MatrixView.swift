/// A row-major matrix inside memory that someone else keeps alive, for kernels to read and write.
///
/// Views come from `Workspace` and are valid only inside its closure. Nothing here allocates. Indices are not checked;
/// shapes are checked once, at the entry of each kernel.
struct MatrixView<S: VectorScalar> {
    let cells: UnsafeMutablePointer<S>
    let rows: Int
    let columns: Int

    /// A view that stands for a missing matrix.
    static var none: MatrixView {
        MatrixView(cells: UnsafeMutablePointer(bitPattern: MemoryLayout<S>.alignment)!, rows: 0, columns: 0)
    }

    var count: Int { rows &* columns }

    @inline(__always)
    subscript(row: Int, column: Int) -> S {
        get { cells[row &* columns &+ column] }
        nonmutating set { cells[row &* columns &+ column] = newValue }
    }

    @inline(__always)
    func row(_ index: Int) -> UnsafeMutablePointer<S> { cells + index &* columns }

    /// The same numbers in memory order, with the numbers of rows and columns exchanged: a `reshape` where a transpose was meant.
    var reshaped: MatrixView { MatrixView(cells: cells, rows: columns, columns: rows) }

    func hasShape(_ rows: Int, _ columns: Int) -> Bool { self.rows == rows && self.columns == columns }
}
