/// One product C = A·B (+ bias), cut into blocks that fit into caches and tiles that fit into registers.
///
/// The method is Goto and van de Geijn's, "Anatomy of high-performance matrix multiplication", ACM TOMS 34, 2008. Each cell
/// of C is a sum over k in blocks of `blockDepth`: within a block one chain of multiply-adds from zero, the blocks added
/// in their order, the bias to the first. That order depends on the depth alone. So neither the size of blocks and tiles,
/// nor copying or not, nor the number of threads changes a bit of the result.
struct BlockedProduct<S: VectorScalar> {
    private(set) var rows: Int
    private(set) var columns: Int
    let depth: Int
    private(set) var a: Operand<S>
    private(set) var b: Operand<S>
    /// The `columns` numbers that are added to each row of the product.
    private(set) var bias: UnsafePointer<S>?
    /// C's cell (0, 0); its rows lie `stride` apart.
    private(set) var c: UnsafeMutablePointer<S>
    let stride: Int
    /// Whether C is a whole matrix, which has spare room at its end, so that rows can be written past their end as long as the
    /// next row is written later.
    let isWhole: Bool

    init(
        rows: Int, columns: Int, depth: Int, a: Operand<S>, b: Operand<S>, bias: UnsafePointer<S>?,
        c: UnsafeMutablePointer<S>, stride: Int, isWhole: Bool
    ) {
        self.rows = rows
        self.columns = columns
        self.depth = depth
        self.a = a
        self.b = b
        self.bias = bias
        self.c = c
        self.stride = stride
        self.isWhole = isWhole
    }

    /// Leaves all but some columns of C to others.
    mutating func take(columns range: Range<Int>) {
        columns = range.count
        b = b.from(row: 0, column: range.lowerBound)
        bias = bias.map { $0 + range.lowerBound }
        c += range.lowerBound
    }

    /// Leaves all but some rows of C to others.
    mutating func take(rows range: Range<Int>) {
        rows = range.count
        a = a.from(row: range.lowerBound, column: 0)
        c += range.lowerBound &* stride
    }

    /// The most k that a sum covers before it is added to C, so that a panel of B and one of A stay in the first-level cache.
    static var largestBlockDepth: Int { 320 }
    /// Rows of A that are copied together, a whole number of tiles. With `largestBlockDepth` columns they take a third of a
    /// megabyte, which leaves room in the second-level cache, and each panel of B is loaded into the first as rarely as possible.
    static var rowsOfBlock: Int { 1152 / MemoryLayout<S>.size }
    /// Columns of B that are copied together.
    static var columnsOfBlock: Int { 8192 / MemoryLayout<S>.size }

    /// How many of `depth` k a sum covers before it is added to C: as few blocks as possible, as equal as vectors allow.
    static func blockDepth(of depth: Int) -> Int {
        if depth <= largestBlockDepth { return depth }
        let blocks = (depth &+ largestBlockDepth &- 1) / largestBlockDepth
        return ((depth &+ blocks &- 1) / blocks &+ 7) & ~7
    }

    /// Computes C.
    /// - scratch: room for `scratchCount` numbers.
    func run(scratch: UnsafeMutablePointer<S>) {
        if columns <= Tile<S.Vector>.fullColumns, depth <= Self.largestBlockDepth {
            return runSinglePanel(scratch)
        }
        let blockDepth = Self.blockDepth(of: depth)
        var k = 0
        while k < depth {
            let depth = Swift.min(blockDepth, depth &- k)
            var column = 0
            while column < columns {
                let width = Swift.min(Self.columnsOfBlock, columns &- column)
                runBlock(column, width, k, depth, scratch)
                column &+= width
            }
            k &+= depth
        }
    }

    /// Small results, such as those of a layer with few outputs: tiles only.
    private func runSinglePanel(_ scratch: UnsafeMutablePointer<S>) {
        var (panel, step) = (b.cells, b.rowStride)
        if b.columnStride != 1 {
            b.packColumns(columns, depth: depth, into: scratch)
            (panel, step) = (UnsafePointer(scratch), Tile<S.Vector>.fullColumns)
        }
        let target = TileTarget(cells: c, stride: stride, bias: bias, accumulates: false, overruns: isWhole)
        runPanel(rows, columns, depth, a, panel, step, target)
    }

    /// Adds the contribution of some k to some columns of C.
    private func runBlock(_ column: Int, _ width: Int, _ k: Int, _ depth: Int, _ scratch: UnsafeMutablePointer<S>) {
        let fullColumns = Tile<S.Vector>.fullColumns
        let b = b.from(row: k, column: column)
        let panels = scratch + (copiesA ? Self.rowsOfBlock &* Self.largestBlockDepth : 0)
        if copiesB { b.packColumns(width, depth: depth, into: panels) }

        var row = 0
        while row < rows {
            let height = copiesA ? Swift.min(Self.rowsOfBlock, rows &- row) : rows
            let a = a.from(row: row, column: k)
            if copiesA { a.packRows(height, depth: depth, into: scratch) }
            var j = 0
            while j < width {
                let place = column &+ j
                let target = TileTarget(
                    cells: c + (row &* stride &+ place), stride: stride, bias: bias.map { $0 + place },
                    accumulates: k > 0, overruns: false)
                let columns = Swift.min(fullColumns, width &- j)
                let (panel, step) =
                    copiesB ? (UnsafePointer(panels + j &* depth), fullColumns) : (b.cells + j, b.rowStride)
                if copiesA {
                    runPanel(height, columns, depth, packed: scratch, panel, step, target)
                } else {
                    runPanel(height, columns, depth, a, panel, step, target)
                }
                j &+= fullColumns
            }
            row &+= height
        }
    }
}

