import PlainText
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

@Suite struct StepLayoutTests {
    @Test func anOperationStandsInTheShapeOfItsFormula() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        // X · W1 + b1 = Z1, every matrix under its name and shape.
        #expect(
            fixture.text(of: .matrices, 120, 36).prefix(6) == [
                " X 4×2     W1 2×4                  b1 1×4      Z1 4×4",
                "   0 1          0    1    2    3     0 1 2 3        0    1    2    3",
                " 0 0 0     0  0.5 -0.5  0.8  0.3   0 0 0 0 0   0    0    0    0    0",
                " 1 0 1     1  0.5  0.5 -0.8  0.3               1  0.5  0.5 -0.8  0.3",
                " 2 1 0   ·                       +           = 2  0.5 -0.5  0.8  0.3",
                " 3 1 1                                         3  1.0    0    0  0.6",
            ])
    }

    @Test func aFormulaThatIsTooWideGoesOnBelowWithAllItsColumns() {
        var fixture = ScreenFixture()
        fixture.run("layout lesson\nstep 2")
        // So narrow that a column of Z1 would be left out on one line.
        let lines = fixture.text(of: .matrices, 80, 24)
        let start = lines.firstIndex { $0.contains("Z1 4×4") }
        #expect(start.map { $0 > 2 } == true)
        #expect(lines.contains { $0.hasSuffix("1  0.5  0.5 -0.8  0.3") })
        #expect(lines.contains { $0.hasSuffix("3  1.0    0    0  0.6") })
        #expect(!lines.joined().contains("…"))
    }

    @Test func aFormulaStaysOnOneLineWhereThereIsNoRoomBelow() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        #expect(fixture.text(of: .matrices, 72, 20).first?.contains("Z1 4×4") == true)
    }

    @Test func theOperationThatRanLastIsMarkedInTheList() {
        var fixture = ScreenFixture()
        fixture.run("step 3")
        let lines = fixture.lines(120, 36)
        #expect(lines.contains { $0.contains("▶ 3 tanh1.forward    A1 = tanh(Z1)") })
        #expect(lines.filter { $0.contains("▶") && $0.contains("forward ") && $0.contains("│") }.count == 1)
        #expect(lines[0].contains("epoch 0  iteration 0  3/10"))
    }

    @Test func panesKeepTheirPlacesWhileStepping() {
        var fixture = ScreenFixture(playing: ScreenFixture.lesson)
        let frame = Set<Character>("╭╮╰╯")
        func corners() -> [Point] {
            let grid = fixture.grid(120, 36)
            return (0..<36).flatMap { row in
                (0..<120).map { Point(column: $0, row: row) }.filter { frame.contains(grid[$0].character) }
            }
        }
        let before = corners()
        #expect(before.count == 16)
        for _ in 0..<12 {
            fixture.press(.character("s"))
            #expect(corners() == before)
        }
    }

    @Test func theFinestSizeThatIsFullyUsableShowsEveryPane() {
        var fixture = ScreenFixture()
        fixture.run("next 3")
        fixture.run("step 2")
        let lines = fixture.lines(80, 24)
        #expect(lines.count == 24)
        for title in ["╭ operations", "├ loss", "╭ linear1.forward  Z1 = X·W1 + b1", "╭ XOR by hand"] {
            #expect(lines.contains { $0.contains(title) }, "\(title)")
        }
        #expect(lines[23].contains("s step  n next  f finish"))
    }

    @Test func aLongFormulaIsCutBeforeItsResultIs() throws {
        var fixture = ScreenFixture()
        fixture.run("regularize l1=0.1 l2=0.1")
        fixture.run("step 5")
        #expect(fixture.lines(120, 36).contains { $0.contains("+ l1·Σ|W| + (l2/2)·ΣW²  = ") })
        let lines = fixture.text(of: .matrices, 80, 24)
        #expect(lines.contains { $0.contains("⊙ logsoftmax(") && $0.hasSuffix("…  =") })
        #expect(lines.contains { $0.contains("Y 4×2") && $0.contains(" loss") })
        let loss = try #require(fixture.workbench.session?.loss)
        #expect(lines.contains { $0.hasSuffix(" " + NumberFormat.fixed(loss, decimals: 3)) })
    }

    @Test func dropoutIsAStationWithItsMask() {
        var fixture = ScreenFixture(playing: "data xor\nnetwork 2-4-2 dropout=0.5\nstep 4")
        let lines = fixture.lines(120, 36)
        #expect(lines[1].hasPrefix(" X ─ X ──▶ ▣ linear1 ─ Z1 ──▶ ◗ tanh1 ─ A1 ──▶ ○ dropout1 ━ D1 ━━▶ ▣ linear2 "))
        #expect(lines.contains { $0.contains("▶ 4 dropout1.forward  D1 = A1 ⊙ M1") })
        #expect(lines.contains { $0.contains("at random 0, with p = 0.5, or 1/(1 − p)  = ") })
        #expect(lines.contains { $0.contains("A1 4×4") && $0.contains("M1 4×4") && $0.contains("D1 4×4") })
        fixture.run("step 5")
        #expect(fixture.lines(120, 36).contains { $0.contains("dropout1.backward  dA1 = dD1 ⊙ M1 ──") })
    }

    @Test func aSmallTerminalShowsOnePaneWell() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        #expect(fixture.lines(40, 12)[1].hasPrefix("╭ operations"))
        fixture.press(.tab, 40, 12)
        let lines = fixture.lines(40, 12)
        #expect(lines[1].hasPrefix("╭ linear1.forward"))
        #expect(!lines.contains { $0.contains("╭ operations") })
        #expect(lines.contains { $0.contains("Z1[0,0] = 0") })
    }

    @Test func aTooSmallTerminalSaysSo() {
        let fixture = ScreenFixture()
        let text = fixture.lines(30, 8).joined(separator: " ")
        #expect(text.contains("backstep needs 40×12"))
        #expect(text.contains("this is 30×8"))
    }

    @Test func asciiScreensHaveNoOtherCharacters() {
        var fixture = ScreenFixture()
        for _ in 0..<11 {
            fixture.press(.character("s"))
            #expect(fixture.grid(120, 36, glyphs: .ascii).plainText.utf8.allSatisfy { $0 < 0x80 })
        }
        fixture.press(.character("?"))
        #expect(fixture.grid(120, 36, glyphs: .ascii).plainText.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func theLossPlotGrowsWithTheHistory() {
        var fixture = ScreenFixture()
        #expect(fixture.lines(120, 36).contains { $0.contains("n runs an iteration, c trains") })
        fixture.run("train 40 iterations")
        let lines = fixture.lines(120, 36)
        let dots = lines.joined().unicodeScalars.filter { (0x2801...0x28FF).contains($0.value) }
        #expect(dots.count > 20)
        #expect(lines.contains { $0.contains("accuracy 1") })
    }

    @Test func withoutANetworkTheScreenSaysHowToGetOne() {
        let lines = ScreenFixture(playing: "").lines(80, 24)
        #expect(lines.contains { $0.contains("Type  :data xor  and  :network 2-4-2") })
    }
}
