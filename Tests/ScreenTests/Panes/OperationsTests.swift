import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The list of operations with the breakpoints beside it.
@Suite struct OperationsTests {
    @Test func bSetsABreakpointAndTakesItAway() throws {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        let area = try #require(fixture.area(of: .operations, 120, 36)?.interior)
        func gutter() -> [Character] {
            let grid = fixture.grid(120, 36)
            return (0..<10).map { grid[column: area.column, row: area.row + $0].character }
        }
        let empty = [Character](repeating: " ", count: 10)
        #expect(gutter() == empty)
        fixture.press(.character("b"))
        var one = empty
        one[1] = "●"
        #expect(gutter() == one)
        fixture.press(.down, .down, .character("b"))
        one[3] = "●"
        #expect(gutter() == one)
        fixture.press(.character("b"), .escape, .character("b"))
        #expect(gutter() == empty)
        #expect(!fixture.screen.log.entries.contains { $0.kind == .failure })
    }

    @Test func aRunStopsThereAndTheListShowsIt() {
        var fixture = ScreenFixture()
        fixture.press(.down, .down, .down, .character("b"), .character("c"))
        #expect(fixture.text(of: .operations, 120, 36).contains { $0.hasPrefix("●") && $0.contains("linear2.forward") })
    }

    @Test func theOperationUnderWayHasAnotherMark() {
        var fixture = ScreenFixture()
        fixture.run("step 2\nstepi 3")
        let lines = fixture.text(of: .operations, 120, 36)
        #expect(lines.filter { $0.contains("~ 3 tanh1.forward") }.count == 1)
        #expect(!lines.contains { $0.contains("▶") })
        fixture.run("step")
        #expect(fixture.text(of: .operations, 120, 36).contains { $0.contains("▶ 3 tanh1.forward") })
    }

    @Test func aListThatIsTooLongShowsWhatIsAboutTheCurrentOperation() {
        var fixture = ScreenFixture(playing: "data xor\nnetwork 2-3-3-3-3-3-3-2")
        let count = fixture.workbench.session?.engine.plan.operations.count ?? 0
        for index in 1...count {
            fixture.press(.character("s"))
            #expect(
                fixture.text(of: .operations, 80, 24).contains { $0.hasPrefix(" ▶\(index < 10 ? " " : "")\(index) ") },
                "\(index)")
        }
        for _ in 0..<count { fixture.press(.up) }
        #expect(fixture.text(of: .operations, 80, 24)[0].contains(" 1 load-batch"))
    }
}
