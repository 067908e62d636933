// Copies blocks of a product's operands into the order in which tiles read them: panels, each one tile high or wide, one
// after another. Such a copy pays if a block is read many times and its rows are far apart.

extension Operand {
    /// How many k are copied at a time if the operand's rows run across the panels. These rows are then read side by side, each
    /// from its start to its end.
    private static var rowsSideBySide: Int { 8 }

    /// Copies `depth` × `columns` cells into panels of a tile's width, each with a row a k. What is missing in the last
    /// panel is filled with zeros.
    func packColumns(_ columns: Int, depth: Int, into panels: UnsafeMutablePointer<S>) {
        let width = Tile<S.Vector>.fullColumns
        let whole = columns / width &* width
        if columnStride == 1 {
            var k = 0
            while k < depth {
                let count = min(Self.rowsSideBySide, depth &- k)
                var column = 0
                while column < whole {
                    from(row: k, column: column).copyRows(count, panels + (column &* depth &+ k &* width))
                    column &+= width
                }
                k &+= count
            }
        } else {
            var column = 0
            while column < whole {
                from(row: 0, column: column).copyTransposed(depth, panels + column &* depth)
                column &+= width
            }
        }
        if whole < columns {
            from(row: 0, column: whole).copyCells(columns &- whole, of: width, depth, panels + whole &* depth)
        }
    }

    /// Contiguous rows, two vectors of each.
    @inline(__always)
    private func copyRows(_ count: Int, _ panel: UnsafeMutablePointer<S>) {
        let width = S.Vector.count
        for k in 0..<count {
            let (source, target) = (cells + k &* rowStride, panel + 2 &* width &* k)
            S.Vector(from: source).store(to: target)
            S.Vector(from: source + width).store(to: target + width)
        }
    }

    /// A transposed matrix: the panel's columns lie in one piece. Of half of them at a time as many cells are read as a
    /// cache line holds, so that no line is fetched twice.
    @inline(__always)
    private func copyTransposed(_ depth: Int, _ panel: UnsafeMutablePointer<S>) {
        let width = S.Vector.count
        let whole = depth & ~3
        let line = 2 &* width
        var k = 0
        while k < whole {
            let end = min(k &+ line, whole)
            for half in 0..<2 {
                let source = cells + half &* width &* columnStride
                var at = k
                while at < end {
                    let (c0, c1, c2, c3) = S.Vector.fourColumns(from: source + at, stride: columnStride)
                    let row = panel + (half &* width &+ 2 &* width &* at)
                    c0.store(to: row)
                    c1.store(to: row + 2 &* width)
                    c2.store(to: row + 4 &* width)
                    c3.store(to: row + 6 &* width)
                    at &+= 4
                }
            }
            k = end
        }
        from(row: whole, column: 0).copyCells(2 &* width, of: 2 &* width, depth &- whole, panel + 2 &* width &* whole)
    }

    /// Any cells, one by one, in rows of `width` of which `count` are there.
    @inline(__always)
    private func copyCells(_ count: Int, of width: Int, _ depth: Int, _ panel: UnsafeMutablePointer<S>) {
        for k in 0..<depth {
            let (source, target) = (cells + k &* rowStride, panel + width &* k)
            for j in 0..<count { target[j] = source[j &* columnStride] }
            for j in count..<width { target[j] = 0 }
        }
    }

    /// Copies `rows` × `depth` cells into panels of the heights that `TileHeights` cuts the rows into, each with its
    /// rows' cells side by side for every k.
    func packRows(_ rows: Int, depth: Int, into panels: UnsafeMutablePointer<S>) {
        if rowStride == 1 {
            var k = 0
            while k < depth {
                let count = min(Self.rowsSideBySide, depth &- k)
                var heights = TileHeights(rows: rows)
                while let (row, height) = heights.next() {
                    let target = panels + (row &* depth &+ k &* height)
                    from(row: row, column: k).copyNeighbours(height, count, target, isEnd: k &+ count == depth)
                }
                k &+= count
            }
        } else {
            var heights = TileHeights(rows: rows)
            while let (row, height) = heights.next() {
                let (source, target) = (from(row: row, column: 0), panels + row &* depth)
                if height == rowsOfTile {
                    source.copyRows(of: rowsOfTile, depth, target)
                } else {
                    source.copyRows(of: height, depth, target)
                }
            }
        }
    }

    /// A transposed matrix: the rows' cells lie side by side already. Whole vectors are copied, of which the end is
    /// overwritten by the next ones, but for the last, behind which another panel may lie.
    @inline(__always)
    private func copyNeighbours(_ height: Int, _ depth: Int, _ panel: UnsafeMutablePointer<S>, isEnd: Bool) {
        let last = isEnd ? depth &- 1 : depth
        for k in 0..<last {
            let (source, target) = (cells + k &* columnStride, panel + height &* k)
            S.Vector(from: source).store(to: target)
            if S.Vector.count < rowsOfTile {
                S.Vector(from: source + S.Vector.count).store(to: target + S.Vector.count)
            }
        }
        guard isEnd else { return }
        let (source, target) = (cells + last &* columnStride, panel + height &* last)
        for i in 0..<height { target[i] = source[i] }
    }

    @inline(__always)
    private func copyRows(of height: Int, _ depth: Int, _ panel: UnsafeMutablePointer<S>) {
        for k in 0..<depth {
            let (source, target) = (cells + k &* columnStride, panel + height &* k)
            for i in 0..<height { target[i] = source[i &* rowStride] }
        }
    }
}

/// Cuts rows into the heights of tiles, from the top: as few as can be, as equal as can be, since a low tile cannot keep
/// the processor busy.
struct TileHeights {
    private var row = 0
    private var taller: Int
    private let rows: Int
    private let height: Int

    @inline(__always)
    init(rows: Int) {
        self.rows = rows
        if rows <= rowsOfTile {
            (height, taller) = (rows, 0)
            return
        }
        let full = rowsOfTile
        let tiles = (rows &+ full &- 1) / full
        height = rows / tiles
        taller = rows &- height &* tiles
    }

    /// The first row of the next tile, and how many it has.
    @inline(__always)
    mutating func next() -> (row: Int, height: Int)? {
        guard row < rows else { return nil }
        let height = taller > 0 ? height &+ 1 : height
        taller &-= 1
        defer { row &+= height }
        return (row, height)
    }
}
