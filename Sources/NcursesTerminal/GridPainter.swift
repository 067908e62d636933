import CNcurses
import Glibc
import TerminalDrawing

/// Brings grids into an ncurses window, changed cells only; ncurses then finds the fewest bytes for them.
struct GridPainter {
    private let glyphs: GlyphSet
    /// Whether the locale can write characters beyond ASCII.
    private let showsUnicode: Bool
    private var colors: ColorPairs
    /// What the window shows; nil when that is not known.
    private var shown: CellGrid?
    private var line: [cchar_t] = []

    init(tier: ColorTier, glyphs: GlyphSet, showsUnicode: Bool) {
        self.glyphs = showsUnicode ? glyphs : .ascii
        self.showsUnicode = showsUnicode
        colors = ColorPairs(tier: tier)
    }

    /// Makes the next grid be painted in full.
    mutating func forgetScreen() {
        shown = nil
    }

    /// Paints as much of `grid` as the window holds.
    mutating func paint(_ grid: CellGrid, on window: UnsafeMutablePointer<WINDOW>?) {
        if colors.isExhausted {
            colors.reset()
            shown = nil
        }
        let former = shown?.size == grid.size ? shown : nil
        if former == nil { werase(window) }
        for row in 0..<min(grid.size.rows, Int(getmaxy(window))) {
            let cells = grid.row(row)
            guard let changed = changedColumns(cells, former?.row(row)) else { continue }
            paint(cells, changed, row: row, on: window)
        }
        shown = grid
    }

    /// From the first to the last cell that differ, with whole characters at both ends; nil if none does.
    private func changedColumns(_ cells: ArraySlice<Cell>, _ former: ArraySlice<Cell>?) -> Range<Int>? {
        guard let former else { return cells.indices.isEmpty ? nil : 0..<cells.count }
        let start = cells.startIndex
        guard var first = cells.indices.first(where: { cells[$0] != former[$0] }),
            var last = cells.indices.last(where: { cells[$0] != former[$0] })
        else { return nil }
        while first > start, cells[first].isTrailingHalf || former[first].isTrailingHalf { first -= 1 }
        while last + 1 < cells.endIndex, cells[last + 1].isTrailingHalf || former[last + 1].isTrailingHalf {
            last += 1
        }
        return first - start..<last + 1 - start
    }

    private mutating func paint(
        _ cells: ArraySlice<Cell>, _ range: Range<Int>, row: Int, on window: UnsafeMutablePointer<WINDOW>?
    ) {
        line.removeAll(keepingCapacity: true)
        var style: Style?
        var look: (attributes: attr_t, pair: Int32) = (0, 0)
        for column in range {
            let cell = cells[cells.startIndex + column]
            if cell.isTrailingHalf { continue }
            if cell.style != style {
                style = cell.style
                look = colors.look(of: cell.style)
            }
            let next = cells.startIndex + column + 1
            let isWide = next < cells.endIndex && cells[next].isTrailingHalf
            append(cell.character, columns: isWide ? 2 : 1, look)
        }
        // The window may be narrower than the grid for a moment; ncurses stops at its edge.
        mvwadd_wchnstr(window, Int32(row), Int32(range.lowerBound), line, Int32(line.count))
    }

    /// Appends one character, or what stands for it where the locale knows no such character or thinks it has another
    /// width: the cells after it must not move.
    private mutating func append(_ character: Character, columns: Int, _ look: (attributes: attr_t, pair: Int32)) {
        let folded = glyphs.folding(character)
        var scalars = folded.unicodeScalars.prefix(Int(CCHARW_MAX)).map { wchar_t(bitPattern: $0.value) }
        var width = 1
        if folded.utf8.count > 1 {
            width = showsUnicode ? Int(cursesCharacterWidth(scalars[0])) : -1
            if width < 1 || width > columns {
                scalars = [wchar_t(UInt8(ascii: "?"))]
                width = 1
            }
        }
        scalars.append(0)
        var cell = cchar_t()
        if cursesSetCell(&cell, scalars, look.attributes, look.pair) == ERR {
            cursesSetCell(&cell, [wchar_t(UInt8(ascii: "?")), 0], look.attributes, look.pair)
            width = 1
        }
        line.append(cell)
        for _ in width..<columns {
            cursesSetCell(&cell, [wchar_t(UInt8(ascii: " ")), 0], look.attributes, look.pair)
            line.append(cell)
        }
    }
}
