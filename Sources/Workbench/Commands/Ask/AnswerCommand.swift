import CommandLanguage

/// `answer`: answers what `ask`, `predict` or `exercise` asked.
package struct AnswerCommand: CommandBody {
    package static let entry = CommandEntry(
        "answer", group: .scenarios, usage: ["answer EXPRESSION", "answer LETTER|\"TEXT\""],
        summary: "answers what 'ask', 'predict' or 'exercise' asked",
        details: ["Of several choices, the answer is the letter or the text."], arguments: [[.expression]])
    package static let influence = Influence(isRecorded: false)

    /// An answer as it was given.
    package enum Answer: Equatable, Sendable {
        case expression(Expression)
        case text(String)
    }

    package let answer: Answer

    package init(_ answer: Answer) {
        self.answer = answer
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        answer =
            parser.hasText
            ? .text(try parser.parseText()) : .expression(try parser.parseExpression("a value: answer 0.25"))
    }

    package var words: [String] {
        switch answer {
        case .expression(let expression): [expression.description]
        case .text(let text): [QuotedText.quoted(text)]
        }
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard let open = state.lesson.question else {
            // The learner has been asked, and has answered himself; he may let the lesson play by itself from here on.
            if command.isScripted, state.lesson.mode != .test { return [] }
            throw CommandError(.nothingAsked)
        }
        if let choices = open.choices {
            let index = try chosen(among: choices.texts)
            guard case .prediction(let prediction) = open.answer else {
                return choose(index, among: choices, open, command, on: &state)
            }
            return state.predict(prediction, open, .choice(index), command)
        }
        if case .value(let expected, let tolerance) = open.answer, command.isScripted,
            state.lesson.exercise?.isFresh == true
        {
            // The scenario's answers are for other numbers; it plays by itself from here on.
            return judge(expected, expected, tolerance, open, command, on: &state)
        }
        let given = try value(for: open, in: state)
        switch open.answer {
        case .prediction(let prediction): return state.predict(prediction, open, .value(given), command)
        case .value(let expected, let tolerance):
            return judge(given, expected, tolerance, open, command, on: &state)
        case .choice: return []
        }
    }

    /// The expression of an answer that is to be a value.
    private func expression() throws(CommandError) -> Expression {
        guard case .expression(let expression) = answer else { throw CommandError(.answerIsNoValue) }
        return expression
    }

    private func value(for open: OpenQuestion, in state: WorkbenchState) throws(CommandError) -> Value {
        let expression = try expression()
        guard let exercise = open.exercise else { return try state.evaluate(expression) }
        return try Self.value(of: expression, in: exercise)
    }

    private static func value(of expression: Expression, in exercise: Exercise) throws(CommandError) -> Value {
        do throws(EvaluationError) {
            return try Evaluator(scope: ExerciseScope(exercise: exercise)).evaluate(expression)
        } catch {
            throw CommandError(error)
        }
    }

    /// The place of the choice that was made.
    private func chosen(among texts: [String]) throws(CommandError) -> Int {
        let given =
            switch answer {
            case .expression(let expression): expression.description
            case .text(let text): text
            }
        guard let index = ChoiceList(asWritten: texts).index(of: given) else {
            throw CommandError(.noSuchChoice(given, choices: texts))
        }
        return index
    }

    private func triesAgain(_ command: PendingCommand, _ state: WorkbenchState) -> Bool {
        state.lesson.mode != .test && !command.isScripted
    }

    private func judge(
        _ given: Value, _ expected: Value, _ tolerance: Double?, _ asked: OpenQuestion, _ command: PendingCommand,
        on state: inout WorkbenchState
    ) -> [Effect] {
        var open = asked
        let comparison = state.compare(given, expected, open.text) { _, expected in
            OpenQuestion.allowed(tolerance, for: expected)
        }
        let triesAgain = !comparison.passed && triesAgain(command, state)
        let diagnosis = comparison.passed ? nil : state.diagnosis(of: given, expected, for: open)
        let hint = triesAgain ? open.takeMiss() : nil
        let report = AnswerReport(
            question: open.text, passed: comparison.passed, answer: given, expected: triesAgain ? nil : expected,
            differences: comparison.differences, shapesDiffer: comparison.shapesDiffer, diagnosis: diagnosis,
            hint: hint,
            because: comparison.passed ? open.because : nil, wrongCount: asked.wrongCount)
        return finish(open, report, report.judgement, passed: report.passed, triesAgain, command, on: &state)
    }

    private func choose(
        _ index: Int, among choices: ChoiceList, _ asked: OpenQuestion, _ command: PendingCommand,
        on state: inout WorkbenchState
    ) -> [Effect] {
        var open = asked
        let passed = index == choices.right
        let triesAgain = !passed && triesAgain(command, state)
        let hint = triesAgain ? open.takeMiss(of: index) : nil
        let report = ChoiceReport(
            question: open.text, passed: passed, answer: choices.texts[index],
            expected: triesAgain ? nil : choices.right.map { choices.texts[$0] }, finding: nil, hint: hint,
            because: passed ? open.because : nil)
        return finish(open, report, report.judgement, passed: passed, triesAgain, command, on: &state)
    }

    private func finish(
        _ asked: OpenQuestion, _ report: any CommandReport, _ judgement: String, passed: Bool, _ triesAgain: Bool,
        _ command: PendingCommand, on state: inout WorkbenchState
    ) -> [Effect] {
        let effect = state.report(command, report)
        guard triesAgain else {
            var effects = [effect] + state.settle(asked, as: passed ? asked.outcomeIfRight : .told, verdict: judgement)
            guard !state.lesson.isPaused, let next = state.askNextOfExercise() else { return effects }
            // Each command leaves one report, but where somebody has to be told what comes next.
            if state.lesson.mode != .test { effects += next }
            return effects
        }
        var open = asked
        open.lastMiss = judgement
        state.lesson.question = open
        return [effect]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        switch try checker.knowledge.takeAnswer() {
        case .value: checker.values(of: try expression())
        case .exercise(let exercise): _ = try Self.value(of: expression(), in: exercise)
        case .choices(let texts): _ = try chosen(among: texts)
        case .unknown: break
        }
    }
}

extension OpenQuestion {
    /// Takes in that an answer was wrong.
    /// - Returns: the hint that helps now; nil where none is left that does not tell the answer.
    fileprivate mutating func takeMiss(of choice: Int? = nil) -> String? {
        wrongCount += 1
        if let choice, !missedChoices.contains(choice) { missedChoices.append(choice) }
        guard hasHints else { return nil }
        defer { hintCount += 1 }
        return hints[hintCount]
    }
}
