import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// What the screen keeps for each pane.
@Suite struct PaneStateTests {
    @Test func aStateThatIsAsAtTheStartIsLikeNone() {
        var screen = ScreenState()
        screen[RunsPane.self].cursor = 3
        #expect(screen != ScreenState())
        screen[RunsPane.self].cursor = 0
        #expect(screen == ScreenState())
    }

    @Test func panesOfOneKindHaveStatesOfTheirOwn() {
        var screen = ScreenState()
        screen[CurvePane.self].plot.isLogY = true
        #expect(screen[AccuracyPane.self].plot == PlotState())
        var other = ScreenState()
        other[AccuracyPane.self].plot.isLogY = true
        #expect(screen != other)
        other = screen
        #expect(screen == other)
        other[CurvePane.self].subject = .run(.learningRate)
        #expect(screen != other)
    }

    @Test func selectionsAreClearedAndTheRestStays() {
        var screen = ScreenState()
        screen[CurvePane.self].plot.cursor = 3
        screen[CurvePane.self].plot.isLogY = true
        screen.selectedOperation = 1
        screen.clearSelection()
        #expect(screen.selectedOperation == nil)
        #expect(screen[CurvePane.self].plot.cursor == nil && screen[CurvePane.self].plot.isLogY)
    }
}
