import CommandLanguage
import PlainText
import Testing

@testable import Workbench

@Suite struct QuestionTests {
    /// A bench that has run one iteration, with a learner or without.
    private func bench(_ mode: LessonMode = .test) -> TestBench {
        var bench = TestBench()
        bench.state = WorkbenchState(lessonMode: mode)
        _ = bench.run(TestBench.xorSetup + "\nlet W1[0,2] = 0.25\nstep 9")
        return bench
    }

    /// Plays a lesson up to where it waits.
    private func play(_ text: String, on bench: inout TestBench) -> [Report] {
        let source = SourceText(name: "lesson", text: text)
        var outputs = bench.send(.play(source, Script.parse(source).commands))
        outputs += playOn(&bench)
        return outputs.map(\.report)
    }

    private func playOn(_ bench: inout TestBench) -> [CommandOutput] {
        var outputs: [CommandOutput] = []
        while bench.state.hasScriptLeft, !bench.state.lesson.isPaused { outputs += bench.send(.playNext) }
        return outputs
    }

    /// The number that an expression has, the lesson waiting on.
    private func value(_ expression: String, _ bench: inout TestBench) -> Double? {
        guard let value = (bench.start("print \(expression)").first?.body as? ValueReport)?.value else { return nil }
        return value.scalar
    }

    private func answers(_ contents: [Report]) -> [AnswerReport] {
        contents.compactMap { if let report = $0.body as? AnswerReport { report } else { nil } }
    }

    @Test(arguments: [
        ("ask W1[0,2]\nanswer 0.25", true), ("ask W1[0,2]\nanswer 0.2512", true), ("ask W1[0,2]\nanswer 0.252", false),
        ("ask W1[0,2] within 0.1\nanswer 0.34", true), ("ask W1[0,2] within 0\nanswer 0.2500001", false),
        ("ask 3 * 4\nanswer 12", true), ("ask 3 * 4\nanswer nan", false), ("ask 0\nanswer 0", true),
        ("ask 0\nanswer 0.001", false), ("ask b1\nanswer [[0,0,0,0]]", true), ("ask b1\nanswer [[0,0,0]]", false),
        ("ask W1[0,2]\nprint 1\nanswer 1/4", true), ("ask loss\nanswer loss", true),
        ("ask sum(dZ2)\nanswer 0", true),
    ])
    func withoutALearnerTheScenariosAnswersCountAsExpectations(_ lesson: String, _ isRight: Bool) throws {
        var bench = bench()
        let report = try #require(answers(bench.run(lesson)).first)
        #expect(report.passed == isRight)
        #expect(report.expected != nil)
        #expect(bench.state.expectations.passed == (isRight ? 1 : 0))
        #expect(bench.state.expectations.failed == (isRight ? 0 : 1))
        #expect(bench.state.lesson.question == nil)
        #expect(bench.state.lesson.score.count == 0)
    }

    @Test func aLessonWaitsForTheLearnersAnswerAndSkipsItsOwn() throws {
        var bench = bench(.study)
        _ = play(
            "ask W1[0,2] hint \"It was set by hand.\"\nanswer 0.25\nsay \"Right.\"\npause\nsay \"End.\"", on: &bench)
        #expect(bench.state.waitsForAnswer)
        #expect(bench.state.lesson.question?.cell?.name == .weights(1))
        let wrong = try #require(answers(bench.start("answer 0.3")).first)
        #expect(!wrong.passed)
        #expect(wrong.expected == nil)
        #expect(wrong.hint == "It was set by hand.")
        #expect(bench.state.waitsForAnswer)
        let right = try #require(answers(bench.start("answer 1/4")).first)
        #expect(right.passed)
        // The verdict is to be seen before the lesson goes on.
        #expect(bench.state.lesson.isPaused)
        #expect(!bench.state.waitsForAnswer)
        #expect(bench.state.lesson.answered?.verdict == "✓ W1[0, 2] is 0.25")
        #expect(bench.state.lesson.narration == nil)
        _ = bench.send(.playNext)
        #expect(bench.state.lesson.answered == nil)
        #expect(answers(playOn(&bench).map(\.report)).isEmpty)
        #expect(bench.state.lesson.narration == "Right.")
        #expect(bench.state.lesson.score.withHelp == 1)
        #expect(bench.state.expectations.passed == 0)
    }

    @Test func anAnswerThatIsRightAtOnceIsCountedSo() {
        var bench = bench(.study)
        _ = play("ask 1+1\nanswer 2\nask 2+2\nanswer 4\nask 0.5\nanswer 0.5", on: &bench)
        func goOn() {
            _ = bench.send(.playNext)
            _ = playOn(&bench)
        }
        _ = bench.start("answer 2")
        goOn()
        _ = bench.start("answer 5")
        _ = bench.start("answer 4")
        goOn()
        for _ in 0..<4 where bench.state.waitsForAnswer { _ = bench.send(.playNext) }
        #expect(bench.state.lesson.score.text == "1 of 3 right at once, 1 with help, 1 told")
    }

