import Testing

@testable import TerminalDrawing

@Suite struct LineChartTests {
    private func picture(
        _ series: [[Double]], columns: Int, rows: Int, glyphs: GlyphSet = .unicode,
        _ change: (inout LineChart) -> Void = { _ in }
    ) -> [String] {
        var chart = LineChart(series: series.map { ChartSeries(values: $0, color: .standard) })
        change(&chart)
        var grid = CellGrid(size: Size(columns: columns, rows: rows))
        chart.draw(into: &grid, in: grid.bounds, glyphs: glyphs) { value in
            let hundredths = Int((value * 100).rounded())
            return hundredths % 100 == 0 ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
        }
        return grid.plainText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    @Test func aRisingLineRunsFromCornerToCorner() {
        #expect(picture([(0..<12).map(Double.init)], columns: 6, rows: 2) == ["   ⡠⠔●", "⡠⠔⠊⠁"])
    }

    @Test func aSpikeOfOnePointInThousandsIsDrawnInFullHeight() {
        let values = (0..<1600).map { $0 == 801 ? 10.0 : 0.0 }
        #expect(picture([values], columns: 8, rows: 3) == ["    ⡇", "    ⡇", "⣀⣀⣀⣀⣇⣀⣀●"])
    }

    @Test func nonFiniteValuesLeaveAMarkedGap() {
        let values = [0, 1, 2, 3, .nan, .infinity, 3, 2, 1, 0]
        #expect(picture([values], columns: 8, rows: 2) == [" ⢠⠊✗ ⠑⡄", "⡠⠃    ⠘●"])
    }

    @Test func aConstantRunsThroughTheMiddle() {
        #expect(picture([[5, 5, 5, 5]], columns: 8, rows: 2) == ["", "⠉⠉⠉⠉⠉⠉⠉●"])
    }

    @Test(
        "Series of any numbers are drawn without a crash",
        arguments: [
            [], [.nan], [.infinity, -.infinity], [5], [0], [.leastNonzeroMagnitude, 0], [-1e308, 1e308],
            [1e308, 1e308],
            [-Double.greatestFiniteMagnitude, .greatestFiniteMagnitude, 0], [1, 1.0000000000000002],
            [.leastNonzeroMagnitude, .greatestFiniteMagnitude], [1e300, 1.0001e300],
        ])
    func anyNumbers(values: [Double]) {
        for columns in [0, 1, 2, 9, 30] {
            for rows in [0, 1, 2, 7] {
                var chart = LineChart(series: [.init(values: values, color: .standard)])
                chart.yHolds = 0...1
                var grid = CellGrid(size: Size(columns: columns, rows: rows))
                chart.draw(into: &grid, in: grid.bounds) { "\($0)" }
                let isFinite = values.contains { $0.isFinite }
                #expect(isFinite || grid == CellGrid(size: grid.size))
            }
        }
    }

    @Test func axesHaveRoundLabelsAndTheLastValues() {
        let falling = (0...60).map { 0.7 / (1 + Double($0) / 5) }
        let slower = (0...60).map { 0.75 / (1 + Double($0) / 20) }
        #expect(
            picture([falling, slower], columns: 40, rows: 8) == [
                "      ⡕⡄",
                "  0.6 ⢸⠘⢄",
                "       ⢇ ⠉⠢⣀",
                "  0.4  ⠸⡀   ⠉⠢⠤⣀⡀",
                "        ⠘⢄⡀     ⠉⠑⠒⠦⠤⢄⣀⣀",
                "  0.2     ⠈⠒⠤⣀⡀         ⠉⠉⠉⠒⠒⠒⠢● 0.19",
                "              ⠈⠉⠉⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⢤⣀⣀⣀● 0.05",
                "      0                    50",
            ])
    }

    @Test func asciiTellsSeriesApartByTheirMarks() {
        let rows = picture([[0, 1, 2, 3], [3, 3, 3, 3]], columns: 4, rows: 4, glyphs: .ascii) {
            $0.showsHorizontalLabels = false
        }
        #expect(rows == ["+++o", "  *", " *", "*"])
    }

    @Test func pointsAreOnTheirPlaceOfTheHorizontalAxis() {
        var chart = LineChart(series: [
            .init(points: [.init(x: 0, y: 0), .init(x: 10, y: 0)], color: .standard)
        ])
        chart.xRange = 0...20
        var grid = CellGrid(size: Size(columns: 11, rows: 1))
        chart.draw(into: &grid, in: grid.bounds, glyphs: .ascii) { _ in "" }
        #expect(grid.plainText == "*****o\n")
    }

    @Test(
        "Ticks are round numbers on the axis",
        arguments: [
            (0.0...1.0, 6, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0.0023...0.6931, 3, [0.2, 0.4, 0.6]),
            (-3.0...250.0, 4, [0, 100, 200]), (1e-9...3e-9, 2, [1e-9, 2e-9, 3e-9]),
            (99.5...100.5, 3, [99.5, 100, 100.5]),
            (5.0...5.0, 3, [4.5, 5, 5.5]), (0.0...0.0, 3, [-1, 0, 1]),
        ])
    func ticks(range: ClosedRange<Double>, count: Int, expected: [Double]) {
        let scale = ChartScale(covering: range, tickCount: count)
        #expect(scale.ticks == expected)
        #expect(scale.lower <= range.lowerBound && scale.upper >= range.upperBound)
    }
}

@Suite struct BarTests {
    @Test func sparklineReachesFromEmptyToFull() {
        #expect(GlyphSet.unicode.sparkline([0, 1, 2, 3, 4, 5, 6, 7, 8], columns: 20) == " ▁▂▃▄▅▆▇█")
        #expect(GlyphSet.ascii.sparkline([0, 1, 8], columns: 20) == " _#")
    }

    @Test func sparklineKeepsSpikesWhenValuesShareAColumn() {
        let values = (0..<100).map { $0 == 57 ? 8.0 : 1.0 }
        #expect(GlyphSet.unicode.sparkline(values, columns: 4) == "▁▁█▁")
    }

    @Test(arguments: [[], [.nan], [-1, -2], [0, 0]] as [[Double]])
    func sparklineOfNothingIsEmpty(values: [Double]) {
        #expect(GlyphSet.unicode.sparkline(values, columns: 8).allSatisfy { $0 == " " })
    }

    @Test(arguments: [(0.0, "░░░░"), (0.5, "██░░"), (1, "████"), (7, "████"), (-1, "░░░░"), (.nan, "░░░░")])
    func progressFillsFromTheLeft(fraction: Double, bar: String) {
        #expect(GlyphSet.unicode.progressBar(fraction, columns: 4) == bar)
    }
}
