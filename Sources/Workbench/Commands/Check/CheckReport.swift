import NeuralEngine
import PlainText
import StepDebugger

/// What `check gradients` found.
public struct GradientCheckReport: Equatable, Sendable {
    /// Whether every gradient was checked and none was wrong.
    public let passed: Bool
    /// The largest relative error that passes.
    public let tolerance: Double
    /// Whether the user stopped it early.
    public let isInterrupted: Bool
    /// How many gradients were checked.
    public let checkedCount: Int
    /// How many were to be checked.
    public let cellCount: Int
    /// How many there are.
    public let totalCount: Int
    /// How many were wrong, or not finite.
    public let failedCount: Int
    /// How many were at a kink.
    public let kinkCount: Int
    /// One for each matrix, the largest error first.
    public let matrices: [MatrixGradientCheck]
    /// The matrices that no longer follow from the operands of their operations.
    public let changed: [ChangedResult]
    /// What the gradients belong to, if something was changed by hand.
    public let basis: GradientBasis.Kind

    init(_ check: GradientCheck, isInterrupted: Bool, basis: GradientBasis.Kind, changed: [ChangedResult]) {
        self.basis = basis
        passed = check.passed
        tolerance = check.tolerance
        self.isInterrupted = isInterrupted
        checkedCount = check.checkedCount
        cellCount = check.cellCount
        totalCount = check.matrices.reduce(0) { $0 + $1.shape.count }
        failedCount = check.failedCount
        kinkCount = check.kinkCount
        // Ties keep the order of the data flow, which sorting alone does not guarantee.
        matrices = check.matrices.enumerated().sorted { a, b in
            if Self.isWorse(a.element, b.element) { return true }
            return !Self.isWorse(b.element, a.element) && a.offset < b.offset
        }.map(\.element)
        self.changed = changed
    }

    private static func isWorse(_ a: MatrixGradientCheck, _ b: MatrixGradientCheck) -> Bool {
        guard let a = a.worst else { return false }
        return b.worst.map { a.isWorse(than: $0) } ?? true
    }
}

/// A matrix that no longer follows from the operands of its operation.
public struct ChangedResult: Equatable, Sendable {
    /// The matrix.
    public let matrix: MatrixName
    /// The operation that wrote it.
    public let operation: String
}

