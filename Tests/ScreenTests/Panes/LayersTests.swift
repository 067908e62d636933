import PlainText
import StepDebugger
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The table of layers.
/// Figures of before a change by hand have the mark that matrices have.
@Suite struct StaleFigureTests {
    @Test(arguments: [(80, 24), (120, 36)])
    func layersAndLossAreMarkedAfterAnEditUntilTheyAreComputedAnew(_ columns: Int, _ rows: Int) {
        var fixture = ScreenFixture()
        fixture.run("next\nlayout train")
        func screen() -> String { fixture.lines(columns, rows).joined(separator: "\n") }
        #expect(!screen().contains("~ stale"))
        fixture.run("let W1[0,1] = 0.3")
        if columns > 80 {
            #expect(fixture.title(of: .layers, columns, rows)?.contains("~ stale: |A|, |dW|") == true)
        }
        #expect(fixture.title(of: .curve, columns, rows)?.contains("~ stale") == true)
        fixture.run("next")
        #expect(!screen().contains("~ stale"))
        fixture.run("layout step\nfinish\nlet W1[0,1] = 0.4")
        #expect(fixture.lines(120, 36)[1].contains("~ stale"))
        // What is left of this iteration is computed from what is stale.
        fixture.run("next 2")
        #expect(!screen().contains("~ stale"))
    }
}

@Suite struct LayersTests {
    private func trained() -> ScreenFixture {
        var fixture = ScreenFixture(playing: "data iris\nnetwork 4-8-6-3 hidden=relu seed=2\nbatch 16\nnext 5\nstep 9")
        fixture.run("layout train")
        return fixture
    }

    @Test func itsFiguresAreThoseOfTheReport() throws {
        let fixture = trained()
        let reports = try #require(fixture.workbench.session?.layerReports(bins: 12))
        let lines = fixture.text(of: .layers, 200, 60)
        #expect(
            lines[0].split(separator: " ") == ["|A|", "|W|", "|dW|", "|dW|/|W|", "dead/sat"])
        #expect(reports.count == 3)
        func number(_ value: Double?) -> String { value.map { NumberFormat.rounded($0, digits: 2) } ?? "-" }
        for (index, report) in reports.enumerated() {
            let line = lines[index + 1]
            #expect(line.hasPrefix(" " + report.label))
            let share = report.deadShare.map { "\(Int(($0 * 100).rounded()))" } ?? "-"
            let figures = line.split(separator: " ").filter { $0 != "%" }.suffix(5).map(String.init)
            #expect(
                figures == [
                    number(report.activationMagnitude), number(report.weightsNorm), number(report.gradientNorm),
                    number(report.gradientRatio), share,
                ])
        }
        // While stepping, values matter, so the activations come first.
        var stepping = fixture
        stepping.run("layout step")
        let rows = stepping.text(of: .layers, 120, 36)
        #expect(rows[0].contains("activations"))
        let bars = rows[1].filter { GlyphSet.unicode.bars.contains($0) }
        #expect(bars.count >= 1 && bars.count <= 12)
    }

    @Test func columnsDropOutAsItNarrows() {
        var fixture = trained()
        fixture.press(.character("z"))
        while fixture.screen.focus.pane != .layers { fixture.press(.tab) }
        var former = Int.max
        for columns in stride(from: 120, through: 40, by: -4) {
            let heading = fixture.text(of: .layers, columns, 24)[0].split(separator: " ")
            #expect(heading.count <= former, "\(columns)")
            #expect(fixture.text(of: .layers, columns, 24)[0].count <= columns - 2)
            former = heading.count
        }
        #expect(former >= 1 && former < 6)
        #expect(fixture.text(of: .layers, 40, 24)[0].contains("dead/sat"))
    }

    @Test func whatIsNotComputedYetIsADash() {
        var fixture = ScreenFixture()
        fixture.run("layout train")
        let lines = fixture.text(of: .layers, 200, 60)
        // Weights there are from the start.
        let norm = fixture.workbench.session?.layerReports(bins: 1).first.map {
            NumberFormat.rounded($0.weightsNorm, digits: 2)
        }
        #expect(
            lines[1].split(separator: " ").map(String.init)
                == ["linear1", "tanh1", "-", "-", norm, "-", "-", "-"])
    }

    @Test func deadUnitsStandOut() throws {
        var fixture = ScreenFixture(
            playing: "data xor\nnetwork 2-4-2 hidden=relu\nlet b1 = [[-9, -9, -9, 1]]\nstep 5\nlayout train")
        let lines = fixture.text(of: .layers, 120, 36)
        #expect(lines[1].contains("75 %"))
        let grid = fixture.grid(120, 36)
        let area = try #require(fixture.area(of: .layers, 120, 36)?.interior)
        #expect(grid.points(in: area) { $0.character == "7" && $0.style == Theme.dark.warning }.count == 1)
        fixture.run("let W1[0,0] = nan\nstep 11")
        #expect(fixture.text(of: .layers, 120, 36).contains { $0.contains("nan") })
    }

    @Test func manyLayersScroll() throws {
        var fixture = ScreenFixture(playing: "data xor\nnetwork 2-3-3-3-3-3-3-3-3-3-3-2\nstep 4\nlayout train")
        while fixture.screen.focus.pane != .layers { fixture.press(.tab) }
        #expect(fixture.text(of: .layers, 80, 24)[1].contains("linear1 "))
        for _ in 0..<20 { fixture.press(.down, 80, 24) }
        #expect(fixture.text(of: .layers, 80, 24).last?.contains("linear11") == true)
    }
}
