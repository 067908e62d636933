import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// What the log shows of a lesson, and what only the lesson's own pane shows.
@Suite struct LessonLogTests {
    private func fixture(_ commands: String) -> ScreenFixture {
        ScreenFixture(playing: ScreenFixture.xor + "\nlayout lesson\n" + commands)
    }

    @Test(arguments: [(80, 24), (120, 36), (200, 60)])
    func whereTheLessonHasItsPaneTheLogDoesNotRepeatIt(_ columns: Int, _ rows: Int) {
        let fixture = fixture("chapter \"Begin\"\nsay \"Look closely.\"\npause\nstep")
        let text = fixture.lines(columns, rows).joined(separator: "\n")
        #expect(text.split(separator: "Look closely.", omittingEmptySubsequences: false).count == 2)
        #expect(!fixture.text(of: .log, columns, rows).joined().contains("space goes on"))
        #expect(text.contains("space goes on"))
    }

    @Test func expectationsThatHoldAreNotInALearnersLog() {
        let fixture = fixture("print 1 + 1\nexpect 1 == 1\nexpect 2 == 2\nexpect 3 == 3\nsay \"Well.\"")
        let log = fixture.text(of: .log, 120, 36).map { $0.trimmingPrefix(" ") }
        #expect(log.contains("1 + 1 = 2"))
        #expect(!log.joined().contains("=="))
    }

    @Test func aFailedExpectationStandsByItself() {
        let fixture = fixture("expect 1 == 1\nexpect 2 == 3\nexpect 4 == 4")
        let log = fixture.text(of: .log, 120, 36).joined(separator: "\n")
        #expect(log.contains("✗ 2 == 3"))
        #expect(!log.contains("✓"))
    }

    /// The hint stands under the question, and is not repeated.
    @Test func aWrongAnswerIsLoggedWithoutTheHintInThePane() {
        var fixture = fixture("ask 2 + 3 hint \"add them\"\nanswer 5")
        fixture.run("answer 4")
        #expect(fixture.text(of: .log, 120, 36).joined().contains("✗ 2 + 3 is not 4"))
        #expect(!fixture.text(of: .log, 120, 36).joined().contains("add them"))
        #expect(fixture.text(of: .narration, 120, 36).joined().contains("add them"))
    }

    @Test func whatAVerdictSaysIsReadToItsEnd() {
        var fixture = fixture("bug sign in update")
        for (command, end) in [("accuse tanh1.forward", " shows"), ("accuse update", " is")] {
            fixture.run(command)
            for (columns, rows) in [(80, 24), (120, 36), (200, 60)] {
                let log = fixture.text(of: .log, columns, rows)
                #expect(log.last { !$0.isEmpty }?.hasSuffix(end) == true, "\(log)")
            }
        }
        // A source line stays over its caret.
        fixture.run("print W1 + nothingOfThatNameAnywhere + W1")
        let log = fixture.text(of: .log, 80, 24)
        #expect(log.last { !$0.isEmpty }?.contains("^") == true)
    }

    @Test func oneThatIsTypedIsToldByItself() {
        var fixture = fixture("expect 1 == 1")
        fixture.run("expect 2 == 2")
        let log = fixture.text(of: .log, 120, 36).joined(separator: "\n")
        #expect(!log.contains("✓ 1 == 1") && log.contains("✓ 2 == 2"))
    }

    @Test func stepsOfALessonTakeOneLineAndLooksNone() {
        let fixture = fixture("step 2\nhighlight Z1[0,0]\nfocus Z1[1,1]")
        let log = fixture.text(of: .log, 120, 36).joined(separator: "\n")
        #expect(log.contains("> step 2"))
        #expect(!log.contains("iteration 0"))
        #expect(!log.contains("highlight") && !log.contains("focus"))
    }

    @Test(arguments: [(80, 24, 4), (100, 30, 6)])
    func whereTrainingIsWatchedTheLessonHasSomeRows(_ columns: Int, _ rows: Int, _ least: Int) throws {
        let fixture = ScreenFixture(playing: ScreenFixture.lesson + "\nlayout train")
        let slots = fixture.model(columns, rows, ScreenLook.all[0]).layout.slots
        let pane = columns >= 100 ? Pane.narration : .log
        let slot = try #require(slots.first { $0.pane == pane })
        #expect(slot.area.interior.rows >= least)
    }

    /// In the narrow log of a lesson.
    @Test func anExplanationIsReadToItsEnd() {
        var fixture = fixture("step 7")
        fixture.run("explain dW2[1,0]")
        while fixture.screen.focus.pane != .log { fixture.press(.tab) }
        fixture.press(.character("z"))
        let columns = 44
        let log = fixture.text(of: .log, columns, 40).map { String($0.trimmingPrefix(" ")) }
            .drop { !$0.hasPrefix("> explain") }
        #expect(log.count > 5 && !log.joined().contains("…"))
        let text = log.joined(separator: " ").split(separator: " ").joined(separator: " ")
        #expect(text.contains("✓ central difference 0.0364109, relative error"))
        #expect(text.contains("= 0·(−0.125) + 0.462117·0.182783"))
    }
}
