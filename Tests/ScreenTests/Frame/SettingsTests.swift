import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The settings of the screen show in pictures of it.
@Suite struct SettingsTests {
    /// What `snapshot` draws.
    private func snapshot(_ fixture: ScreenFixture) -> CellGrid {
        fixture.picture(Size(columns: 120, rows: 36))
    }

    @Test func theThemeIsThatOfTheSnapshot() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        let dark = snapshot(fixture)
        #expect(dark == fixture.grid(120, 36))
        fixture.run("set theme light")
        #expect(snapshot(fixture) == fixture.grid(120, 36, theme: .light))
        #expect(snapshot(fixture)[column: 119, row: 0].style == Theme.light.statusBadge)
        fixture.run("set theme dark")
        #expect(snapshot(fixture) == fixture.grid(120, 36))
    }

    @Test func withoutColoursAttributesTellEverything() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.run("set colors none")
        let grid = snapshot(fixture)
        #expect(grid.cells.allSatisfy { $0.style.foreground == .standard && $0.style.background == .standard })
        #expect(grid.cells.contains { $0.style.reverse })
        #expect(grid == fixture.grid(120, 36, theme: .monochrome))
        fixture.run("set theme light")
        #expect(snapshot(fixture) == fixture.grid(120, 36, theme: .monochrome))
    }

    @Test(arguments: [("16", ColorTier.sixteen), ("256", .palette256), ("direct", .direct)])
    func fewerColoursAreAnotherTheme(name: String, tier: ColorTier) {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.run("set colors \(name)")
        for isLight in [false, true] {
            fixture.run("set theme \(isLight ? "light" : "dark")")
            #expect(snapshot(fixture) == fixture.grid(120, 36, theme: .standard(for: tier, isLight: isLight)))
        }
    }

    @Test func glyphsAreThoseOfTheSnapshot() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.run("set glyphs ascii")
        #expect(snapshot(fixture).plainText.utf8.allSatisfy { $0 < 0x80 })
        fixture.run("set glyphs unicode")
        #expect(snapshot(fixture).plainText.contains("╭"))
        fixture.run("set glyphs ascii")
        fixture.run("set glyphs auto")
        #expect(snapshot(fixture).plainText.contains("╭"))
    }

    @Test func mouseAndSpeedAreKeptForTheLoop() {
        var fixture = ScreenFixture()
        #expect(fixture.screen.settings.takesMouse)
        fixture.run("set mouse off")
        fixture.run("set speed 20")
        #expect(!fixture.screen.settings.takesMouse)
        #expect(fixture.screen.settings.operationsPerSecond == 20)
        fixture.press(.character("+"))
        #expect(fixture.screen.settings.operationsPerSecond == 50)
        fixture.press(.character("-"), .character("-"))
        #expect(fixture.screen.settings.operationsPerSecond == 10)
    }
}
