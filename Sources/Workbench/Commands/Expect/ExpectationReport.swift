import PlainText
import StepDebugger

/// The result of an `expect`.
public struct ExpectationReport: Equatable, Sendable {
    /// Whether it held.
    public let passed: Bool
    /// The expectation as it was written, without `expect`.
    public let expectation: String
    /// The left side's value, or the condition's.
    public let actual: Value
    /// The right side's value; true for a condition.
    public let expected: Value
    /// The first few cells that differ, with their tolerances.
    public let differences: [CellDifference]
    /// All cells that differ, numbered row by row.
    public let differingCells: [Int]
    /// How many cells differ; 1 for a condition that does not hold.
    public let differenceCount: Int
    /// The largest difference.
    public let largestDifference: Double
    /// The two shapes, if they do not fit, so that no cell was compared.
    public let shapesDiffer: Bool
    /// The values of the two sides, if the condition is a comparison that does not hold.
    public let sides: [NamedValue]
}

/// A value with the expression that it came from.
public struct NamedValue: Equatable, Sendable {
    /// The expression, in the language.
    public let name: String
    /// Its value.
    public let value: Value
}

/// A cell in which two values differ by more than is allowed.
public struct CellDifference: Equatable, Sendable {
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// The value there.
    public let actual: Double
    /// The expected value.
    public let expected: Double
    /// The allowed difference.
    public let tolerance: Double
}

extension ExpectationReport: CommandReport {
    package var kind: String { "expectation" }
    package var fields: [JSONField] {
        [
            JSONField("passed", .boolean(passed)), JSONField("expectation", .string(expectation)),
            JSONField("actual", actual.json), JSONField("expected", expected.json),
            JSONField("differences", .integer(differenceCount)),
            JSONField("largestDifference", .number(largestDifference)),
        ] + (sides.isEmpty ? [] : [JSONField("sides", .array(sides.map(\.json)))])
    }
    package var verdict: Verdict? { passed ? .held : .failed }
    package var failure: String { "expectation failed" }
    package var claim: String? { expectation }
    package var form: TranscriptForm { .claim }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(output.text, passed ? .success : .failure)]
    }

    /// `✓ loss ~= 0.69`, or `✗` with both values, the first cells that differ and the largest difference.
    public var text: String {
        guard !passed else { return "✓ \(expectation)" }
        var lines = ["✗ \(expectation)"]
        if shapesDiffer {
            lines.append("  \(CommandProblem.sidesDiffer(actual.shape, expected.shape))")
        }
        lines += sides.flatMap { $0.value.text(named: $0.name).indentedLines }
        if sides.isEmpty, let found = actual.scalar, let wanted = expected.scalar {
            lines.append("  actual    \(actual.exactSpelling(ofCell: found))")
            lines.append("  expected  \(expected.exactSpelling(ofCell: wanted))\(allowance)")
            return lines.joined(separator: "\n")
        }
        lines += differences.map(\.text)
        if differenceCount > differences.count, !differences.isEmpty {
            lines.append("  … and \(counted(differenceCount - differences.count, "more cell"))")
        }
        if !differences.isEmpty {
            lines.append("  largest difference \(NumberFormat.rounded(largestDifference))\(allowance)")
        }
        // A large matrix would bury what is above it, and of a condition it is known that all cells should be true.
        let isCondition = differences.isEmpty && !shapesDiffer
        if actual.shape.count <= Self.cellsShownWhole, !(isCondition && actual.isScalar) {
            lines += actual.text(named: "actual").indentedLines
            if !isCondition { lines += expected.text(named: "expected").indentedLines }
        }
        return lines.joined(separator: "\n")
    }

    private static let cellsShownWhole = 64

    private var allowance: String {
        guard let tolerance = differences.first?.tolerance, tolerance > 0 else { return "" }
        return " (within \(NumberFormat.rounded(tolerance, digits: 3)))"
    }
}

extension String {
    /// The lines, indented.
    fileprivate var indentedLines: [String] { split(separator: "\n").map { "  " + $0 } }
}

extension NamedValue {
    package var json: JSONValue { .object([JSONField("name", .string(name)), JSONField("value", value.json)]) }
}

extension CellDifference {
    /// `  [0,1] is 0.3, expected 0.25`
    var text: String {
        "  [\(row),\(column)] is \(NumberFormat.shortest(actual)), expected \(NumberFormat.shortest(expected))"
    }
}
