import PlainText

/// What `answer` leaves behind.
public struct AnswerReport: Equatable, Sendable {
    /// What was asked for.
    public let question: String
    /// Whether the answer is right.
    public let passed: Bool
    /// The answer.
    public let answer: Value
    /// The value; nil where the learner is to try again.
    public let expected: Value?
    /// The first cells that differ.
    public let differences: [CellDifference]
    /// Whether the shapes differ.
    public let shapesDiffer: Bool
    /// What a wrong answer suggests was done instead; nil where it suggests nothing.
    public let diagnosis: String?
    /// What helps after a wrong answer.
    public let hint: String?
    /// Why the value is what it is, after a right answer; nil where the scenario does not say it.
    public let because: String?
    /// How often it was answered wrong before.
    public let wrongCount: Int
}

extension AnswerReport: JudgedAnswer {
    package var fields: [JSONField] {
        [
            JSONField("passed", .boolean(passed)), JSONField("question", .string(question)),
            JSONField("actual", answer.json),
        ] + (expected.map { [JSONField("expected", $0.json)] } ?? [])
            + (diagnosis.map { [JSONField("diagnosis", .string($0))] } ?? [])
            + (because.map { [JSONField("because", .string($0))] } ?? [])
    }
    /// What helps after a wrong answer that may be followed by another.
    public var shownHint: String? { passed || expected != nil ? nil : hint }

    /// `✓ dW1[0, 2] is 0.0256`, or `✗` with the value.
    var judgement: String {
        let given = answer.scalar.map(answer.spelling(ofCell:)) ?? "a matrix of \(answer.shape)"
        if passed { return "✓ \(question) is \(given)" }
        var lines = ["✗ \(question) is not \(given)" + (diagnosis.map { ": \($0)" } ?? "")]
        if shapesDiffer, let expected { lines.append("  it is a matrix of \(expected.shape)") }
        if let expected {
            if let value = expected.scalar {
                lines.append("  expected  \(expected.exactSpelling(ofCell: value))")
            } else {
                lines += differences.map(\.text)
            }
        } else if hint == nil, diagnosis == nil {
            lines.append("there are no more hints: space tells it")
        }
        return lines.joined(separator: "\n")
    }
}
