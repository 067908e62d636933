/// Products no wider than a tile, as in small networks: tiles only, one below the other.
///
/// The sums are those of `BlockedProduct`, in the same order. Only what is done around them is less: where a product takes
/// as long as a call or two, deciding what to copy and how to cut it would take longer than computing it.
///
/// Each form is a function of its own, since strides that the compiler knows cost no registers and no multiplications.
enum SmallProduct<S: VectorScalar> {
    /// Whether a product is small enough.
    @inline(__always)
    static func covers(columns: Int, depth: Int) -> Bool {
        columns <= Tile<S.Vector>.fullColumns && depth <= BlockedProduct<S>.largestBlockDepth
    }

    /// c = a·b + row
    @inline(never)
    static func run(_ a: MatrixView<S>, _ b: MatrixView<S>, plusRow row: MatrixView<S>, into c: MatrixView<S>) {
        if c.columns > S.Vector.count {
            let (left, right) = (S.Vector(from: row.cells), S.Vector(from: row.cells + S.Vector.count))
            runTiles(
                depth: b.rows, a.cells, aRow: a.columns, aStep: 1, b.cells, bStep: b.columns, isWide: true,
                left, right, c)
        } else {
            let left = S.Vector(from: row.cells)
            runTiles(
                depth: b.rows, a.cells, aRow: a.columns, aStep: 1, b.cells, bStep: b.columns, isWide: false,
                left, left, c)
        }
    }

    /// c = aᵀ·b
    @inline(never)
    static func run(transposed a: MatrixView<S>, _ b: MatrixView<S>, into c: MatrixView<S>) {
        if c.columns > S.Vector.count {
            runTiles(
                depth: a.rows, a.cells, aRow: 1, aStep: a.columns, b.cells, bStep: b.columns, isWide: true,
                nothing, nothing, c)
        } else {
            runTiles(
                depth: a.rows, a.cells, aRow: 1, aStep: a.columns, b.cells, bStep: b.columns, isWide: false,
                nothing, nothing, c)
        }
    }

    /// c = a·bᵀ
    /// - scratch: room for `scratchCount` numbers.
    @inline(never)
    static func run(
        _ a: MatrixView<S>, transposed b: MatrixView<S>, into c: MatrixView<S>, scratch: UnsafeMutablePointer<S>
    ) {
        let width = S.Vector.count
        if c.columns > width {
            transpose(b.cells, b.columns, into: scratch, step: 2 &* width)
            transpose(b.cells + width &* b.columns, b.columns, into: scratch + width, step: 2 &* width)
            runTiles(
                depth: b.columns, a.cells, aRow: a.columns, aStep: 1, scratch, bStep: 2 &* width, isWide: true,
                nothing, nothing, c)
        } else {
            transpose(b.cells, b.columns, into: scratch, step: width)
            runTiles(
                depth: b.columns, a.cells, aRow: a.columns, aStep: 1, scratch, bStep: width, isWide: false,
                nothing, nothing, c)
        }
    }

    /// How many numbers a product with a transposed right operand copies.
    static func scratchCount(columns: Int, depth: Int) -> Int {
        covers(columns: columns, depth: depth) ? (depth + 3) / 4 * 4 * Tile<S.Vector>.fullColumns : 0
    }

    /// −0, which changes no sum when it is added. Zero would change −0.
    private static var nothing: S.Vector { S.Vector(-0.0) }

    /// Copies as many rows as a vector has lanes into columns, four at a time. Numbers past the last do not matter.
    @inline(__always)
    private static func transpose(
        _ rows: UnsafePointer<S>, _ columns: Int, into target: UnsafeMutablePointer<S>, step: Int
    ) {
        var (k, target) = (0, target)
        while k < columns {
            let (c0, c1, c2, c3) = S.Vector.fourColumns(from: rows + k, stride: columns)
            c0.store(to: target)
            c1.store(to: target + step)
            c2.store(to: target + 2 &* step)
            c3.store(to: target + 3 &* step)
            k &+= 4
            target += 4 &* step
        }
    }

    /// All of C: tiles of four rows, whose eight sums are just enough to keep a processor busy, and the rest.
    @inline(__always)
    private static func runTiles(
        depth: Int, _ a: UnsafePointer<S>, aRow: Int, aStep: Int, _ b: UnsafePointer<S>, bStep: Int, isWide: Bool,
        _ left: S.Vector, _ right: S.Vector, _ c: MatrixView<S>
    ) {
        var (a, target, rest) = (a, c.cells, c.rows)
        @inline(__always) func runTile(_ rows: Int) {
            let tile = Tile<S.Vector>(
                rows: rows, isWide: isWide, depth: depth, a: a, aRow: aRow, aStep: aStep, b: b, bStep: bStep)
            tile.forEachRow(rows) { row, sums, more in
                // A row is written past its end: what follows is written later or does not matter.
                (sums + left).store(to: target + row &* c.columns)
                if isWide { (more + right).store(to: target + (row &* c.columns &+ S.Vector.count)) }
            }
        }
        while rest >= 4 {
            runTile(4)
            rest &-= 4
            a += 4 &* aRow
            target += 4 &* c.columns
        }
        switch rest {
        case 3: runTile(3)
        case 2: runTile(2)
        case 1: runTile(1)
        default: break
        }
    }
}
