import CommandLanguage
import TerminalDrawing
import Testing
import Workbench

@testable import FrontEnds

/// Lessons on the screen: forward and back, by themselves, and with a learner.
@Suite struct LessonPlayerTests {
    private let tests = InteractiveScreenTests()
    private var terminal: SimulatedTerminal { tests.terminal }

    private static let lesson = """
        title "A lesson"
        chapter "One"
        data xor
        network 2-4-2 hidden=tanh seed=1
        optimizer sgd lr=0.1
        say "First."
        pause
        next
        say "Second."
        pause
        chapter "Two"
        next 2
        say "Third."
        pause
        next
        say "Fourth."
        pause
        chapter "Three"
        next
        ask 1 + 1
        answer 2
        say "Fifth."
        """

    /// A loop on the lesson, where it waits first.
    private func loop(_ text: String = Self.lesson) throws -> InteractiveScreen {
        var loop = InteractiveScreen(terminal: terminal, threads: 1)
        let source = SourceText(name: "test", text: text)
        loop.play(source, Script.parse(source).commands)
        try tests.turn(&loop) { $0.host.state.lesson.isPaused }
        return loop
    }

    private func press(_ keys: Key..., on loop: inout InteractiveScreen, until isThere: (WorkbenchState) -> Bool) throws
    {
        terminal.events = keys.map { .key($0) }
        try tests.turn(&loop) { _ in terminal.events.isEmpty }
        try tests.turn(&loop) { isThere($0.host.state) && !$0.host.state.isBusy }
    }

    private func waits(_ text: String) -> (WorkbenchState) -> Bool {
        { $0.lesson.isPaused && $0.lesson.narration == text }
    }

    private func iteration(_ loop: InteractiveScreen) -> Int { loop.host.state.session?.position.iteration ?? -1 }

    @Test func backspaceGoesBackFromStopToStopWithAllThatThereWas() throws {
        var loop = try loop()
        let first = loop.host.state.session
        try press(.character(" "), on: &loop, until: waits("Second."))
        let second = loop.host.state.session
        try press(.character(" "), on: &loop, until: waits("Third."))
        #expect(iteration(loop) == 3)
        try press(.backspace, on: &loop, until: waits("Second."))
        #expect(loop.host.state.session == second)
        #expect(loop.host.state.lesson.chapter == "One")
        try press(.backspace, on: &loop, until: waits("First."))
        #expect(loop.host.state.session == first)
        try press(.backspace, on: &loop, until: waits("First."))
        #expect(terminal.text.contains("the lesson has not waited before"))
        try press(.character(" "), on: &loop, until: waits("Second."))
        #expect(loop.host.state.session == second)
    }

    @Test func chaptersAreSkippedAndGoneBackTo() throws {
        var loop = try loop()
        try press(.character("]"), on: &loop, until: waits("Third."))
        #expect(iteration(loop) == 3)
        #expect(loop.host.state.lesson.mode == .study)
        try press(.character(" "), on: &loop, until: waits("Fourth."))
        try press(.character("["), on: &loop, until: waits("Third."))
        #expect(iteration(loop) == 3)
        try press(.character("["), on: &loop, until: waits("First."))
        #expect(iteration(loop) == 0)
        try press(.character("]"), on: &loop, until: waits("Third."))
        try press(.character("]"), on: &loop) { $0.waitsForAnswer }
        #expect(loop.host.state.lesson.chapter == "Three")
        // After the last chapter comes the end, without its question.
        try press(.character("]"), on: &loop) { !$0.hasScriptLeft }
        #expect(loop.host.state.lesson.narration == "Fifth.")
        #expect(loop.host.state.lesson.score.count == 0)
        #expect(loop.host.state.lesson.mode == .study)
    }

    @Test func theLessonGoesOnFromWhereItWaitedWhateverWasTriedMeanwhile() throws {
        var loop = try loop()
        try press(.character(" "), on: &loop, until: waits("Second."))
        try press(.character("n"), .character("n"), .character("n"), on: &loop) { $0.session?.position.iteration == 4 }
        try press(.character(" "), on: &loop, until: waits("Third."))
        #expect(iteration(loop) == 3)
        #expect(terminal.text.contains("the lesson goes on from where it waited"))
    }

    @Test func backspaceAfterDrivingComesBackToTheStopItself() throws {
        var loop = try loop()
        try press(.character(" "), on: &loop, until: waits("Second."))
        try press(.character("n"), on: &loop) { $0.session?.position.iteration == 2 }
        try press(.backspace, on: &loop, until: waits("Second."))
        #expect(iteration(loop) == 1)
    }

