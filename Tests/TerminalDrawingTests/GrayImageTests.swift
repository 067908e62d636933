import Testing

@testable import TerminalDrawing

@Suite struct GrayImageTests {
    /// A square with a bright frame.
    private func frame(_ side: Int) -> GrayImage {
        GrayImage(
            rows: side, columns: side,
            values: (0..<side * side).map { index in
                let (row, column) = (index / side, index % side)
                return row == 0 || column == 0 || row == side - 1 || column == side - 1 ? 1 : 0
            })
    }

    private func text(_ image: GrayImage, _ size: Size, glyphs: GlyphSet, scale: Int = 1) -> [String] {
        var grid = CellGrid(size: size)
        image.draw(into: &grid, in: grid.bounds, glyphs: glyphs, hasColors: false, largestScale: scale)
        return grid.plainText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    @Test(
        "Pixels are square on characters twice as tall as wide",
        arguments: [
            (8, Size(columns: 80, rows: 40), 1, Size(columns: 8, rows: 4)),
            (8, Size(columns: 80, rows: 40), 3, Size(columns: 24, rows: 12)),
            (8, Size(columns: 80, rows: 9), 9, Size(columns: 16, rows: 8)),
            (28, Size(columns: 40, rows: 20), 4, Size(columns: 28, rows: 14)),
            (28, Size(columns: 14, rows: 20), 4, Size(columns: 14, rows: 7)),
            (28, Size(columns: 40, rows: 5), 4, Size(columns: 10, rows: 5)),
            (28, Size(columns: 0, rows: 5), 4, Size(columns: 0, rows: 0)),
            (1, Size(columns: 1, rows: 1), 4, Size(columns: 1, rows: 1)),
        ])
    func sizes(side: Int, area: Size, scale: Int, expected: Size) {
        let size = frame(side).size(in: area, glyphs: .unicode, hasColors: true, largestScale: scale)
        #expect(size == expected)
    }

    @Test func halfBlocksAreTwoPixels() {
        let image = GrayImage(rows: 2, columns: 2, values: [0, 1, 1, 1])
        var grid = CellGrid(size: Size(columns: 3, rows: 1))
        image.draw(into: &grid, in: grid.bounds, glyphs: .unicode, hasColors: true)
        let (black, white) = (Color(hex: 0x000000), Color(hex: 0xFFFFFF))
        #expect(
            grid[column: 0, row: 0]
                == Cell("▀", style: Style(foreground: black, background: white, isPicture: true)))
        #expect(grid[column: 1, row: 0] == Cell(style: Style(background: white)))
        #expect(grid[column: 2, row: 0] == Cell())
    }

    @Test func asciiShowsAPixelAsTwoCharactersWhereTheyFit() {
        #expect(
            text(frame(4), Size(columns: 8, rows: 4), glyphs: .ascii) == [
                "@@@@@@@@", "@@    @@", "@@    @@", "@@@@@@@@",
            ])
        #expect(text(frame(4), Size(columns: 8, rows: 4), glyphs: .unicode)[1] == "██    ██")
    }

    @Test func whereTheyDoNotFitACharacterIsTheMeanOfTwoPixels() {
        #expect(text(frame(4), Size(columns: 4, rows: 2), glyphs: .ascii) == ["@++@", "@++@"])
    }

    @Test func smallAreasShowTheMeansOfManyPixels() {
        #expect(text(frame(8), Size(columns: 4, rows: 9), glyphs: .ascii).prefix(3) == ["*::*", "*::*", ""])
    }

    @Test func weightsOfAPictureAreASignedPicture() {
        let image = GrayImage(
            rows: 2, columns: 2, values: [-1, 0, 0.5, 1], palette: .diverging(.dark(for: .direct), scale: 1))
        #expect(text(image, Size(columns: 4, rows: 2), glyphs: .ascii) == ["@@", "++##"])
    }

    @Test(
        "Pixels of any kind are drawn",
        arguments: [
            [], [.nan], [.infinity, .nan, -.infinity, 1], [5, 5, 5, 5],
            [-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude, 0, 1],
        ] as [[Double]])
    func anyPixels(values: [Double]) {
        let side = values.count == 4 ? 2 : values.count
        for glyphs in [GlyphSet.unicode, .ascii] {
            for hasColors in [false, true] {
                var grid = CellGrid(size: Size(columns: 6, rows: 6))
                GrayImage(rows: side, columns: side, values: values).draw(
                    into: &grid, in: grid.bounds, glyphs: glyphs, hasColors: hasColors, largestScale: 2)
                let hasInvalid = values.contains { !$0.isFinite } && !(hasColors && !glyphs.isASCII)
                #expect(grid.plainText.contains("!") == hasInvalid)
            }
        }
    }
}
