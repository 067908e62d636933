import Testing

@testable import TerminalDrawing

@Suite struct HeatMapTests {
    private let heat = HeatColors.dark(for: .direct)

    private func map(
        _ values: [Double], columns: Int, charactersPerColumn: Int = 1, rowsPerCharacter: Int = 1, scale: Double = 4
    ) -> HeatMap {
        HeatMap(
            resolution: HeatMap.Resolution(
                rows: values.count / columns, columns: columns, charactersPerColumn: charactersPerColumn,
                rowsPerCharacter: rowsPerCharacter),
            values: values, palette: .diverging(heat, scale: scale))
    }

    private func drawn(
        _ map: HeatMap, columns: Int, rows: Int, glyphs: GlyphSet = .unicode, hasColors: Bool = true
    ) -> CellGrid {
        var grid = CellGrid(size: Size(columns: columns, rows: rows))
        map.draw(into: &grid, in: grid.bounds, glyphs: glyphs, hasColors: hasColors)
        return grid
    }

    private func text(_ grid: CellGrid) -> [String] {
        grid.plainText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    @Test(
        "Cells are as large as the area allows",
        arguments: [
            (4, 4, Size(columns: 8, rows: 4), 2, 1), (4, 4, Size(columns: 7, rows: 4), 1, 1),
            (8, 4, Size(columns: 7, rows: 4), 1, 2), (7, 4, Size(columns: 4, rows: 4), 1, 2),
            (1, 1, Size(columns: 90, rows: 90), 2, 1),
        ])
    func wholeCells(rows: Int, columns: Int, area: Size, across: Int, down: Int) {
        let resolution = HeatMap.resolution(
            rows: rows, columns: columns, in: area, glyphs: .unicode, hasColors: true)
        #expect(resolution.isWhole)
        #expect((resolution.rows, resolution.columns) == (rows, columns))
        #expect((resolution.charactersPerColumn, resolution.rowsPerCharacter) == (across, down))
    }

    @Test(arguments: [(GlyphSet.ascii, true, false), (.unicode, false, false), (.unicode, true, true)])
    func thereAreNoHalfBlocksWhereTheyWouldSayNothing(glyphs: GlyphSet, hasColors: Bool, usesSigns: Bool) {
        let resolution = HeatMap.resolution(
            rows: 8, columns: 4, in: Size(columns: 8, rows: 4), glyphs: glyphs, hasColors: hasColors,
            usesSigns: usesSigns)
        #expect(!resolution.isWhole)
        #expect((resolution.rows, resolution.columns, resolution.rowsPerCharacter) == (4, 4, 1))
    }

    @Test(arguments: [(784, 2048), (2048, 3), (2, 5000), (61, 201), (120, 200), (0, 3), (3, 0)])
    func anyMatrixFitsItsArea(rows: Int, columns: Int) {
        for area in [Size(columns: 60, rows: 20), Size(columns: 1, rows: 1), Size(columns: 0, rows: 4)] {
            for glyphs in [GlyphSet.unicode, .ascii] {
                let resolution = HeatMap.resolution(
                    rows: rows, columns: columns, in: area, glyphs: glyphs, hasColors: true)
                #expect(resolution.size.columns <= area.columns && resolution.size.rows <= area.rows)
                let values = [Double](repeating: 1, count: resolution.rows * resolution.columns)
                let map = HeatMap(resolution: resolution, values: values, palette: .diverging(heat, scale: 1))
                _ = drawn(map, columns: area.columns, rows: area.rows, glyphs: glyphs)
            }
        }
    }

    @Test func blocksCoverTheMatrixOnceAndAreFoundAgain() {
        let resolution = HeatMap.resolution(
            rows: 784, columns: 130, in: Size(columns: 60, rows: 20), glyphs: .unicode, hasColors: true)
        #expect((resolution.rows, resolution.columns) == (40, 60))
        #expect((0..<40).flatMap { Array(resolution.matrixRows(ofBlockRow: $0)) } == Array(0..<784))
        #expect((0..<60).flatMap { Array(resolution.matrixColumns(ofBlockColumn: $0)) } == Array(0..<130))
        for row in 0..<784 {
            #expect(resolution.matrixRows(ofBlockRow: resolution.blockRow(ofMatrixRow: row)).contains(row))
        }
        for column in 0..<130 {
            let block = resolution.blockColumn(ofMatrixColumn: column)
            #expect(resolution.matrixColumns(ofBlockColumn: block).contains(column))
        }
    }

    @Test func cellsHaveTheColoursOfTheirValues() {
        let grid = drawn(map([-4, 0, 2, 4], columns: 2, charactersPerColumn: 2), columns: 5, rows: 2)
        #expect(text(grid) == ["", ""])
        let backgrounds = (0..<2).map { grid.row($0).map(\.style.background) }
        let colors = [-4, 0, 2, 4].map { heat.color(for: $0, scale: 4) }
        #expect(backgrounds[0] == [colors[0], colors[0], colors[1], colors[1], .standard])
        #expect(backgrounds[1] == [colors[2], colors[2], colors[3], colors[3], .standard])
    }

    @Test func halfBlocksShowTwoRowsInOne() {
        let grid = drawn(map([-4, 4, 2, 4, 1, 0], columns: 2, rowsPerCharacter: 2), columns: 2, rows: 2)
        func color(_ value: Double) -> Color { heat.color(for: value, scale: 4) }
        #expect(grid[column: 0, row: 0].character == "▀")
        #expect(grid[column: 0, row: 0].style == Style(foreground: color(-4), background: color(2), isPicture: true))
        #expect(grid[column: 1, row: 0] == Cell(style: Style(background: color(4))))
        // The third row has none below it, so the background shows through.
        #expect(
            grid[column: 0, row: 1] == Cell("▀", style: Style(foreground: color(1), isPicture: true)))
    }

