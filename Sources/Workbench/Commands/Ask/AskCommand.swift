import CommandLanguage
import NeuralEngine
import PlainText

/// `ask EXPRESSION`: asks the learner for a value.
package struct AskCommand: CommandBody {
    package static let entry = CommandEntry(
        "ask", group: .scenarios, usage: ["ask EXPRESSION [hint \"TEXT\"] [because \"TEXT\"] [within TOLERANCE]"],
        summary: "asks the learner for a value",
        details: [
            "A cell is hidden until it was answered. A wrong answer is told from the usual",
            "mistakes and gets a hint; hints grow: the text, then the formula, its operands,",
            "and the sum. After the answer, the text after 'because' says why. On the screen",
            "the answer is typed after ':' and may be an expression; elsewhere the",
            "scenario's next 'answer' is taken. Without 'within', half a percent is allowed.",
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
        question = try parser.parseQuestion()
    }

    package var words: [String] {
        question.words
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard state.lesson.mode == .study || !command.isScripted || state.hasAnswerAhead else {
            throw CommandError(.questionWithoutAnswer)
        }
        let expected = try state.evaluate(question.expression)
        guard expected.matrix.elements.allSatisfy(\.isFinite) else {
            throw CommandError(.questionHasNoAnswer, at: question.expression.range)
        }
        var tolerance: Double?
        if let within = question.tolerance { tolerance = try state.tolerance(of: within) }
        let cell = state.cellAskedFor(question.expression)
        let text = question.expression.description
        state.lesson.question = OpenQuestion(
            text: text, cell: cell, expected: expected, tolerance: tolerance,
            hints: state.hints(for: text, cell, expected, first: question.hint), because: question.because)
        state.lesson.answered = nil
        state.lesson.isPaused = command.isScripted && state.lesson.mode == .study
        return [
            state.report(
                command,
                QuestionReport(question: text, hint: nil, hintNumber: 0, hintCount: 0, isTold: false))
        ]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.values(of: question.expression)
        checker.checkTolerance(question.tolerance)
    }
}

/// What `ask` asks the learner for.
public struct Question: Equatable, Sendable {
    /// The value that is asked for; where it is a cell, the screen hides it.
    public var expression: Expression
    /// What helps, where the scenario says so.
    public var hint: String?
    /// Why the value is what it is, for after the answer, where the scenario says so.
    public var because: String?
    /// How far an answer may be off; nil is for the default.
    public var tolerance: Expression?

    /// Asks for `expression`.
    public init(
        _ expression: Expression, hint: String? = nil, because: String? = nil, within tolerance: Expression? = nil
    ) {
        self.expression = expression
        self.hint = hint
        self.because = because
        self.tolerance = tolerance
    }
}

extension Question {
    var words: [String] {
        [expression.description] + (hint.map { ["hint", QuotedText.quoted($0)] } ?? [])
            + (because.map { ["because", QuotedText.quoted($0)] } ?? [])
            + (tolerance.map { ["within", $0.description] } ?? [])
    }
}

extension CommandParser {
    /// `EXPRESSION [hint "TEXT"] [because "TEXT"] [within TOLERANCE]`, what follows the expression in any order.
    fileprivate mutating func parseQuestion() throws(ParseError) -> Question {
        var question = Question(try parseExpression("what is asked for: ask dW1[0, 2]"))
        while hasMore() {
            let token = ExpressionToken(in: cursor, from: cursor.position)
            let word = token.kind == .name ? cursor.text(token.range) : ""
            switch word {
            case "hint" where question.hint == nil:
                cursor.take(upTo: token.range.upper)
                question.hint = try parseText()
            case "because" where question.because == nil:
                cursor.take(upTo: token.range.upper)
                question.because = try parseText()
            case "within" where question.tolerance == nil:
                cursor.take(upTo: token.range.upper)
                question.tolerance = try parseExpression("a tolerance after 'within'")
            case "hint", "because", "within":
                throw ParseError(.repeatedOption(word), at: token.range)
            default:
                return question
            }
        }
        return question
    }
}

extension WorkbenchState {
    /// The next hint to the question that is open; after the last one it is settled, and the lesson goes on.
    mutating func help() -> [Effect] {
        guard var open = lesson.question, let asking = frames.last.flatMap({ $0.next > 0 ? $0 : nil }) else {
            lesson.question = nil
            return []
        }
        let command = PendingCommand(
            parsed: asking.commands[asking.next - 1], source: asking.source, isScripted: true)
        let hint = open.hints[open.hintCount]
        open.hintCount += 1
        let isTold = open.hintCount == open.hints.count
        if isTold { settle(open, wasTold: true, verdict: hint) } else { lesson.question = open }
        return [
            report(
                command,
                QuestionReport(
                    question: open.text, hint: hint, hintNumber: open.hintCount, hintCount: open.hints.count,
                    isTold: isTold))
        ]
    }

    /// Ends a question. A lesson that asked it shows the verdict and waits for its reader to go on.
    /// - verdict: the answer in words.
    mutating func settle(_ open: OpenQuestion, wasTold: Bool, verdict: String) {
        lesson.question = nil
        guard lesson.mode == .study else {
            lesson.isPaused = false
            return
        }
        lesson.score.settle(wasTold: wasTold, hadHelp: open.wrongCount > 0 || open.hintCount > 0)
        guard lesson.isPaused else { return }
        lesson.answered = AnsweredQuestion(
            question: "What is \(open.text)?", isRight: !wasTold, verdict: verdict, because: open.because)
    }

    /// Takes over what became of a lesson's question, where all else goes back to how the lesson left it.
    public mutating func takeAnswer(from present: WorkbenchState) {
        lesson.question = present.lesson.question
        lesson.answered = present.lesson.answered
        lesson.score = present.lesson.score
    }

    /// The cell that is asked for and not to be read off; nil where nothing is asked, or nobody is there to read.
    var askedCell: MatrixCell? { lesson.mode == .study ? lesson.question?.cell : nil }

    /// Whether the scenario answers before it asks something else.
    fileprivate var hasAnswerAhead: Bool {
        frames.last.map { Self.hasAnswer(in: $0.commands.dropFirst($0.next)) } ?? false
    }

    /// Whether an answer comes in some commands before the next question.
    static func hasAnswer(in commands: ArraySlice<ParsedCommand>) -> Bool {
        for parsed in commands {
            if parsed.command.body is AnswerCommand { return true }
            if parsed.command.body is AskCommand { return false }
        }
        return false
    }

    /// The cell of the network that an expression is, where it is one and nothing more.
    fileprivate func cellAskedFor(_ expression: Expression) -> MatrixCell? {
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
    fileprivate func hints(for text: String, _ cell: MatrixCell?, _ expected: Value, first: String?) -> [String] {
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
