import CommandLanguage
import NeuralEngine
import PlainText

/// `predict EXPRESSION`: asks what will come of the next command, and judges after it.
package struct PredictCommand: AskingCommand {
    package static let entry = CommandEntry(
        "predict", group: .scenarios,
        usage: [
            "predict EXPRESSION [choices \"TEXT\" \"TEXT\"...] [hint \"TEXT\"]"
        ],
        summary: "asks what will come of the next command",
        details: [
            "The answer comes first, then the next command that runs or changes something,",
            "then the verdict: EXPRESSION is evaluated after that command. Of the choices",
            "\"falls\", \"rises\" and \"stays\" the one is right that says how the number has",
            "changed; it stays where no more than 'within', or a millionth of it. Other",
            "choices are counted from 0: the one is right whose place is the value, so that",
            "predict argmax(M) has a choice for each cell, and predict loss < 1 has \"no\" and",
            "\"yes\". Without choices the value is asked for; half a percent is allowed.",
            "'because' and 'within' may follow, as for 'ask'.",
        ],
        arguments: [
            [
                .expression, .keyword("choices"), .free, .free, .keyword("hint"), .free, .keyword("because"), .free,
                .keyword("within"), .expression,
            ],
            [.expression, .keyword("hint"), .free, .keyword("because"), .free, .keyword("within"), .expression],
            [.expression, .keyword("because"), .free, .keyword("within"), .expression],
            [.expression, .keyword("within"), .expression],
        ])
    package static let influence = Influence(isRecorded: false, leavesUnknown: .question)

    package let question: Question
    let expression: Expression

    package init(_ expression: Expression, _ question: Question) {
        self.expression = expression
        self.question = question
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        expression = try parser.parseExpression("what is to be predicted: predict loss")
        var question = Question(.value(expression))
        try parser.parseRest(of: &question, keywords: ["choices", "hint", "because", "within"])
        self.question = question
    }

    package var words: [String] {
        question.words
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.checkAnswersAhead(of: command)
        let next = state.nextChange
        if command.isScripted, next == nil { throw CommandError(.predictionOfNothing) }
        var prediction = Prediction(
            expression: expression, choices: question.choices.isEmpty ? nil : ChoiceList(asWritten: question.choices),
            command: command)
        if prediction.isTrend {
            let value = try state.evaluate(expression)
            guard let number = value.scalar else {
                throw CommandError(.trendIsNotANumber(value.shape), at: expression.range)
            }
            prediction.before = number
        }
        if let within = question.tolerance { prediction.tolerance = try state.tolerance(of: within) }
        let text = expression.description
        let ending = prediction.isTrend ? "what will \(text) do?" : "what will \(text) be?"
        return state.open(
            OpenQuestion(
                text: text, sentence: "Before '\(next ?? "the next command")' runs: \(ending)",
                answer: .prediction(prediction), hints: [question.hint].compactMap(\.self),
                because: question.because),
            for: command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.lookingAhead { (checker) -> Void in checker.values(of: expression) }
        checker.checkTolerance(question.tolerance)
        checker.knowledge.asks(question.choices.isEmpty ? .value : .choices(question.choices))
    }
}

/// What `predict` asked, and what is needed to judge it.
struct Prediction: Equatable, Sendable {
    /// What is evaluated after the next command.
    let expression: Expression
    /// The answers to choose from; nil where the value itself is predicted.
    let choices: ChoiceList?
    /// The `predict`.
    let command: PendingCommand
    /// The number before, where it is asked how it changes.
    var before: Double?
    /// How far the value may be off; nil is for the default.
    var tolerance: Double?

    /// The words for how a number changes.
    static let trends = ["falls", "rises", "stays"]
    /// The share of a number that counts as no change: what six digits do not show.
    private static let smallestChange = 1e-6

    /// Whether it is asked how a number changes.
    var isTrend: Bool {
        guard let choices else { return false }
        return choices.texts.allSatisfy { choice in Self.trends.contains { ChoiceList.isSame($0, choice) } }
    }

    /// How the number has changed.
    func trend(to after: Double) -> String {
        let before = before ?? after
        if abs(after - before) <= tolerance ?? Self.smallestChange * abs(before) { return "stays" }
        return after < before ? "falls" : "rises"
    }
}

/// A prediction that was made, until the next command has run.
struct OpenPrediction: Equatable, Sendable {
    /// The answer.
    enum Given: Equatable, Sendable {
        case choice(Int)
        case value(Value)
    }

    let question: OpenQuestion
    let prediction: Prediction
    let given: Given
    /// The `answer`.
    let command: PendingCommand
}

extension WorkbenchState {
    /// The scenario's next command that runs or changes something, as it is written; nil where none comes.
    fileprivate var nextChange: String? {
        guard let frame = frames.last else { return nil }
        return Self.nextChange(in: frame.commands.dropFirst(frame.next))
    }

    /// The next command that runs or changes something, before the next question; nil where none comes.
    static func nextChange(in commands: ArraySlice<ParsedCommand>) -> String? {
        for parsed in commands {
            if parsed.command.body is any AskingCommand { return nil }
            if parsed.command.influence.movesOrChanges {
                return parsed.text.split(separator: "\n").first.map(String.init)
            }
        }
        return nil
    }

    /// Takes a prediction in. A lesson waits for its reader to let the next command run.
    mutating func predict(
        _ prediction: Prediction, _ open: OpenQuestion, _ given: OpenPrediction.Given, _ command: PendingCommand
    ) -> [Effect] {
        lesson.question = nil
        lesson.prediction = OpenPrediction(question: open, prediction: prediction, given: given, command: command)
        if lesson.isPaused, lesson.mode == .study {
            let text =
                switch given {
                case .choice(let index): open.choices?.line(index) ?? ""
                case .value(let value): value.scalar.map(value.spelling(ofCell:)) ?? "a matrix of \(value.shape)"
                }
            lesson.answered = AnsweredQuestion(
                question: open.sentence, isRight: false, verdict: "Your prediction: \(text)\nspace runs it",
                because: nil)
        }
        return []
    }

    /// The question stays without a prediction, and the lesson goes on.
    mutating func forgo(_ open: OpenQuestion) -> [Effect] {
        settle(open, as: .told, verdict: "space runs it, and shows what comes of it")
    }

    /// Judges the prediction that was made where its command has run, whose report is among some effects.
    mutating func judgePrediction(after effects: [Effect]) -> [Effect] {
        guard let made = lesson.prediction, !isBusy else { return [] }
        let hasRun = effects.contains { effect in
            guard case .report(let output) = effect else { return false }
            return output.parsed.influence.movesOrChanges
                && output.isScripted == made.prediction.command.isScripted && output.verdict != .error
        }
        guard hasRun else { return [] }
        lesson.prediction = nil
        let value: Value
        do throws(CommandError) {
            value = try evaluate(made.prediction.expression)
        } catch {
            return fail(made.prediction.command, error)
        }
        return judge(made, value)
    }

    private mutating func judge(_ made: OpenPrediction, _ value: Value) -> [Effect] {
        let open = made.question
        guard case .choice(let given) = made.given, let choices = made.prediction.choices else {
            guard case .value(let given) = made.given else { return [] }
            let tolerance = made.prediction.tolerance
            let comparison = compare(given, value, open.text) { _, expected in
                OpenQuestion.allowed(tolerance, for: expected)
            }
            let report = AnswerReport(
                question: open.text, passed: comparison.passed, answer: given, expected: value,
                differences: comparison.differences, shapesDiffer: comparison.shapesDiffer, diagnosis: nil, hint: nil,
                because: open.because, wrongCount: 0)
            return [self.report(made.command, report)]
                + settle(open, as: comparison.passed ? open.outcomeIfRight : .missed, verdict: report.judgement)
        }
        guard let number = value.scalar else {
            return fail(
                made.prediction.command,
                CommandError(.trendIsNotANumber(value.shape), at: made.prediction.expression.range))
        }
        let right: Int?
        let finding: String
        if made.prediction.isTrend {
            let trend = made.prediction.trend(to: number)
            right = choices.index(of: trend)
            let before = NumberFormat.rounded(made.prediction.before ?? number)
            finding = "\(open.text) \(trend), from \(before) to \(NumberFormat.rounded(number))"
        } else {
            right = Int(exactly: number).flatMap { choices.texts.indices.contains($0) ? $0 : nil }
            finding = right.map { "it is \(choices.texts[$0])" } ?? "\(open.text) is \(value.spelling(ofCell: number))"
        }
        let report = ChoiceReport(
            question: open.text, passed: right == given, answer: choices.texts[given],
            expected: right.map { choices.texts[$0] }, finding: finding, hint: nil, because: open.because)
        return [self.report(made.command, report)]
            + settle(open, as: report.passed ? open.outcomeIfRight : .missed, verdict: report.judgement)
    }
}
