/// The command that plots.
extension CommandParser {
    /// `loss [OPTION...]`, or `hist(EXPRESSION) [OPTION...]`.
    mutating func parsePlot() throws(ParseError) -> Command {
        let choices = Vocabulary.plots + [Vocabulary.histogram]
        guard hasMore() else { throw missing("what to plot: \(choices.joined(separator: ", "))") }
        let range = cursor.takeWhile(Self.belongsToName)
        let word = Located(cursor.text(range), at: range)
        guard !word.value.isEmpty else {
            throw ParseError(
                .unknownWord(try takeWord().value, kind: "plot", choices: choices, suggestion: nil),
                at: SourceRange(lower: range.lower, upper: cursor.position))
        }
        let subject = try checked(word, kind: "plot", among: choices)
        guard subject.value == Vocabulary.histogram else {
            return .plot(.named(subject), try parseOptions(form: subject.value))
        }
        let opening = ExpressionToken(in: cursor, from: cursor.position)
        guard opening.kind == .leftParenthesis else {
            throw missing("a value in parentheses: plot hist(dW1)")
        }
        cursor.take(upTo: opening.range.upper)
        let expression = try parseExpression("a value: plot hist(dW1)")
        let closing = ExpressionToken(in: cursor, from: cursor.position)
        guard closing.kind == .rightParenthesis else {
            let found = closing.kind == .end ? nil : cursor.text(closing.range)
            throw ParseError(.missingClosing(")", found: found), at: closing.range)
        }
        cursor.take(upTo: closing.range.upper)
        return .plot(.histogram(expression), try parseOptions(form: subject.value))
    }
}
