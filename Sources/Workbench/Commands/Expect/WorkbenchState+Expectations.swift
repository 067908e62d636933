import CommandLanguage
import NeuralEngine

/// `expect`: what makes a lesson a test.
extension WorkbenchState {
    /// How many differing cells a report shows.
    private static let shownDifferences = 5
    /// How far two sides may be apart, relative to the larger of the expected value and 1, where the right side is no
    /// number whose digits could say.
    private static let computedTolerance = 1e-6

    mutating func expect(_ expectation: Expectation, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let report: ExpectationReport
        let written = command.parsed.text.dropFirst("expect".count).drop { $0 == " " }
            .split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
        switch expectation {
        case .holds(let condition):
            let answer = try evaluate(condition)
            report = ExpectationReport(
                passed: answer.holdsEverywhere, expectation: written, actual: answer,
                expected: .boolean(true), differences: [], differingCells: [],
                differenceCount: answer.holdsEverywhere ? 0 : 1, largestDifference: 0, shapesDiffer: false,
                sides: answer.holdsEverywhere ? [] : try sides(of: condition))
        case .equal(let left, let right):
            report = compare(try evaluate(left), try evaluate(right), written) { _, _ in 0 }
        case .close(let left, let right, let within):
            let (actual, expected) = (try evaluate(left), try evaluate(right))
            let tolerance = try self.tolerance(within, writtenAs: right)
            report = compare(actual, expected, written, tolerance: tolerance)
        }
        return [self.report(command, report)]
    }

    /// The tolerance of a cell of the right side: as `within` says, or half a unit of the last digit it is written
    /// with, or, where it is computed, a millionth.
    private func tolerance(
        _ within: Expression?, writtenAs right: Expression
    ) throws(CommandError) -> (_ cell: Int, _ expected: Double) -> Double {
        if let within {
            let tolerance = try self.tolerance(of: within)
            return { _, _ in tolerance }
        }
        if let written = right.writtenDigitsTolerance?.flatMap({ $0 }) {
            // A number is compared with every cell of a matrix to its left.
            return { cell, expected in
                // The half unit itself is allowed, with room for the rounding of the spelled number.
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

    /// What the two sides of a comparison come to, other than of numbers that can be read off; none for anything else.
    private func sides(of condition: Expression) throws(CommandError) -> [NamedValue] {
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
                // Written so that NaN never agrees, not even with NaN.
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
