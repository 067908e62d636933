// Loops over the cells of matrices of equal shape. What happens in a cell is the caller's, inlined into the loop.

extension MatrixView {
    /// self = f(a), cell by cell.
    @inline(__always)
    func setEach(from a: MatrixView, _ f: (S) -> S) {
        assert(a.hasShape(rows, columns))
        for i in 0..<count { cells[i] = f(a.cells[i]) }
    }

    /// self = f(a, b), cell by cell.
    @inline(__always)
    func setEach(from a: MatrixView, _ b: MatrixView, _ f: (S, S) -> S) {
        assert(a.hasShape(rows, columns) && b.hasShape(rows, columns))
        for i in 0..<count { cells[i] = f(a.cells[i], b.cells[i]) }
    }

    /// self = f(a, b, c), cell by cell.
    @inline(__always)
    func setEach(from a: MatrixView, _ b: MatrixView, _ c: MatrixView, _ f: (S, S, S) -> S) {
        assert(a.hasShape(rows, columns) && b.hasShape(rows, columns) && c.hasShape(rows, columns))
        for i in 0..<count { cells[i] = f(a.cells[i], b.cells[i], c.cells[i]) }
    }

    /// Changes each cell by what a second matrix holds there.
    @inline(__always)
    func updateEach(with a: MatrixView, _ change: (inout S, S) -> Void) {
        assert(a.hasShape(rows, columns))
        for i in 0..<count { change(&cells[i], a.cells[i]) }
    }

    /// Changes each cell and its companion in `b` by what `a` holds there.
    @inline(__always)
    func updateEach(with a: MatrixView, and b: MatrixView, _ change: (inout S, S, inout S) -> Void) {
        assert(a.hasShape(rows, columns) && b.hasShape(rows, columns))
        for i in 0..<count { change(&cells[i], a.cells[i], &b.cells[i]) }
    }

    /// Changes each cell and its companions in `b` and `c` by what `a` holds there.
    @inline(__always)
    func updateEach(
        with a: MatrixView, and b: MatrixView, _ c: MatrixView, _ change: (inout S, S, inout S, inout S) -> Void
    ) {
        assert(a.hasShape(rows, columns) && b.hasShape(rows, columns) && c.hasShape(rows, columns))
        for i in 0..<count { change(&cells[i], a.cells[i], &b.cells[i], &c.cells[i]) }
    }

    /// The sum of f(a, b) over the cells of two matrices, row after row.
    @inline(__always)
    static func sum(over a: MatrixView, _ b: MatrixView, _ f: (S, S) -> S) -> S {
        assert(a.hasShape(b.rows, b.columns))
        var sum: S = 0
        for i in 0..<a.count { sum += f(a.cells[i], b.cells[i]) }
        return sum
    }
}
