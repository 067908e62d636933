// What is done to whole rows, or to a column of several rows at a time.

extension MatrixView {
    /// self = a
    func copy(_ a: MatrixView) {
        assert(a.hasShape(rows, columns))
        cells.update(from: a.cells, count: count)
    }

    /// self = the rows of `data` that `order` names, from its place `start` on; without an order as they come.
    /// - data: (samples × columns)
    func setToRows(of data: MatrixView, order: UnsafeMutableBufferPointer<Int32>?, from start: Int, _ share: Share) {
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

    /// The cells of a column in as many rows as a vector has lanes. Behind the last row the last one stands again.
    @inline(__always)
    func column(_ column: Int, fromRow start: Int) -> S.Vector {
        var vector = S.Vector.zero
        let first = cells + (start &* columns &+ column)
        let last = rows &- 1 &- start
        if last >= S.Vector.count &- 1 {
            for lane in 0..<S.Vector.count { vector[lane] = first[lane &* columns] }
        } else {
            for lane in 0..<S.Vector.count { vector[lane] = first[Swift.min(lane, last) &* columns] }
        }
        return vector
    }

    /// Sets the cells of a column in as many rows as a vector has lanes, or as there are.
    @inline(__always)
    func setColumn(_ column: Int, fromRow start: Int, to vector: S.Vector) {
        let first = cells + (start &* columns &+ column)
        let count = rows &- start
        if count >= S.Vector.count {
            for lane in 0..<S.Vector.count { first[lane &* columns] = vector[lane] }
        } else {
            for lane in 0..<S.Vector.count where lane < count { first[lane &* columns] = vector[lane] }
        }
    }

    /// The first of the largest cells of a row; nil where the row starts with NaN.
    func columnOfMaximum(inRow index: Int) -> Int? {
        let cells = row(index)
        var best = 0
        for j in 1..<max(1, columns) where cells[j] > cells[best] { best = j }
        return cells[best].isNaN ? nil : best
    }
}
