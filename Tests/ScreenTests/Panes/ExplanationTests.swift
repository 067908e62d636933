import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The pane that explains the cell under the cursor.
@Suite struct ExplanationTests {
    @Test func twoLinesWhereThereIsNoRoomForMore() {
        var fixture = ScreenFixture()
        fixture.run("step 7")
        fixture.press(.tab, .down)
        #expect(fixture.title(of: .explanation, 80, 24)?.hasPrefix("├ explain dW2[1,0] ─") == true)
        let lines = fixture.text(of: .explanation, 80, 24)
        #expect(lines.count == 2)
        #expect(lines.joined(separator: " ").contains("0.0364"))
    }

    @Test func allOfItWhereThereIsRoom() throws {
        var fixture = ScreenFixture()
        fixture.run("step 7")
        fixture.press(.tab, .down)
        let lines = fixture.text(of: .explanation, 200, 60)
        let report = try #require(fixture.workbench.explanation(of: .weights(2).gradient, row: 1, column: 0))
        let columns = try #require(fixture.area(of: .explanation, 200, 60)).columns - 4
        let whole = report.lines(columns: columns).map { String($0.reversed().drop { $0 == " " }.reversed()) }
        #expect(lines.prefix(whole.count).map { String($0.dropFirst()) } == whole)
        #expect(lines.contains { $0.contains("✓ central difference") })
        let grid = fixture.grid(200, 60)
        let area = try #require(fixture.area(of: .explanation, 200, 60)?.interior)
        #expect(grid.points(in: area) { $0.character == "✓" }.allSatisfy { grid[$0].style == Theme.dark.good })
    }

    @Test func itScrollsThroughTheWhole() throws {
        var fixture = ScreenFixture()
        fixture.run("step 7")
        fixture.press(.tab, .down)
        while fixture.screen.focus.pane != .explanation { fixture.press(.tab) }
        #expect(fixture.title(of: .explanation, 80, 24)?.contains("explain") == true)
        let short = fixture.text(of: .explanation, 80, 24)
        fixture.press(.down, 80, 24)
        let scrolled = fixture.text(of: .explanation, 80, 24)
        #expect(scrolled != short)
        for _ in 0..<30 { fixture.press(.down, 80, 24) }
        let end = fixture.text(of: .explanation, 80, 24)
        #expect(end.contains { $0.contains("central difference") })
        // Up again is seen at once, however often Down was pressed at the end.
        fixture.press(.up, 80, 24)
        #expect(fixture.text(of: .explanation, 80, 24) != end)
        fixture.press(.escape)
        #expect(fixture.text(of: .explanation, 80, 24) == short)
    }

    @Test func whatIsNotComputedYetIsNamed() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.press(.down, .tab)
        #expect(fixture.screen.focus == .matrix(0))
        let text = fixture.text(of: .explanation, 120, 36).joined(separator: " ")
        #expect(text.contains("nothing has computed A1 yet: tanh1.forward comes next"))
    }

    @Test func whileARunGoesOnItWaits() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.begin("train 100000 iterations")
        #expect(fixture.text(of: .explanation, 120, 36).joined().contains("the run goes on; space pauses it"))
        fixture.press(.character(" "))
        #expect(fixture.workbench.run == nil)
        #expect(!fixture.text(of: .explanation, 120, 36).joined().contains("the run goes on"))
    }

    @Test func itFollowsTheCellsOfStepi() {
        var fixture = ScreenFixture()
        fixture.run("step 1\nstepi 2")
        #expect(fixture.title(of: .explanation, 120, 36)?.contains("explain Z1[0,1]") == true)
        fixture.run("stepi 4")
        #expect(fixture.title(of: .explanation, 120, 36)?.contains("explain Z1[1,1]") == true)
    }
}
