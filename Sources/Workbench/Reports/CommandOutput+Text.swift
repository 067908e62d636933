import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// What a command left behind, in lines for people: transcripts, the REPL and the screen's log all show this.
extension CommandOutput {
    /// The lines; none where there is nothing to say. Errors come with their place, the source line and a caret.
    public var text: String {
        ([report.body.text] + (note.map { ["note: \($0)"] } ?? []) + displays.map(\.text)).joined(separator: "\n")
    }
}

extension Value {
    /// How many rows and columns of a large matrix are shown: so many from the start and from the end.
    private static let rowLimit = (all: 24, head: 12, tail: 4)
    private static let columnLimit = (all: 12, head: 7, tail: 3)

    /// `loss = 0.693147`, or a matrix under its name and shape with its columns aligned.
    func text(named name: String) -> String {
        if let scalar { return "\(name) = \(spelling(ofCell: scalar))" }
        let rows = Self.shown(matrix.rows, Self.rowLimit)
        let columns = Self.shown(matrix.columns, Self.columnLimit)
        var table = rows.map { row in
            columns.map { column in
                guard let row else { return column == nil ? "⋱" : "⋮" }
                return column.map { spelling(ofCell: matrix[row, $0]) } ?? "…"
            }
        }
        for column in columns.indices {
            let width = table.map { $0[column].count }.max() ?? 0
            for row in table.indices { table[row][column] = table[row][column].leftPadded(to: width) }
        }
        return (["\(name)  \(shape)"] + table.map { "  " + $0.joined(separator: "  ") }).joined(separator: "\n")
    }

    /// The indices to show, nil where some are left out.
    private static func shown(_ count: Int, _ limit: (all: Int, head: Int, tail: Int)) -> [Int?] {
        guard count > limit.all else { return Array(0..<count) }
        return Array(0..<limit.head) + [nil] + Array(count - limit.tail..<count)
    }
}

extension PositionReport: CommandReport {
    public var kind: String { "position" }

    /// What a lesson's steps led to is what the panes show.
    public func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(output.command, .command)]
            + (output.isScripted || output.text.isEmpty ? [] : [LogLine(output.text, .output)])
    }

    /// `epoch 0 iteration 0: 3/10 tanh1.forward  A1 = tanh(Z1)`; the update says where it leaves the session.
    public var text: String {
        let place = "epoch \(epoch) iteration \(position.iteration)" + (branch.map { " on \($0)" } ?? "")
        guard let operation, let summary else {
            let start = position.iteration == 0 ? "at the start" : "at the start of what was loaded"
            return "\(place): \(start), \(nextOperation) comes next"
        }
        let number = "\(operationNumber)/\(operationCount) \(operation)"
        if let cell {
            return
                "\(place): \(number)  \(cell.matrix)[\(cell.row),\(cell.column)] = \(NumberFormat.rounded(cell.value))"
        }
        guard operationNumber == operationCount else { return "\(place): \(number)  \(summary)" }
        return "\(number)  \(summary); now \(place)" + (loss.map { ", loss \(NumberFormat.rounded($0))" } ?? "")
    }
}

extension ExpectationReport: CommandReport {
    public var kind: String { "expectation" }
    public var fields: [JSONField] {
        [
            JSONField("passed", .boolean(passed)), JSONField("expectation", .string(expectation)),
            JSONField("actual", actual.json), JSONField("expected", expected.json),
            JSONField("differences", .integer(differenceCount)),
            JSONField("largestDifference", .number(largestDifference)),
        ] + (sides.isEmpty ? [] : [JSONField("sides", .array(sides.map(\.json)))])
    }
    public var verdict: Verdict? { passed ? .held : .failed }
    public var failure: String { "expectation failed" }
    public var claim: String? { expectation }
    public var form: TranscriptForm { .claim }
    public func logLines(of output: CommandOutput) -> [LogLine] {
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
        // A large matrix would bury what is above; a condition's answers are expected to be yes everywhere.
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
    /// The lines, each moved in.
    fileprivate var indentedLines: [String] { split(separator: "\n").map { "  " + $0 } }
}

extension Value {
    /// A cell to its last digit, for comparisons that may fail in it.
    func exactSpelling(ofCell cell: Double) -> String {
        isBoolean ? spelling(ofCell: cell) : NumberFormat.shortest(cell)
    }
}
