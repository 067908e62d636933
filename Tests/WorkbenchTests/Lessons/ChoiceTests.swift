import CommandLanguage
import Testing

@testable import Workbench

/// Questions with several answers, of which one is right.
@Suite struct ChoiceTests {
    private static let question = """
        ask "What is dW?" choices "X.T @ dZ" "X @ dZ" "dZ @ W.T" hint "It has the shape of W." because "Y = X·W."
        """

    private func choices(_ bench: TestBench) -> [String] { bench.state.lesson.question?.choices?.texts ?? [] }

    /// The letter that a choice has now.
    private func letter(_ text: String, _ bench: TestBench) throws -> String {
        String(ChoiceList.letter(try #require(choices(bench).firstIndex(of: text))))
    }

    @Test(arguments: [
        ("\"X.T @ dZ\"", true), ("\"x.t@dz\"", true), ("\"X @ dZ\"", false), ("X.T @ dZ", true), ("dZ @ W.T", false),
    ])
    func withoutALearnerTheAnswerIsTheText(_ answer: String, _ isRight: Bool) throws {
        var bench = TestBench.lesson(.test)
        let reports = bench.run(Self.question + "\nanswer \(answer)")
        let report = try #require(reports.last?.body as? ChoiceReport)
        #expect(report.passed == isRight)
        #expect(report.expected == "X.T @ dZ")
        #expect(report.because == (isRight ? "Y = X·W." : nil))
        #expect(bench.state.expectations.passed == (isRight ? 1 : 0))
        #expect(bench.state.expectations.failed == (isRight ? 0 : 1))
    }

    @Test func theOrderDependsOnNothingButTheTexts() throws {
        var orders: Set<[String]> = []
        for _ in 0..<3 {
            var bench = TestBench.lesson(.study)
            _ = bench.play(Self.question)
            orders.insert(choices(bench))
        }
        #expect(orders.count == 1)
        #expect(orders.first?.sorted() == ["X @ dZ", "X.T @ dZ", "dZ @ W.T"])
        // The right one is anywhere.
        let places = (0..<40).map {
            ChoiceList(rightFirst: ["right", "wrong", "neither"], of: "Question \($0)?").right
        }
        for place in 0..<3 { #expect(places.count { $0 == place } >= 5) }
    }

    @Test func aMissStaysOnTheQuestionAndGetsTheHint() throws {
        var bench = TestBench.lesson(.study)
        _ = bench.play(Self.question + "\nanswer a\nsay \"On.\"")
        #expect(bench.state.waitsForAnswer)
        let wrong = try letter("X @ dZ", bench)
        let miss = try #require(bench.start("answer \(wrong)").first?.body as? ChoiceReport)
        #expect(!miss.passed)
        #expect(miss.expected == nil)
        #expect(miss.hint == "It has the shape of W.")
        #expect(bench.state.waitsForAnswer)
        #expect(bench.state.lesson.question?.missedChoices == [try #require(choices(bench).firstIndex(of: "X @ dZ"))])
        let hit = try #require(bench.start("answer \(letter("X.T @ dZ", bench))").first?.body as? ChoiceReport)
        #expect(hit.text == "✓ X.T @ dZ\nY = X·W.")
        #expect(bench.state.lesson.answered?.verdict == "✓ X.T @ dZ")
        #expect(bench.state.lesson.narration == nil)
        _ = bench.space()
        #expect(bench.state.lesson.narration == "On.")
        #expect(bench.state.lesson.score.text == "0 of 1 right at once, 1 with help")
    }

    @Test func spaceHelpsAndThenTellsTheAnswer() throws {
        var bench = TestBench.lesson(.study)
        _ = bench.play(Self.question + "\nanswer a\nsay \"On.\"")
        let right = try letter("X.T @ dZ", bench)
        #expect(bench.space().first?.text == "hint 1 of 2: It has the shape of W.")
        #expect(bench.space().first?.text == "it is \(right)) X.T @ dZ")
        #expect(bench.state.lesson.score.told == 1)
        #expect(bench.state.lesson.answered?.because == "Y = X·W.")
    }

    @Test(arguments: [
        ("ask \"What?\"", "'ask' needs 'choices' after a question in words"),
        ("ask \"What?\" choices \"a\"", "'ask' needs two choices or more, each in double quotes"),
        ("ask \"What?\" choices \"it falls\" \"It  falls\"", "two choices are the same: 'It  falls'"),
        ("ask W1 choices \"a\" \"b\"", "unexpected 'choices' after 'ask W1'"),
    ])
    func whatIsNoQuestionIsAnError(_ line: String, _ message: String) {
        let diagnostics = Script.parse(SourceText(name: "test", text: line)).diagnostics
        #expect(diagnostics.map(\.message) == [message])
    }

    @Test func anAnswerThatIsNoneOfTheChoicesIsAnError() {
        var bench = TestBench.lesson(.test)
        #expect(
            bench.error("ask \"Up?\" choices \"yes\" \"no\"\nanswer maybe")?.hasPrefix(
                "'maybe' is none of the choices: a for '")
                == true)
        #expect(bench.error("ask 1\nanswer \"one\"") == "a value is asked for, and this is a text: answer 0.25")
    }
}

/// What a learner says will come of the next command.
@Suite struct PredictionTests {
    private func verdict(_ text: String) throws -> any CommandReport {
        var bench = TestBench.lesson(.test)
        return try #require(bench.run(text).last?.body)
    }

    @Test(arguments: [
        ("predict loss choices \"falls\" \"rises\" \"stays\"\nanswer falls\ntrain 20 iterations", true),
        ("predict loss choices \"falls\" \"rises\" \"stays\"\nanswer b\ntrain 20 iterations", false),
        ("predict N choices \"falls\" \"rises\" \"stays\"\nanswer stays\nnext", true),
        ("predict epoch choices \"falls\" \"rises\"\nanswer rises\nnext", true),
        ("predict loss choices \"falls\" \"stays\" within 9\nanswer stays\nnext", true),
        ("predict loss < 0.01 choices \"no\" \"yes\"\nanswer no\nnext", true),
        ("predict argmax([[1, 3, 2]]) choices \"the first\" \"the second\" \"the third\"\nanswer b\nnext", true),
        ("predict argmax([[1, 3, 2]]) choices \"the first\" \"the second\" \"the third\"\nanswer a\nnext", false),
        ("predict W1[0, 0]\nanswer 7\nlet W1[0, 0] = 7", true), ("predict W1[0, 0]\nanswer 8\nlet W1[0, 0] = 7", false),
        ("predict W1[0, 0] within 1\nanswer 7.5\nlet W1[0, 0] = 7", true),
    ])
    func itIsJudgedAfterTheNextCommand(_ text: String, _ isRight: Bool) throws {
        #expect(try verdict(text).verdict == (isRight ? .held : .failed))
    }

    /// What stands between it and the command, and only looks, does not count.
    @Test func wordsAndExpectationsMayStandBetween() throws {
        let report = try verdict(
            """
            predict loss choices "falls" "rises" because "It goes downhill."
            say "Which?"
            answer falls
            expect N == 4
            say "Now."
            train 5 iterations
            """)
        #expect(report.verdict == .held)
        #expect(report.text.hasPrefix("✓ loss falls, from 0."))
        #expect(report.text.hasSuffix("\nIt goes downhill."))
    }

    @Test func aWrongOneSaysWhatCame() throws {
        let text = try verdict("predict loss choices \"falls\" \"rises\"\nanswer rises\ntrain 5 iterations").text
        #expect(text.hasPrefix("✗ loss falls, from 0."))
        #expect(text.hasSuffix(": you said 'rises'"))
        #expect(
            try verdict("predict W1[0, 0]\nanswer 8\nlet W1[0, 0] = 7").text
                == "✗ W1[0, 0] is not 8\n  expected  7")
    }

    @Test func aLessonWaitsForItRunsTheCommandAndWaitsAgain() throws {
        var bench = TestBench.lesson(.study)
        let lesson = """
            predict loss choices "falls" "rises" "stays" because "Downhill."
            answer falls
            train 20 iterations
            say "On."
            """
        _ = bench.play(lesson)
        #expect(bench.state.waitsForAnswer)
        #expect(bench.state.lesson.question?.sentence == "Before 'train 20 iterations' runs: what will loss do?")
        let iteration = bench.state.session?.position.iteration
        #expect(bench.start("answer c").isEmpty)
        #expect(bench.state.lesson.answered?.verdict == "Your prediction: c) stays\nspace runs it")
        #expect(bench.state.lesson.isPaused)
        #expect(bench.state.session?.position.iteration == iteration)
        _ = bench.space()
        #expect(bench.state.session?.position.iteration == 21)
        #expect(bench.state.lesson.narration == nil)
        #expect(bench.state.lesson.answered?.isRight == false)
        #expect(bench.state.lesson.answered?.because == "Downhill.")
        #expect(bench.state.lesson.score.text == "0 of 1 right at once, 1 missed")
        _ = bench.space()
        #expect(bench.state.lesson.narration == "On.")
        #expect(bench.state.expectations.failed == 0)
    }

    @Test func withoutAnAnswerSpaceHelpsAndThenRunsIt() throws {
        var bench = TestBench.lesson(.study)
        _ = bench.play("predict loss choices \"falls\" \"rises\" hint \"Think.\"\nanswer falls\nnext\nsay \"On.\"")
        #expect(bench.space().first?.text == "hint 1 of 1: Think.")
        #expect(bench.state.waitsForAnswer)
        _ = bench.space()
        #expect(!bench.state.waitsForAnswer)
        _ = bench.space()
        #expect(bench.state.session?.position.iteration == 2)
        #expect(bench.state.lesson.narration == "On.")
        #expect(bench.state.lesson.score.told == 1)
    }

    @Test func whatTheLearnerTriesMeanwhileIsNotJudged() throws {
        var bench = TestBench.lesson(.study)
        _ = bench.play("predict W1[0, 0]\nanswer 7\nlet W1[0, 0] = 7\nsay \"On.\"")
        _ = bench.start("answer 7")
        _ = bench.start("let W1[0, 0] = 3")
        #expect(bench.state.lesson.prediction != nil)
        _ = bench.space()
        #expect(bench.state.lesson.answered?.isRight == true)
        #expect(bench.state.lesson.score.atOnce == 1)
    }

    @Test func aLessonThatPlaysByItselfPredictsAndGoesOn() {
        var bench = TestBench.lesson(.watch)
        _ = bench.play("predict loss choices \"falls\" \"rises\"\nanswer falls\nnext\nsay \"On.\"")
        #expect(bench.state.lesson.narration == "On.")
        #expect(bench.state.lesson.score.count == 0)
    }

    @Test(arguments: [
        (
            "predict loss\nanswer 1",
            "there is nothing to predict: a command that runs or changes something has to follow, before the next question"
        ),
        (
            "predict loss\nanswer 1\nask 1\nanswer 1\nnext",
            "there is nothing to predict: a command that runs or changes something has to follow, before the next question"
        ),
        ("predict loss\nnext", "this question has no answer: the scenario needs 'answer VALUE' before the next 'ask'"),
        (
            "predict W1 choices \"falls\" \"rises\"\nanswer a\nnext",
            "what is predicted in words must be a single number, this is a matrix of 2×4"
        ),
    ])
    func mistakesOfTheScenarioAreErrors(_ text: String, _ message: String) {
        var bench = TestBench.lesson(.test)
        #expect(bench.error(text) == message)
    }
}
