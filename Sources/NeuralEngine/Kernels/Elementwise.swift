// Loops over the cells of matrices of equal shape, one vector at a time. The caller's function is inlined into the loop. The
// last vector may extend past the last cell, where every matrix has spare room whose contents do not matter.

extension MatrixView {
    /// self = f(a), cell by cell.
    @inline(__always)
    func setEach(from a: MatrixView, _ share: Share, _ f: (S.Vector) -> S.Vector) {
        assert(a.hasShape(rows, columns))
        forEachVector(share) { i in f(a.vector(i)).store(to: cells + i) }
    }

    /// self = f(a, b), cell by cell.
    @inline(__always)
    func setEach(from a: MatrixView, _ b: MatrixView, _ share: Share, _ f: (S.Vector, S.Vector) -> S.Vector) {
        assert(a.hasShape(rows, columns) && b.hasShape(rows, columns))
        forEachVector(share) { i in f(a.vector(i), b.vector(i)).store(to: cells + i) }
    }

    /// self = f(a, b, c), cell by cell.
    @inline(__always)
    func setEach(
        from a: MatrixView, _ b: MatrixView, _ c: MatrixView, _ share: Share,
        _ f: (S.Vector, S.Vector, S.Vector) -> S.Vector
    ) {
        assert(a.hasShape(rows, columns) && b.hasShape(rows, columns) && c.hasShape(rows, columns))
        forEachVector(share) { i in f(a.vector(i), b.vector(i), c.vector(i)).store(to: cells + i) }
    }

    /// Changes each cell, given the cell of a second matrix.
    @inline(__always)
    func updateEach(with a: MatrixView, _ share: Share, _ change: (inout S.Vector, S.Vector) -> Void) {
        assert(a.hasShape(rows, columns))
        forEachVector(share) { i in
            var x = vector(i)
            change(&x, a.vector(i))
            x.store(to: cells + i)
        }
    }

    /// Changes each cell and the cell of `b`, given the cell of `a`.
    @inline(__always)
    func updateEach(
        with a: MatrixView, and b: MatrixView, _ share: Share,
        _ change: (inout S.Vector, S.Vector, inout S.Vector) -> Void
    ) {
        assert(a.hasShape(rows, columns) && b.hasShape(rows, columns))
        forEachVector(share) { i in
            var (x, y) = (vector(i), b.vector(i))
            change(&x, a.vector(i), &y)
            x.store(to: cells + i)
            y.store(to: b.cells + i)
        }
    }

    /// Changes each cell and the cells of `b` and `c`, given the cell of `a`.
    @inline(__always)
    func updateEach(
        with a: MatrixView, and b: MatrixView, _ c: MatrixView, _ share: Share,
        _ change: (inout S.Vector, S.Vector, inout S.Vector, inout S.Vector) -> Void
    ) {
        assert(a.hasShape(rows, columns) && b.hasShape(rows, columns) && c.hasShape(rows, columns))
        forEachVector(share) { i in
            var (x, y, z) = (vector(i), b.vector(i), c.vector(i))
            change(&x, a.vector(i), &y, &z)
            x.store(to: cells + i)
            y.store(to: b.cells + i)
            z.store(to: c.cells + i)
        }
    }

    /// The sum of f(a, b) over the cells of two matrices: first lane by lane over whole vectors, then over the lanes, then
    /// over the cells that fill no vector.
    @inline(__always)
    static func sum(over a: MatrixView, _ b: MatrixView, _ f: (S.Vector, S.Vector) -> S.Vector) -> S {
        assert(a.hasShape(b.rows, b.columns))
        return S.Vector.sum(a.count) { i in f(a.vector(i), b.vector(i)) }
    }

    /// The sum of f over the cells of a matrix, in the same order.
    @inline(__always)
    func sum(_ f: (S.Vector) -> S.Vector) -> S {
        S.Vector.sum(count) { i in f(vector(i)) }
    }

    @inline(__always)
    private func vector(_ index: Int) -> S.Vector { S.Vector(from: cells + index) }

    /// Calls for the first cell of each vector of a share.
    @inline(__always)
    private func forEachVector(_ share: Share, _ body: (Int) -> Void) {
        let line = 2 &* S.Vector.count
        if share.count > 1, share.keepsColumns(ofMatrix: rows, columns, line: line) {
            return forEachVector(ofColumns: share.range(of: columns, unit: line), body)
        }
        let range = share.range(of: count, unit: S.Vector.count)
        var i = range.lowerBound
        while i < range.upperBound {
            body(i)
            i &+= S.Vector.count
        }
    }

    /// Calls `body` for the first cell of each vector in some columns, which are whole cache lines. It goes down one line's columns
    /// before the next, since along the rows the processor would prefetch columns of other threads.
    @inline(__always)
    private func forEachVector(ofColumns range: Range<Int>, _ body: (Int) -> Void) {
        var column = range.lowerBound
        while column < range.upperBound {
            var i = column
            for _ in 0..<rows {
                body(i)
                body(i &+ S.Vector.count)
                i &+= columns
            }
            column &+= 2 &* S.Vector.count
        }
    }
}

extension Lanes {
    /// The sum of `count` terms; `terms` gives a vector of them from an index on.
    @inline(__always)
    static func sum(_ count: Int, _ terms: (Int) -> Self) -> Number {
        var (sums, sum) = (Self.zero, Number(0))
        var i = 0
        while i < count {
            // A single call, so that the caller's formula is inlined.
            let vector = terms(i)
            let rest = count &- i
            if rest >= Self.count {
                sums += vector
                i &+= Self.count
                if i &+ Self.count > count { sum = sums.sum }
            } else {
                for lane in 0..<rest { sum += vector[lane] }
                i = count
            }
        }
        return sum
    }
}
