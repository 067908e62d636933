import CommandLanguage
import NeuralEngine
import PlainText

/// A command that asks the learner, and whose answers come in the scenario too.
protocol AskingCommand: CommandBody {
    /// How many answers it asks for.
    var answerCount: Int { get }
}

extension AskingCommand {
    var answerCount: Int { 1 }
}

/// `ask`: asks the learner for a value, or for one of several answers.
package struct AskCommand: AskingCommand {
    package static let entry = CommandEntry(
        "ask", group: .scenarios,
        usage: [
            "ask EXPRESSION [hint \"TEXT\"] [because \"TEXT\"] [within TOLERANCE]",
            "ask \"TEXT\" choices \"TEXT\" \"TEXT\"... [hint \"TEXT\"] [because \"TEXT\"]",
        ],
        summary: "asks for a value, or for one of several answers",
        details: [
            "A cell is hidden until it was answered. A wrong answer is told from the usual",
            "mistakes and gets a hint; hints grow: the text, then the formula, its operands,",
            "and the sum. After the answer, the text after 'because' says why. On the screen",
            "the answer is typed after ':' and may be an expression; elsewhere the",
            "scenario's next 'answer' is taken. Without 'within', half a percent is allowed.",
            "The first of several choices is the right one. They are shown in an order of",
            "their own, each with a letter, which is the key that answers.",
        ],
        arguments: [
            [
                .expression, .keyword("hint"), .free, .keyword("because"), .free, .keyword("within"), .expression,
            ],
            [.expression, .keyword("hint"), .free, .keyword("within"), .expression],
            [.expression, .keyword("because"), .free, .keyword("within"), .expression],
            [.expression, .keyword("within"), .expression],
        ])
    package static let influence = Influence(isRecorded: false, leavesUnknown: .question)

    package let question: Question

    package init(question: Question) {
        self.question = question
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        guard parser.hasText else {
            var question = Question(.value(try parser.parseExpression("what is asked for: ask dW1[0, 2]")))
            try parser.parseRest(of: &question, keywords: ["hint", "because", "within"])
            self.question = question
            return
        }
        var question = Question(.words(try parser.parseText()))
        try parser.parseRest(of: &question, keywords: ["choices", "hint", "because"])
        if question.choices.isEmpty { throw parser.missing("'choices' after a question in words") }
        self.question = question
    }

    package var words: [String] {
        question.words
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.checkAnswersAhead(of: command)
        return state.open(try state.openQuestion(question), for: command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        if case .value(let expression) = question.subject {
            checker.values(of: expression)
            checker.checkTolerance(question.tolerance)
            checker.knowledge.asks(.value)
        } else {
            checker.knowledge.asks(.choices(question.choices))
        }
    }
}

extension WorkbenchState {
    /// Without a learner, what is asked has its answers in the scenario.
    func checkAnswersAhead(of command: PendingCommand) throws(CommandError) {
        guard lesson.mode != .study, command.isScripted, let frame = frames.last,
            let asking = command.parsed.command.body as? any AskingCommand
        else { return }
        let ahead = frame.commands.dropFirst(frame.next)
        guard Self.hasAnswers(asking.answerCount, in: ahead) else {
            throw CommandError(.questionWithoutAnswer(count: asking.answerCount))
        }
    }

    /// Whether so many answers come in some commands before the next question.
    static func hasAnswers(_ count: Int, in commands: ArraySlice<ParsedCommand>) -> Bool {
        var missing = count
        for parsed in commands where missing > 0 {
            if parsed.command.body is AnswerCommand { missing -= 1 }
            if parsed.command.body is any AskingCommand { return false }
        }
        return missing <= 0
    }

    /// What `ask` asks, with its answer as things stand.
    fileprivate func openQuestion(_ question: Question) throws(CommandError) -> OpenQuestion {
        switch question.subject {
        case .words(let text):
            let choices = ChoiceList(rightFirst: question.choices, of: text)
            return OpenQuestion(
                text: text, sentence: text, answer: .choice(choices),
                hints: [question.hint, choices.right.map { "it is \(choices.line($0))" }].compactMap(\.self),
                because: question.because)
        case .value(let expression):
            let expected = try evaluate(expression)
            guard expected.matrix.elements.allSatisfy(\.isFinite) else {
                throw CommandError(.questionHasNoAnswer, at: expression.range)
            }
            var tolerance: Double?
            if let within = question.tolerance { tolerance = try self.tolerance(of: within) }
            let cell = cellAskedFor(expression)
            let text = expression.description
            return OpenQuestion(
                text: text, sentence: "What is \(text)?", cell: cell,
                answer: .value(expected, tolerance: tolerance),
                hints: hints(for: text, cell, expected, first: question.hint), because: question.because,
                likeExercise: cell.flatMap { cell in session.flatMap { ExerciseName(like: cell, in: $0) } })
        }
    }

    /// Asks, and waits where a lesson has a learner.
    mutating func open(_ question: OpenQuestion, for command: PendingCommand) -> [Effect] {
        lesson.question = question
        lesson.answered = nil
        lesson.isPaused = (command.isScripted || question.exercise != nil) && lesson.mode == .study
        return [report(command, QuestionReport(asking: question))]
    }

    /// The next hint to the question that is open; after the last one it is settled, and the lesson goes on.
    mutating func help() -> [Effect] {
        guard var open = lesson.question, let command = lesson.exercise?.command ?? askingCommand else {
            lesson.question = nil
            return []
        }
        guard open.hintCount < open.hints.count else { return forgo(open) }
        let hint = open.hints[open.hintCount]
        open.hintCount += 1
        let isTold = !open.isPrediction && open.hintCount == open.hints.count
        let effect = report(command, QuestionReport(asking: open, hint: hint, isTold: isTold))
        guard isTold else {
            lesson.question = open
            return [effect]
        }
        return [effect] + settle(open, as: .told, verdict: hint)
    }

    /// The scenario's command that has just asked.
    private var askingCommand: PendingCommand? {
        guard let asking = frames.last, asking.next > 0 else { return nil }
        return PendingCommand(parsed: asking.commands[asking.next - 1], source: asking.source, isScripted: true)
    }

    /// Ends a question. A lesson that asked it shows the verdict and waits for its reader to go on.
    /// - verdict: the answer in words.
    mutating func settle(_ open: OpenQuestion, as outcome: QuestionOutcome, verdict: String) -> [Effect] {
        lesson.question = nil
        guard lesson.mode == .study else {
            lesson.isPaused = false
            return []
        }
        lesson.score.settle(outcome)
        guard lesson.isPaused || open.isScriptedPrediction else { return [] }
        lesson.isPaused = true
        lesson.answered = AnsweredQuestion(
            question: open.sentence, isRight: outcome == .atOnce || outcome == .withHelp, verdict: verdict,
            because: open.because)
        return [.keepAnswer(open.settled(as: outcome))]
    }

    /// Takes over what became of a lesson's question, where all else goes back to how the lesson left it.
    public mutating func takeAnswer(from present: WorkbenchState) {
        lesson.question = present.lesson.question
        lesson.answered = present.lesson.answered
        lesson.prediction = present.lesson.prediction
        lesson.exercise = present.lesson.exercise
        lesson.score = present.lesson.score
    }

    /// The cell that is asked for and not to be read off; nil where nothing is asked, or nobody is there to read.
    var askedCell: MatrixCell? { lesson.mode == .study ? lesson.question?.cell : nil }

    /// The cell of the network that an expression is, where it is one and nothing more.
    private func cellAskedFor(_ expression: Expression) -> MatrixCell? {
        guard case .subscripted(let operand, let subscripts) = expression.node else {
            guard case .name("loss") = expression.node else { return nil }
            return MatrixCell(.loss, 0, 0)
        }
        guard case .name(let text) = operand.node, let name = MatrixName(text), variables[text] == nil,
            subscripts.count == 2, let shape = try? evaluate(operand).shape,
            let selection = try? CellSelection(
                subscripts, in: shape,
                evaluate: { (index) throws(EvaluationError) in try Evaluator(scope: scope).evaluate(index) }),
            selection.isSingleCell
        else { return nil }
        return MatrixCell(name, selection.rows.lowerBound, selection.columns.lowerBound)
    }

    // MARK: Hints

    /// What helps: the scenario's own hint, then of a cell the formula, its operands and the sum; the last one tells the
    /// value.
    private func hints(for text: String, _ cell: MatrixCell?, _ expected: Value, first: String?) -> [String] {
        var hints = [first].compactMap(\.self)
        let explained = cell.flatMap { explanation(of: $0.name, row: $0.row, column: $0.column) }
        if let explained, let formula = explained.explanation.formula {
            let symbol = formula.cell.symbol
            let letters = formula.expression.spelled(.letters).joined()
            hints.append("the formula is \(symbol) = \(letters)")
            let indices = formula.expression.spelled(.indices).joined()
            if indices != letters { hints.append("this cell is \(formula.cell.place) = \(indices)") }
            let numbers = formula.expression.spelled(.numbers).joined()
            if numbers != NumberFormat.rounded(explained.explanation.value) {
                hints.append("with numbers: \(formula.cell.place) = \(numbers)")
            }
            hints.append("it is worked out like this:\n\(explained.text)")
            return hints
        }
        if let value = expected.scalar, value != value.rounded() {
            let digit = Double(NumberFormat.rounded(value, digits: 1)) ?? value
            hints.append("rounded to one digit it is \(NumberFormat.shortest(digit))")
        }
        hints.append(
            "it is \(expected.text(named: text).split(separator: "=").last.map { $0.drop { $0 == " " } } ?? "")")
        return hints
    }
}
