import PlainText

/// What an answer leaves behind that chooses, to a question or as a prediction.
public struct ChoiceReport: Equatable, Sendable {
    /// What was asked.
    public let question: String
    /// Whether the answer is right.
    public let passed: Bool
    /// The choice that was made.
    public let answer: String
    /// The right one; nil where the learner is to try again.
    public let expected: String?
    /// What came of a prediction, in words: `loss falls, from 0.847 to 0.731`; nil for other questions.
    let finding: String?
    /// What helps after a wrong answer.
    public let hint: String?
    /// Why it is so, once the answer is known; nil where the scenario does not say it.
    public let because: String?
}

extension ChoiceReport: JudgedAnswer {
    package var fields: [JSONField] {
        [
            JSONField("passed", .boolean(passed)), JSONField("question", .string(question)),
            JSONField("actual", .string(answer)),
        ] + (expected.map { [JSONField("expected", .string($0))] } ?? [])
            + (because.map { [JSONField("because", .string($0))] } ?? [])
    }
    /// What helps after a wrong answer.
    var shownHint: String? { hint }

    /// `✓ it falls`, or `✗` with the right answer.
    var judgement: String {
        if let finding { return passed ? "✓ \(finding)" : "✗ \(finding): you said '\(answer)'" }
        if passed { return "✓ \(answer)" }
        return "✗ not '\(answer)'" + (expected.map { "\n  expected  \($0)" } ?? "")
    }
}
