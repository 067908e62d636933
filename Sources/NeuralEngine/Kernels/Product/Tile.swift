/// How many rows a whole tile has.
let rowsOfTile = 6

/// A piece of a product, at most six rows of two vectors, while it is summed up in registers.
///
/// Twelve independent sums keep both multiply-add units of a processor busy, and together with two vectors of B and one
/// number of A they fill its sixteen vector registers. Smaller tiles use the same code with the rest left out, since every
/// function here is inlined where height and width are constants.
struct Tile<V: Lanes> {
    typealias Number = V.Number

    static var fullColumns: Int { 2 * V.count }

    private var r00 = V.zero, r01 = V.zero
    private var r10 = V.zero, r11 = V.zero
    private var r20 = V.zero, r21 = V.zero
    private var r30 = V.zero, r31 = V.zero
    private var r40 = V.zero, r41 = V.zero
    private var r50 = V.zero, r51 = V.zero

    /// Σₖ A(i,k)·B(k,j): each cell one chain of multiply-adds, k ascending, from zero.
    /// - depth: how many k.
    /// - a: the cell (0, 0) of A, whose neighbours lie `aRow` and `aStep` further.
    /// - b: the cell (0, 0) of B, whose rows lie `bStep` apart; a whole tile's width of a row can be read.
    @inline(__always)
    init(
        rows: Int, isWide: Bool, depth: Int, a: UnsafePointer<Number>, aRow: Int, aStep: Int, b: UnsafePointer<Number>,
        bStep: Int
    ) {
        // Two pointers for six rows, or the loop would run out of registers for addresses and lose a fifth of its speed.
        var (upper, lower, b) = (a, a + 3 &* aRow, b)
        for _ in 0..<depth {
            let b0 = V(from: b)
            let b1 = isWide ? V(from: b + V.count) : b0
            let x0 = V(upper[0])
            r00.addProduct(x0, b0)
            if isWide { r01.addProduct(x0, b1) }
            if rows > 1 {
                let x1 = V(upper[aRow])
                r10.addProduct(x1, b0)
                if isWide { r11.addProduct(x1, b1) }
            }
            if rows > 2 {
                let x2 = V(upper[2 &* aRow])
                r20.addProduct(x2, b0)
                if isWide { r21.addProduct(x2, b1) }
            }
            if rows > 3 {
                let x3 = V(lower[0])
                r30.addProduct(x3, b0)
                if isWide { r31.addProduct(x3, b1) }
            }
            if rows > 4 {
                let x4 = V(lower[aRow])
                r40.addProduct(x4, b0)
                if isWide { r41.addProduct(x4, b1) }
            }
            if rows > 5 {
                let x5 = V(lower[2 &* aRow])
                r50.addProduct(x5, b0)
                if isWide { r51.addProduct(x5, b1) }
            }
            upper += aStep
            lower += aStep
            b += bStep
        }
    }

    /// Passes the sums to `body`, row by row.
    @inline(__always)
    func forEachRow(_ rows: Int, _ body: (Int, V, V) -> Void) {
        body(0, r00, r01)
        if rows > 1 { body(1, r10, r11) }
        if rows > 2 { body(2, r20, r21) }
        if rows > 3 { body(3, r30, r31) }
        if rows > 4 { body(4, r40, r41) }
        if rows > 5 { body(5, r50, r51) }
    }
}

/// Where a tile goes, and what is added to it on the way.
struct TileTarget<S: VectorScalar> {
    /// The tile's cell (0, 0); rows lie `stride` apart.
    var cells: UnsafeMutablePointer<S>
    let stride: Int
    /// What is added to each row: the bias of the tile's columns, of which a whole tile's width can be read.
    var bias: UnsafePointer<S>?
    /// Whether the tile is added to what is there, rather than taking its place.
    let accumulates: Bool
    /// Whether rows may be written past their end, since what follows is written later or does not matter.
    let overruns: Bool

    /// Writes the first columns of a tile.
    @inline(__always)
    func write(_ tile: Tile<S.Vector>, rows: Int, columns: Int, isWide: Bool) {
        let width = S.Vector.count
        if overruns || columns == (isWide ? 2 &* width : width) {
            tile.forEachRow(rows) { row, left, right in
                let target = cells + row &* stride
                added(left, target, 0).store(to: target)
                if isWide { added(right, target, width).store(to: target + width) }
            }
        } else {
            tile.forEachRow(rows) { row, left, right in
                let target = cells + row &* stride
                store(left, target, 0, Swift.min(columns, width))
                if isWide { store(right, target, width, columns &- width) }
            }
        }
    }

    /// A vector of sums with what is there, or the bias.
    @inline(__always)
    private func added(_ sums: S.Vector, _ target: UnsafeMutablePointer<S>, _ column: Int) -> S.Vector {
        if accumulates { return S.Vector(from: target + column) + sums }
        guard let bias else { return sums }
        return sums + S.Vector(from: bias + column)
    }

    /// Writes the first lanes of a vector of sums, and nothing after them.
    @inline(__always)
    private func store(_ sums: S.Vector, _ target: UnsafeMutablePointer<S>, _ column: Int, _ count: Int) {
        for lane in 0..<S.Vector.count where lane < count {
            let place = target + (column &+ lane)
            if accumulates {
                place.pointee += sums[lane]
            } else if let bias {
                place.pointee = sums[lane] + bias[column &+ lane]
            } else {
                place.pointee = sums[lane]
            }
        }
    }
}
