import TerminalDrawing
import Testing

@testable import Screen

/// What the screen shows of a question: not the answer.
@Suite struct LessonQuestionTests {
    private static let lesson = ScreenFixture.xor + "\nsay \"Which gradient?\"\nstep 9\n"

    private func text(_ fixture: ScreenFixture, _ size: Size = Size(columns: 120, rows: 36)) -> String {
        ScreenModel(workbench: fixture.workbench, screen: fixture.screen, size: size).draw().plainText
    }

    @Test(arguments: [Size(columns: 120, rows: 36), Size(columns: 80, rows: 24)])
    func theCellThatIsAskedForIsHiddenEverywhere(_ size: Size) {
        var fixture = ScreenFixture(playing: Self.lesson + "ask dW1[0,0]\nanswer 0\nsay \"On.\"\npause\nprint 1")
        let hidden = text(fixture, size)
        #expect(hidden.contains("What is dW1[0, 0]?"))
        #expect(hidden.contains("dW1[0,0] = ?"))
        #expect(!hidden.contains("0.0175731"), "\(hidden)")
        #expect(hidden.contains("= answer"))
        fixture.run("answer (X.T @ dZ1)[0,0]")
        let shown = text(fixture, size)
        #expect(shown.contains("dW1[0,0] = 0.0175731"), "\(shown)")
        // The verdict stands beside the question until the learner goes on.
        #expect(shown.contains("What is dW1[0, 0]?"), "\(shown)")
        #expect(shown.contains("✓ dW1[0, 0] is 0.0175731"), "\(shown)")
        fixture.press(.character(" "))
        #expect(!text(fixture, size).contains("What is"))
    }

    /// dW1's largest cell is asked for: neither beside another cell nor in the viewer is there its largest value.
    @Test(arguments: ["focus dW1[0,0]", "view dW1", "view dW1\nfocus dW1[0,0]"])
    func figuresOfItsMatrixDoNotGiveACellAway(_ command: String) {
        var fixture = ScreenFixture(playing: Self.lesson + "ask max(dW1)\nanswer 0\nsay \"On.\"\npause\nprint 1")
        fixture.run(command)
        #expect(text(fixture).contains("min "), "without a hidden cell there is a summary")
        fixture = ScreenFixture(playing: Self.lesson + "ask dW1[0,2]\nanswer 0\nsay \"On.\"\npause\nprint 1")
        fixture.run(command)
        #expect(!text(fixture).contains("min "), "\(text(fixture))")
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36)])
    func aMissStandsUnderTheQuestionWithWhatWasDoneInstead(_ size: Size) {
        var fixture = ScreenFixture(playing: Self.lesson + "ask dW1[0,0]\nanswer 0\nsay \"On.\"\npause\nprint 1")
        fixture.run("answer -(X.T @ dZ1)[0,0]")
        let missed = text(fixture, size)
        #expect(missed.contains("What is dW1[0, 0]?"))
        #expect(missed.contains("✗ dW1[0, 0] is not -0.0175731"), "\(missed)")
        #expect(missed.contains("the sign"), "\(missed)")
        #expect(missed.contains("the formula is dW1"), "\(missed)")
    }

    @Test func theLossIsHiddenWhereItIsAskedFor() {
        let fixture = ScreenFixture(
            playing: ScreenFixture.xor + "\nstep 5\nask loss\nanswer 0.7479\nsay \"On.\"\npause\nprint 1")
        #expect(!text(fixture).contains("0.7479"))
        #expect(text(fixture).contains("loss ?"))
    }

    @Test func hintsStandUnderTheQuestion() {
        var fixture = ScreenFixture(
            playing: Self.lesson + "ask dW1[0,0] hint \"Look at X.\"\nanswer 0\nsay \"On.\"\npause\nprint 1")
        fixture.press(.character(" "))
        #expect(text(fixture).contains("Look at X."))
        fixture.press(.character(" "))
        #expect(text(fixture).contains("the formula is dW1[i,j] = Σₙ X[n,i]·dZ1[n,j]"))
        #expect(text(fixture).contains("Look at X."), "earlier hints stay in view")
    }

    @Test func litCellsHaveAColourOfTheirOwn() throws {
        let fixture = ScreenFixture(playing: Self.lesson + "highlight dW1[1,:]")
        let model = ScreenModel(
            workbench: fixture.workbench, screen: fixture.screen, size: Size(columns: 120, rows: 36))
        let grid = model.draw()
        let lit = (0..<36).flatMap { row in
            (0..<120).filter { grid[column: $0, row: row].style.background == Theme.dark.lit.background }
        }
        #expect(lit.count >= 4 * 4)
    }
}
