import NeuralEngine
import PlainText
import StepDebugger

// The paths of the chain rule and the share of each sample: the answer for a gradient.

extension GradientPaths: WhyAnswer {
    var kind: String { "paths" }

    func lines(in report: WhyReport) -> [String] {
        var lines = report.computedHeading
        if report.isInterrupted {
            lines.append("  interrupted: \(shares.count) of \(counted(sampleCount, "sample")) summed")
        }
        let count = Self.grouped(pathCount)
        let which = pathCount == 1 ? "path leads" : "paths lead"
        lines.append("  \(count) \(which) here from the loss, by the chain rule; \(start)")
        if !report.startIsGiven { lines.append("  ✗ the numbers that they start with do not satisfy this equation") }
        lines += paths.lines
        let others = pathCount - Double(paths.count)
        if others > 0, !paths.isEmpty {
            lines.append("  the other \(Self.grouped(others)) together \(NumberFormat.rounded(rest))")
        }
        return lines + [sumLine] + shareLines + zeroLines
    }

    func fields(in report: WhyReport) -> [JSONField] {
        [
            JSONField("start", .string(start)), JSONField("paths", .array(paths.map(\.json))),
            JSONField("pathCount", .number(pathCount)),
            JSONField("rest", .number(rest)), JSONField("sum", .number(sum)),
            JSONField("remainder", .number(remainder)),
            JSONField("remainderIsRounding", .boolean(remainderIsRounding)),
            JSONField("shares", .array(shares.map { .object($0.fields) })),
            JSONField("startIsGiven", .boolean(report.startIsGiven)),
        ]
    }

    /// A number of paths with all its digits, in groups of three, while a `Double` still holds every whole number.
    private static func grouped(_ count: Double) -> String {
        guard count < 1e15 else { return NumberFormat.rounded(count, digits: 3) }
        var digits = Substring(String(Int(count)))
        var groups: [Substring] = []
        while !digits.isEmpty {
            groups.insert(digits.suffix(3), at: 0)
            digits = digits.dropLast(3)
        }
        return groups.joined(separator: " ")
    }

    private var sumLine: String {
        let all = "  all paths together \(NumberFormat.rounded(sum))"
        if remainder == 0 { return "\(all), exactly" }
        if remainderIsRounding { return "\(all), but for rounding by \(NumberFormat.rounded(remainder, digits: 2))" }
        return "\(all); the cell has \(NumberFormat.rounded(remainder)) more from elsewhere"
    }

    private var shareLines: [String] {
        guard sampleCount > 1, !shares.isEmpty else { return [] }
        var items = shares.prefix(LargestTerms.shownCount).filter { $0.value != 0 }.map { share in
            let row = share.row == share.sample ? "" : " (row \(share.sample))"
            return "\(share.row)\(row): \(NumberFormat.rounded(share.value))"
        }
        guard !items.isEmpty else { return [] }
        let others = shares.count { $0.value != 0 } - items.count
        if others > 0 {
            let rest = shares.dropFirst(LargestTerms.shownCount).reduce(0) { $0 + $1.value }
            items.append("\(counted(others, "other")): \(NumberFormat.rounded(rest))")
        }
        return WhyReport.list(items, behind: "  samples' shares  ")
    }

    /// Why samples have no share, where a single factor is the reason: `2 samples have no share, since X[n,0] is 0`.
    private var zeroLines: [String] {
        var counts: [(name: String, count: Int)] = []
        for share in shares.sorted(by: { $0.row < $1.row }) {
            guard let factor = share.zeroFactor else { continue }
            let name = sampleCount == 1 ? factor.name : factor.nameForAnySample
            if let index = counts.firstIndex(where: { $0.name == name }) {
                counts[index].count += 1
            } else {
                counts.append((name, 1))
            }
        }
        return counts.map { name, count in
            let verb = count == 1 ? "has" : "have"
            let samples = sampleCount == 1 ? "" : "\(counted(count, "sample")) \(verb) "
            return "  \(samples)no share, since \(name) is 0"
        }
    }
}

extension SampleShare {
    fileprivate var fields: [JSONField] {
        [
            JSONField("row", .integer(row)), JSONField("sample", .integer(sample)),
            JSONField("value", .number(value)),
            JSONField("zeroFactor", zeroFactor.map { .string($0.name) } ?? .null),
        ]
    }
}

extension Factor {
    /// The name with a letter for the sample: `X[n,0]`.
    fileprivate var nameForAnySample: String {
        func open(_ cell: MatrixCell) -> String { "\(cell.name)[n,\(cell.column)]" }
        switch quantity {
        case .cell(let cell): return open(cell)
        case .derivative(let function, let cell): return "\(function.label)′(\(open(cell)))"
        default: return name
        }
    }
}
