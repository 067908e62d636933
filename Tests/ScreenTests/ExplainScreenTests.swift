import NeuralEngine
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// The cell under the cursor, explained at a key.
@Suite struct ExplainScreenTests {
    @Test func eExplainsTheCellUnderTheCursor() {
        var fixture = ScreenFixture()
        fixture.run("step 7")
        fixture.press(.tab, .down, .character("e"))
        // The log has the whole explanation, and shows it when zoomed.
        while fixture.screen.focus.pane != .log { fixture.press(.tab) }
        fixture.press(.character("z"))
        let lines = fixture.lines(120, 36)
        #expect(lines.contains { $0.contains("dW2[1,0]: linear2.backward, iteration 0") })
        #expect(lines.contains { $0.contains("dW2[i,j] = Σₙ A1[n,i]·dZ2[n,j]") })
        #expect(lines.contains { $0.contains("✓ central difference 0.0364109, relative error") })
    }

    @Test func whatHasNotRunIsExplainedInLetters() {
        var fixture = ScreenFixture()
        fixture.run("step 2")
        fixture.press(.down, .tab, .character("e"))
        let text = fixture.text(of: .log, 120, 36).map { $0.drop { $0 == " " } }.joined(separator: " ")
        #expect(text.contains("A1[0,0] has no value yet; tanh1.forward computes it, the next operation: 'step'"))
    }

    /// Every letter of every formula has a spelling in ASCII.
    @Test(arguments: [
        "optimizer adam weight-decay=0.1\nschedule step every=2 gamma=0.5",
        "optimizer rmsprop momentum=0.9\nschedule cosine length=4\nregularize l1=0.1 l2=0.1",
        "optimizer sgd momentum=0.9 nesterov=yes weight-decay=0.1\nschedule exponential gamma=0.9\nbatch 3 shuffle=yes",
        "network 2-4-2 hidden=gelu loss=huber dropout=0.5\nschedule warmup length=4",
    ])
    func asciiTerminalsShowEveryLetter(setup: String) throws {
        var fixture = ScreenFixture()
        var explained = 0
        for beforeTraining in [true, false] {
            if beforeTraining { fixture.run(setup) } else { fixture.run("next 2") }
            let session = try #require(fixture.workbench.session)
            for name in session.engine.plan.matrices + [.probabilities.gradient, .targets.gradient] {
                guard let report = fixture.workbench.explanation(of: name, row: 0, column: 0) else { continue }
                explained += 1
                for line in report.lines(columns: 76) + report.shortLines(columns: 76) {
                    let spelled = GlyphSet.ascii.spell(line)
                    #expect(spelled.allSatisfy(\.isASCII) && !spelled.contains("?"), "\(line)")
                }
            }
        }
        #expect(explained > 20)
    }
}
