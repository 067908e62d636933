import Testing

@testable import TerminalDrawing

@Suite struct LineChartCursorTests {
    private let label: (Double) -> String = { value in
        let hundredths = Int((value * 100).rounded())
        return hundredths % 100 == 0 ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
    }

    private func grid(
        _ chart: LineChart, columns: Int = 40, rows: Int = 8, glyphs: GlyphSet = .unicode
    ) -> CellGrid {
        var grid = CellGrid(size: Size(columns: columns, rows: rows))
        chart.draw(into: &grid, in: grid.bounds, glyphs: glyphs, label: label)
        return grid
    }

    private func text(_ grid: CellGrid) -> [String] {
        grid.plainText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private var falling: LineChart {
        LineChart(series: [
            ChartSeries(values: (0...60).map { 0.7 / (1 + Double($0) / 5) }, color: .rgb(1, 2, 3))
        ])
    }

    @Test func theCursorIsALineWithItsPointAndItsValue() {
        var chart = falling
        chart.cursor = LineChart.Cursor(x: 20, label: "iteration 20")
        #expect(
            text(grid(chart)) == [
                "      ⢇       │◀ iteration 20", "  0.6 ⠸⡀      │", "       ⢣      │", "  0.4  ⠘⡄     │",
                "        ⠈⠢⣀   │", "  0.2     ⠈⠒⠢⢄●⡀", "              │⠈⠉⠑⠒⠒⠒⠢⠤⠤⠤⠤⠤⠤⣀⣀⣀● 0.05",
                "      0                    50",
            ])
    }

    @Test(arguments: [0.0, 7, 20, 41, 60])
    func nothingElseChangesItsPlace(x: Double) {
        var chart = falling
        let before = grid(chart)
        chart.cursor = LineChart.Cursor(x: x, label: "here")
        let after = grid(chart)
        let column = (4..<35).first { column in
            (0..<7).contains { after[column: column, row: $0].character == "│" }
        }
        #expect(column != nil)
        for row in 0..<8 {
            for place in 0..<40 where before[column: place, row: row] != after[column: place, row: row] {
                let isLine = place == column
                let isLabel = "here◀▶ ".contains(after[column: place, row: row].character)
                #expect(isLine || isLabel, "at \(place), \(row)")
            }
        }
    }

    @Test func theLabelGoesToTheOtherSideAtTheEnd() {
        var chart = falling
        chart.cursor = LineChart.Cursor(x: 55, label: "iteration 55")
        #expect(text(grid(chart))[0] == "      ⢇        iteration 55 ▶│")
        #expect(text(grid(chart, glyphs: .ascii))[0].hasSuffix("iteration 55 >|"))
    }

    @Test func theLabelIsWhereItHidesLeast() {
        var chart = LineChart(series: [
            .init(values: [Double](repeating: 1, count: 20) + [0], color: .standard)
        ])
        chart.showsLastValues = false
        chart.cursor = LineChart.Cursor(x: 0, label: "long label")
        let rows = text(grid(chart, columns: 24, rows: 3))
        #expect(rows[0].filter { $0 == "⠉" }.count > 14)
        #expect(rows[1].contains("◀ long label"))
    }

    @Test func aLabelWithoutRoomIsCutOff() {
        var chart = falling
        chart.cursor = LineChart.Cursor(x: 30, label: "a label that is much too long for any chart")
        #expect(text(grid(chart, columns: 30)).contains { $0.contains("a label") && $0.contains("…") })
    }

    @Test(arguments: [-1.0, 61, .nan, .infinity, -.infinity])
    func aCursorBesideTheAxisIsNotDrawn(x: Double) {
        var chart = falling
        let before = grid(chart)
        chart.cursor = LineChart.Cursor(x: x, label: "here")
        #expect(grid(chart) == before)
    }

    @Test func eachSeriesHasItsPointEvenBetweenTwoOfItsOwn() {
        let line = ChartSeries(points: [.init(x: 0, y: 0), .init(x: 10, y: 5)], color: .standard)
        #expect(line.value(at: 0) == 0)
        #expect(line.value(at: 4) == 2)
        #expect(line.value(at: 10) == 5)
        #expect(line.value(at: -1) == nil)
        #expect(line.value(at: 11) == nil)
        let gap = ChartSeries(
            points: [.init(x: 0, y: 0), .init(x: 5, y: .nan), .init(x: 10, y: 5)], color: .standard)
        #expect(gap.value(at: 4) == nil)
        #expect(gap.value(at: 10) == 5)
    }

    @Test func everyColumnHasItsPlaceOnTheAxis() {
        var chart = falling
        let area = Rect(column: 3, row: 2, columns: 40, rows: 8)
        for isLog in [false, true] {
            chart.isLogX = isLog
            func x(_ column: Int) -> Double? { chart.x(atColumn: column, in: area, label: label) }
            #expect(x(-5) == (isLog ? 1 : 0))
            #expect(abs((x(99) ?? 0) - (isLog ? 100 : 60)) < 1e-9)
            var former = -1.0
            for column in 9..<34 {
                let found = x(column) ?? .nan
                #expect(found > former || (column == 9 && found >= former))
                former = found
                // A cursor there is drawn in the column that was asked for.
                var marked = chart
                marked.cursor = LineChart.Cursor(x: found, label: "")
                var grid = CellGrid(size: Size(columns: 50, rows: 12))
                marked.draw(into: &grid, in: area, label: label)
                #expect((2..<9).contains { "│●".contains(grid[column: column, row: $0].character) }, "\(column)")
            }
        }
    }

    @Test func withoutAPlotThereIsNoPoint() {
        let empty = LineChart(series: [.init(values: [.nan], color: .standard)])
        #expect(empty.x(atColumn: 3, in: Rect(Size(columns: 40, rows: 8)), label: label) == nil)
        #expect(falling.x(atColumn: 3, in: Rect(Size(columns: 1, rows: 0)), label: label) == nil)
    }
}
