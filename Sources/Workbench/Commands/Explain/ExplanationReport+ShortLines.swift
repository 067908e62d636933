import NeuralEngine
import PlainText
import StepDebugger

// The explanation in a line or two, for a pane without room for all of it.

extension ExplanationReport {
    /// The formula with its numbers put in and the number shown, without a comparison.
    public func shortLinesWithoutVerdict(columns: Int) -> [String] {
        guard let formula = shownFormula else { return shortLines(columns: columns) }
        let pieces = formula.expression.spelled(.numbers, digits: CellExpression.fewestDigits)
        return [
            Self.cut(pieces, behind: "\(cell) = ", columns: columns),
            "shown \(NumberFormat.rounded(explanation.value)); e compares, as a clue",
        ]
    }

    /// The formula in one line and the number in another.
    public func shortLines(columns: Int) -> [String] {
        guard let formula = shownFormula else { return lines(columns: columns).map { $0.cut(to: columns) } }
        let sum = formula.expression.spelled(.summation, digits: CellExpression.fewerDigits).joined()
        let pieces = formula.expression.spelled(.numbers, digits: CellExpression.fewerDigits)
        let numbers = pieces.joined()
        // The equals signs are aligned where that leaves room for what follows.
        let indent = sum.count < columns / 2 ? String(repeating: " ", count: sum.count) : ""
        let isNumber = numbers == sum
        var value = "\(isNumber ? "" : indent + " ")= \(NumberFormat.rounded(explanation.value))"
        if explanation.roundingSentence != nil { value += "   rounded" }
        if stale != nil { value += "   \(StaleMatrices.mark)" }
        // A formula that is just the number is not repeated.
        if numbers == NumberFormat.rounded(explanation.value) {
            return [withVerdict("\(sum) \(value.drop { $0 == " " })", columns: columns)]
        }
        return [
            isNumber ? sum.cut(to: columns) : Self.cut(pieces, behind: "\(sum) = ", columns: columns),
            withVerdict(value, columns: columns),
        ]
    }

    /// A number with the longest remark that fits. The number moves to the left only if not even a mark would fit
    /// otherwise.
    private func withVerdict(_ value: String, columns: Int) -> String {
        let isGiven = explanation.verdict == .given
        let short = isGiven ? [] : [shortVerdict]
        let sayings =
            [(isGiven ? [] : [heading]) + (gradientSentence.map { [$0] } ?? [])]
            + shortGradientSentences.map { short + [$0] } + [short]
        let number = " " + value.drop { $0 == " " }
        for start in value == number ? [value] : [value, number] {
            for saying in sayings where !saying.isEmpty {
                let text = ([start] + saying).joined(separator: "   ")
                if text.count <= columns { return text }
            }
        }
        return [value, number].first { $0.count <= columns } ?? number.cut(to: columns)
    }

    /// As many pieces as fit in a line, with an ellipsis for the others, so that no number is cut.
    private static func cut(_ pieces: [String], behind lead: String, columns: Int) -> String {
        guard lead.count + pieces.reduce(0, { $0 + $1.count }) > columns else { return lead + pieces.joined() }
        var line = lead
        for piece in pieces {
            guard line.count + piece.count + 2 <= columns else { break }
            line += piece
        }
        return line.count + 2 <= columns ? line + " …" : lead.cut(to: columns)
    }
}

extension String {
    /// The text, shortened with an ellipsis if it is longer than `columns`.
    func cut(to columns: Int) -> String {
        count <= columns ? self : prefix(max(0, columns - 1)) + "…"
    }
}
