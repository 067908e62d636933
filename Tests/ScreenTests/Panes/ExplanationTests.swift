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

    @Test func whatIsNotComputedYetIsExplainedInLettersWithTheWayToIt() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.press(.down, .tab)
        #expect(fixture.screen.focus == .matrix(0))
        let text = fixture.text(of: .explanation, 120, 36).joined(separator: " ")
        #expect(text.contains("no value yet; tanh1.forward computes it: 'step'"))
        #expect(text.contains("A1[n,j] = tanh(Z1[n,j])"))
        fixture.run("view dW1")
        let lines = fixture.text(of: .explanation, 80, 24).map { $0.drop { $0 == " " } }
        #expect(lines.contains { $0.hasPrefix("linear1.backward computes it: 'step 7'") })
        #expect(lines.contains { $0.hasPrefix("dW1[i,j] = Σₙ X[n,i]·dZ1[n,j]") })
    }

    /// Each step of a sample's loss, with its numbers, and the earlier ones above it, as far as there is room.
    @Test(arguments: [(80, 24), (120, 36), (200, 60)])
    func theStepsOfALossAreSeen(_ columns: Int, _ rows: Int) {
        var fixture = ScreenFixture()
        fixture.run("step 4\nstepi 8")
        let expected = [
            ("m[1] = max(Z2[1,0], Z2[1,1])", "= 0.505613"), ("d[1,k] = Z2[1,k] − m[1]", "= 0, -1.00037"),
            ("e[1,k] = exp(d[1,k])", "= 1, 0.367744"), ("S[1] = Σₖ e[1,k]", "= 1.36774"),
            ("s[1] = log(S[1])", "= 0.313163"),
        ]
        var steps = 0
        for (step, result) in expected {
            fixture.press(.character("i"))
            steps += 1
            #expect(fixture.title(of: .explanation, columns, rows)?.contains("explain loss of sample 1") == true)
            let text = fixture.text(of: .explanation, columns, rows).map { $0.drop { $0 == " " } }
            #expect(text.joined(separator: " ").contains(step), "\(text)")
            #expect(text.joined(separator: " ").contains(result), "\(text)")
            #expect(!text.joined().contains("nan"))
            let seen = expected.prefix(steps).filter { text.joined(separator: " ").contains($0.0) }
            #expect(seen.count == steps || text.first?.hasPrefix("… ") == true, "\(text)")
        }
        fixture.press(.character("i"), .character("i"), .character("i"))
        #expect(
            fixture.text(of: .explanation, columns, rows).joined(separator: " ")
                .contains("L[1] = s[1] + (m[1] − Z2[1,1])"))
        fixture.press(.character("I"), .character("I"), .character("I"), .character("I"))
        #expect(
            fixture.text(of: .explanation, columns, rows).joined(separator: " ").contains("S[1] = Σₖ e[1,k]"))
        // The cursor is in the row of the sample.
        #expect(fixture.workbench.session?.cellComputedLast?.description == "Z2[1,0]")
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

    @Test func theCursorFollowsStepiForwardAndBack() {
        var fixture = ScreenFixture()
        fixture.run("step 5")
        // linear2.backward writes dW2, db2 and dA1, in that order.
        fixture.run("step\nstepi 3")
        fixture.press(.tab)
        #expect(fixture.screen.focus == .matrix(0))
        func cell() -> String {
            fixture.title(of: .explanation, 120, 36)?.split(separator: " ").dropFirst(2).first.map(String.init) ?? ""
        }
        for expected in ["dW2[1,1]", "dW2[2,0]", "dW2[2,1]", "dW2[3,0]", "dW2[3,1]", "db2[0,0]", "db2[0,1]"] {
            fixture.press(.character("i"))
            #expect(cell() == expected)
        }
        for expected in ["db2[0,0]", "dW2[3,1]", "dW2[3,0]"] {
            fixture.press(.character("I"))
            #expect(cell() == expected)
        }
        // Between two presses, the keys of movement look around.
        fixture.press(.up)
        #expect(cell() == "dW2[2,0]")
        fixture.press(.character("i"))
        #expect(cell() == "dW2[3,1]")
        // The last cell of an operation keeps the cursor.
        fixture.run("stepi 18")
        #expect(fixture.workbench.session?.position.cell == 0)
        #expect(cell() == "dA1[3,3]")
    }

    @Test(arguments: [(80, 24), (120, 36), (200, 60)])
    func aFaultIsNotGivenAwayUnasked(_ columns: Int, _ rows: Int) {
        var fixture = ScreenFixture()
        fixture.run("layout lesson\nstep 6\nbug sign in linear2.backward\nstep")
        func pane() -> String {
            fixture.text(of: .explanation, columns, rows).map { $0.drop { $0 == " " } }.joined(separator: " ")
        }
        #expect(!pane().contains("✗") && !pane().contains("✓"))
        #expect(pane().contains("e compares, as a clue"))
        fixture.press(.character("e"))
        #expect(fixture.workbench.lesson.score.clues == 1)
        #expect(fixture.screen.log.entries.last?.text.contains("✗ dW2[0,0]") == true)
        #expect(!pane().contains("✗"))
        fixture.run("accuse linear2.backward")
        #expect(pane().contains("✗"))
    }

    @Test(arguments: [(80, 24), (120, 36)])
    func whatIsAskedForIsSaidWhole(_ columns: Int, _ rows: Int) {
        var fixture = ScreenFixture(playing: ScreenFixture.xor + "\nlayout lesson\nstep 2\nask Z1[1,1]\nanswer 0.5")
        #expect(fixture.workbench.waitsForAnswer)
        let text = fixture.text(of: .explanation, columns, rows).map { $0.drop { $0 == " " } }.joined(separator: " ")
        #expect(text.contains("= and a number answers, space helps"))
        fixture.press(.escape)
    }
}
