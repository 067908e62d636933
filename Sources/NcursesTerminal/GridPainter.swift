import CNcurses
import Glibc
import TerminalDrawing

/// Paints the changed cells of grids into an ncurses window; ncurses then finds the fewest bytes for them.
struct GridPainter {
    private var glyphs: GlyphSet
    /// Whether the locale can write characters beyond ASCII.
    private let showsUnicode: Bool
    private var colors: ColorPairs
    /// What the window shows; nil if that is not known.
    private var shown: CellGrid?
    private var line: [cchar_t] = []
    /// The spellings of the characters beyond ASCII seen so far.
    private var spellings: [Character: Spelling] = [:]

    /// A character as it is passed to ncurses.
    private struct Spelling {
        var scalars: [wchar_t]
        var columns: Int
    }

    init(tier: ColorTier, glyphs: GlyphSet, showsUnicode: Bool) {
        self.glyphs = glyphs
        self.showsUnicode = showsUnicode
        colors = ColorPairs(tier: tier)
    }

    /// Paints with other colours and characters from now on.
    mutating func use(tier: ColorTier, glyphs: GlyphSet) {
        self.glyphs = glyphs
        spellings.removeAll()
        colors = ColorPairs(tier: tier)
        colors.reset()
        shown = nil
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
            guard let changed = grid.changedColumns(inRow: row, since: former) else { continue }
            paint(grid.row(row), changed, row: row, on: window)
        }
        shown = grid
    }

    private mutating func paint(
        _ cells: ArraySlice<Cell>, _ range: Range<Int>, row: Int, on window: UnsafeMutablePointer<WINDOW>?
    ) {
        line.removeAll(keepingCapacity: true)
        var style: Style?
        var cell = cchar_t()
        for column in range {
            let place = cells.startIndex + column
            if cells[place].isTrailingHalf { continue }
            if cells[place].style != style {
                style = cells[place].style
                let look = colors.look(of: cells[place].style)
                cursesSetLook(&cell, look.attributes, look.pair)
            }
            let character = cells[place].character
            if let ascii = character.visibleASCII {
                cursesSetScalar(&cell, wchar_t(ascii))
                line.append(cell)
            } else {
                let isWide = place + 1 < cells.endIndex && cells[place + 1].isTrailingHalf
                append(spelling(of: character, columns: isWide ? 2 : 1), columns: isWide ? 2 : 1, cell)
            }
        }
        // The window may be narrower than the grid for a moment; ncurses stops at its edge.
        mvwadd_wchnstr(window, Int32(row), Int32(range.lowerBound), line, Int32(line.count))
    }

    private mutating func append(_ spelling: Spelling, columns: Int, _ look: cchar_t) {
        var cell = look
        cursesSetScalars(&cell, spelling.scalars, Int32(spelling.scalars.count))
        line.append(cell)
        guard spelling.columns < columns else { return }
        cursesSetScalar(&cell, wchar_t(UInt8(ascii: " ")))
        for _ in spelling.columns..<columns { line.append(cell) }
    }

    /// A character, or a substitute if the locale does not know it or gives it another width: the cells after it must
    /// not move.
    private mutating func spelling(of character: Character, columns: Int) -> Spelling {
        if let known = spellings[character] { return known }
        let folded = glyphs.folding(character)
        var spelling = Spelling(
            scalars: folded.unicodeScalars.prefix(Int(CCHARW_MAX)).map { wchar_t(bitPattern: $0.value) }, columns: 1)
        if folded.utf8.count > 1 {
            spelling.columns = showsUnicode ? Int(cursesCharacterWidth(spelling.scalars[0])) : -1
        }
        var cell = cchar_t()
        // ncurses itself knows best which combining marks a character may have.
        let isRefused = cursesSetCell(&cell, spelling.scalars + [0], 0, 0) == ERR
        if isRefused || spelling.columns < 1 || spelling.columns > columns {
            spelling = Spelling(scalars: [wchar_t(UInt8(ascii: "?"))], columns: 1)
        }
        // No screen has so many different ones, but data files may, in time.
        if spellings.count >= 4096 { spellings.removeAll() }
        spellings[character] = spelling
        return spelling
    }
}

extension Character {
    /// The character's code if it is in ASCII and not a control character.
    fileprivate var visibleASCII: UInt8? {
        let bytes = utf8
        guard let byte = bytes.first, byte < 0x7F, byte >= 0x20, bytes.count == 1 else { return nil }
        return byte
    }
}
