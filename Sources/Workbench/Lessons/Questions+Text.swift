import PlainText

/// Questions and answers, in lines for people.
extension QuestionReport {
    /// `what is dW1[0, 2]?`, or a hint.
    var text: String {
        guard let hint else { return isInWords ? "\(question)?" : "what is \(question)?" }
        return isTold ? hint : "hint \(hintNumber) of \(hintCount): \(hint)"
    }
}

extension AnswerReport {
    /// `✓ dW1[0, 2] is 0.0256`, or `✗` with what helps, or with the value.
    var text: String { ([verdict] + [shownHint].compactMap(\.self)).joined(separator: "\n") }

    /// What helps after a wrong answer that may be followed by another.
    public var shownHint: String? { passed || expected != nil ? nil : hint }

    /// Whether it is right, and what would have been, without what helps.
    public var verdict: String {
        let given = answer.scalar.map(answer.spelling(ofCell:)) ?? "a matrix of \(answer.shape)"
        if passed { return "✓ \(question) is \(given)" }
        var lines = ["✗ \(question) is not \(given)"]
        if shapesDiffer, let expected { lines.append("  it is a matrix of \(expected.shape)") }
        if let expected {
            if let value = expected.scalar {
                lines.append("  expected  \(expected.exactSpelling(ofCell: value))")
            } else {
                lines += differences.map(\.text)
            }
        } else if hint == nil {
            lines.append("there are no more hints: space tells it")
        }
        return lines.joined(separator: "\n")
    }
}

extension CellDifference {
    /// `  [0,1] is 0.3, expected 0.25`
    var text: String {
        "  [\(row),\(column)] is \(NumberFormat.shortest(actual)), expected \(NumberFormat.shortest(expected))"
    }
}
