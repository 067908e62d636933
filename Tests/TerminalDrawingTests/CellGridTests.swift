import Testing

@testable import TerminalDrawing

@Suite struct CellGridTests {
    private func grid(_ columns: Int, _ rows: Int = 1) -> CellGrid {
        CellGrid(size: Size(columns: columns, rows: rows))
    }

    /// The rows with their spaces, and `·` for the right half of a wide character.
    private func picture(_ grid: CellGrid) -> [String] {
        (0..<grid.size.rows).map { row in
            String(grid.row(row).map { $0.isTrailingHalf ? "·" : $0.character })
        }
    }

    @Test func textReportsTheColumnsItTook() {
        var grid = grid(10)
        #expect(grid.put("abc", at: .zero) == 3)
        #expect(grid.put("漢字", at: Point(column: 3, row: 0)) == 4)
        #expect(grid.put("e\u{301}f", at: Point(column: 7, row: 0)) == 2)
        #expect(picture(grid) == ["abc漢·字·e\u{301}f "])
    }

    @Test(
        "Text is cut at its limit, at the grid's edge, and never through a wide character",
        arguments: [
            ("abcdef", 4, "abcd  "), ("漢字", 3, "漢·    "), ("漢字", 4, "漢·字·  "), ("abc", 0, "      "),
            ("abcdefgh", 99, "abcdef"), ("", 4, "      "),
        ])
    func clipping(text: String, limit: Int, expected: String) {
        var grid = grid(6)
        grid.put(text, at: .zero, limit: limit)
        #expect(picture(grid) == [expected])
    }

    @Test(
        "Ellipsis ends text that does not fit, and only that",
        arguments: [
            ("abcd", 4, "abcd  "), ("abcde", 4, "abc…  "), ("漢字x", 4, "漢·…   "), ("abc", 1, "…     "),
            ("a漢b", 3, "a…    "),
        ])
    func ellipsis(text: String, limit: Int, expected: String) {
        var grid = grid(6)
        grid.put(text, at: .zero, limit: limit, overflow: .ellipsis("…"))
        #expect(picture(grid) == [expected])
    }

    @Test func textOutsideTheGridIsDropped() {
        var grid = grid(4, 2)
        #expect(grid.put("abcdef", at: Point(column: -2, row: 0)) == 6)
        grid.put("xyz", at: Point(column: 0, row: 2))
        grid.put("xyz", at: Point(column: 4, row: 1))
        grid.put("漢字", at: Point(column: -1, row: 1))
        grid[Point(column: -1, row: 0)] = Cell("!")
        #expect(picture(grid) == ["cdef", " 字· "])
    }

    @Test func overwritingHalfAWideCharacterLeavesASpaceForTheOther() {
        var grid = grid(6)
        grid.put("漢字", at: .zero)
        grid.put("x", at: Point(column: 1, row: 0))
        #expect(picture(grid) == [" x字·  "])
        grid[column: 2, row: 0] = Cell("y")
        #expect(picture(grid) == [" xy   "])
        grid.put("漢", at: .zero)
        grid.fill(Rect(column: 1, row: 0, columns: 2, rows: 1), with: "-", style: .plain)
        #expect(picture(grid) == [" --   "])
    }

    @Test func controlCharactersNeverReachTheScreen() {
        var grid = grid(8)
        grid.put("a\tb\u{1B}[2J\u{9B}", at: .zero)
        #expect(picture(grid) == ["a b?[2J?"])
    }

    @Test func drawingAnotherGridCutsItAtTheEdges() {
        var inner = grid(4, 2)
        inner.put("漢字", at: .zero)
        inner.put("abcd", at: Point(column: 0, row: 1))
        var outer = grid(5, 2)
        outer.draw(inner, at: Point(column: -1, row: 0))
        #expect(picture(outer) == [" 字·  ", "bcd  "])
        outer.draw(inner, at: Point(column: 2, row: 1))
        #expect(picture(outer) == [" 字·  ", "bc漢· "])
    }

    @Test func alignmentCountsColumnsNotCharacters() {
        var grid = grid(10, 2)
        #expect(grid.putRightAligned("漢字", endColumn: 10, row: 0) == 6)
        grid.putCentered("漢字", at: Point(column: 0, row: 1), columns: 10)
        #expect(picture(grid) == ["      漢·字·", "   漢·字·   "])
    }

    @Test func runsOfTextFollowEachOtherInTheirStyles() {
        var grid = grid(6)
        let bold = Style(bold: true)
        #expect(grid.put([("ab", .plain), ("cd", bold), ("ef", .plain)], at: .zero, limit: 5) == 5)
        #expect(picture(grid) == ["abcde "])
        #expect(grid.row(0).map(\.style.bold) == [false, false, true, true, false, false])
    }

    @Test func plainTextDropsSpacesAtLineEnds() {
        var grid = grid(6, 3)
        grid.put("a b", at: Point(column: 1, row: 0))
        grid.put("漢", at: Point(column: 0, row: 2))
        #expect(grid.plainText == " a b\n\n漢\n")
    }

