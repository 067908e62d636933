import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// Questions with choices, predictions and exercises on the screen.
@Suite struct ChoiceKeyTests {
    private static let lesson = """
        ask "Is it a bowl?" choices "yes" "no" "neither" hint "Think of a ball that rolls in it."
        answer yes
        say "On."
        predict loss choices "falls" "rises" "stays"
        answer falls
        next
        exercise linear-backward seed=3
        answer 1
        """

    private func fixture() -> ScreenFixture {
        ScreenFixture(playing: ScreenFixture.xor + "\nlayout lesson\nsay \"Words.\"\nnext\n" + Self.lesson)
    }

    private func pane(_ fixture: ScreenFixture, _ columns: Int, _ rows: Int) -> String {
        fixture.text(of: .narration, columns, rows).joined(separator: "\n")
    }

    @Test(arguments: [(80, 24), (120, 36)])
    func aLetterAnswersAndAMissIsMarked(_ columns: Int, _ rows: Int) throws {
        var fixture = fixture()
        let choices = try #require(fixture.workbench.lesson.question?.choices)
        let right = try #require(choices.texts.firstIndex(of: "yes"))
        let wrong = try #require(choices.texts.firstIndex(of: "no"))
        let status = Rect(column: 0, row: rows - 1, columns: columns, rows: 1)
        #expect(fixture.model(columns, rows).draw().text(in: status).joined().contains("a b c answer"))
        for index in 0..<3 { #expect(pane(fixture, columns, rows).contains(choices.line(index))) }
        fixture.press(.character(ChoiceList.letter(wrong)))
        #expect(fixture.workbench.waitsForAnswer)
        #expect(pane(fixture, columns, rows).contains("no  ✗"))
        #expect(pane(fixture, columns, rows).contains("Think of a ball"))
        fixture.press(.character(ChoiceList.letter(right)))
        #expect(!fixture.workbench.waitsForAnswer)
        #expect(pane(fixture, columns, rows).contains("✓ yes"))
        // Now the letters are what they always are.
        fixture.press(.character("b"))
        #expect(fixture.workbench.stopList.stops.count == 1)
    }

    @Test(arguments: [(80, 24), (120, 36)])
    func aPredictionShowsWhatCameOfIt(_ columns: Int, _ rows: Int) throws {
        var fixture = fixture()
        let choices = try #require(fixture.workbench.lesson.question?.choices)
        fixture.press(.character(ChoiceList.letter(choices.texts.firstIndex(of: "yes") ?? 0)), .character(" "))
        #expect(fixture.workbench.lesson.question?.text == "loss")
        fixture.press(.character("a"))
        #expect(pane(fixture, columns, rows).contains("Your prediction: a) falls"))
        fixture.press(.character(" "))
        #expect(pane(fixture, columns, rows).contains("✓ loss falls, from"))
        fixture.press(.character(" "))
        let text = pane(fixture, columns, rows)
        #expect(text.contains("linear-backward, seed 3:"))
        for name in ["X = ", "W = ", "dZ = ", "What is dW[0, 1]?"] { #expect(text.contains(name)) }
        // Its numbers stay in view however many hints there are.
        for _ in 0..<3 { fixture.press(.character(" ")) }
        #expect(pane(fixture, columns, rows).contains("What is dW[0, 1]?"))
        #expect(pane(fixture, columns, rows).contains("dZ = "))
    }
}
