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
        let report: ExpectationReport
        let written = command.parsed.text.dropFirst("expect".count).drop { $0 == " " }
            .split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
        switch expectation {
        case .holds(let condition):
            let answer = try state.evaluate(condition)
            report = ExpectationReport(
                passed: answer.holdsEverywhere, expectation: written, actual: answer,
                expected: .boolean(true), differences: [], differingCells: [],
                differenceCount: answer.holdsEverywhere ? 0 : 1, largestDifference: 0, shapesDiffer: false,
                sides: answer.holdsEverywhere ? [] : try state.sides(of: condition))
        case .equal(let left, let right):
            report = state.compare(try state.evaluate(left), try state.evaluate(right), written) { _, _ in 0 }
        case .close(let left, let right, let within):
            let (actual, expected) = (try state.evaluate(left), try state.evaluate(right))
            let tolerance = try state.tolerance(within, writtenAs: right)
            report = state.compare(actual, expected, written, tolerance: tolerance)
        }
        return [state.report(command, report)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        switch expectation {
        case .holds(let condition): checker.values(of: condition)
        case .equal(let left, let right): checker.checkSides(left, right)
        case .close(let left, let right, let within):
            checker.checkSides(left, right)
            checker.checkTolerance(within)
        }
    }
}

/// What `expect` asserts.
public indirect enum Expectation: Equatable, Sendable {
    /// The expression is true: every cell is nonzero. Its outermost operator is never `==`, which is `equal`.
    case holds(Expression)
    /// `A == B`, exactly.
    case equal(Expression, Expression)
    /// `A ~= B`: each cell is within the tolerance `within`, or without one agrees to the digits with which `B` is
    /// written.
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
        // The sides of '~=' bind like those of a comparison. If that sign does not follow the first one, the whole is a
        // condition, and so is the text of errors in it.
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

extension WorkbenchState {
    /// How many differing cells a report shows.
    private static let shownDifferences = 5
    /// How far two sides may be apart, relative to the larger of the expected value and 1, if the right side is not a
    /// number whose digits say so.
    private static let computedTolerance = 1e-6

    /// The tolerance of a cell of the right side: what `within` says, or half a unit in the last written digit, or a
    /// millionth if the side is computed.
    fileprivate func tolerance(
        _ within: Expression?, writtenAs right: Expression
    ) throws(CommandError) -> (_ cell: Int, _ expected: Double) -> Double {
        if let within {
            let tolerance = try self.tolerance(of: within)
            return { _, _ in tolerance }
        }
        if let written = right.writtenDigitsTolerance?.flatMap({ $0 }) {
            // A number is compared with every cell of a matrix on its left.
            return { cell, expected in
                // Exactly half a unit is allowed, with room for the rounding of the written number.
                written[written.count == 1 ? 0 : cell] * (1 + 1e-9) + abs(expected) * 1e-15
            }
        }
        return { _, expected in Self.computedTolerance * max(1, abs(expected)) }
    }

    /// What `within` says.
    func tolerance(of within: Expression) throws(CommandError) -> Double {
        guard let tolerance = try evaluate(within).scalar else {
            throw CommandError(.toleranceIsNotANumber, at: within.range)
        }
        guard tolerance >= 0 else { throw CommandError(.toleranceIsNegative, at: within.range) }
        return tolerance
    }

    /// The values of a comparison's two sides except literals; empty for anything else.
    fileprivate func sides(of condition: Expression) throws(CommandError) -> [NamedValue] {
        guard case .binary(let sign, let left, let right) = condition.node, sign.isComparison else { return [] }
        var sides: [NamedValue] = []
        for side in [left, right] where side.writtenDigitsTolerance == nil {
            sides.append(NamedValue(name: side.description, value: try evaluate(side)))
        }
        return sides
    }

    /// How two values differ, cell by cell.
    func compare(
        _ actual: Value, _ expected: Value, _ expectation: String,
        tolerance: (_ cell: Int, _ expected: Double) -> Double
    ) -> ExpectationReport {
        let fits = expected.isScalar || actual.shape == expected.shape
        var differences: [CellDifference] = []
        var differing: [Int] = []
        var largest = 0.0
        if fits {
            for (cell, found) in actual.matrix.elements.enumerated() {
                let wanted = expected.scalar ?? expected.matrix.elements[cell]
                let allowed = tolerance(cell, wanted)
                let difference = found == wanted ? 0 : abs(found - wanted)
                if difference > largest || difference.isNaN { largest = difference }
                // Written so that NaN agrees with nothing, not even NaN.
                guard !(difference <= allowed) else { continue }
                differing.append(cell)
                if differences.count < Self.shownDifferences {
                    differences.append(
                        CellDifference(
                            row: cell / max(1, actual.shape.columns), column: cell % max(1, actual.shape.columns),
                            actual: found, expected: wanted, tolerance: allowed))
                }
            }
        }
        return ExpectationReport(
            passed: fits && differing.isEmpty, expectation: expectation, actual: actual, expected: expected,
            differences: differences, differingCells: differing, differenceCount: differing.count,
            largestDifference: largest, shapesDiffer: !fits, sides: [])
    }
}

extension ScenarioChecker {
    fileprivate mutating func checkSides(_ left: Expression, _ right: Expression) {
        guard let actual = values(of: left), let expected = values(of: right) else { return }
        let fits = actual.contains { actual in
            expected.contains { $0.isScalar || $0.shape == actual.shape }
        }
        if !fits {
            report(
                CommandError(
                    .sidesDiffer(actual[0].shape, expected[0].shape),
                    at: SourceRange(lower: left.range.lower, upper: right.range.upper)))
        }
    }
}
