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

extension ChoiceReport: CommandReport {
    package var kind: String { "answer" }
    package var fields: [JSONField] {
        [
            JSONField("passed", .boolean(passed)), JSONField("question", .string(question)),
            JSONField("actual", .string(answer)),
        ] + (expected.map { [JSONField("expected", .string($0))] } ?? [])
            + (because.map { [JSONField("because", .string($0))] } ?? [])
    }
    package var verdict: Verdict? { passed ? .held : .failed }
    package var failure: String { "wrong answer" }
    package var claim: String? { "the answer to \(question)" }
    package var isLearnersClaim: Bool { true }
    package var form: TranscriptForm { .claim }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(judgement, passed ? .success : .failure)] + (hint.map { [LogLine($0, .hint)] } ?? [])
            + (because.map { [LogLine($0, .narration)] } ?? [])
    }

    /// `✓ it falls`, or `✗` with what helps, or with the right answer.
    public var text: String { ([judgement] + [hint, because].compactMap(\.self)).joined(separator: "\n") }

    /// Whether it is right, and what would have been, without what helps.
    var judgement: String {
        if let finding { return passed ? "✓ \(finding)" : "✗ \(finding): you said '\(answer)'" }
        if passed { return "✓ \(answer)" }
        return "✗ not '\(answer)'" + (expected.map { "\n  expected  \($0)" } ?? "")
    }
}