    @Test func withoutColoursCharactersTellSignAndMagnitude() {
        let values = [-4, -3, -2, -1, -0.001, 0, 0.001, 1, 2, 3, 4]
        for (glyphs, hasColors) in [(GlyphSet.ascii, true), (.ascii, false), (.unicode, false)] {
            let grid = drawn(map(values, columns: 11), columns: 11, rows: 1, glyphs: glyphs, hasColors: hasColors)
            #expect(text(grid) == ["@=-.. ''+*#"])
            #expect(grid.cells.allSatisfy { (($0.style.background == .standard) != hasColors) })
        }
    }

    @Test func signsComeBesidesColoursOnRequest() {
        var map = map([-4, 0, 1, 4], columns: 2, charactersPerColumn: 2)
        map.usesSigns = true
        let grid = drawn(map, columns: 4, rows: 2)
        #expect(text(grid) == ["@@", "''##"])
        #expect(grid[column: 0, row: 0].style.background == heat.color(for: -4, scale: 4))
    }

    @Test func ofTwoRowsInOneCharacterTheStrongerIsShown() {
        let map = map([-4, 1, .nan, 2, -2, 0.5, 1, .infinity], columns: 4, rowsPerCharacter: 2)
        #expect(text(drawn(map, columns: 4, rows: 1, glyphs: .ascii)) == ["@'!!"])
    }

    @Test(arguments: [(GlyphSet.unicode, true), (.unicode, false), (.ascii, true), (.ascii, false)])
    func whatIsNotFiniteIsSeen(glyphs: GlyphSet, hasColors: Bool) {
        for palette in [HeatMap.Palette.diverging(heat, scale: 1), .gray(0...1)] {
            for value in [Double.nan, .infinity, -.infinity] {
                let map = HeatMap(
                    resolution: HeatMap.Resolution(rows: 1, columns: 2), values: [1, value], palette: palette)
                let grid = drawn(map, columns: 2, rows: 1, glyphs: glyphs, hasColors: hasColors)
                #expect(grid[column: 1, row: 0].character == "!")
                #expect(grid[column: 1, row: 0].style.reverse == !hasColors)
                #expect(grid[column: 0, row: 0].character != "!")
            }
        }
        let halves = drawn(map([1, 1, .nan, 1], columns: 2, rowsPerCharacter: 2), columns: 2, rows: 1)
        #expect(halves[column: 0, row: 0].style.background == heat.invalid)
    }

