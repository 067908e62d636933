import CommandLanguage
import Derivations
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// `derive` on the screen.
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

    @Test func itStandsInTheMatricesPlaceAndScrollsUntilEscape() {
        var fixture = ScreenFixture()
        let matrices = text(fixture, 80, 24)
        fixture.run("derive tanh at 0.5")
        #expect(fixture.screen.focus.pane == .derivation)
        let before = text(fixture, 80, 24)
        #expect(before.contains("tanh(x) = "))
        for _ in 0..<100 { fixture.press(.down) }
        #expect(text(fixture, 80, 24).contains("✓ 6 lines equal"))
        for _ in 0..<100 { fixture.press(.up) }
        #expect(text(fixture, 80, 24) == before)
        fixture.press(.escape)
        #expect(fixture.screen.focus.pane == .operations)
        #expect(text(fixture, 80, 24).split(separator: "\n")[3] == matrices.split(separator: "\n")[3])
    }

    @Test(arguments: ["step", "layout data", "chapter \"Another\""])
    func whatIsShownNextTakesItsPlace(_ command: String) {
        var fixture = ScreenFixture()
        fixture.run("derive tanh at 0.5")
        fixture.run(command)
        #expect(fixture.screen.derivation == nil)
        #expect(fixture.screen.focus.pane != .derivation)
    }

    @Test func aLessonKeepsItsWordsBesideIt() {
        var fixture = ScreenFixture()
        fixture.run("layout lesson\nsay \"Look closely.\"\nderive sigmoid at 0.5")
        let text = text(fixture, 80, 24)
        #expect(text.contains("Look closely."))
        #expect(text.contains("derive sigmoid"))
        #expect(text.contains("sigmoid 0.6225"))
    }

    @Test(arguments: DerivationName.allCases, [46, 62, 78])
    func noLineIsWiderThanItsPane(_ name: DerivationName, _ columns: Int) throws {
        var fixture = ScreenFixture()
        fixture.run("derive \(name.rawValue)")
        let report = try #require(fixture.screen.derivation)
        for line in report.lines(columns: columns) { #expect(line.count <= columns, "\(line)") }
    }

    @Test(arguments: [(80, 24), (120, 36)], ["linear", "cross-entropy"])
    func itsTitleSaysHowManyLinesAreBelow(_ size: (columns: Int, rows: Int), _ name: String) throws {
        let (columns, rows) = size
        var fixture = ScreenFixture()
        fixture.run("layout lesson\nsay \"Look closely.\"\nderive \(name)")
        func title() throws -> String {
            try #require(fixture.lines(columns, rows).first { $0.contains("─ derive") || $0.contains("╭ derive") })
        }
        let before = try #require(try title().firstMatch(of: /↓ (\d+) more/)?.output.1)
        fixture.press(.down, columns, rows)
        let after = try #require(try title().firstMatch(of: /↓ (\d+) more/)?.output.1)
        #expect(Int(after) == Int(before).map { $0 - 1 })
        for _ in 0..<200 { fixture.press(.pageDown, columns, rows) }
        #expect(try title().contains("↑ scrolls"))
        #expect(text(fixture, columns, rows).contains("witnesses agree"))
    }

    @Test(arguments: DerivationName.allCases)
    func withoutUnicodeEveryCharacterHasASubstitute(_ name: DerivationName) throws {
        var fixture = ScreenFixture()
        fixture.run("derive \(name.rawValue)")
        let spelled = GlyphSet.ascii.spell(try #require(fixture.screen.derivation).text)
        #expect(spelled.allSatisfy { $0.isASCII && $0 != "?" }, "\(spelled)")
    }

    @Test func whatHasNoCurveLeavesThePlotAsItIs() {
        var fixture = ScreenFixture()
        let before = fixture.screen[CurvePane.self].subject
        fixture.run("derive linear")
        #expect(fixture.screen[CurvePane.self].subject == before)
        fixture.run("derive relu")
        #expect(fixture.screen[CurvePane.self].subject != before)
        fixture.run("plot loss")
        #expect(fixture.screen[CurvePane.self].subject == before)
    }

    @Test(arguments: ["sigmoid", "tanh", "relu"])
    func transcriptsHaveTheCurvesInASCII(_ name: String) throws {
        var fixture = ScreenFixture()
        fixture.run("derive \(name) at 1")
        let report = try #require(fixture.screen.derivation)
        let drawing = report.drawing
        #expect(drawing.allSatisfy { $0.isASCII })
        #expect(drawing.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(drawing.contains("-5"))
    }

    @Test(arguments: [(40, 12), (80, 24), (200, 60)])
    func everySizeShowsItWithoutTrouble(_ columns: Int, _ rows: Int) {
        var fixture = ScreenFixture()
        for name in ["linear", "softmax", "relu"] {
            fixture.run("derive \(name)")
            for _ in 0..<100 { fixture.press(.pageDown, columns, rows) }
            #expect(text(fixture, columns, rows).contains("agree"))
        }
    }
}
