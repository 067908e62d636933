import PlainText

/// The commands that run and check.
extension CommandParser {
    /// `N epochs [OPTION...]`, `N iterations`, or `until CONDITION [max=N]`.
    mutating func parseTrainGoal() throws(ParseError) -> TrainGoal {
        let word = try parseWord("to know how long: train 10 epochs, train 500 iterations, train until loss < 0.01")
        if word.value == "until" {
            let condition = try parseExpression("a condition: train until loss < 0.01")
            guard hasMore(), ExpressionToken(in: cursor, from: cursor.position).kind == .name else {
                return .until(condition, max: nil)
            }
            let options = try parseOptions(form: "until")
            guard case .integer(let maximum)? = options.first?.value.value else {
                return .until(condition, max: nil)
            }
            return .until(condition, max: maximum)
        }
        if let first = word.value.utf8.first, !first.isASCIIDigit && first != Byte.minus && first != Byte.plus {
            let suggestion = SpellingSuggestion.closest(to: word.value, among: ["until"])
            throw ParseError(
                .misplacedText(
                    word.value, after: name, expected: "a count or 'until' goes here", suggestion: suggestion),
                at: word.range)
        }
        let count = try Self.count(from: word)
        guard hasMore() else {
            throw ParseError(.missingTrainUnit(count: count), at: cursor.placeAfterLastText)
        }
        switch try takeUnit() {
        case "epoch", "epochs": return .epochs(count, try parseOptions(form: "epochs"))
        default: return .iterations(count)
        }
    }

    private mutating func takeUnit() throws(ParseError) -> String {
        let word = try takeWord()
        guard !["epoch", "iteration"].contains(word.value) else { return word.value }
        return try checked(word, kind: "unit", among: Vocabulary.trainingUnits).value
    }

    /// `CONDITION`, `A == B`, or `A ~= B [within T]`.
    mutating func parseExpectation() throws(ParseError) -> Expectation {
        let expected = "a condition, as expect loss < 0.1 or expect loss ~= 0.25"
        guard hasMore() else { throw missing(expected) }
        // The sides of '~=' hold together like those of a comparison; where the sign does not follow the first such
        // stretch, the whole is a condition, and what is wrong with the stretch is said about the whole.
        var afterSide = cursor
        if let actual = try? ExpressionParser.parse(from: &afterSide, atLeast: .sum) {
            let token = ExpressionToken(in: afterSide, from: afterSide.position)
            if token.kind == .approximate {
                cursor = afterSide
                cursor.take(upTo: token.range.upper)
                return try parseApproximation(to: actual)
            }
        }
        let condition = try parseExpression(expected)
        if case .binary(.equal, let left, let right) = condition.node { return .equal(left, right) }
        return .holds(condition)
    }

    private mutating func parseApproximation(to actual: Expression) throws(ParseError) -> Expectation {
        let expected = try parseExpression("a value after '~='", atLeast: .sum)
        let token = ExpressionToken(in: cursor, from: cursor.position)
        if case .operation(let operation) = token.kind, operation.isComparison {
            throw ParseError(.chainedComparison, at: token.range)
        }
        guard token.kind == .name, cursor.text(token.range) == "within" else {
            return .close(actual, expected, within: nil)
        }
        cursor.take(upTo: token.range.upper)
        let tolerance = try parseExpression("a tolerance after 'within'")
        return .close(actual, expected, within: tolerance)
    }
}