    @Test func answersAreTypedAndTheScoreIsTold() throws {
        var loop = try loop()
        try press(.character("]"), on: &loop, until: waits("Third."))
        try press(.character("]"), on: &loop) { $0.waitsForAnswer }
        #expect(terminal.text.contains("What is 1 + 1?"))
        try press(.character("="), .character("3"), .enter, on: &loop) { $0.lesson.question?.wrongCount == 1 }
        // A number alone is an answer as well.
        try press(.character(":"), .character("2"), .enter, on: &loop) { $0.lesson.answered != nil }
        // The verdict stands at the question until the learner goes on.
        #expect(terminal.text.contains("What is 1 + 1?"))
        #expect(terminal.text.contains("✓ 1 + 1 is 2"))
        #expect(terminal.text.contains("space goes on"))
        #expect(loop.host.state.hasScriptLeft)
        try press(.character(" "), on: &loop) { !$0.hasScriptLeft }
        #expect(loop.host.state.lesson.score.withHelp == 1)
        let said = loop.host.screen.log.entries.map(\.text)
        #expect(said.contains { $0.contains("the lesson's questions: 0 of 1 right at once, 1 with help") })
    }

    @Test func aLessonPlaysByItselfAtItsPace() throws {
        var loop = try loop("set pace 8\n" + Self.lesson)
        try press(.character("a"), on: &loop) { $0.lesson.mode == .watch }
        let start = ContinuousClock.now
        try press(.character(" "), on: &loop, until: waits("Second."))
        // Time to look at an iteration and to read two words.
        #expect(ContinuousClock.now - start >= .milliseconds(170))
        let playing = terminal.frames.map(\.plainText).filter { $0.contains("PLAYING") }
        #expect(!playing.isEmpty)
        #expect(playing.allSatisfy { $0.contains("space goes on now") })
        try press(.character(" "), on: &loop, until: waits("Third."))
        try press(.character(" "), on: &loop, until: waits("Fourth."))
        // The lesson answers its own questions, without a score.
        try press(.character(" "), on: &loop) { !$0.hasScriptLeft }
        #expect(loop.host.state.lesson.narration == "Fifth.")
        #expect(loop.host.state.lesson.score.count == 0)
    }

    @Test func spaceDoesNotWaitUntilAllIsRead() throws {
        var loop = try loop("set pace 0.25\n" + Self.lesson)
        try press(.character("a"), on: &loop) { $0.lesson.mode == .watch }
        terminal.events = Array(repeating: .key(.character(" ")), count: 3)
        let start = ContinuousClock.now
        try tests.turn(&loop) { waits("Second.")($0.host.state) }
        #expect(ContinuousClock.now - start < .seconds(4))
    }

    @Test func plusAndMinusChangeThePaceWhileALessonPlaysByItself() throws {
        var loop = try loop()
        try press(.character("a"), on: &loop) { $0.lesson.mode == .watch }
        try press(.character("+"), .character("+"), on: &loop) { _ in true }
        #expect(loop.host.screen.settings.pace == 4)
        try press(.character("-"), on: &loop) { _ in true }
        #expect(loop.host.screen.settings.pace == 2)
    }

    @Test func aWaitIsWaitedOnTheScreen() throws {
        var loop = try loop("pause\nwait 150ms\nsay \"After.\"\npause\nprint 1")
        let start = ContinuousClock.now
        try press(.character(" "), on: &loop, until: waits("After."))
        #expect(ContinuousClock.now - start >= .milliseconds(150))
    }

    @Test func aRunThatIsStoppedLeavesTheLessonWaiting() throws {
        var loop = try loop(
            "data xor\nnetwork 2-4-2\npause\ntrain 100000000 iterations\nsay \"After.\"\npause\nprint 1")
        terminal.events = [.key(.character(" "))]
        try tests.turn(&loop) { iteration($0) > 100 }
        terminal.events = [.key(.escape)]
        try tests.turn(&loop) { $0.host.state.lesson.isPaused }
        try press(.character(" "), on: &loop, until: waits("After."))
        #expect(iteration(loop) < 100_000_000)
    }

    @Test func spaceTakesTheLessonsTrainingToItsEnd() throws {
        var loop = try loop(
            "data xor\nnetwork 2-4-2\npause\ntrain 3000 iterations\nexpect iteration == 3000\nsay \"After.\"\npause\nprint 1"
        )
        terminal.events = [.key(.character(" "))]
        try tests.turn(&loop) { iteration($0) >= 5 && terminal.text.contains("space full speed  Esc stops") }
        #expect(iteration(loop) < 3000)
        // Pressed again and again, it does not break the training off.
        terminal.events = Array(repeating: .key(.character(" ")), count: 3)
        try tests.turn(&loop) { waits("After.")($0.host.state) }
        #expect(iteration(loop) == 3000)
    }

    @Test func controlCEndsALessonThatWaitsForItsReader() throws {
        var loop = try loop("pause\nwait 60s\nsay \"After.\"\npause\nprint 1")
        terminal.events = [.key(.character(" "))]
        try tests.turn(&loop) { $0.lesson.holdEnd != nil }
        terminal.events = [.key(.control("c"))]
        try tests.turn(&loop) { !$0.host.state.hasScriptLeft }
        #expect(loop.exitStatus == nil)
    }
}