    @Test func helpGrowsFromTheHintToTheFormulaTheOperandsAndTheSum() throws {
        var bench = bench(.study)
        _ = play("ask dW1[0,2] hint \"X transposed.\"\nanswer 0\nsay \"On.\"", on: &bench)
        var hints: [String] = []
        var isTold = false
        while bench.state.waitsForAnswer {
            let outputs = bench.send(.playNext)
            guard let report = outputs.first?.report.body as? QuestionReport else { break }
            hints.append(try #require(report.hint))
            #expect(report.hintNumber == hints.count)
            isTold = report.isTold
        }
        #expect(isTold)
        #expect(hints.count == 5)
        #expect(hints[0] == "X transposed.")
        #expect(hints[1] == "the formula is dW1[i,j] = Σₙ X[n,i]·dZ1[n,j]")
        #expect(hints[2].hasPrefix("this cell is dW1[0,2] = X[0,0]·dZ1[0,2] + X[1,0]·dZ1[1,2]"))
        #expect(hints[3].hasPrefix("with numbers: dW1[0,2] = 0·"))
        let value = try #require(value("dW1[0,2]", &bench))
        #expect(hints[4].contains(NumberFormat.rounded(value)))
        #expect(!hints[3].contains("= \(NumberFormat.rounded(value))"))
        #expect(bench.state.lesson.score.told == 1)
        let answered = try #require(bench.state.lesson.answered)
        #expect(!answered.isRight)
        #expect(answered.verdict == hints[4])
        #expect(bench.state.lesson.isPaused)
    }

    /// As when the rest of the chapter is skipped with the verdict in view.
    @Test func afterTheAnswerTheLessonMayPlayByItself() throws {
        var bench = bench(.study)
        _ = play("ask W1[0,2]\nanswer 0.25\nsay \"On.\"", on: &bench)
        #expect(try #require(answers(bench.start("answer 0.25")).first).passed)
        _ = bench.send(.playLessons(.watch))
        var outputs: [CommandOutput] = []
        while bench.state.hasScriptLeft { outputs += bench.send(.playNext) }
        #expect(!outputs.contains { $0.verdict == .error })
        #expect(bench.state.lesson.narration == "On.")
        #expect(bench.state.lesson.score.atOnce == 1)
    }

    @Test func everyHintThatWasGivenStaysInView() throws {
        var bench = bench(.study)
        _ = play("ask dW1[0,2] hint \"X transposed.\"\nanswer 0\nsay \"On.\"", on: &bench)
        for count in 1...4 {
            _ = bench.send(.playNext)
            #expect(bench.state.lesson.question?.givenHints.count == count)
        }
        #expect(bench.state.lesson.question?.givenHints.first == "X transposed.")
    }

    @Test func theReasonComesAfterTheAnswer() throws {
        let asked = "ask W1[0,2] because \"It was set so.\"\nanswer 0.25\nsay \"On.\""
        var bench = bench(.study)
        _ = play(asked, on: &bench)
        let wrong = try #require(answers(bench.start("answer 0.3")).first)
        #expect(wrong.because == nil)
        let right = try #require(answers(bench.start("answer 0.25")).first)
        #expect(right.because == "It was set so.")
        #expect(right.text == "✓ W1[0, 2] is 0.25\nIt was set so.")
        #expect(bench.state.lesson.answered?.because == "It was set so.")
        // Headless, and told, it comes too.
        var test = self.bench(.test)
        #expect(try #require(answers(test.run(asked)).first).because == "It was set so.")
    }

    /// The loss's gradient after a forward and a backward pass, with the mistakes that learners make.
    @Test(arguments: [
        ("-1", "the sign is the other way round"), ("4", "it is not averaged over the 4 samples of the batch"),
        ("1/4", "it is averaged over the 4 samples once too often"),
        ("-4", "it is not averaged over the 4 samples of the batch, and the sign is the other way round"),
        ("1.03", "it is close: three digits are needed"),
    ])
    func aMissIsDiagnosed(_ factor: String, _ diagnosis: String) throws {
        var bench = bench(.study)
        _ = play("ask dW2[1,0]\nanswer 0\nsay \"On.\"", on: &bench)
        let report = try #require(answers(bench.start("answer (\(factor)) * (A1.T @ dZ2)[1,0]")).first)
        #expect(!report.passed)
        #expect(report.diagnosis == diagnosis)
        #expect(try #require(bench.state.lesson.question?.lastMiss).hasSuffix(diagnosis))
        #expect(bench.state.waitsForAnswer)
    }

    @Test(
        arguments: [
            ("dW1[0,1]", "dZ1[0,1]", nil), ("dZ1[1,2]", "dA1[1,2]", "that is dA1[1, 2], and dZ1[1, 2] is asked for"),
            ("Z1[2,0]", "A1[2,0]", "that is A1[2, 0], and Z1[2, 0] is asked for"),
        ] as [(String, String, String?)])
    func theOtherOperandIsRecognized(_ asked: String, _ given: String, _ diagnosis: String?) throws {
        var bench = bench(.study)
        _ = play("ask \(asked)\nanswer 0\nsay \"On.\"", on: &bench)
        let report = try #require(answers(bench.start("answer \(given)")).first)
        #expect(!report.passed)
        #expect(report.diagnosis == diagnosis)
    }

    @Test func swappedAndShiftedIndicesAreRecognized() throws {
        var bench = bench(.study)
        _ = bench.run("let V = W1.T")
        let value = try #require(value("W1[0,1]", &bench))
        _ = play("ask W1[1,0]\nanswer 0\nsay \"On.\"", on: &bench)
        let report = try #require(answers(bench.start("answer \(value)")).first)
        #expect(report.diagnosis == "that is W1[0, 1]: the row comes first, then the column")
    }

    @Test func whatIsAskedIsHiddenFromEveryCommand() throws {
        var bench = bench(.study)
        _ = play("ask dW1[0,2]\nanswer 0\nsay \"On.\"", on: &bench)
        for line in [
            "print dW1", "print dW1[0,2]", "print sum(dW1)", "explain dW1[0,2]", "why dW1[0,2]", "let mine = dW1",
            "plot hist(dW1)",
        ] {
            let report = try #require(bench.start(line).first?.body as? ErrorReport, "'\(line)' tells it")
            #expect(report.diagnostic.message.contains("what the lesson asks for"), "\(line)")
        }
        // What it is made of is not hidden.
        #expect(!(bench.start("print dZ1").first?.body is ErrorReport))
        #expect(bench.state.waitsForAnswer)
    }

    @Test func ofAnExpressionTheFirstDigitIsToldBeforeTheValue() throws {
        var bench = bench(.study)
        _ = play("ask sqrt(2)\nanswer 1.4", on: &bench)
        guard let first = bench.send(.playNext).first?.report.body as? QuestionReport,
            let second = bench.send(.playNext).first?.report.body as? QuestionReport
        else {
            Issue.record("no hints")
            return
        }
        #expect(first.hint == "rounded to one digit it is 1")
        #expect(second.hint == "it is 1.41421")
        #expect(second.isTold)
    }

    @Test func anAnswerMayNotBeReadOffTheQuestion() {
        var bench = bench(.study)
        _ = play("ask dW1[0,2]\nanswer 0\nsay \"On.\"", on: &bench)
        for line in ["answer dW1[0,2]", "answer dW1[0,2] + 0", "answer sum(dW1)"] {
            guard let diagnostic = (bench.start(line).first?.body as? ErrorReport)?.diagnostic else {
                Issue.record("'\(line)' was taken")
                continue
            }
            #expect(
                diagnostic.message
                    == "dW1[0, 2] is what the lesson asks for: work it out from what it is made of, then answer")
        }
        #expect(bench.state.waitsForAnswer)
        #expect(answers(bench.start("answer (X.T @ dZ1)[0,2]")).first?.passed == true)
    }

