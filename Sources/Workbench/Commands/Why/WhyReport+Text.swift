import NeuralEngine
import PlainText
import StepDebugger

/// Where a number came from, in lines for people.
extension WhyReport: CommandReport {
    package var kind: String { "why" }
    package var verdict: Verdict? { isInterrupted ? .interrupted : nil }

    /// The columns that no line is longer than, but for numbers and names that cannot be parted.
    private static let textColumns = 78

    /// What the cell has, then the answer.
    public var text: String { lines.joined(separator: "\n") }

    /// The lines of the text.
    public var lines: [String] {
        let heading = "\(cell) = \(NumberFormat.rounded(value))"
        let changed = changes.map { "  set by hand \(words(for: $0.position)): \(spelled($0))" }
        switch answer {
        case .nothingYet:
            return ["\(heading): interrupted before anything was found"]
        case .terms(let terms):
            return ["\(heading), by \(place)"] + changed + terms.lines
        case .operands(let equation, let operands):
            return ["\(heading), by \(place)"] + changed + Self.lines(equation: equation, operands)
                + (startIsGiven ? [] : ["  ✗ \(NumberFormat.rounded(value)) is not what this gives of them"])
        case .paths(let paths):
            return ["\(heading), by \(place)"] + changed
                + paths.lines(isInterrupted: isInterrupted, startIsGiven: startIsGiven)
        case .history(let history):
            let end = isInterrupted ? ": interrupted, so far" : ""
            return ["\(heading) after \(counted(history.updateCount, "update"))\(end)"] + historyLines(history)
        case .origin(let origin):
            return [heading] + lines(of: origin)
        }
    }

    /// `before iteration 3`, `in iteration 3 after tanh1.forward`
    func words(for position: Position) -> String {
        guard position != .start else { return "at the start" }
        guard position.operation > 0 || position.cell > 0 else { return "before iteration \(position.iteration)" }
        let iteration = "in iteration \(position.iteration)"
        guard position.cell == 0 else { return "\(iteration) during \(operations[position.operation])" }
        return "\(iteration) after \(operations[position.operation - 1])"
    }

    /// `linear1.backward of iteration 0`
    private var place: String {
        let iteration = "iteration \(iteration ?? 0)"
        return operation.map { "\($0) of \(iteration)" } ?? "the loss of \(iteration)"
    }

    private func spelled(_ edit: RecordedEdit) -> String {
        switch edit.edit {
        case .cell(_, _, _, let value): NumberFormat.rounded(value)
        case .matrix(_, let matrix): NumberFormat.rounded(matrix[cell.row, cell.column])
        default: ""
        }
    }

    /// A sum's term as a line: the number, then what it is the product of, and the factors' numbers under it where they
    /// do not fit behind.
    static func lines(_ terms: [Term], in columns: Int = textColumns) -> [String] {
        let numbers = terms.map { NumberFormat.rounded($0.value) }
        let width = numbers.map(\.count).max() ?? 0
        return zip(terms, numbers).flatMap { term, number in
            let lead = "  " + number.leftPadded(to: width) + "  "
            let names = term.factors.map(\.name)
            guard term.factors.count > 1 else {
                // Of a product of one, the number is there already; of another function of it, it is not.
                let own = term.factors.first.map { $0.value.hasSameBits(as: term.value) } ?? true
                let value = own ? "" : " = \(NumberFormat.rounded(term.factors[0].value))"
                return [lead + names.joined() + value]
            }
            let values = term.factors.map { factor in
                let value = NumberFormat.rounded(factor.value, digits: 4)
                return factor.value < 0 ? "(\(value))" : value
            }
            let indent = String(repeating: " ", count: lead.count)
            let inOne = lead + names.joined(separator: "·") + " = " + values.joined(separator: "·")
            if inOne.count <= columns { return [inOne] }
            return wrapped(names, behind: lead, columns) + wrapped(values, behind: indent + "= ", columns)
        }
    }

    /// What a number is computed from, where it is no sum: the equation, then `P[1,0] = 0.44, Y[1,0] = 0`.
    private static func lines(equation: String?, _ operands: [Factor]) -> [String] {
        let words = operands.map { "\($0.name) = \(NumberFormat.rounded($0.value))" }
        let texts = words.enumerated().map { $0.offset < words.count - 1 ? $0.element + "," : $0.element }
        return [equation ?? "no operation needs it: computed when it is looked at"].map { "  " + $0 }
            + wrapped(words: texts, behind: "  of ")
    }

