import Testing

@testable import TerminalDrawing

/// Keys on a plot.
@Suite struct PlotStateTests {
    private func content(_ count: Int = 101) -> PlotContent {
        PlotContent(series: [
            ChartSeries(name: "train", values: (0..<count).map { 1 / Double($0 + 1) }, color: .standard)
        ])
    }

    private func pressed(_ keys: Key..., content: PlotContent, from start: PlotState = PlotState()) -> PlotState {
        var state = start
        for key in keys { #expect(state.handle(key, content) == .handled) }
        return state
    }

    // MARK: The cursor

    @Test func theCursorBeginsAtTheEndAndGoesByHundredthsAndByPoints() {
        let content = content(1001)
        #expect(pressed(.left, content: content).cursor == 990)
        #expect(pressed(.left, .right, content: content).cursor == 1000)
        #expect(pressed(.left, .up, content: content).cursor == 991)
        #expect(pressed(.left, .down, .down, content: content).cursor == 988)
        #expect(pressed(.left, .pageUp, .pageDown, .character("h"), content: content).cursor == 980)
        #expect(pressed(.home, content: content).cursor == 0)
        #expect(pressed(.home, .left, .down, content: content).cursor == 0)
        #expect(pressed(.home, .end, .right, .up, content: content).cursor == 1000)
    }

    @Test func everyKeyMovesByAPointAtLeast() {
        let content = content(5)
        #expect(pressed(.left, content: content).cursor == 3)
        #expect(pressed(.left, .left, .right, content: content).cursor == 3)
    }

    @Test func onALogAxisItGoesByEqualRatios() {
        let state = pressed(.character("x"), .home, .right, .right, .right, content: content(10_001))
        // From 1 on, since 0 has no place there; the first steps are shorter than a point.
        #expect(state.cursor == 4)
        let far = pressed(.end, .left, content: content(10_001), from: state)
        #expect((9100...9130).contains(far.cursor ?? 0))
    }

    @Test func itGoesAlongTheSeriesThatItFollows() {
        var content = content(11)
        content.series.append(
            ChartSeries(
                points: [0.5, 3.5, 40].map { ChartPoint(x: $0, y: 1) }, color: .standard))
        #expect(pressed(.end, content: content).cursor == 40)
        #expect(pressed(.home, .up, content: content).cursor == 0.5)
        content.cursorSeries = 0
        #expect(pressed(.end, content: content).cursor == 10)
        #expect(pressed(.home, .up, content: content).cursor == 1)
    }

    @Test func enterGoesWhereTheCursorIs() {
        var state = PlotState()
        #expect(state.handle(.enter, content()) == .ignored)
        state.cursor = 17
        #expect(state.handle(.enter, content()) == .go(17))
    }

    @Test(arguments: [Key.tab, .escape, .character("s"), .character("q"), .character(":"), .function(1)])
    func otherKeysAreForOthers(key: Key) {
        var state = PlotState()
        #expect(state.handle(key, content()) == .ignored)
        #expect(state == PlotState())
    }

    // MARK: Zoom

    @Test func zoomingKeepsTheCursorInItsPlace() {
        var state = PlotState()
        state.cursor = 20
        #expect(state.handle(.character("]"), content()) == .handled)
        #expect(state.window == 10...60)
        #expect(state.handle(.character("]"), content()) == .handled)
        #expect(state.window == 15...40)
        #expect(state.handle(.character("["), content()) == .handled)
        #expect(state.window == 10...60)
        #expect(state.handle(.character("["), content()) == .handled)
        #expect(state.window == nil)
    }

    @Test func withoutACursorItIsAboutTheMiddle() {
        #expect(pressed(.character("]"), content: content()).window == 25...75)
    }

    @Test func panningStopsAtTheEnds() {
        let zoomed = pressed(.character("]"), content: content())
        #expect(pressed(.character("}"), content: content(), from: zoomed).window == 37.5...87.5)
        #expect(
            pressed(.character("}"), .character("}"), .character("}"), content: content(), from: zoomed).window
                == 50...100)
        #expect(
            pressed(.character("{"), .character("{"), .character("{"), content: content(), from: zoomed).window
                == 0...50)
        #expect(pressed(.character("{"), content: content()).window == nil)
        #expect(pressed(.character("r"), content: content(), from: zoomed).window == nil)
    }

    @Test func itStopsBeforeThereIsNothingToSee() throws {
        var state = PlotState()
        for _ in 0..<200 { _ = state.handle(.character("]"), content()) }
        let window = try #require(state.window)
        #expect(content().series[0].count(in: window) >= 3)
        #expect(window.upperBound - window.lowerBound < 8)
    }

    @Test func theWindowFollowsTheCursor() throws {
        var state = pressed(.character("]"), .character("]"), content: content())
        _ = state.handle(.home, content())
        #expect(state.window?.lowerBound == 0)
        _ = state.handle(.end, content())
        #expect(state.window?.upperBound == 100)
        for _ in 0..<100 {
            _ = state.handle(.left, content())
            let (window, cursor) = (try #require(state.window), try #require(state.cursor))
            #expect(window.contains(cursor))
        }
    }

    @Test func onALogAxisZoomIsAboutTheSamePlace() throws {
        var state = pressed(.character("x"), content: content(10_001))
        state.cursor = 100
        _ = state.handle(.character("]"), content(10_001))
        let window = try #require(state.window)
        #expect(abs(window.lowerBound - 10) < 1e-9 && abs(window.upperBound - 1000) < 1e-6)
    }

    @Test func aClickTakesTheNearestPoint() {
        var state = PlotState()
        state.setCursor(near: 41.7, content())
        #expect(state.cursor == 42)
        state.window = 10...20
        state.setCursor(near: 80, content())
        #expect(state.cursor == 20)
    }

    // MARK: Axes and smoothing

    @Test func axesAndSmoothingChange() {
        var content = content()
        content.usualSmoothing = 0.9
        #expect(pressed(.character("y"), content: content).isLogY)
        #expect(!pressed(.character("y"), .character("y"), content: content).isLogY)
        #expect(pressed(.character("x"), content: content).isLogX)
        #expect(PlotState().smoothing(content) == 0.9)
        #expect(pressed(.character("."), content: content).smoothing == 0.95)
        #expect(pressed(.character(","), content: content).smoothing == 0.8)
        var state = PlotState()
        for _ in 0..<20 { _ = state.handle(.character("."), content) }
        #expect(state.smoothing == 0.99)
        for _ in 0..<20 { _ = state.handle(.character(","), content) }
        #expect(state.smoothing == 0)
    }

    @Test func aWindowWithoutAPlaceOnALogAxisIsGivenUp() {
        var state = PlotState()
        state.window = 0...10
        _ = state.handle(.character("x"), content())
        #expect(state.window == nil)
    }

    @Test(arguments: [
        [], [ChartSeries(points: [], color: .standard)], [ChartSeries(values: [.nan], color: .standard)],
        [ChartSeries(values: [1], color: .standard)],
    ])
    func anythingCanBeSteered(series: [ChartSeries]) {
        var state = PlotState()
        let keys: [Key] =
            PlotKey.allCases.map { .character($0.rawValue) } + [.left, .right, .up, .down, .home, .end, .pageUp]
        for first in keys {
            for second in keys {
                _ = state.handle(first, PlotContent(series: series))
                _ = state.handle(second, PlotContent(series: series))
            }
        }
        #expect(state.cursor == nil || state.cursor == 0)
    }
}
