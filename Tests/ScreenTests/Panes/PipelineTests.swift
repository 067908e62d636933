import NeuralEngine
import TerminalDrawing
import Testing

@testable import Screen

/// The network as a pipeline, with the current edge highlighted.
@Suite struct PipelineTests {
    private func rows(_ fixture: ScreenFixture, _ columns: Int, _ look: ScreenLook = .all[0]) -> [String] {
        fixture.model(columns, 36, look).draw().text(in: Rect(column: 0, row: 1, columns: columns, rows: 2))
    }

    /// The characters of the pipeline in a style.
    private func characters(_ fixture: ScreenFixture, row: Int, in style: Style) -> String {
        String(fixture.grid(120, 36).row(row).filter { $0.style == style }.map(\.character))
            .split(separator: " ").joined(separator: " ")
    }

    @Test func stateFlowsRightAndDeltaFlowsBack() {
        #expect(
            rows(ScreenFixture(), 120) == [
                " X ─ X ──▶ ▣ linear1 ─ Z1 ──▶ ◗ tanh1 ─ A1 ──▶ ▣ linear2 ─ Z2 ──▶ ◆ cross-entropy",
                "   ◀─ dX ─           ◀─ dZ1 ─         ◀─ dA1 ─           ◀─ dZ2 ─",
            ])
    }

    @Test func theEdgeOfEachOperationIsLit() {
        var fixture = ScreenFixture()
        let forward = Theme.dark.forward.bold()
        let backward = Theme.dark.backward.bold()
        let lit: [(station: String, forward: String, backward: String)] = [
            ("X", "━ X ━━▶", ""), ("▣ linear1", "━ Z1 ━━▶", ""), ("◗ tanh1", "━ A1 ━━▶", ""),
            ("▣ linear2", "━ Z2 ━━▶", ""), ("◆ cross-entropy", "", ""), ("◆ cross-entropy", "", "◀━ dZ2 ━"),
            ("▣ linear2", "", "◀━ dA1 ━"), ("◗ tanh1", "", "◀━ dZ1 ━"), ("▣ linear1", "", "◀━ dX ━"),
        ]
        #expect(characters(fixture, row: 1, in: forward) == "")
        for (index, expected) in lit.enumerated() {
            fixture.press(.character("s"))
            #expect(characters(fixture, row: 1, in: Theme.dark.current) == expected.station, "\(index)")
            let loss = characters(fixture, row: 1, in: forward)
            #expect(index == 4 ? loss.hasPrefix("loss ") : loss == expected.forward, "\(index)")
            #expect(characters(fixture, row: 2, in: backward) == expected.backward, "\(index)")
        }
        fixture.press(.character("s"))
        // The update is about everything that has weights.
        let update = Theme.dark.update.bold().reversed()
        #expect(characters(fixture, row: 1, in: update).contains("linear1"))
        #expect(characters(fixture, row: 1, in: update).contains("linear2"))
        #expect(characters(fixture, row: 1, in: forward) == "")
        #expect(characters(fixture, row: 2, in: backward) == "")
    }

    @Test func theOperationLookedAtIsLitAndNotTheOneThatRan() {
        var fixture = ScreenFixture()
        fixture.run("next")
        fixture.press(.up, .up)
        #expect(characters(fixture, row: 1, in: Theme.dark.current) == "◗ tanh1")
        #expect(characters(fixture, row: 2, in: Theme.dark.backward.bold()) == "◀━ dZ1 ━")
    }

    @Test(arguments: [74, 80, 100, 120, 160])
    func aLongNetworkShowsWhatIsAboutTheCurrentOperation(columns: Int) throws {
        var fixture = ScreenFixture(
            playing: "data xor\nnetwork 2-3-3-3-3-3-3-3-3-2 hidden=sigmoid loss=binary-cross-entropy\n")
        let operations = try #require(fixture.workbench.session?.engine.plan.operations)
        for operation in operations {
            fixture.press(.character("s"))
            for look in ScreenLook.all {
                let lines = rows(fixture, columns, look)
                #expect(lines.allSatisfy { $0.count <= columns })
                guard operation.pass != .update else { continue }
                let label = operation.label.prefix { $0 != "." }
                let name = label == "load-batch" ? "X" : label == "loss" ? "binary-cross-entropy" : String(label)
                #expect(lines[0].contains(name), "\(operation.label) in \(lines)")
            }
            let heavy = rows(fixture, columns).joined().filter { $0 == "━" }
            #expect(heavy.isEmpty == (operation.label == "loss.forward" || operation.pass == .update))
        }
    }

    /// The network of the lesson on the backward walk: no name of a gradient is left out.
    @Test(arguments: [(80, 24), (80, 30), (120, 24), (120, 36)])
    func theNamesOfTheGradientsStay(_ columns: Int, _ rows: Int) throws {
        var fixture = ScreenFixture(
            playing: "data xor\nnetwork 2-3-3-2 hidden=tanh loss=cross-entropy\nfinish")
        func diagram() -> String {
            let area = Rect(column: 0, row: 1, columns: columns, rows: rows < 28 ? 1 : 2)
            return fixture.model(columns, rows).draw().text(in: area).joined(separator: "\n")
        }
        #expect(["Z1 ", "A1 ", "Z2 ", "A2 ", "Z3 "].allSatisfy { diagram().replacing("─", with: " ").contains($0) })
        let lit = ["dZ3", "dA2", "dZ2", "dA1", "dZ1", "dX"]
        for name in lit {
            fixture.press(.character("s"))
            let shown = diagram().replacing("━", with: "─")
            #expect(lit.allSatisfy(shown.contains), "\(shown)")
            let backward = fixture.model(columns, rows).draw()
            let bright = backward.points(in: Rect(column: 0, row: 1, columns: columns, rows: rows < 28 ? 1 : 2)) {
                $0.style == Theme.dark.backward.bold()
            }
            #expect(String(bright.map { backward[$0].character }).contains(name))
        }
    }

    @Test func aSmallScreenHasOneRowForItAndAVerySmallOneNone() {
        #expect(ScreenFixture().model(80, 23).layout.pipeline == nil)
        #expect(ScreenFixture().model(80, 24).layout.pipeline == Rect(column: 0, row: 1, columns: 80, rows: 1))
        #expect(ScreenFixture().model(80, 28).layout.pipeline == Rect(column: 0, row: 1, columns: 80, rows: 2))
    }
}
