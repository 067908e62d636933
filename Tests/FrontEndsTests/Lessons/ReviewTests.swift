import CommandLanguage
import Foundation
import Screen
import TerminalDrawing
import Testing

@testable import FrontEnds
@testable import Workbench

/// What was missed comes back.
@Suite struct ReviewTests {
    private let tests = InteractiveScreenTests()
    private var terminal: SimulatedTerminal { tests.terminal }
    private let long = Date(timeIntervalSince1970: 1)

    private func loop() -> InteractiveScreen { InteractiveScreen(terminal: terminal, threads: 1) }

    private func press(_ keys: Key..., on loop: inout InteractiveScreen) throws {
        terminal.events = keys.map { .key($0) }
        try tests.turn(&loop) { _ in terminal.events.isEmpty }
        loop.needsDrawing = true
        loop.turn()
    }

    private func missed(_ text: String, _ exercise: ExerciseName?) -> SettledQuestion {
        SettledQuestion(text: text, outcome: .told, exercise: exercise)
    }

    /// The first question of the course that no exercise covers, with its lesson.
    private func plainQuestion() throws -> (lesson: ParsedLesson, text: String) {
        let lesson = ParsedLesson.all[0]
        let ask = try #require(lesson.commands.lazy.compactMap { $0.command.body as? AskCommand }.first)
        guard case .value(let expression) = ask.question.subject else { throw TestError() }
        return (lesson, expression.description)
    }

    private struct TestError: Error {}

    @Test func anExerciseAsksForTheLikeAndOtherQuestionsStandAsInTheirLesson() throws {
        var loop = loop()
        let (lesson, text) = try plainQuestion()
        loop.progress.record(missed("dZ2[1, 0]", .crossEntropy), of: "01-xor-by-hand.scenario", at: long)
        loop.progress.record(missed(text, nil), of: lesson.fileName, at: long)
        loop.start(lesson)
        try tests.turn(&loop) { $0.host.state.lesson.isPaused }
        loop.showCourse()
        loop.needsDrawing = true
        loop.turn()
        #expect(terminal.text.contains("r reviews 2 questions"))
        try press(.character("r"), on: &loop)
        try tests.turn(&loop) { $0.host.state.waitsForAnswer }
        #expect(loop.host.state.lesson.question?.text == text)
        #expect(loop.host.state.lesson.narration?.hasPrefix("A sum first") == true)
        loop.perform("answer 1")
        try press(.character(" "), on: &loop)
        try tests.turn(&loop) { $0.host.state.lesson.question?.given.isEmpty == false }
        // A hint, and then the answers: right, but not at once.
        let exercise = try #require(loop.host.state.lesson.exercise).exercise
        try press(.character(" "), on: &loop)
        for asked in exercise.questions {
            loop.perform("answer \(Exercise.spelled(asked.expected.matrix, isScalar: asked.expected.isScalar))")
            try press(.character(" "), on: &loop)
        }
        try tests.turn(&loop) { $0.host.screen.lessonEnd != nil }
        #expect(loop.review == nil)
        loop.needsDrawing = true
        loop.turn()
        #expect(terminal.text.contains("1 of 2 right at once"))
        #expect(loop.progress.missedQuestions.map(\.text) == ["dZ2[1, 0]"])
        #expect(loop.progress.missedQuestions.map(\.outcome) == [.withHelp])
        // It has just been asked.
        #expect(loop.progress.missedQuestions(at: .now).isEmpty)
    }

    @Test func anExerciseComesOnceForAllThatItCovers() {
        var progress = CourseProgress(path: nil)
        progress.record(missed("dW1[0, 1]", .linearBackward), of: "06-linear-layer-gradients.scenario", at: long)
        progress.record(missed("dX[0, 0]", .linearBackward), of: "06-linear-layer-gradients.scenario", at: long)
        progress.record(missed("gone", nil), of: "06-linear-layer-gradients.scenario", at: long)
        let asked = ReviewedQuestion.asking(progress.missedQuestions(at: .now), lessons: ParsedLesson.all)
        #expect(asked.count == 1)
        #expect(asked.first?.questions.count == 2)
    }

    @Test func theCommandReviewsAndSaysWhereThereIsNothing() throws {
        var loop = loop()
        loop.start(ParsedLesson.all[0])
        try tests.turn(&loop) { $0.host.state.lesson.isPaused }
        loop.perform("review")
        loop.needsDrawing = true
        loop.turn()
        #expect(loop.review == nil)
        #expect(loop.host.screen.log.entries.last?.text == "— nothing to review: no question was missed —")
        loop.progress.record(missed("P[0, 1]", .softmax), of: "04-softmax-and-logsumexp.scenario", at: .now)
        loop.perform("review")
        loop.needsDrawing = true
        loop.turn()
        #expect(loop.host.screen.log.entries.last?.text.contains("after ten minutes") == true)
        loop.progress.record(missed("P[0, 1]", .softmax), of: "04-softmax-and-logsumexp.scenario", at: .now - 700)
        #expect(loop.review == nil)
    }

    @Test func aLessonsQuestionsAreKeptUnderIt() throws {
        var loop = loop()
        loop.start(ParsedLesson.all[0])
        for _ in 0..<40 where !loop.host.state.waitsForAnswer {
            try press(.character(" "), on: &loop)
        }
        #expect(loop.host.state.waitsForAnswer)
        for _ in 0..<9 where loop.host.state.waitsForAnswer { try press(.character(" "), on: &loop) }
        #expect(loop.progress.missedQuestions.map(\.lesson) == [ParsedLesson.all[0].fileName])
        #expect(loop.progress.missedQuestions.map(\.outcome) == [.told])
    }
}
