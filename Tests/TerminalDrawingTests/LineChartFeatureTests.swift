import Testing

@testable import TerminalDrawing

/// Several series, their legend, log axes, windows and gaps, as pictures.
@Suite struct LineChartFeatureTests {
    private func lines(_ chart: LineChart, _ columns: Int, _ rows: Int, _ glyphs: GlyphSet = .unicode) -> [String] {
        var grid = CellGrid(size: Size(columns: columns, rows: rows))
        chart.draw(into: &grid, in: grid.bounds, glyphs: glyphs) { value in
            let hundredths = Int((value * 100).rounded())
            return hundredths % 100 == 0 ? "\(hundredths / 100)" : "\(Double(hundredths) / 100)"
        }
        return grid.plainText.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    private var two: LineChart {
        LineChart(series: [
            ChartSeries(name: "train", values: (0...60).map { 0.7 / (1 + Double($0) / 5) }, color: .standard),
            ChartSeries(
                name: "test", values: (0...60).map { 0.75 / (1 + Double($0) / 20) }, color: .standard, stroke: .dashed),
        ])
    }

    @Test func theLegendNamesStrokesAndValues() {
        #expect(
            lines(two, 60, 12) == [
                "      ⡑⢄                                ── train 0.05",
                "      ⢱ ⠠⡀                              ╌╌ test  0.19",
                "  0.6 ⠈⡆ ⠈⠒",
                "       ⠘⡄   ⠑⠢ ⡀",
                "        ⢱      ⠈⠑ ⣀",
                "  0.4    ⠣⡀        ⠉ ⠢⠤ ⡀",
                "          ⠑⢄            ⠈⠉ ⠒⠤ ⢄⣀",
                "            ⠑⢄⡀                  ⠉⠉ ⠒⠢ ⠤⠤ ⣀⣀",
                "  0.2         ⠈⠑⠒⠤⣀⣀                         ⠉⠉ ⠑⠒ ⠒⠒ ⠤⠤ ⠤⠤●",
                "                    ⠉⠑⠒⠒⠢⠤⠤⣀⣀⣀⡀",
                "                              ⠈⠉⠉⠉⠉⠉⠒⠒⠒⠒⠒⠒⠒⠒⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⢄⣀⣀⣀●",
                "      0                 20               40               60",
            ])
    }

