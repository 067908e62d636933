import TerminalDrawing
import Testing

@testable import Screen

/// The help over all panes.
@Suite struct HelpTests {
    @Test(arguments: LayoutTests.sizes)
    func everyKeyCanBeScrolledTo(size: Size) {
        for look in ScreenLook.all {
            var fixture = ScreenFixture()
            fixture.press(.character("?"))
            var seen: Set<String> = []
            for _ in 0..<TextPage.help.count {
                let grid = fixture.model(size.columns, size.rows, look).draw()
                let inside = Rect(column: 1, row: 2, columns: size.columns - 2, rows: size.rows - 4)
                seen.formUnion(grid.text(in: inside).map { String($0.dropFirst()) })
                fixture.press(.down, size.columns, size.rows)
            }
            for (key, meaning) in KeyMap.keys {
                let line = seen.first { $0.hasPrefix("  \(look.glyphs.spell(key)) ") }
                #expect(line != nil, "\(key)")
                let shown = line?.drop { $0 == " " }.dropFirst(key.count).drop { $0 == " " } ?? ""
                #expect(look.glyphs.spell(meaning).hasPrefix(shown.prefix(8)), "\(key) \(shown)")
            }
        }
    }

    @Test func itStopsAtItsEnd() {
        var fixture = ScreenFixture()
        fixture.press(.character("?"))
        for _ in 0..<100 { fixture.press(.pageDown, 80, 24) }
        let end = fixture.lines(80, 24)
        fixture.press(.up, 80, 24)
        #expect(fixture.lines(80, 24) != end)
        fixture.press(.character("q"))
        #expect(fixture.screen.page == nil)
    }
}
