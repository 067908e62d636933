// What is done to whole rows: copying them, computing and summing over one, and finding the largest cell of one.

extension MatrixView {
    /// self = a
    func copy(_ a: MatrixView) {
        assert(a.hasShape(rows, columns))
        cells.update(from: a.cells, count: count)
    }

    /// self = the rows of `data` that `order` names, from its place `start` on; without an order as they come.
    /// - data: (samples × columns)
    func setToRows(of data: MatrixView, order: UnsafePointer<Int32>?, from start: Int, _ share: Share) {
        assert(data.columns == columns && (order != nil || start + rows <= data.rows))
        let range = share.range(of: rows)
        guard let order else {
            row(range.lowerBound).update(from: data.row(start &+ range.lowerBound), count: range.count &* columns)
            return
        }
        for i in range {
            row(i).update(from: data.row(Int(order[start &+ i])), count: columns)
        }
    }

    /// A row = f(the same row of a); cells behind the row's end are left alone.
    @inline(__always)
    func setRow(_ index: Int, from a: MatrixView, _ f: (S.Vector) -> S.Vector) {
        let source = a.row(index)
        setRow(index) { j in f(S.Vector(from: source + j)) }
    }

    /// A row = f(the same row of a, the same row of b); cells behind the row's end are left alone.
    @inline(__always)
    func setRow(_ index: Int, from a: MatrixView, _ b: MatrixView, _ f: (S.Vector, S.Vector) -> S.Vector) {
        let (left, right) = (a.row(index), b.row(index))
        setRow(index) { j in f(S.Vector(from: left + j), S.Vector(from: right + j)) }
    }

    @inline(__always)
    private func setRow(_ index: Int, _ values: (Int) -> S.Vector) {
        let target = row(index)
        var j = 0
        while j &+ S.Vector.count <= columns {
            values(j).store(to: target + j)
            j &+= S.Vector.count
        }
        if j < columns {
            let rest = values(j)
            for lane in 0..<columns &- j { target[j &+ lane] = rest[lane] }
        }
    }

    /// The sum over a row.
    @inline(__always)
    func sum(ofRow index: Int) -> S {
        let cells = row(index)
        return S.Vector.sum(columns) { j in S.Vector(from: cells + j) }
    }

    /// The sum of f(a, b) over a row of two matrices.
    @inline(__always)
    static func sum(
        ofRow index: Int, over a: MatrixView, _ b: MatrixView, _ f: (S.Vector, S.Vector) -> S.Vector
    ) -> S {
        let (left, right) = (a.row(index), b.row(index))
        return S.Vector.sum(a.columns) { j in f(S.Vector(from: left + j), S.Vector(from: right + j)) }
    }

    /// The largest cell of a row. Of a row with NaN it may be any of the others, or NaN.
    @inline(__always)
    func maximum(ofRow index: Int) -> S {
        let cells = row(index)
        var (maximum, j) = (cells[0], 0)
        if columns >= S.Vector.count {
            var maxima = S.Vector(from: cells)
            j = S.Vector.count
            while j &+ S.Vector.count <= columns {
                maxima = S.Vector.max(maxima, S.Vector(from: cells + j))
                j &+= S.Vector.count
            }
            for lane in 0..<S.Vector.count where maxima[lane] > maximum { maximum = maxima[lane] }
        }
        while j < columns {
            if cells[j] > maximum { maximum = cells[j] }
            j &+= 1
        }
        return maximum
    }

    /// The first of the largest cells of a row; nil where the row starts with NaN.
    func columnOfMaximum(inRow index: Int) -> Int? {
        let cells = row(index)
        var best = 0
        for j in 1..<max(1, columns) where cells[j] > cells[best] { best = j }
        return cells[best].isNaN ? nil : best
    }
}
