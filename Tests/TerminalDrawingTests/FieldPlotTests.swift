import Testing

@testable import TerminalDrawing

@Suite struct FieldPlotTests {
    private func drawn(
        _ plot: FieldPlot, columns: Int, rows: Int, glyphs: GlyphSet = .unicode, hasColors: Bool = true
    ) -> CellGrid {
        var grid = CellGrid(size: Size(columns: columns, rows: rows))
        plot.draw(into: &grid, in: grid.bounds, glyphs: glyphs, hasColors: hasColors) { value in
            value == value.rounded() ? "\(Int(value))" : "\(value)"
        }
        return grid
    }

    private func text(_ grid: CellGrid) -> [String] {
        grid.plainText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private let red = Color(hex: 0xC00000)
    private let blue = Color(hex: 0x0000C0)

    @Test func axesHaveNumbersAndTitles() {
        var plot = FieldPlot(horizontal: 0...10, vertical: -1...1)
        plot.horizontalTitle = "petal length"
        plot.verticalTitle = "petal width"
        #expect(
            text(drawn(plot, columns: 45, rows: 11)) == [
                "       ↑ petal width           petal length →", "     1", "", "", "", "     0", "", "", "", "    -1",
                "       0                  5                10",
            ])
        #expect(text(drawn(plot, columns: 24, rows: 11, glyphs: .ascii))[0] == "         petal length ->")
    }

    @Test(
        "Axes give way before the plot does",
        arguments: [
            (Size(columns: 40, rows: 20), 33, 36), (Size(columns: 23, rows: 9), 23, 16),
            (Size(columns: 10, rows: 5), 10, 10), (Size(columns: 0, rows: 0), 0, 0),
        ])
    func room(area: Size, columns: Int, rows: Int) {
        let colored = FieldPlot.fieldResolution(in: area, glyphs: .unicode, hasColors: true)
        #expect(colored == (columns, rows))
        let plain = FieldPlot.fieldResolution(in: area, glyphs: .ascii, hasColors: true)
        #expect(plain == (columns, rows / 2))
    }