    @Test(
        "Values and scales of any size are drawn",
        arguments: [
            0, -1, .leastNonzeroMagnitude, 1e308, .infinity, .nan, -.infinity, .greatestFiniteMagnitude,
        ] as [Double])
    func anyScale(scale: Double) {
        let values: [Double] = [0, -0.0, .leastNonzeroMagnitude, -1e308, .greatestFiniteMagnitude, -1, 1, .nan]
        let grid = drawn(map(values, columns: 8, scale: scale), columns: 8, rows: 1, glyphs: .ascii)
        #expect(text(grid)[0].hasSuffix("!"))
        for range in [
            0.0...0.0, -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude,
            0.0...Double.leastNonzeroMagnitude,
        ] {
            let map = HeatMap(
                resolution: HeatMap.Resolution(rows: 1, columns: 8), values: values, palette: .gray(range))
            #expect(text(drawn(map, columns: 8, rows: 1, glyphs: .ascii))[0].hasSuffix("!"))
        }
    }

    @Test func mapsAreCutOffAtTheirAreaAndTheGrid() {
        var grid = CellGrid(size: Size(columns: 6, rows: 3))
        let map = map([Double](repeating: 4, count: 16), columns: 4)
        map.draw(into: &grid, in: Rect(column: 1, row: 1, columns: 2, rows: 1), glyphs: .ascii, hasColors: false)
        #expect(text(grid) == ["", " ##", ""])
        map.draw(into: &grid, in: Rect(column: 4, row: -3, columns: 9, rows: 9), glyphs: .ascii, hasColors: false)
        #expect(text(grid) == ["    ##", " ##", ""])
        map.draw(into: &grid, in: Rect(column: -9, row: 0, columns: 4, rows: 9), glyphs: .ascii, hasColors: false)
        #expect(text(grid) == ["    ##", " ##", ""])
    }

    @Test func placesAndBlocksFindEachOther() {
        let wide = map([Double](repeating: 0, count: 6), columns: 3, charactersPerColumn: 2)
        #expect(wide.cell(ofRow: 1, column: 2) == Point(column: 4, row: 1))
        #expect(wide.block(at: Point(column: 5, row: 1)).map { [$0.row, $0.column] } == [1, 2])
        #expect(wide.block(at: Point(column: 6, row: 1)) == nil)
        #expect(wide.block(at: Point(column: 0, row: -1)) == nil)
        let halves = map([Double](repeating: 0, count: 9), columns: 3, rowsPerCharacter: 2)
        #expect(halves.cell(ofRow: 2, column: 1) == Point(column: 1, row: 1))
        #expect(halves.cell(ofRow: 1, column: 1) == Point(column: 1, row: 0))
        #expect(halves.block(at: Point(column: 1, row: 1)).map { [$0.row, $0.column] } == [2, 1])
        #expect(halves.block(at: Point(column: 1, row: 2)) == nil)
    }

    @Test func colorsOfAPictureAreNotTakenForText() {
        // Two blues that are the same in sixteen or 256 colours: text would turn white, a picture must not.
        let style = Style(foreground: .rgb(0, 0, 200), background: .rgb(0, 0, 201), isPicture: true)
        for tier in [ColorTier.sixteen, .palette256] {
            let shown = tier.terminalColors(for: style)
            #expect(shown.foreground == shown.background)
        }
    }
}

@Suite struct HeatLegendTests {
    private func legend(
        _ scale: Double, columns: Int, glyphs: GlyphSet = .unicode, hasColors: Bool = true, usesSigns: Bool = false
    ) -> CellGrid {
        var grid = CellGrid(size: Size(columns: 40, rows: 1))
        var legend = HeatLegend(colors: .dark(for: .direct), scale: scale)
        legend.usesSigns = usesSigns
        let used = legend.draw(
            into: &grid, at: .zero, columns: columns, glyphs: glyphs, hasColors: hasColors, label: { "\($0)" })
        #expect(used <= max(0, columns) && used == grid.plainText.dropLast().count)
        return grid
    }

    @Test func zeroIsInTheMiddle() {
        let grid = legend(0.31, columns: 40)
        #expect(grid.plainText == "−0.31 ▇▇▇▇▇▇▇▇0▇▇▇▇▇▇▇▇ +0.31\n")
        #expect(grid[column: 6, row: 0].style.foreground == HeatColors.dark(for: .direct).negative.last)
        #expect(grid[column: 22, row: 0].style.foreground == HeatColors.dark(for: .direct).positive.last)
    }

