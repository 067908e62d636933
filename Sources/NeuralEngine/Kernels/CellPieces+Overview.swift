extension CellPieces {
    /// The cell of the largest magnitude in each block; a cell that is not finite comes first.
    ///
    /// It goes down the rows of a block and keeps the extreme of every column, whole vectors at a time, and then finds the
    /// extreme of the columns.
    func overview(rows blockRows: Int, columns blockColumns: Int) -> [Double] {
        guard blockRows > 0, blockColumns > 0, count > 0 else { return [] }
        var result: [Double] = []
        result.reserveCapacity(blockRows * blockColumns)
        withUnsafeTemporaryAllocation(of: S.self, capacity: columns) { buffer in
            let extremes = buffer.baseAddress!
            for block in 0..<blockRows {
                let rows = MatrixCells.range(ofBlock: block, of: blockRows, count: rows)
                for (index, row) in rows.enumerated() {
                    var column = 0
                    forEachRun(of: self.row(row, columns: 0..<columns)) { cells, count in
                        if index == 0 {
                            (extremes + column).initialize(from: cells, count: count)
                        } else {
                            Self.takeExtremes(extremes + column, cells, count)
                        }
                        column += count
                    }
                }
                for block in 0..<blockColumns {
                    let columns = MatrixCells.range(ofBlock: block, of: blockColumns, count: columns)
                    var extreme = extremes[columns.lowerBound]
                    for column in columns.dropFirst() { extreme = Self.extreme(extreme, extremes[column]) }
                    result.append(Double(extreme))
                }
            }
        }
        return result
    }

    /// The first number, unless the second is farther from zero. A number that is not finite stays.
    @inline(__always)
    private static func extreme(_ a: S, _ b: S) -> S {
        a.isFinite && !(b.magnitude <= a.magnitude) ? b : a
    }

    /// The same, cell by cell, into the first cells.
    private static func takeExtremes(_ extremes: UnsafeMutablePointer<S>, _ cells: UnsafePointer<S>, _ count: Int) {
        typealias V = S.Vector
        var index = 0
        while index + V.count <= count {
            let (a, b) = (V(from: extremes + index), V(from: cells + index))
            let larger = b.replacing(with: a, where: a.magnitude .>= b.magnitude)
            a.replacing(with: larger, where: (a - a) .== 0).store(to: extremes + index)
            index += V.count
        }
        while index < count {
            extremes[index] = extreme(extremes[index], cells[index])
            index += 1
        }
    }
}