    @Test func theValueIsTheOneThereWasWhenItWasAskedFor() throws {
        var bench = bench(.study)
        _ = play("ask W1[0,2]\nanswer 0.25\nsay \"On.\"", on: &bench)
        _ = bench.start("next 3")
        while bench.state.run != nil { _ = bench.send(.advance(budget: 64)) }
        let now = try #require(bench.state.session?.matrix(.weights(1)))[0, 2]
        #expect(now != 0.25)
        #expect(answers(bench.start("answer 0.25")).first?.passed == true)
    }

    @Test func aLessonThatPlaysItselfAnswersItself() {
        var bench = bench(.watch)
        let contents = play("ask W1[0,2]\nsay \"Think.\"\nanswer 0.25\nsay \"On.\"", on: &bench)
        #expect(answers(contents).map(\.passed) == [true])
        #expect(bench.state.lesson.narration == "On.")
        #expect(bench.state.expectations.passed == 0)
        #expect(bench.state.lesson.score.count == 0)
    }

    @Test func changingToPlayingByItselfEndsTheWait() {
        var bench = bench(.study)
        _ = play("ask W1[0,2]\nanswer 0.25\nsay \"On.\"", on: &bench)
        _ = bench.send(.playLessons(.watch))
        #expect(!bench.state.waitsForAnswer)
        #expect(answers(playOn(&bench).map(\.report)).map(\.passed) == [true])
    }

