import CommandLanguage
import TerminalDrawing
import Testing
import Workbench

@testable import WorkbenchViews

/// What the screen shows of `derive`.
@Suite struct DerivationScreenTests {
    private func text(_ fixture: ScreenFixture, _ columns: Int, _ rows: Int) -> String {
        fixture.lines(columns, rows).joined(separator: "\n")
    }

    @Test func theCurvesAreShownWithThePoint() {
        var fixture = ScreenFixture()
        fixture.run("derive tanh at 0.5")
        let text = text(fixture, 120, 40)
        #expect(text.contains("tanh 0.4621  tanh' 0.7864  at x = 0.5"))
        #expect(text.contains("✓ 6 lines equal but for rounding, 2 witnesses agree"))
    }

    @Test func theLogTakesTheKeysAndScrolls() {
        var fixture = ScreenFixture()
        fixture.run("derive tanh at 0.5")
        #expect(fixture.screen.focus == .log)
        let before = text(fixture, 120, 40)
        fixture.press(.up)
        #expect(text(fixture, 120, 40) != before)
    }

    @Test func whatHasNoCurveLeavesThePlotAsItIs() {
        var fixture = ScreenFixture()
        let before = fixture.screen.curveSubject
        fixture.run("derive linear")
        #expect(fixture.screen.curveSubject == before)
        fixture.run("derive relu")
        #expect(fixture.screen.curveSubject != before)
        fixture.run("plot loss")
        #expect(fixture.screen.curveSubject == before)
    }

    @Test(arguments: ["sigmoid", "tanh", "relu"])
    func transcriptsHaveTheCurvesInASCII(_ name: String) throws {
        var fixture = ScreenFixture()
        fixture.run("derive \(name) at 1")
        let report = try #require(fixture.screen.log.entries.compactMap(\.derivation).last)
        let drawing = report.drawing
        #expect(drawing.allSatisfy { $0.isASCII })
        #expect(drawing.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(drawing.contains("-5"))
    }

    @Test(arguments: [(40, 12), (80, 24), (200, 60)])
    func everySizeShowsTheLogWithoutTrouble(_ columns: Int, _ rows: Int) {
        var fixture = ScreenFixture()
        for name in ["linear", "softmax", "relu"] {
            fixture.run("derive \(name)")
            #expect(text(fixture, columns, rows).contains("✓"))
        }
    }
}