    @Test func theFieldHasTwoColoursInACharacter() {
        var plot = FieldPlot(horizontal: 0...1, vertical: 0...1)
        plot.field = FieldPlot.Field(columns: 2, rows: 2, colors: [red, blue, blue, blue])
        let grid = drawn(plot, columns: 2, rows: 1)
        #expect(
            grid[column: 0, row: 0] == Cell("▀", style: Style(foreground: red, background: blue, isPicture: true)))
        #expect(grid[column: 1, row: 0] == Cell(style: Style(background: blue)))
    }

    @Test func aFieldOfAnotherResolutionIsStretched() {
        var plot = FieldPlot(horizontal: 0...1, vertical: 0...1)
        plot.field = FieldPlot.Field(columns: 2, rows: 1, colors: [red, blue])
        let grid = drawn(plot, columns: 6, rows: 3)
        for row in 0..<3 {
            #expect(grid.row(row).map(\.style.background) == [red, red, red, blue, blue, blue])
        }
    }

    @Test func withoutColoursTheFieldShowsItsMarks() {
        var plot = FieldPlot(horizontal: 0...1, vertical: 0...1)
        plot.field = FieldPlot.Field(
            columns: 4, rows: 2, colors: [Color](repeating: red, count: 8), marks: Array("..::::.."))
        plot.samples = [
            FieldPlot.Sample(x: 0, y: 1, color: red, mark: "o"), FieldPlot.Sample(x: 1, y: 0, color: red, mark: "x"),
        ]
        let grid = drawn(plot, columns: 4, rows: 2, glyphs: .ascii, hasColors: false)
        #expect(text(grid) == ["o.::", "::.x"])
        #expect(grid[column: 1, row: 0].style == .plain)
        let colored = drawn(plot, columns: 4, rows: 2, glyphs: .ascii)
        #expect(text(colored) == ["o.::", "::.x"])
        #expect(colored[column: 1, row: 0].style.background == red)
    }

    @Test func samplesStandOnTheColourBehindThem() {
        let (dark, bright) = (Color(hex: 0x101010), Color(hex: 0xE0E0E0))
        var plot = FieldPlot(horizontal: 0...1, vertical: 0...1)
        plot.field = FieldPlot.Field(columns: 2, rows: 2, colors: [dark, red, bright, red])
        plot.samples = [FieldPlot.Sample(x: 0, y: 1, color: bright, mark: "●")]
        #expect(
            drawn(plot, columns: 2, rows: 1)[column: 0, row: 0]
                == Cell("●", style: Style(foreground: bright, background: dark, bold: true)))
        // In a region of its own colour a mark turns black or white.
        plot.samples = [FieldPlot.Sample(x: 0, y: 0, color: bright, mark: "●")]
        let lost = drawn(plot, columns: 2, rows: 1)[column: 0, row: 0].style
        #expect(lost == Style(foreground: Color(hex: 0x000000), background: bright, bold: true))
    }

    @Test func samplesWithoutAMarkAreFineDots() {
        var plot = FieldPlot(horizontal: 0...1, vertical: 0...1)
        plot.samples = [
            FieldPlot.Sample(x: 0, y: 0, color: red), FieldPlot.Sample(x: 1, y: 1, color: blue),
            FieldPlot.Sample(x: 0, y: 1, color: red),
        ]
        let grid = drawn(plot, columns: 2, rows: 1)
        #expect(text(grid) == ["⡁⠈"])
        #expect(grid.row(0).map(\.style.foreground) == [red, blue])
        #expect(text(drawn(plot, columns: 3, rows: 2, glyphs: .ascii)) == ["o o", "o"])
    }

    @Test func theDiagonalIsWhereBothAxesAgree() {
        var plot = FieldPlot(horizontal: 0...3, vertical: 0...3)
        plot.diagonal = red
        #expect(text(drawn(plot, columns: 4, rows: 4, glyphs: .ascii)) == ["   .", "  .", " .", "."])
        plot.vertical = 5...9
        #expect(text(drawn(plot, columns: 4, rows: 4, glyphs: .ascii)) == ["", "", "", ""])
        plot.vertical = 0...6
        #expect(text(drawn(plot, columns: 4, rows: 4, glyphs: .ascii)) == ["", "", "  ..", ".."])
    }

    @Test(
        "Ranges and points of any kind are drawn",
        arguments: [
            0.0...0.0, 5...5, -Double.infinity...Double.infinity, 0...Double.infinity,
            -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, 0...Double.leastNonzeroMagnitude,
            1e300...1.0001e300,
        ])
    func anyRange(range: ClosedRange<Double>) {
        let values = [0, 5, -1e308, Double.greatestFiniteMagnitude, .nan, .infinity, -.infinity, 1e300]
        for size in [Size(columns: 0, rows: 0), Size(columns: 1, rows: 1), Size(columns: 30, rows: 12)] {
            for glyphs in [GlyphSet.unicode, .ascii] {
                var plot = FieldPlot(horizontal: range, vertical: range)
                plot.diagonal = red
                plot.horizontalTitle = "a title that is much too long for anything"
                plot.verticalTitle = "another one that has no place at all"
                plot.field = FieldPlot.Field(columns: 1, rows: 1, colors: [blue])
                plot.samples = values.flatMap { x in
                    values.flatMap { y in
                        [Character("x"), nil].map { FieldPlot.Sample(x: x, y: y, color: red, mark: $0) }
                    }
                }
                var grid = CellGrid(size: size)
                plot.draw(into: &grid, in: grid.bounds, glyphs: glyphs, hasColors: true) { "\($0)" }
                plot.draw(
                    into: &grid, in: Rect(column: -9, row: -3, columns: 40, rows: 20), glyphs: glyphs,
                    hasColors: true
                ) { "\($0)" }
            }
        }
    }

    @Test func anEmptyFieldIsNoField() {
        var plot = FieldPlot(horizontal: 0...1, vertical: 0...1)
        plot.field = FieldPlot.Field(columns: 0, rows: 3, colors: [])
        #expect(drawn(plot, columns: 4, rows: 4) == CellGrid(size: Size(columns: 4, rows: 4)))
    }
}
