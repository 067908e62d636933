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
            Self.copy(
                UnsafePointer(data.row(start &+ range.lowerBound)), to: row(range.lowerBound), range.count &* columns)
            return
        }
        for i in range {
            Self.copy(UnsafePointer(data.row(Int(order[start &+ i]))), to: row(i), columns)
        }
    }

    /// Copies so many numbers, a vector at a time, and nothing behind them.
    ///
    /// The C library's function would take the processor's instruction for copying, which is several times slower where
    /// other cores have read what it overwrites.
    @inline(__always)
    private static func copy(_ source: UnsafePointer<S>, to target: UnsafeMutablePointer<S>, _ count: Int) {
        let width = S.Vector.count
        guard count >= width else {
            for i in 0..<count { target[i] = source[i] }
            return
        }
        // The last vector ends with the last number, and may write some for the second time.
        let last = count &- width
        var i = 0
        while i < last {
            S.Vector(from: source + i).store(to: target + i)
            i &+= width
        }
        S.Vector(from: source + last).store(to: target + last)
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
