import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The places that Tab visits, and that the focus is always visible.
@Suite struct FocusTests {
    private func round(_ fixture: ScreenFixture, _ columns: Int, _ rows: Int) -> [Focus] {
        var fixture = fixture
        var visited: [Focus] = []
        for _ in 0..<40 {
            fixture.press(.tab, columns, rows)
            if visited.contains(fixture.screen.focus) { break }
            visited.append(fixture.screen.focus)
        }
        return visited
    }

    @Test(arguments: LayoutName.allCases, LayoutTests.sizes)
    func tabVisitsExactlyThePanesShown(layout: LayoutName, size: Size) {
        var fixture = ScreenFixture()
        fixture.run("step 2\nlayout \(layout.rawValue)")
        let layoutOnScreen = fixture.model(size.columns, size.rows).layout
        let visited = round(fixture, size.columns, size.rows)
        if layoutOnScreen.isSingle {
            #expect(Set(visited.map(\.pane)) == Set(Pane.all).subtracting([.narration, .derivation, .runs, .graph]))
            #expect(visited.filter { $0.pane == .matrices }.count == 4)
        } else {
            let panes = Set(layoutOnScreen.slots.map(\.pane)).subtracting([.narration])
            #expect(Set(visited.map(\.pane)) == panes)
        }
    }

    @Test(arguments: LayoutTests.sizes)
    func whereverKeysGoIsOnTheScreen(size: Size) {
        for layout in LayoutName.allCases {
            var fixture = ScreenFixture()
            fixture.run("next 2\nstep 2\nlayout \(layout.rawValue)")
            for _ in 0..<12 {
                let slots = fixture.model(size.columns, size.rows).layout.slots
                #expect(slots.contains { $0.pane == fixture.screen.focus.pane }, "\(layout) \(fixture.screen.focus)")
                let grid = fixture.grid(size.columns, size.rows)
                #expect(grid.cells.contains { $0.style == Theme.dark.focusedBorder }, "\(layout)")
                fixture.press(.tab, size.columns, size.rows)
            }
        }
    }

    @Test func onASmallScreenTabLeadsThroughEveryPane() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        let titles = round(fixture, 40, 12).map { focus -> String in
            while fixture.screen.focus != focus { fixture.press(.tab, 40, 12) }
            return fixture.lines(40, 12)[1]
        }
        for part in ["operations", "linear1.forward", "explain", "layers", "decision", "loss", "XOR by hand"] {
            #expect(titles.contains { $0.contains(part) }, "\(part)")
        }
    }

    @Test func shiftTabGoesBack() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.press(.tab, .tab, .backTab)
        #expect(fixture.screen.focus == .matrix(0))
        fixture.press(.backTab, .backTab)
        #expect(fixture.screen.focus.pane == .log)
    }

    @Test func focusOnACellOfAnotherMatrixShowsIt() {
        var fixture = ScreenFixture()
        fixture.run("step 2\nfocus W1[1,2]")
        #expect(fixture.title(of: .explanation, 120, 36)?.contains("explain W1[1,2]") == true)
        fixture.run("focus W2[3,1]")
        #expect(fixture.title(of: .explanation, 120, 36)?.contains("explain W2[3,1]") == true)
        #expect(fixture.text(of: .matrices, 120, 36)[0].contains("W2 4×2"))
    }

    @Test func scrollingStopsAtTheEnds() {
        var fixture = ScreenFixture()
        fixture.run("step 7")
        for _ in 0..<10 { fixture.run("info network") }
        for pane in [Pane.log, .explanation, .layers] {
            while fixture.screen.focus.pane != pane { fixture.press(.tab, 120, 36) }
            let isLog = pane == .log
            for _ in 0..<60 { fixture.press(isLog ? .pageUp : .pageDown, 120, 36) }
            let end = fixture.text(of: pane, 120, 36)
            #expect(end.contains { !$0.isEmpty }, "\(pane)")
            let offset = isLog ? fixture.screen.log.scroll : fixture.screen.scroll[pane] ?? 0
            #expect(offset < 600)
            guard offset > 0 else { continue }
            // One step back shows at once.
            fixture.press(isLog ? .down : .up, 120, 36)
            #expect(fixture.text(of: pane, 120, 36) != end, "\(pane)")
        }
    }

    @Test func keysDoNotStayWithAPaneThatASmallerScreenLeavesOut() {
        var fixture = ScreenFixture()
        for _ in 0..<30 where fixture.screen.focus.pane != .outcome { fixture.press(.tab, 200, 60) }
        #expect(fixture.screen.focus.pane == .outcome)
        fixture.press(.down, 120, 36)
        #expect(fixture.screen.focus.pane == .operations)
    }
}
