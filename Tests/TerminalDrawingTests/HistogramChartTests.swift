import Testing

@testable import TerminalDrawing

@Suite struct HistogramChartTests {
    private func lines(_ counts: [Int], _ columns: Int, _ rows: Int, _ glyphs: GlyphSet = .unicode) -> [String] {
        var grid = CellGrid(size: Size(columns: columns, rows: rows))
        HistogramChart(counts: counts, range: -1...1, color: .standard)
            .draw(into: &grid, in: grid.bounds, glyphs: glyphs)
        return grid.plainText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    @Test func barsAreAsTallAsTheirCounts() {
        #expect(
            lines([0, 1, 2, 4, 8, 4, 1], 27, 6) == [
                "                  ███",
                "                  ███",
                "    5          ▄▄▄███▄▄▄",
                "            ▂▂▂█████████",
                "    0    ▅▅▅████████████▅▅▅",
                "      -1                  1",
            ])
        #expect(lines([0, 1, 2, 4, 8, 4, 1], 7, 3) == ["    █", "   ▄█▄", " ▃▆███▃"])
        #expect(lines([3, 0, 1], 3, 3, .ascii) == ["#", "#", "# #"])
    }

    @Test func aSingleOneAmongManyIsSeen() {
        var counts = [Int](repeating: 0, count: 300)
        (counts[150], counts[40]) = (1_000_000, 1)
        #expect(lines(counts, 30, 5)[3].contains("▁"))
    }

    @Test func anyCountsAndSizes() {
        for counts in [[], [0], [0, 0], [5], [Int.max / 2, 1], [Int](repeating: 1, count: 999)] {
            for columns in [0, 1, 2, 9, 60] {
                for rows in [0, 1, 3, 4, 20] {
                    let drawn = lines(counts, columns, rows)
                    #expect(drawn.count == rows && drawn.allSatisfy { $0.count <= columns })
                }
            }
        }
    }
}
