// Operations on whole rows, or on one column of several rows at a time.

extension MatrixView {
    /// self = a
    func copy(_ a: MatrixView) {
        assert(a.hasShape(rows, columns))
        cells.update(from: a.cells, count: count)
    }

    /// self = the rows of `data` given by `order` from index `start` on; without an order, consecutive rows.
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

    /// Copies `count` numbers, one vector at a time, and nothing after them.
    ///
    /// The C library's function would use the processor's copy instruction, which is several times slower if other cores have
    /// read the memory that it overwrites.
    @inline(__always)
    private static func copy(_ source: UnsafePointer<S>, to target: UnsafeMutablePointer<S>, _ count: Int) {
        let width = S.Vector.count
        guard count >= width else {
            for i in 0..<count { target[i] = source[i] }
            return
        }
        // The last vector ends with the last number, so it may write some numbers twice.
        let last = count &- width
        var i = 0
        while i < last {
            S.Vector(from: source + i).store(to: target + i)
            i &+= width
        }
        S.Vector(from: source + last).store(to: target + last)
    }

    /// The cells of a column in as many rows as a vector has lanes. Past the last row they are arbitrary.
    @inline(__always)
    func column(_ column: Int, fromRow start: Int) -> S.Vector {
        let first = cells + (start &* columns &+ column)
        var vector = S.Vector.zero
        for lane in 0..<S.Vector.count { vector[lane] = first[lane &* columns] }
        return vector
    }

    /// Sets the cells of a column in as many rows as a vector has lanes. Memory past the last row does not matter.
    @inline(__always)
    func setColumn(_ column: Int, fromRow start: Int, to vector: S.Vector) {
        let first = cells + (start &* columns &+ column)
        for lane in 0..<S.Vector.count { first[lane &* columns] = vector[lane] }
    }

    /// Calls `body` with a number of columns that the compiler knows, if there are few columns. Code for a known number keeps
    /// columns in registers and addresses in instructions. To be compiled for each number, the body has to be inlined.
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

    /// For as many rows as a vector has lanes, the column of the first largest cell; NaN if the row starts with NaN.
    @inline(__always)
    func columnsOfMaxima(fromRow start: Int) -> S.Vector {
        var largest = column(0, fromRow: start)
        // Zero, or NaN if the row starts with NaN.
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
