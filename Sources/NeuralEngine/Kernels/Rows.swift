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

    /// The cells of a column in as many rows as a vector has lanes. Behind the last row it is anything.
    @inline(__always)
    func column(_ column: Int, fromRow start: Int) -> S.Vector {
        let first = cells + (start &* columns &+ column)
        var vector = S.Vector.zero
        for lane in 0..<S.Vector.count { vector[lane] = first[lane &* columns] }
        return vector
    }

    /// Sets the cells of a column in as many rows as a vector has lanes. What lies behind the last row is nobody's.
    @inline(__always)
    func setColumn(_ column: Int, fromRow start: Int, to vector: S.Vector) {
        let first = cells + (start &* columns &+ column)
        for lane in 0..<S.Vector.count { first[lane &* columns] = vector[lane] }
    }

    /// The matrix as one of a number of columns that the compiler knows, where they are few: code for exactly so many
    /// keeps columns in registers and addresses in instructions. A body that is to be compiled for each number has to be
    /// inlined.
    @inline(__always)
    static func withFewColumns<Result>(_ columns: Int, _ body: (Int) -> Result) -> Result {
        switch columns {
        case 2: body(2)
        case 3: body(3)
        case 4: body(4)
        default: body(columns)
        }
    }

    /// The same matrix, for a body of `withFewColumns`.
    @inline(__always)
    func ofColumns(_ columns: Int) -> MatrixView {
        assert(columns == self.columns)
        return MatrixView(cells: cells, rows: rows, columns: columns)
    }

    /// For as many rows as a vector has lanes, the column of the first of the largest cells; NaN where a row starts with
    /// NaN.
    @inline(__always)
    func columnsOfMaxima(fromRow start: Int) -> S.Vector {
        var largest = column(0, fromRow: start)
        // Zero, but NaN where a row starts with it.
        var place = largest.replacing(with: .zero, where: largest .== largest)
        for j in 1..<max(1, columns) {
            let cells = column(j, fromRow: start)
            let isLarger = cells .> largest
            largest = largest.replacing(with: cells, where: isLarger)
            place = place.replacing(with: S.Vector(S(j)), where: isLarger)
        }
        return place
    }
}