    @Test func charactersOfTheMapAreExplained() {
        for (glyphs, hasColors, usesSigns) in [(GlyphSet.ascii, true, false), (.ascii, false, false)] {
            let grid = legend(2, columns: 40, glyphs: glyphs, hasColors: hasColors, usesSigns: usesSigns)
            #expect(grid.plainText == "-2.0 @@==--..0''++**## +2.0\n")
        }
        #expect(legend(2, columns: 40, usesSigns: true).plainText == "−2.0 @@==--..0''++**## +2.0\n")
    }

    @Test(
        "A legend fits its place",
        arguments: [
            (15, "−2.0 ▇▇0▇▇ +2.0"), (14, "−2.0 ▇0▇ +2.0"), (12, "±2.0"), (4, "±2.0"), (3, ""), (0, ""), (-4, ""),
        ])
    func narrow(columns: Int, expected: String) {
        #expect(legend(2, columns: columns).plainText == expected + "\n")
    }

    @Test(arguments: [0, .nan, .infinity, -1] as [Double])
    func aScaleOfNothingIsZero(scale: Double) {
        #expect(legend(scale, columns: 20).plainText == "0\n")
    }
}

@Suite struct HeatMapCursorTests {
    private let cursor = Style(foreground: .rgb(0, 0, 0), background: .rgb(255, 215, 95), bold: true)
    private let heat = HeatColors.dark(for: .direct)

    private func drawn(
        row: Int, column: Int, charactersPerColumn: Int = 1, rowsPerCharacter: Int = 1, glyphs: GlyphSet = .unicode
    ) -> CellGrid {
        let map = HeatMap(
            resolution: HeatMap.Resolution(
                rows: 2, columns: 2, charactersPerColumn: charactersPerColumn, rowsPerCharacter: rowsPerCharacter),
            values: [-1, 1, 1, 1], palette: .diverging(heat, scale: 1))
        var grid = CellGrid(size: Size(columns: 5, rows: 2))
        map.draw(into: &grid, in: grid.bounds, glyphs: glyphs, hasColors: true)
        map.drawCursor(atRow: row, column: column, style: cursor, into: &grid, in: grid.bounds, glyphs: glyphs)
        return grid
    }

    @Test func aCellUnderTheCursorHasAMarkOfItsOwn() {
        let wide = drawn(row: 1, column: 1, charactersPerColumn: 2)
        #expect(wide.plainText == "\n  []\n")
        #expect(wide[column: 2, row: 1].style == cursor && wide[column: 1, row: 1].style != cursor)
        #expect(drawn(row: 0, column: 1).plainText == " ●\n\n")
    }

    @Test func aCharacterForTheValueStays() {
        let grid = drawn(row: 0, column: 0, charactersPerColumn: 2, glyphs: .ascii)
        #expect(grid.plainText == "@@##\n####\n")
        #expect(grid.row(0).prefix(3).map { $0.style == cursor } == [true, true, false])
    }

    @Test func onHalfBlocksOnlyTheHalfChanges() {
        let (low, high) = (heat.color(for: -1, scale: 1), heat.color(for: 1, scale: 1))
        func halves(_ top: Color, _ bottom: Color) -> Cell {
            Cell("▀", style: Style(foreground: top, background: bottom, isPicture: true))
        }
        #expect(drawn(row: 0, column: 0, rowsPerCharacter: 2)[column: 0, row: 0] == halves(cursor.background, high))
        #expect(drawn(row: 1, column: 0, rowsPerCharacter: 2)[column: 0, row: 0] == halves(low, cursor.background))
        #expect(drawn(row: 1, column: 1, rowsPerCharacter: 2)[column: 1, row: 0] == halves(high, cursor.background))
    }

    @Test func aCursorBesideTheMapChangesNothing() {
        for (row, column) in [(-1, 0), (2, 0), (0, 2), (0, -1)] {
            #expect(drawn(row: row, column: column).plainText == "\n\n")
        }
    }
}