    /// A product in lines that end behind a factor.
    private static func wrapped(_ factors: [String], behind lead: String, _ columns: Int) -> [String] {
        var lines: [String] = []
        var line = lead
        for (index, factor) in factors.enumerated() {
            let piece = factor + (index < factors.count - 1 ? "·" : "")
            if line.count > lead.count, line.count + piece.count > columns {
                lines.append(line)
                line = String(repeating: " ", count: lead.count)
            }
            line += piece
        }
        return lines + [line]
    }

    /// Words in lines, of which those behind the first stand under its text.
    static func wrapped(words: [String], behind lead: String, in columns: Int = textColumns) -> [String] {
        var lines: [String] = []
        var line = lead
        for word in words {
            if line.count > lead.count, line.count + 1 + word.count > columns {
                lines.append(line)
                line = String(repeating: " ", count: lead.count)
            }
            line += (line.count > lead.count ? " " : "") + word
        }
        return lines + [line]
    }
}

extension Factor {
    /// The factor as users write it: `W2[2,1]`, `tanh′(Z1[3,2])`, `l2`.
    public var name: String {
        switch quantity {
        case .cell(let cell): "\(cell)"
        case .derivative(let function, let cell): "\(function.label)′(\(cell))"
        case .change(let cell): "\(cell) changed by hand"
        case .setting(let name): name
        case .sign(let cell): "sign(\(cell))"
        case .data(let cell): "row \(cell.row) of the data, column \(cell.column)"
        case .loss(let sample): "sample \(sample)"
        case .penalty(let layer): "penalty for W\(layer)"
        }
    }

    /// The same for a sample whose number is left open: `X[n,0]`.
    fileprivate var nameForAnySample: String {
        func open(_ cell: MatrixCell) -> String { "\(cell.name)[n,\(cell.column)]" }
        switch quantity {
        case .cell(let cell): return open(cell)
        case .derivative(let function, let cell): return "\(function.label)′(\(open(cell)))"
        default: return name
        }
    }
}

extension TermSum {
    fileprivate var lines: [String] {
        var lines = equation.map { ["  \($0)"] } ?? []
        if let operand {
            let text = "\(operand.name) = \(NumberFormat.rounded(operand.value))"
            lines.append(termCount > 0 ? "  \(text) is the sum of" : "  of \(text)")
        }
        guard termCount > 0 else { return lines }
        lines += WhyReport.lines(terms)
        if termCount > terms.count {
            lines.append("  the other \(termCount - terms.count) together \(NumberFormat.rounded(rest))")
        }
        return lines
    }
}

extension GradientPaths {
    fileprivate func lines(isInterrupted: Bool, startIsGiven: Bool) -> [String] {
        var lines: [String] = []
        if isInterrupted {
            lines.append("  interrupted: \(shares.count) of \(counted(sampleCount, "sample")) summed up")
        }
        let count = Self.grouped(pathCount)
        let which = pathCount == 1 ? "path leads" : "paths lead"
        lines.append("  \(count) \(which) here from the loss, by the chain rule; \(start)")
        if !startIsGiven { lines.append("  ✗ the numbers that they start with are not what this gives") }
        lines += WhyReport.lines(paths)
        let others = pathCount - Double(paths.count)
        if others > 0, !paths.isEmpty {
            lines.append("  the other \(Self.grouped(others)) together \(NumberFormat.rounded(rest))")
        }
        lines.append(sumLine)
        return lines + shareLines + zeroLines
    }

    /// A number of paths with all its digits, in groups of three, as far as there are whole numbers.
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
        return "\(all); \(NumberFormat.rounded(remainder)) more in the cell did not come along them"
    }

    private var shareLines: [String] {
        guard sampleCount > 1, !shares.isEmpty else { return [] }
        let words = shares.prefix(LargestTerms.shownCount).filter { $0.value != 0 }.map { share in
            let row = share.row == share.sample ? "" : " (row \(share.sample))"
            return "\(share.row)\(row): \(NumberFormat.rounded(share.value))"
        }
        guard !words.isEmpty else { return [] }
        var texts = words.enumerated().map { $0.offset < words.count - 1 ? $0.element + "," : $0.element }
        let others = shares.count { $0.value != 0 } - words.count
        if others > 0 {
            let rest = shares.dropFirst(LargestTerms.shownCount).reduce(0) { $0 + $1.value }
            texts[texts.count - 1] += ","
            texts.append("\(counted(others, "other")): \(NumberFormat.rounded(rest))")
        }
        return WhyReport.wrapped(words: texts, behind: "  samples' shares  ")
    }

    /// Why samples have no share, where one factor is the reason: `X[n,0] is 0 in 2 samples`.
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
            "  no share \(sampleCount == 1 ? "" : "of \(counted(count, "sample")) ")where \(name) is 0"
        }
    }
}
