import NeuralEngine
import PlainText
import StepDebugger

// What made a number that is not finite, in lines for people.
extension WhyReport {
    /// How many cells are shown: all of a short path, or the head and the tail of a long one.
    private static let hopLimit = (all: 14, head: 8, tail: 5)

    func lines(of origin: NonFiniteOrigin) -> [String] {
        var lines: [String] = []
        let (hops, epoch) = (origin.hops, origin.epoch)
        let first = hops[0]
        let cell = "\(first.cell) = \(NumberFormat.rounded(first.value))"
        let when = "in iteration \(first.iteration ?? 0) (epoch \(epoch))"
        switch origin.cause {
        case .operation(let terms):
            lines += Self.sentence("it began \(when): \(first.operation ?? "the loss") made \(cell)")
            lines += Self.finite(terms)
        case .change(let edit):
            lines += Self.sentence("it was put there by hand: \(cell), \(words(for: edit.position))")
        case .start:
            lines += Self.sentence("it was there when the run started: \(cell)")
        case .data(let row):
            lines += Self.sentence("it is in the data, row \(row): \(cell) \(when)")
        }
        guard hops.count > 1 else { return lines + earlierLines(origin) }
        lines.append("  from there it came here through")
        let shown =
            hops.count - 1 <= Self.hopLimit.all
            ? Array(hops.dropFirst())
            : Array(hops.dropFirst().prefix(Self.hopLimit.head) + hops.suffix(Self.hopLimit.tail))
        let rows = shown.map { hop in
            [
                "iteration \(hop.iteration ?? 0)", hop.operation ?? "the loss",
                "\(hop.cell) = \(NumberFormat.rounded(hop.value))",
            ]
        }
        let widths = (0..<2).map { column in rows.map { $0[column].count }.max() ?? 0 }
        var table = rows.map { "    \($0[0].padded(to: widths[0]))  \($0[1].padded(to: widths[1]))  \($0[2])" }
        if shown.count < hops.count - 1 {
            table.insert("    … \(hops.count - 1 - shown.count) more", at: Self.hopLimit.head)
        }
        return lines + table + earlierLines(origin)
    }

    /// What the run had before that, and did not come here.
    private func earlierLines(_ origin: NonFiniteOrigin) -> [String] {
        guard let earlier = origin.earlier else { return [] }
        let hop = earlier.hop
        let made = "\(hop.operation ?? "the loss") made \(hop.cell) = \(NumberFormat.rounded(hop.value))"
        return Self.sentence(
            "the first in the run was another: in iteration \(hop.iteration ?? 0) \(made), which did not lead here")
    }

    /// The finite numbers that something came of which is not: products in a sum, or operands.
    private static func finite(_ terms: [Term]) -> [String] {
        guard terms.contains(where: { $0.factors.count > 1 }) else {
            let operands = terms.flatMap(\.factors).map { "\($0.name) = \(NumberFormat.rounded($0.value))" }
            return sentence("of finite numbers: " + operands.joined(separator: ", "))
        }
        // Far from the largest numbers, a sum is finite: then it was not of these that the number came.
        let isTooLarge = terms.contains { abs($0.value) > 1e30 }
        let isSum = terms.allSatisfy { $0.value.isFinite }
        guard !isSum || isTooLarge else { return ["  though the terms of its formula are finite:"] + lines(terms) }
        return ["  of finite numbers\(isSum ? ", whose sum is too large; its largest terms are" : ":")"] + lines(terms)
    }

    /// A sentence in as many lines as it takes.
    private static func sentence(_ text: String) -> [String] {
        wrapped(words: text.split(separator: " ").map(String.init), behind: "  ")
    }
}
