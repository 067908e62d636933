import NeuralEngine
import PlainText
import StepDebugger

// Where it began, and the cells that it passed through: the answer for a number that is not finite.

extension NonFiniteOrigin: WhyAnswer {
    var kind: String { "origin" }

    func lines(in report: WhyReport) -> [String] {
        [report.heading] + causeLines(in: report) + hopLines + earlierLines
    }

    func fields(in report: WhyReport) -> [JSONField] {
        let (kind, more): (String, [JSONField]) =
            switch cause {
            case .operation(let terms): ("operation", [JSONField("operands", .array(terms.map(\.json)))])
            case .change(let edit): ("setByHand", [JSONField("position", .object(edit.position.fields))])
            case .start: ("start", [])
            case .data(let row): ("data", [JSONField("dataRow", .integer(row))])
            }
        return [JSONField("cause", .string(kind))] + more + [
            JSONField("epoch", .integer(epoch)),
            JSONField("hops", .array(hops.map { .object($0.fields) })),
            JSONField(
                "earlier",
                earlier.map {
                    .object($0.hop.fields + [JSONField("operands", .array($0.terms.map(\.json)))])
                } ?? .null
            ),
        ]
    }

    private func causeLines(in report: WhyReport) -> [String] {
        let first = hops[0]
        let when = "in iteration \(first.iteration ?? 0) (epoch \(epoch))"
        switch cause {
        case .operation(let terms):
            return WhyReport.sentence("it began \(when): \(first.making)") + Self.finite(terms)
        case .change(let edit):
            return WhyReport.sentence("it was put there by hand: \(first.holding), \(report.words(for: edit.position))")
        case .start:
            return WhyReport.sentence("it was there when the run started: \(first.holding)")
        case .data(let row):
            return WhyReport.sentence("it is in the data, row \(row): \(first.holding) \(when)")
        }
    }

    /// The finite numbers that the first one was computed from: products in a sum, or operands.
    private static func finite(_ terms: [Term]) -> [String] {
        guard terms.contains(where: { $0.factors.count > 1 }) else {
            let operands = terms.flatMap(\.factors).map { "\($0.name) = \(NumberFormat.rounded($0.value))" }
            return WhyReport.list(operands, behind: "  from finite numbers: ")
        }
        // Terms far from the largest number have a finite sum, so the number cannot have come from them.
        let isTooLarge = terms.contains { abs($0.value) > 1e30 }
        let isSum = terms.allSatisfy { $0.value.isFinite }
        guard !isSum || isTooLarge else { return ["  although the terms of its formula are finite:"] + terms.lines }
        return ["  from finite numbers\(isSum ? " whose sum is too large; its largest terms are" : ":")"] + terms.lines
    }

    /// How many cells are shown: all cells of a short path, or the first and the last ones of a long path.
    private static let hopLimit = (all: 14, head: 8, tail: 5)

    private var hopLines: [String] {
        let later = hops.dropFirst()
        guard !later.isEmpty else { return [] }
        let shown =
            later.count <= Self.hopLimit.all
            ? Array(later) : Array(later.prefix(Self.hopLimit.head) + later.suffix(Self.hopLimit.tail))
        let rows = shown.map { ["iteration \($0.iteration ?? 0)", $0.maker, $0.holding] }
        let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var table = rows.map { "    \($0[0].padded(to: widths[0]))  \($0[1].padded(to: widths[1]))  \($0[2])" }
        if shown.count < later.count {
            table.insert("    … \(later.count - shown.count) more", at: Self.hopLimit.head)
        }
        return ["  from there it reached this cell through"] + table
    }

    /// An earlier number that is not finite, and did not reach the cell.
    private var earlierLines: [String] {
        guard let hop = earlier?.hop else { return [] }
        return WhyReport.sentence(
            "an earlier one in the run did not lead here: in iteration \(hop.iteration ?? 0) \(hop.making)"
        )
    }
}

extension NonFiniteOrigin.Hop {
    fileprivate var maker: String { operation ?? "the loss" }
    /// `dW1[0,2] = nan`
    fileprivate var holding: String { "\(cell) = \(NumberFormat.rounded(value))" }
    /// `linear1.backward made dW1[0,2] = nan`
    fileprivate var making: String { "\(maker) made \(holding)" }

    fileprivate var fields: [JSONField] {
        cell.fields + [
            JSONField("value", .number(value)), JSONField("iteration", iteration.map(JSONValue.integer) ?? .null),
            JSONField("operation", operation.map(JSONValue.string) ?? .null),
        ]
    }
}