extension GradientCheckReport: CommandReport {
    package var kind: String { "gradient-check" }
    package var verdict: Verdict? { isInterrupted ? .interrupted : passed ? .held : .failed }
    package var failure: String { "gradient check failed" }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(output.command, .command)] + (lines.isEmpty ? [] : [LogLine(lines.joined(separator: "\n"), .output)])
            + [LogLine(summary, failedCount > 0 ? .failure : passed ? .success : .output)]
    }

    /// How many kinks of a function are named.
    private static let namedKinks = 6

    /// A table with a line for each matrix, then kinks and changes by hand, then `summary`.
    public var text: String { (lines + [summary]).joined(separator: "\n") }

    /// All but the summary.
    public var lines: [String] { tableLines + kinkLines + changeLines + basisLines }

    /// The result of the check, in one line.
    public var summary: String {
        let limit = NumberFormat.shortest(tolerance)
        if isInterrupted {
            let progress = "interrupted: \(checkedCount) of \(counted(cellCount, "gradient")) checked"
            guard checkedCount > 0 else { return progress }
            return progress + (failedCount > 0 ? ", \(failure())" : ", agreeing within \(limit)") + kinkRemark
        }
        let matrixCount = counted(matrices.count, "matrix", "matrices")
        let what =
            cellCount == totalCount
            ? "\(counted(cellCount, "gradient")) of \(matrixCount)"
            : "\(counted(cellCount, "gradient")) checked (of \(totalCount) in \(matrixCount))"
        guard failedCount == 0 else { return "✗ \(failure(of: " of \(what)"))\(kinkRemark)" }
        return "✓ all \(what) agree within \(limit)\(kinkRemark)"
    }

    /// `6 of … differ by more than 1e-6, dZ2[0,0] most: 1, central difference -0.125`
    ///
    /// - Parameter whole: ` of` and what the failed ones are counted out of.
    private func failure(of whole: String = "") -> String {
        let notFinite = matrices.reduce(0) { $0 + $1.notFinite }
        let wrong = failedCount - notFinite
        var parts: [String] = []
        if wrong > 0 {
            let verb = wrong == 1 ? "differs" : "differ"
            parts.append("\(wrong)\(whole) \(verb) by more than \(NumberFormat.shortest(tolerance))")
        }
        if notFinite > 0 {
            parts.append("\(notFinite)\(parts.isEmpty ? whole : "") \(notFinite == 1 ? "is" : "are") not finite")
        }
        var text = parts.joined(separator: " and ")
        if let worst = matrices.first, let cell = worst.worst {
            let most = failedCount == 1 ? "" : cell.relativeError.isNaN ? " first" : " most"
            text +=
                ", \(worst.name)[\(cell.row),\(cell.column)]\(most): "
                + "\(NumberFormat.rounded(cell.analytic)), central difference \(NumberFormat.rounded(cell.numeric))"
        }
        return text
    }

    private var kinkRemark: String { kinkCount == 0 ? "" : "; \(kinkCount) at kinks" }

    // MARK: Lines

    private var tableLines: [String] {
        let head = ["gradient", "shape", "cells", "error", "at", "analytic", "difference", ""]
        let rows = matrices.filter { $0.checked > 0 }.map(\.cells)
        guard !rows.isEmpty else { return [] }
        let table = [head] + rows
        let widths = head.indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        // Words to the left, numbers to the right.
        let isText: Set = [0, 4, 7]
        return table.map { row in
            let cells = row.indices.map { column in
                isText.contains(column)
                    ? row[column].padded(to: widths[column]) : row[column].leftPadded(to: widths[column])
            }
            var line = "  " + cells.joined(separator: "  ")
            while line.hasSuffix(" ") { line.removeLast() }
            return line
        }
    }

    /// `Z1[3,2] crosses relu's kink`, a line for each function.
    private var kinkLines: [String] {
        // Z1 before Z2 before Z10.
        let kinks = Set(matrices.flatMap(\.kinks)).sorted { a, b in
            let (first, second) = (a.matrix.description, b.matrix.description)
            return (first.count, first, a.row, a.column) < (second.count, second, b.row, b.column)
        }
        return Set(kinks.map(\.function)).sorted().map { function in
            let places = kinks.filter { $0.function == function }.map { "\($0.matrix)[\($0.row),\($0.column)]" }
            let named = places.prefix(Self.namedKinks).joined(separator: " ")
            let others = places.count > Self.namedKinks ? " and others" : ""
            return "  \(named)\(others) \(places.count == 1 ? "crosses" : "cross") \(function)'s kink"
        }
    }

    private var changeLines: [String] {
        changed.map { change in
            "  \(change.matrix) no longer follows from the operands of \(change.operation)"
        }
    }

    /// Which numbers the gradients belong to, and what to do to check others.
    private var basisLines: [String] {
        switch basis {
        case .asItIs: []
        case .nextIteration(let causes):
            ["  checked: the next iteration, with \(causes.list) as changed by hand"]
        case .beforeChanges(let causes):
            [
                "  checked: this iteration, with \(causes.list) as before the change by hand;",
                "  'next', then 'check gradients' checks with the new numbers",
            ]
        case .mixed(let causes):
            [
                "  \(causes.words) changed in the middle of the iteration: some gradients are from before, some from after;",
                "  'next' computes all of them again, with the same numbers",
            ]
        }
    }

    package var fields: [JSONField] {
        [
            JSONField("passed", .boolean(passed)), JSONField("tolerance", .number(tolerance)),
            JSONField("interrupted", .boolean(isInterrupted)), JSONField("checked", .integer(checkedCount)),
            JSONField("cells", .integer(cellCount)), JSONField("failed", .integer(failedCount)),
            JSONField("kinks", .integer(kinkCount)),
            JSONField("matrices", .array(matrices.map { .object($0.fields) })),
            JSONField(
                "changed",
                .array(
                    changed.map {
                        .object([
                            JSONField("name", .string($0.matrix.description)),
                            JSONField("operation", .string($0.operation)),
                        ])
                    })
            ),
        ] + basisFields
    }

    private var basisFields: [JSONField] {
        let (point, causes): (String, [StaleMatrices.Cause])
        switch basis {
        case .asItIs: return []
        case .nextIteration(let list): (point, causes) = ("next iteration", list)
        case .beforeChanges(let list): (point, causes) = ("before the change", list)
        case .mixed(let list): (point, causes) = ("mixed", list)
        }
        return [
            JSONField("checkedAt", .string(point)),
            JSONField("changedByHand", .array(causes.map { .string($0.name) })),
        ]
    }
}

extension MatrixGradientCheck {
    /// A line of the table: name, shape, cells, largest error, its place, both values, verdict. The verdict is last:
    /// where its mark has to be spelled in letters, the columns stay aligned.
    fileprivate var cells: [String] {
        let count = "\(checked)"
        var remarks = [failed > 0 ? "✗" : "✓"]
        if failed > 0 { remarks.append(failed == 1 ? "1 wrong" : "\(failed) wrong") }
        if atKinks > 0 { remarks.append(atKinks == 1 ? "1 kink" : "\(atKinks) kinks") }
        guard let worst else {
            return [name.description, shape.description, count, "", "", "", "", remarks.joined(separator: " ")]
        }
        return [
            name.description, shape.description, count,
            worst.relativeError.isNaN ? "not finite" : NumberFormat.rounded(worst.relativeError, digits: 2),
            "[\(worst.row),\(worst.column)]", NumberFormat.rounded(worst.analytic, digits: 5),
            NumberFormat.rounded(worst.numeric, digits: 5), remarks.joined(separator: " "),
        ]
    }

    /// `kinks` counts the cells at one; `crossings` names the first few kinks.
    fileprivate var fields: [JSONField] {
        [
            JSONField("name", .string(name.description)),
            JSONField("shape", .array([.integer(shape.rows), .integer(shape.columns)])),
            JSONField("checked", .integer(checked)), JSONField("failed", .integer(failed)),
            JSONField("notFinite", .integer(notFinite)),
            JSONField("worst", worst.map { .object($0.fields) } ?? .null), JSONField("kinks", .integer(atKinks)),
            JSONField(
                "crossings",
                .array(
                    kinks.map {
                        .object([
                            JSONField("name", .string($0.matrix.description)), JSONField("row", .integer($0.row)),
                            JSONField("column", .integer($0.column)), JSONField("function", .string($0.function)),
                        ])
                    })
            ),
        ]
    }
}

extension GradientComparison {
    fileprivate var fields: [JSONField] {
        [
            JSONField("row", .integer(row)), JSONField("column", .integer(column)),
            JSONField("analytic", .number(analytic)),
            JSONField("numeric", .number(numeric)), JSONField("relativeError", .number(relativeError)),
        ]
    }
}
