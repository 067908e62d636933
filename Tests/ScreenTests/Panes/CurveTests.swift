import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The curve of the loss, and its cursor, which goes to an iteration.
@Suite struct CurveTests {
    private func trained(_ iterations: Int = 40) -> ScreenFixture {
        var fixture = ScreenFixture()
        fixture.run("train \(iterations) iterations")
        while fixture.screen.focus.pane != .curve { fixture.press(.tab) }
        return fixture
    }

    @Test func arrowsMoveTheCursorByAnIteration() {
        var fixture = trained()
        #expect(fixture.curveCursor == nil)
        fixture.press(.left)
        #expect(fixture.curveCursor == 38)
        fixture.press(.left, .left, .right)
        #expect(fixture.curveCursor == 37)
        fixture.press(.home)
        #expect(fixture.curveCursor == 0)
        fixture.press(.left)
        #expect(fixture.curveCursor == 0)
        fixture.press(.end, .right)
        #expect(fixture.curveCursor == 39)
        fixture.press(.escape)
        #expect(fixture.curveCursor == nil)
    }

    @Test func onALongCurveTheyMoveByAHundredthOfIt() {
        var fixture = trained(1000)
        fixture.press(.end, .left)
        #expect(fixture.curveCursor == 989)
        fixture.press(.up)
        #expect(fixture.curveCursor == 990)
        fixture.press(.down, .down)
        #expect(fixture.curveCursor == 988)
    }

    @Test func theCursorShowsItsLossAndEnterGoesThere() throws {
        var fixture = trained()
        fixture.press(.home, .right, .right, .right)
        fixture.run("layout train")
        let title = try #require(fixture.title(of: .curve, 200, 60))
        #expect(title.contains("loss 0.") && title.contains("at iteration 3") && title.contains("Enter goes"))
        let area = try #require(fixture.area(of: .curve, 120, 36)?.interior)
        let grid = fixture.grid(120, 36)
        #expect(!grid.points(in: area) { $0.style.foreground == Theme.dark.written.foreground }.isEmpty)
        #expect(grid.text(in: area).contains { $0.contains(" 3: 0.") })
        var screen = fixture.screen
        #expect(screen.handle(.enter, workbench: fixture.workbench) == .command("goto iteration=3"))
        fixture.press(.enter)
        #expect(fixture.workbench.session?.position.iteration == 3)
        // One can still go back to what came after it.
        #expect(fixture.screen.focus.pane == .curve)
        fixture.press(.end, .enter)
        #expect(fixture.workbench.session?.position.iteration == 39)
    }

    @Test func withoutACursorEnterRepeatsTheLastCommand() {
        var fixture = trained()
        fixture.press(.character("n"), .enter)
        #expect(fixture.workbench.session?.position.iteration == 42)
    }

    @Test func aClickPutsTheCursorAndASecondOneGoesThere() throws {
        var fixture = trained()
        let area = try #require(fixture.area(of: .curve, 120, 36)?.interior)
        let middle = Point(column: area.column + area.columns / 2, row: area.row + 2)
        #expect(fixture.point(at: middle) == nil)
        let iteration = try #require(fixture.curveCursor)
        #expect((10..<30).contains(iteration))
        #expect(fixture.workbench.session?.position.iteration == 40)
        #expect(fixture.point(.doublePress, at: middle) == .command("goto iteration=\(iteration)"))
        #expect(fixture.workbench.session?.position.iteration == iteration)
        // The ends of the plot are the ends of the run.
        fixture.point(at: Point(column: area.endColumn - 1, row: area.row + 2))
        #expect(fixture.curveCursor == 39)
    }

    @Test func theCursorIsWhereTheMouseWas() throws {
        var fixture = trained()
        let area = try #require(fixture.area(of: .curve, 120, 36)?.interior)
        for look in [ScreenLook.all[0], ScreenLook.all[2]] {
            /// The column of the line through the cursor.
            func line() -> Int? {
                let grid = fixture.model(120, 36, look).draw()
                let points = grid.points(in: area) {
                    $0.character == look.glyphs.lines.vertical
                        && $0.style.foreground == look.theme.written.foreground
                }
                return points.first?.column
            }
            fixture.press(.home)
            let first = try #require(line())
            fixture.press(.end)
            let last = try #require(line())
            #expect(last - first > 20)
            for column in first...last {
                fixture.press(.escape)
                fixture.point(at: Point(column: column, row: area.row + 1), 120, 36, look)
                #expect(abs(try #require(line()) - column) <= 1, "\(look) \(column)")
            }
        }
    }

    @Test func beforeTheFirstIterationThereIsNothingToMoveOn() {
        var fixture = ScreenFixture()
        while fixture.screen.focus.pane != .curve { fixture.press(.tab) }
        fixture.press(.left, .home, .end)
        #expect(fixture.curveCursor == nil)
    }
}

extension ScreenFixture {
    /// The iteration that the cursor of the curve is on.
    fileprivate var curveCursor: Int? { screen[CurvePane.self].plot.cursor.map { Int($0) } }
}