    @Test func restylingKeepsCharacters() {
        var grid = grid(3)
        grid.put("abc", at: .zero)
        grid.restyle(Rect(column: 1, row: 0, columns: 9, rows: 9)) { $0.underline = true }
        #expect(picture(grid) == ["abc"])
        #expect(grid.row(0).map(\.style.underline) == [false, true, true])
    }

    @Test(
        "Wrapping keeps words whole where it can",
        arguments: [
            ("the delta that came back", 10, ["the delta", "that came", "back"]),
            ("abcdefgh ij", 3, ["abc", "def", "gh", "ij"]), ("a\n\nb", 5, ["a", "", "b"]), ("", 5, [""]),
            ("漢字漢字", 5, ["漢字", "漢字"]), ("two  spaces", 20, ["two spaces"]),
            ("a table:\n  1   2", 8, ["a table:", "  1   2"]), ("  1   2 ", 7, ["  1   2"]),
            ("  1   2", 6, ["1 2"]), ("  ", 6, [""]),
        ])
    func wrapping(text: String, columns: Int, lines: [String]) {
        #expect(text.wrapped(toColumns: columns) == lines)
    }
}

@Suite struct BoxTests {
    private func picture(_ columns: Int, _ rows: Int, _ draw: (inout CellGrid) -> Void) -> String {
        var grid = CellGrid(size: Size(columns: columns, rows: rows))
        draw(&grid)
        return grid.plainText
    }

    @Test func boxHasTitlesInItsUpperLine() {
        let box = picture(20, 3) { $0.box($0.bounds, title: "loss", trailingTitle: "0.69") }
        #expect(box == "╭ loss ───── 0.69 ─╮\n│                  │\n╰──────────────────╯\n")
    }

    @Test func titlesThatDoNotFitGiveWay() {
        let narrow = picture(10, 2) { $0.box($0.bounds, title: "operations", trailingTitle: "x") }
        #expect(narrow == "╭ opera… ╮\n╰────────╯\n")
        let tiny = picture(3, 3) { $0.box($0.bounds, title: "operations") }
        #expect(tiny == "╭─╮\n│ │\n╰─╯\n")
        #expect(picture(1, 3) { $0.box($0.bounds) } == "\n\n\n")
    }

    @Test func asciiBoxesHaveOnlyASCII() {
        let box = picture(12, 4) {
            $0.box($0.bounds, title: "a", glyphs: .ascii)
            $0.divider(in: $0.bounds, row: 2, title: "b", glyphs: .ascii)
        }
        #expect(box == "+ a -------+\n|          |\n+ b -------+\n+----------+\n")
    }

    @Test func boxesPartlyOutsideAreCut() {
        let box = picture(4, 2) { $0.box(Rect(column: 2, row: 0, columns: 6, rows: 4), title: "xyz") }
        #expect(box == "  ╭\n  │\n")
    }

    // MARK: Differences

    private func grid(_ lines: [String]) -> CellGrid {
        var grid = CellGrid(size: Size(columns: 8, rows: lines.count))
        for (row, line) in lines.enumerated() { grid.put(line, at: Point(column: 0, row: row)) }
        return grid
    }

    @Test func onlyChangedColumnsAreReported() {
        let former = grid(["abcdefgh", "abcdefgh"])
        #expect(grid(["abcdefgh", "abXdYfgh"]).changedColumns(inRow: 0, since: former) == nil)
        #expect(grid(["abcdefgh", "abXdYfgh"]).changedColumns(inRow: 1, since: former) == 2..<5)
        #expect(grid(["Xbcdefgh", "abcdefgX"]).changedColumns(inRow: 0, since: former) == 0..<1)
        #expect(grid(["Xbcdefgh", "abcdefgX"]).changedColumns(inRow: 1, since: former) == 7..<8)
    }

    @Test func anotherStyleIsAChange() {
        let former = grid(["abcdefgh"])
        var changed = former
        changed.restyle(Rect(column: 3, row: 0, columns: 2, rows: 1)) { $0.bold = true }
        #expect(changed.changedColumns(inRow: 0, since: former) == 3..<5)
    }

    @Test func wideCharactersChangeAsAWhole() {
        let (wide, narrow) = (grid(["a漢b"]), grid(["axyb"]))
        #expect(wide.changedColumns(inRow: 0, since: narrow) == 1..<3)
        #expect(narrow.changedColumns(inRow: 0, since: wide) == 1..<3)
        var half = narrow
        half[column: 2, row: 0] = Cell("z")
        #expect(half.changedColumns(inRow: 0, since: wide) == 1..<3)
    }

    @Test func againstNothingEverythingChanged() {
        #expect(grid(["abc"]).changedColumns(inRow: 0, since: nil) == 0..<8)
        #expect(grid(["abc"]).changedColumns(inRow: 0, since: CellGrid(size: Size(columns: 7, rows: 1))) == 0..<8)
        #expect(CellGrid(size: Size(columns: 0, rows: 1)).changedColumns(inRow: 0, since: nil) == nil)
    }
}
