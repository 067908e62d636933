import CommandLanguage

/// `expect CONDITION`, `expect A ~= B`: checks a value; a failure does not stop the run.
package struct ExpectCommand: CommandBody {
    package static let entry = CommandEntry(
        "expect", group: .scenarios,
        usage: ["expect CONDITION", "expect A == B", "expect A ~= B [within TOLERANCE]"],
        summary: "checks a value; a failure does not stop the run",
        details: [
            "Without 'within', A ~= B compares to the digits that B is written with:",
            "0.25 stands for anything from 0.245 to 0.255. Where B is computed, a",
            "millionth is allowed, of B or of 1, whichever is larger.",
        ],
        arguments: [[.expression, .keyword("~="), .expression, .keyword("within"), .expression]])
    package static let influence = Influence()

    package let expectation: Expectation

    package init(expectation: Expectation) {
        self.expectation = expectation
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        expectation = try parser.parseExpectation()
    }

    package var words: [String] {
        expectation.words
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.expect(expectation, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.checkExpectation(expectation)
    }
}

/// What `expect` asserts.
public indirect enum Expectation: Equatable, Sendable {
    /// The expression is true: every cell is nonzero. Never an `==` at the top: that is `equal`.
    case holds(Expression)
    /// `A == B`, exactly.
    case equal(Expression, Expression)
    /// `A ~= B`: each cell within `within`, or without it to the digits that `B` is written with.
    case close(Expression, Expression, within: Expression?)
}

extension Expectation {
    var words: [String] {
        switch self {
        case .holds(let condition): [condition.description]
        case .equal(let actual, let expected):
            [actual.description(atLeast: .sum), "==", expected.description(atLeast: .sum)]
        case .close(let actual, let expected, let tolerance):
            [actual.description(atLeast: .sum), "~=", expected.description(atLeast: .sum)]
                + (tolerance.map { ["within", $0.description] } ?? [])
        }
    }
}

extension CommandParser {
    /// `CONDITION`, `A == B`, or `A ~= B [within T]`.
    fileprivate mutating func parseExpectation() throws(ParseError) -> Expectation {
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

    fileprivate mutating func parseApproximation(to actual: Expression) throws(ParseError) -> Expectation {
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
