import Testing

@testable import TerminalDrawing
@testable import Screen

/// A plot in its box, for whatever series.
@Suite struct PlotPaneTests {
    private let noisy: ChartSeries = {
        let values = (0..<200).map { index -> Double in
            let falling = 1 / (1 + Double(index) / 20)
            let noise = Double(index * 7919 % 100) / 200
            return falling + noise
        }
        return ChartSeries(name: "train", values: values, color: .rgb(10, 200, 100))
    }()

    private func grid(
        _ content: PlotContent, _ state: PlotState = PlotState(), _ look: ScreenLook = .all[0], columns: Int = 70,
        rows: Int = 14, isFocused: Bool = false
    ) -> CellGrid {
        var grid = CellGrid(size: Size(columns: columns, rows: rows), style: look.theme.text)
        PlotPane(content, state, theme: look.theme, glyphs: look.glyphs)
            .draw(on: &grid, inBox: grid.bounds, title: "loss", isFocused: isFocused)
        return grid
    }

    @Test func theTitleTellsWhatTheUserHasDone() {
        var state = PlotState()
        #expect(
            grid(PlotContent(series: [noisy]), state).text(in: Rect(Size(columns: 70, rows: 1)))[0].hasPrefix(
                "╭ loss ─"))
        (state.isLogX, state.isLogY, state.smoothing, state.window) = (true, true, 0.6, 10...50.5)
        #expect(
            PlotPane(PlotContent(series: [noisy]), state, theme: .dark, glyphs: .unicode).notes == [
                "log x y", "smoothed 0.6", "10 to 50.5",
            ])
        let title = grid(PlotContent(series: [noisy]), state).text(in: Rect(Size(columns: 70, rows: 1)))[0]
        #expect(title.contains("loss  log x y  smoothed 0.6  10 to 50.5"))
    }

    @Test func theFocusLightsTheBox() {
        let content = PlotContent(series: [noisy])
        #expect(grid(content, isFocused: true).cells.contains { $0.style == Theme.dark.focusedBorder })
        #expect(!grid(content).cells.contains { $0.style == Theme.dark.focusedBorder })
    }

    @Test func theRawCurveStandsBehindTheSmoothedOne() {
        var state = PlotState()
        state.smoothing = 0.9
        let content = PlotContent(series: [noisy])
        func colors(_ look: ScreenLook) -> Set<Color> {
            let grid = grid(content, state, look)
            return Set(grid.cells.filter(\.isDot).map(\.style.foreground))
        }
        let faint = Color.rgb(10, 200, 100).mixed(with: Theme.dark.text.background, share: 0.6)
        #expect(colors(.all[0]) == [.rgb(10, 200, 100), faint])
        // Without colours only the smoothed one is drawn.
        #expect(colors(.all[1]) == [.rgb(10, 200, 100)])
        #expect(grid(content, state, .all[2]).plainText.contains("."))
    }

    @Test func marksAreNotSmoothedAway() {
        var tests = ChartSeries(
            name: "test", points: [ChartPoint(x: 50, y: 1), ChartPoint(x: 150, y: 0)], color: .rgb(1, 2, 3),
            hasMarks: true)
        tests.stroke = .dashed
        var state = PlotState()
        state.smoothing = 0.99
        let memo = PlotMemo()
        let curves = memo.smoothed([noisy, tests], by: 0.99, hasBackdrops: true) { $0 }
        #expect(curves.map(\.isBackdrop) == [true, false, false])
        #expect(curves[0].points == noisy.points && curves[2].points == tests.points)
        #expect(curves[1].points != noisy.points)
        // The same series give the same curves, and other series others.
        #expect(memo.smoothed([noisy, tests], by: 0.99, hasBackdrops: true) { $0 } == curves)
        #expect(memo.smoothed([tests], by: 0.99, hasBackdrops: true) { $0 } == [tests])
        #expect(memo.smoothed([noisy], by: 0, hasBackdrops: true) { $0 } == [noisy])
    }

    @Test func theCursorTellsTheExactValueOfEverySeries() {
        let other = ChartSeries(
            name: "test", points: [ChartPoint(x: 0, y: 0.123456), ChartPoint(x: 100, y: 0.5)], color: .rgb(1, 2, 3))
        let exact = ChartSeries(name: "train", values: [Double](repeating: 0.987654, count: 101), color: .standard)
        var state = PlotState()
        state.cursor = 60
        let lines = grid(PlotContent(series: [exact, other]), state).text(in: Rect(Size(columns: 70, rows: 14)))
        #expect(lines.contains { $0.contains("train 0.987654") })
        // Between two points the one before counts: values are not interpolated.
        #expect(lines.contains { $0.contains("test  0.123456") })
        #expect(lines.contains { $0.contains("60") && $0.contains("◀") })
        // Without room for a legend, the label shows them.
        let narrow = grid(PlotContent(series: [exact, other]), state, columns: 44, rows: 6)
        let text = narrow.text(in: Rect(Size(columns: 44, rows: 6))).joined()
        #expect(text.contains("60: train 0.987"))
    }

    @Test func thePlaceUnderTheMouseIsOnTheAxis() throws {
        let pane = PlotPane(PlotContent(series: [noisy]), PlotState(), theme: .dark, glyphs: .unicode)
        let area = Rect(column: 1, row: 1, columns: 68, rows: 12)
        let left = try #require(pane.x(at: Point(column: 0, row: 3), in: area))
        let right = try #require(pane.x(at: Point(column: 69, row: 3), in: area))
        #expect(left == 0 && right == 200)
        #expect(
            PlotPane(PlotContent(series: []), PlotState(), theme: .dark, glyphs: .unicode)
                .x(at: .zero, in: area) == nil)
    }

    /// Boxes of all sizes, states and looks: nothing crashes, and the box stays whole.
    @Test func everySizeAndState() {
        var states = [PlotState()]
        for (isLogX, isLogY) in [(true, false), (false, true), (true, true)] {
            var state = PlotState()
            (state.isLogX, state.isLogY, state.smoothing, state.cursor) = (isLogX, isLogY, 0.9, 60)
            states.append(state)
            state.window = 20...80
            states.append(state)
        }
        let odd = ChartSeries(name: "odd", values: [0, -1, .nan, .infinity, 1e300, 1e-300], color: .rgb(9, 9, 9))
        let contents = [[noisy], [noisy, odd], [odd], []].map(PlotContent.init)
        for columns in [1, 2, 3, 8, 20, 41, 90] {
            for rows in [1, 2, 3, 4, 7, 20] {
                for look in ScreenLook.all {
                    for content in contents {
                        for state in states {
                            let grid = grid(content, state, look, columns: columns, rows: rows)
                            guard columns > 1, rows > 2 else { continue }
                            #expect(grid[column: 0, row: 1].character == look.glyphs.lines.vertical)
                            #expect(grid[column: columns - 1, row: 1].character == look.glyphs.lines.vertical)
                        }
                    }
                }
            }
        }
    }
}