    @Test(arguments: [
        ("ask W1[0,2]", "this question has no answer: the scenario needs 'answer VALUE' before the next 'ask'"),
        (
            "ask 1\nask 2\nanswer 2",
            "this question has no answer: the scenario needs 'answer VALUE' before the next 'ask'"
        ),
        ("answer 3", "nothing was asked: 'answer' comes after 'ask'"),
        ("ask 1/0\nanswer 3", "this has no answer to ask for: it is not finite"),
        ("ask 1 within W1\nanswer 3", "the tolerance after 'within' must be a single number"),
        ("ask 1 within -1\nanswer 3", "the tolerance after 'within' must not be negative"),
    ])
    func mistakesOfTheScenarioAreErrors(_ lesson: String, _ message: String) {
        var bench = bench()
        #expect(bench.error(lesson) == message)
    }

    @Test func anInterruptedLessonAsksNothing() {
        var bench = bench(.study)
        _ = play("ask 1\nanswer 1\nprint missing", on: &bench)
        _ = bench.start("answer 1")
        _ = bench.send(.playNext)
        _ = playOn(&bench)
        #expect(bench.state.lesson.question == nil)
        #expect(!bench.state.hasScriptLeft)
    }
}

/// What a lesson asks with `accuse`: which operation has the fault.
@Suite struct AccusationQuestionTests {
    private static let lesson = """
        data xor
        network 2-4-2 seed=3
        bug sign in loss.backward
        next
        accuse loss.backward
        say "Mended."
        pause
        print 1
        """

    /// A bench that has played the lesson up to where it waits.
    private func bench(_ mode: LessonMode) -> TestBench {
        var bench = TestBench()
        bench.state = WorkbenchState(lessonMode: mode)
        let source = SourceText(name: "lesson", text: Self.lesson)
        _ = bench.send(.play(source, Script.parse(source).commands))
        playOn(&bench)
        return bench
    }

    private func playOn(_ bench: inout TestBench) {
        while bench.state.hasScriptLeft, !bench.state.lesson.isPaused {
            _ = bench.send(.playNext)
            while bench.state.run != nil { _ = bench.send(.advance(budget: 64)) }
        }
    }

    private func accusation(_ contents: [Report]) -> AccusationReport? {
        contents.lazy.compactMap { if let report = $0.body as? AccusationReport { report } else { nil } }.first
    }

    @Test func theLessonWaitsUntilTheLearnerNamesTheOperation() {
        var bench = bench(.study)
        #expect(bench.state.waitsForAnswer)
        #expect(bench.state.lesson.openAccusation != nil)
        #expect(bench.state.lesson.narration == nil)
        #expect(accusation(bench.start("accuse update"))?.passed == false)
        #expect(bench.state.waitsForAnswer)
        #expect(accusation(bench.start("accuse loss.backward"))?.passed == true)
        #expect(!bench.state.lesson.isPaused)
        playOn(&bench)
        #expect(bench.state.lesson.narration == "Mended.")
        #expect(bench.state.lesson.openAccusation == nil)
        #expect(bench.state.lesson.score.text == "0 of 1 right at once, 1 with help")
        #expect(bench.state.expectations.passed + bench.state.expectations.failed == 0)
    }

    @Test func helpIsAHintAndThenTheNameOfTheOperation() throws {
        var bench = bench(.study)
        guard let report = bench.send(.playNext).first?.report.body as? QuestionReport else {
            Issue.record("there is no hint")
            return
        }
        #expect(report.hint == OpenAccusation.hint)
        #expect(bench.state.waitsForAnswer)
        let told = try #require(accusation(bench.send(.playNext).map(\.report)))
        #expect(told.passed)
        #expect(bench.state.lesson.score.told == 1)
        playOn(&bench)
        #expect(bench.state.lesson.narration == "Mended.")
        #expect(bench.state.session?.fault == nil)
    }

    @Test func withoutALearnerTheScenarioNamesIt() {
        var bench = bench(.test)
        #expect(bench.state.expectations.passed == 1)
        bench = self.bench(.watch)
        #expect(bench.state.lesson.narration == "Mended.")
        #expect(bench.state.lesson.score.count == 0)
    }

    @Test func whatIsAskedDoesNotTellWhatWasPlanted() {
        var bench = bench(.study)
        var outputs = bench.send(.playNext)
        outputs += bench.send(
            .perform(Script.parse(SourceText(name: "p", text: "list")).commands[0], SourceText(name: "p", text: "list"))
        )
        for output in outputs {
            #expect(!(output.command + output.text).contains("sign"))
            if output.report.body is QuestionReport { #expect(!output.command.contains("loss.backward")) }
        }
    }
}