// MARK: Copying

extension BlockedProduct {
    // Found by measuring: copying B pays if many rows read it, or if it is transposed and its rows are not contiguous.
    // Copying A pays if many columns read it and its rows, or columns, are so far apart that they evict one another from
    // the cache.
    private var copiesB: Bool { Self.copiesB(rows, columns, isTransposed: b.columnStride != 1) }
    private var copiesA: Bool { Self.copiesA(columns, depth) }

    private static func copiesB(_ rows: Int, _ columns: Int, isTransposed: Bool) -> Bool {
        isTransposed || rows &* columns >= 65_536
    }
    private static func copiesA(_ columns: Int, _ depth: Int) -> Bool {
        columns &* MemoryLayout<S>.size >= 2048 && depth >= 128
    }

    /// The most numbers that a product of this size copies at a time.
    static func scratchCount(rows: Int, columns: Int, depth: Int, isTransposed: Bool) -> Int {
        let depthOfCopy = min(depth, largestBlockDepth)
        let fullColumns = Tile<S.Vector>.fullColumns
        var count = 0
        if copiesA(columns, depth) { count += rowsOfBlock * largestBlockDepth }
        if copiesB(rows, columns, isTransposed: isTransposed) {
            let panels = (min(columns, columnsOfBlock) + fullColumns - 1) / fullColumns
            count += panels * fullColumns * depthOfCopy
        }
        if isTransposed { count = max(count, SmallProduct<S>.scratchCount(columns: columns, depth: depth)) }
        return count
    }
}

// MARK: Tiles

extension BlockedProduct {
    /// The tiles of some rows of A over a panel of B, from the top. Rows of A are read where they are.
    @inline(__always)
    private func runPanel(
        _ rows: Int, _ columns: Int, _ depth: Int, _ a: Operand<S>, _ b: UnsafePointer<S>, _ bStep: Int,
        _ target: TileTarget<S>
    ) {
        // If A is transposed, the rows of a tile are adjacent, which saves half of the addresses.
        if a.rowStride == 1 {
            Self.runPanel(rows, columns, depth, b, bStep, target) { row, _ in (a.cells + row, 1, a.columnStride) }
        } else {
            Self.runPanel(rows, columns, depth, b, bStep, target) { row, _ in
                (a.cells + row &* a.rowStride, a.rowStride, a.columnStride)
            }
        }
    }

    /// The tiles of rows of A that were copied into panels.
    @inline(__always)
    private func runPanel(
        _ rows: Int, _ columns: Int, _ depth: Int, packed a: UnsafeMutablePointer<S>, _ b: UnsafePointer<S>,
        _ bStep: Int, _ target: TileTarget<S>
    ) {
        Self.runPanel(rows, columns, depth, b, bStep, target) { row, height in
            (UnsafePointer(a + row &* depth), 1, height)
        }
    }

    @inline(__always)
    private static func runPanel(
        _ rows: Int, _ columns: Int, _ depth: Int, _ b: UnsafePointer<S>, _ bStep: Int, _ target: TileTarget<S>,
        _ place: (_ row: Int, _ height: Int) -> (cells: UnsafePointer<S>, rowStride: Int, step: Int)
    ) {
        var target = target
        var heights = TileHeights(rows: rows)
        let isWide = columns > S.Vector.count
        while let (row, height) = heights.next() {
            let a = place(row, height)
            if isWide {
                runTile(height, columns, isWide: true, depth, a, b, bStep, target)
            } else {
                runTile(height, columns, isWide: false, depth, a, b, bStep, target)
            }
            target.cells += height &* target.stride
        }
    }

    @inline(__always)
    private static func runTile(
        _ height: Int, _ columns: Int, isWide: Bool, _ depth: Int,
        _ a: (cells: UnsafePointer<S>, rowStride: Int, step: Int), _ b: UnsafePointer<S>, _ bStep: Int,
        _ target: TileTarget<S>
    ) {
        @inline(__always) func run(_ rows: Int) {
            let tile = Tile<S.Vector>(
                rows: rows, isWide: isWide, depth: depth, a: a.cells, aRow: a.rowStride, aStep: a.step, b: b,
                bStep: bStep)
            target.write(tile, rows: rows, columns: columns, isWide: isWide)
        }
        switch height {
        case 6: run(6)
        case 5: run(5)
        case 4: run(4)
        case 3: run(3)
        case 2: run(2)
        default: run(1)
        }
    }
}
