import CommandLanguage

/// `ask EXPRESSION`: asks the learner for a value.
package struct AskCommand: CommandBody {
    package static let entry = CommandEntry(
        "ask", group: .scenarios, usage: ["ask EXPRESSION [hint \"TEXT\"] [within TOLERANCE]"],
        summary: "asks the learner for a value",
        details: [
            "A cell is hidden until it was answered. A wrong answer gets a hint that",
            "grows: the text, then the formula, its operands, and the sum. On the screen",
            "the answer is typed after ':' and may be an expression; elsewhere the",
            "scenario's next 'answer' is taken. Without 'within', half a percent is allowed.",
        ],
        arguments: [
            [.expression, .keyword("hint"), .free, .keyword("within"), .expression],
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
        try state.ask(question, command)
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
    /// How far an answer may be off; nil is for the default.
    public var tolerance: Expression?

    /// Asks for `expression`.
    public init(_ expression: Expression, hint: String? = nil, within tolerance: Expression? = nil) {
        self.expression = expression
        self.hint = hint
        self.tolerance = tolerance
    }
}

extension Question {
    var words: [String] {
        [expression.description] + (hint.map { ["hint", QuotedText.quoted($0)] } ?? [])
            + (tolerance.map { ["within", $0.description] } ?? [])
    }
}

extension CommandParser {
    /// `EXPRESSION [hint "TEXT"] [within TOLERANCE]`, hint and tolerance in any order.
    fileprivate mutating func parseQuestion() throws(ParseError) -> Question {
        var question = Question(try parseExpression("what is asked for: ask dW1[0, 2]"))
        while hasMore() {
            let token = ExpressionToken(in: cursor, from: cursor.position)
            let word = token.kind == .name ? cursor.text(token.range) : ""
            switch word {
            case "hint" where question.hint == nil:
                cursor.take(upTo: token.range.upper)
                question.hint = try parseText()
            case "within" where question.tolerance == nil:
                cursor.take(upTo: token.range.upper)
                question.tolerance = try parseExpression("a tolerance after 'within'")
            case "hint", "within":
                throw ParseError(.repeatedOption(word), at: token.range)
            default:
                return question
            }
        }
        return question
    }
}
