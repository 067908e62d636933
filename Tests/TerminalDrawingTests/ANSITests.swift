import TestSupport
import Testing

@testable import TerminalDrawing

/// Grids as escape sequences.
@Suite struct ANSITests {
    /// Whether a terminal shows a grid, character by character and in the looks of a tier.
    private func shows(_ screen: VirtualScreen, _ grid: CellGrid, tier: ColorTier) -> Bool {
        guard screen.unknownSequences.isEmpty else { return false }
        for row in 0..<grid.size.rows {
            for column in 0..<grid.size.columns {
                let cell = grid[column: column, row: row]
                let shown = screen[column: column, row: row]
                guard shown.text == (cell.isTrailingHalf ? "" : String(cell.character)) else { return false }
                var look = VirtualScreen.CellStyle()
                (look.foreground, look.background) = tier.terminalColors(for: cell.style)
                (look.bold, look.dim, look.italic) = (cell.style.bold, cell.style.dim, cell.style.italic)
                (look.underline, look.reverse) = (cell.style.underline, cell.style.reverse)
                guard shown.style == look else { return false }
            }
        }
        return true
    }

    @Test func aGridIsDrawnWholeWhereNothingIsKnown() {
        var grid = CellGrid(size: Size(columns: 6, rows: 2))
        grid.put("ab", at: Point(column: 1, row: 0))
        #expect(grid.ansi(tier: .direct) == "\u{1B}[0m\u{1B}[H\u{1B}[2J ab")
        #expect(grid.ansi(since: CellGrid(size: Size(columns: 5, rows: 2)), tier: .none) == grid.ansi(tier: .none))
        #expect(grid.ansi(since: grid, tier: .direct) == "")
    }

    @Test func onlyWhatDiffersIsWritten() {
        var first = CellGrid(size: Size(columns: 40, rows: 4))
        first.put("loss 0.6931  accuracy 0.5", at: .zero)
        var second = first
        second.put("0.6847", at: Point(column: 5, row: 0))
        // `0.6` stays; the digits behind it are two of the same run.
        #expect(second.ansi(since: first, tier: .direct) == "\u{1B}[1;9H847")
        second.put("x", at: Point(column: 0, row: 1))
        #expect(second.ansi(since: first, tier: .direct) == "\u{1B}[1;9H847\r\nx")
        #expect(CellGrid(size: first.size).ansi(since: first, tier: .direct) == "\u{1B}[H\u{1B}[K")
    }

    @Test func looksChangeByAsLittleAsTheyCan() {
        var grid = CellGrid(size: Size(columns: 8, rows: 1))
        let red = Style(foreground: .rgb(255, 0, 0), bold: true)
        grid.put("a", at: .zero, style: red)
        grid.put("b", at: Point(column: 1, row: 0), style: red.underlined())
        grid.put("c", at: Point(column: 2, row: 0))
        #expect(
            grid.ansi(tier: .sixteen).replacing("\u{1B}", with: "^")
                == "^[0m^[H^[2J^[1;91ma^[4mb^[mc")
    }

    @Test(arguments: ColorTier.allCases)
    func whateverChangesTheTerminalFollows(tier: ColorTier) {
        var generator = SeededGenerator(seed: 7)
        let texts = ["a", "loss 0.69", "漢字", "é", "e\u{301}", "   ", "───", "x漢y", "🙂", "          ", "\u{7}"]
        let colors: [Color] = [.standard, .standard, .rgb(255, 0, 0), .rgb(10, 20, 30), .rgb(200, 200, 200)]
        for size in [Size(columns: 12, rows: 4), Size(columns: 31, rows: 7), Size(columns: 1, rows: 3)] {
            var grids = [CellGrid(size: size)]
            for _ in 0..<60 {
                var grid =
                    Int.random(in: 0..<15, using: &generator) == 0 ? CellGrid(size: size) : grids[grids.count - 1]
                for _ in 0..<Int.random(in: 0..<6, using: &generator) {
                    let style = Style(
                        foreground: colors.randomElement(using: &generator)!,
                        background: colors.randomElement(using: &generator)!, bold: Bool.random(using: &generator),
                        dim: Bool.random(using: &generator), italic: Bool.random(using: &generator),
                        underline: Bool.random(using: &generator), reverse: Bool.random(using: &generator))
                    grid.put(
                        texts.randomElement(using: &generator)!,
                        at: Point(
                            column: Int.random(in: 0..<size.columns, using: &generator),
                            row: Int.random(in: 0..<size.rows, using: &generator)),
                        style: Bool.random(using: &generator) ? style : .plain)
                }
                grids.append(grid)
            }
            var screen = VirtualScreen(size: size)
            screen.feed("\u{1B}[7mbefore\u{1B}[2;2H".utf8)
            var former: CellGrid?
            for grid in grids {
                screen.feed(grid.ansi(since: former, tier: tier).utf8)
                former = grid
                guard shows(screen, grid, tier: tier) else {
                    Issue.record("the terminal shows\n\(screen.text)\ninstead of\n\(grid.plainText)")
                    return
                }
                // Somebody else may move the cursor in between.
                screen.feed("\u{1B}[1;1H".utf8)
            }
            #expect(screen.bellCount == 0)
        }
    }
}