    @Test func asciiHasCharactersInPlaceOfStrokes() {
        #expect(
            lines(two, 60, 12, .ascii) == [
                "      +                                 ** train 0.05",
                "      *+++                              ++ test  0.19",
                "  0.6  *  ++",
                "        *   +++",
                "        **     ++++",
                "  0.4     *        +++++++",
                "          **             +++++++++",
                "            ****                 +++++++++++++++",
                "  0.2           ******                          +++++++++++o",
                "                      *****************",
                "                                       ********************o",
                "      0                 20               40               60",
            ])
    }

    @Test func bothAxesCanBeLogarithmicAndTellWhatTheyLeaveOut() {
        var chart = two
        chart.isLogY = true
        #expect(
            lines(chart, 60, 12) == [
                "    1                                   ── train 0.05",
                "      ⢳⠒ ⣀⣀                             ╌╌ test  0.19",
                "  0.5  ⠑⢄   ⠑⠒ ⠤⢄",
                "        ⠈⠢⣀       ⠉⠉ ⠒⠢ ⠤⣀ ⣀",
                "           ⠉⢆⡀              ⠉ ⠑⠒ ⠢⠤ ⠤⣀ ⣀⡀",
                "  0.2        ⠈⠑⠢⢄                       ⠈ ⠉⠉ ⠒⠒ ⠢⠤ ⠤⣀ ⣀⣀ ⡀",
                "                 ⠉⠉⠒⠤⢄⡀                                  ⠈⠉●",
                "                      ⠈⠉⠑⠒⠤⠤⣀⡀",
                "  0.1                        ⠈⠉⠑⠒⠒⠤⠤⣀⣀⡀",
                "                                      ⠈⠉⠉⠑⠒⠒⠤⠤⠤⢄⣀⣀",
                " 0.05                                             ⠉⠉⠉⠉⠒⠒⠒⠒⠤●",
                "      0                 20               40               60",
            ])
        chart.isLogX = true
        chart.cursor = LineChart.Cursor(x: 20, label: "iteration 20")
        #expect(
            lines(chart, 60, 12) == [
                "    1                                   ── train 0.14",
                "      ⠒⠒ ⠒⠒ ⠒⠒ ⠒⠢ ⠤⠤ ⣀⣀ ⣀⣀              ╌╌ test  0.38",
                "  0.5 ⠉⠉⠒⠒⠒⠒⠤⠤⠤⢄⣀⣀         ⠉⠉ ⠒⠒ ⠤⢄ ⡀   2 ≤ 0 left out",
                "                  ⠉⠉⠒⠢⠤⢄⣀⣀          ⠈⠉ ⠒⠤●⣀⡀",
                "                          ⠉⠑⠢⢄⣀          │ ⠈ ⠒⠤ ⣀",
                "  0.2                          ⠉⠑⠢⢄⡀     │      ⠈⠙ ⠤⣀",
                "                                   ⠈⠉⠒⠤⢄ │◀ iteration 20",
                "                                        ⠉●⠢⢄⡀",
                "  0.1                                    │  ⠈⠒⠢⣀",
                "                                         │      ⠉⠲⢤⡀",
                " 0.05                                    │         ⠈⠑●",
                "      1       2         5        10      20        50    100",
            ])
    }

    @Test func linesAreCutOffAtTheBorderOfAWindow() {
        var chart = two
        (chart.xRange, chart.yRange) = (5...15, 0.3...0.5)
        chart.cursor = LineChart.Cursor(x: 20, label: "iteration 20")
        #expect(
            lines(chart, 60, 12) == [
                " 0.50                            ⠉⠒ ⠤⢄  ── train 0.14",
                "                                       ⠉╌╌ test  0.38",
                " 0.45                                        ⠉⠑ ⠢⠤ ⡀",
                "                                                   ⠈⠉ ⠒⠢ ⠤⢄",
                "",
                " 0.40",
                "",
                "",
                " 0.35 ⠑⠢⣀",
                "         ⠉⠢⢄",
                " 0.30       ⠉⠒⠤⣀",
                "      5                          10                       15",
            ])
        chart.cursor = nil
        // A window between two points shows the line that goes through it.
        chart.series = [ChartSeries(values: [0, 10], color: .standard)]
        (chart.xRange, chart.yRange) = (0.4...0.6, 4...6)
        let rows = lines(chart, 20, 4)
        #expect(rows.prefix(3).allSatisfy { $0.unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) } })
        (chart.xRange, chart.yRange) = (0.4...0.6, 7...8)
        #expect(!lines(chart, 20, 4).joined().unicodeScalars.contains { (0x2801...0x28FF).contains($0.value) })
    }

    @Test func zeroAndLessAreLeftOutOfALogAxis() {
        var chart = LineChart(series: [
            ChartSeries(name: "a", values: [-1, 0, 1, 10, 100], color: .standard),
            ChartSeries(
                name: "b", values: [1, .nan, .infinity, -.infinity, 5], color: .standard, stroke: .dotted),
        ])
        chart.isLogY = true
        #expect(
            lines(chart, 60, 12) == [
                "  100                                      ── a 100",
                "   50                                      ┈┈ b 5",
                "                                           2 ≤ 0 left out",
                "   20                                             ⣀⠔⠁",
                "                                                ⡠⠊",
                "   10                                        ⢀⠔⠉",
                "                                           ⡠⠊⠁",
                "    5                                   ⢀⠔⠉                ●",
                "                                      ⡠⠊⠁",
                "    2                              ⢀⠔⠊",
                "    1 ⡀            ✗             ⡠⠒⠁",
                "      0                          2                         4",
            ])
        // If nothing is left, a note says why.
        chart.series = [ChartSeries(values: [0, -3], color: .standard)]
        #expect(lines(chart, 30, 5) == [" 2 ≤ 0 left out", "", "", "", ""])
        #expect(lines(chart, 30, 5, .ascii)[0] == " 2 <= 0 left out")
    }

    @Test func gapsAreMarkedWhereTheyBegin() {
        var chart = LineChart(series: [
            ChartSeries(values: [5, 4, .nan, .nan, 3, .infinity, 2, -.infinity, 1], color: .standard)
        ])
        chart.showsLastValues = false
        #expect(
            lines(chart, 40, 6) == [
                "      ⠑⠢⣀                  ✗",
                "    4    ⠉⠂   ✗",
                "                       ⠄",
                "    2                          ⠄",
                "                                   ✗   ●",
                "      0                    5",
            ])
        #expect(lines(chart, 40, 6, .ascii).joined().count { $0 == "!" } == 3)
    }

    @Test func strokesDifferWithoutColours() {
        let chart = LineChart(series: [
            ChartSeries(name: "a", values: [3, 3], color: .standard),
            ChartSeries(name: "b", values: [2, 2], color: .standard, stroke: .dashed),
            ChartSeries(name: "c", values: [1, 1], color: .standard, stroke: .dotted),
        ])
        #expect(
            lines(chart, 46, 7) == [
                "    3 ⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉── a 3",
                "                              ╌╌ b 2",
                "                              ┈┈ c 1",
                "    2 ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ⠉⠉ ●",
                "",
                "    1 ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ⡀⢀ ●",
                "      0                  0.5               1.0",
            ])
    }

    @Test func pointsOfFewAreMarked() {
        var tests = ChartSeries(
            name: "test", points: (1...10).map { ChartPoint(x: Double($0 * 6), y: 1 / Double($0)) }, color: .standard,
            stroke: .dashed, hasMarks: true)
        #expect(lines(LineChart(series: [tests]), 60, 10).joined().count { $0 == "●" } == 10)
        // If they would touch each other, only the last one is written.
        tests = ChartSeries(values: (0..<60).map(Double.init), color: .standard)
        tests.hasMarks = true
        #expect(lines(LineChart(series: [tests]), 60, 10).joined().count { $0 == "●" } == 1)
    }

    @Test func theFutureIsPaleAndTheLastValueIsBeforeIt() {
        var chart = LineChart(series: [ChartSeries(values: [1, 2, 3, 4], color: .rgb(1, 1, 1))])
        chart.series[0].pale = ChartSeries.Pale(after: 1, color: .rgb(9, 9, 9))
        var grid = CellGrid(size: Size(columns: 30, rows: 5))
        chart.draw(into: &grid, in: grid.bounds) { "\($0)" }
        let dots = grid.cells.filter { "\u{2801}"..."\u{28FF}" ~= $0.character }
        #expect(Set(dots.map(\.style.foreground)) == [.rgb(1, 1, 1), .rgb(9, 9, 9)])
        #expect(grid.plainText.contains("2.0") && !grid.plainText.contains("4.0"))
    }

    @Test func whatStandsBehindNeitherThickensALineNorIsNamed() {
        let line = ChartSeries(name: "train", values: [1, 1, 1, 1], color: .rgb(1, 1, 1))
        var raw = ChartSeries(name: "raw", values: [0, 2, 0, 2], color: .rgb(5, 5, 5))
        raw.isBackdrop = true
        func dots(_ series: [ChartSeries]) -> [Character] {
            var chart = LineChart(series: series)
            chart.yRange = 0...2
            var grid = CellGrid(size: Size(columns: 40, rows: 9))
            chart.draw(into: &grid, in: grid.bounds) { _ in "" }
            #expect(!grid.plainText.contains("raw"))
            return grid.cells.filter { $0.style.foreground == .rgb(1, 1, 1) }.map(\.character)
        }
        #expect(dots([line]) == dots([raw, line]))
    }

    @Test func manyNamesEndInHowManyThereAre() {
        let chart = LineChart(
            series: (0..<20).map {
                ChartSeries(name: "a run with a long name \($0)", values: [1, 2], color: .standard)
            }
        )
        let rows = lines(chart, 90, 10)
        #expect(rows.contains { $0.contains("a run with a long n…") })
        #expect(rows.contains { $0.contains("14 more") })
    }

    /// While a run goes on and its loss falls a little, only the line and the last value change.
    @Test func nothingJumpsWhileValuesChange() {
        func frame(_ count: Int) -> [String] {
            var chart = LineChart(series: [
                ChartSeries(name: "train", values: (0..<count).map { 2.3 / (1 + Double($0) / 40) }, color: .standard),
                ChartSeries(name: "test", values: [2.4, 1.9], color: .standard, stroke: .dashed),
            ])
            chart.isLogY = true
            var grid = CellGrid(size: Size(columns: 80, rows: 20))
            chart.draw(into: &grid, in: grid.bounds) { "\(($0 * 10_000).rounded() / 10_000)" }
            return grid.plainText.split(separator: "\n", omittingEmptySubsequences: false).map {
                String($0.prefix(6)) + String($0.drop { !"─╌".contains($0) }.prefix(8))
            }
        }
        #expect(Set((430..<440).map(frame)).count == 1)
    }

    // MARK: A million points

    @Test func aMillionPointsKeepTheirSpike() {
        let values = (0..<1_000_000).map { $0 == 777_777 ? 50.0 : 1 }
        let rows = lines(LineChart(series: [ChartSeries(values: values, color: .standard)]), 60, 8)
        func dots(_ row: String) -> [Int] {
            row.enumerated().filter { "\u{2801}"..."\u{28FF}" ~= $0.element }.map(\.offset)
        }
        // One column in every row from the top to the line.
        let spike = dots(rows[0])
        #expect(spike.count == 1)
        #expect(rows.prefix(6).allSatisfy { dots($0) == spike })
        #expect(dots(rows[6]).count > 30)
    }

    // MARK: Anything

    /// Random series at random sizes: nothing crashes, and nothing is drawn outside.
    @Test func nothingIsDrawnOutside() {
        var generator = SplitMix(state: 20)
        let special: [Double] = [
            .nan, .infinity, -.infinity, 0, -1, 1, 1e308, -1e308, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 0.5,
        ]
        for round in 0..<1500 {
            func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }
            func value() -> Double {
                pick(0...3) == 0 ? special[pick(0...special.count - 1)] : Double.random(in: -2...5, using: &generator)
            }
            let series = (0..<pick(0...4)).map { index in
                var series = ChartSeries(
                    name: pick(0...1) == 0 ? "" : "s\(index)",
                    points: (0..<[0, 1, 2, 7, 400][pick(0...4)]).map { place in
                        ChartPoint(x: pick(0...9) == 0 ? value() : Double(place), y: value())
                    }, color: .rgb(1, 2, UInt8(index)), stroke: ChartSeries.Stroke.allCases[pick(0...2)],
                    hasMarks: pick(0...1) == 0)
                if pick(0...3) == 0 { series.pale = ChartSeries.Pale(after: value(), color: .rgb(7, 7, 7)) }
                series.isBackdrop = pick(0...4) == 0
                return pick(0...2) == 0 ? series.smoothed(by: 0.9) : series
            }
            var chart = LineChart(series: series)
            func range() -> ClosedRange<Double>? {
                let (a, b) = (value(), value())
                guard pick(0...2) == 0, !a.isNaN, !b.isNaN else { return nil }
                return min(a, b)...max(a, b)
            }
            (chart.isLogX, chart.isLogY) = (pick(0...2) == 0, pick(0...2) == 0)
            (chart.xRange, chart.yRange, chart.yHolds) = (range(), range(), range())
            chart.legendPlace = pick(0...1) == 0 ? .topRight : .bottomRight
            if pick(0...1) == 0 { chart.cursor = LineChart.Cursor(x: value(), label: "here") }
            let isTiny = round % 3 == 0
            let area = Rect(
                column: pick(0...3), row: pick(0...3), columns: pick(0...(isTiny ? 20 : 200)),
                rows: pick(0...(isTiny ? 6 : 60)))
            var grid = CellGrid(
                size: Size(columns: area.columns + 8, rows: area.rows + 8), style: Style(background: .rgb(3, 3, 3)))
            let empty = grid
            chart.draw(into: &grid, in: area, glyphs: pick(0...1) == 0 ? .unicode : .ascii) { "\($0)" }
            for row in 0..<grid.size.rows {
                for column in 0..<grid.size.columns where !area.contains(Point(column: column, row: row)) {
                    if grid[column: column, row: row] != empty[column: column, row: row] {
                        Issue.record("drawn outside of \(area) in round \(round)")
                    }
                }
            }
            _ = chart.x(atColumn: pick(-5...210), in: area) { "\($0)" }
        }
    }
}

/// A seeded generator (Steele, Lea and Flood 2014), so that a failure can be repeated.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
