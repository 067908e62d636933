/// An answer that was judged, as a value or as a choice.
protocol JudgedAnswer: CommandReport {
    var question: String { get }
    var passed: Bool { get }
    /// Why it is so; nil if that is not to be said.
    var because: String? { get }
    /// Whether it is right, and what would have been, without what helps.
    var judgement: String { get }
    /// What helps after it; nil for nothing.
    var shownHint: String? { get }
}

extension JudgedAnswer {
    package var kind: String { "answer" }
    package var verdict: Verdict? { passed ? .held : .failed }
    package var failure: String { "wrong answer" }
    package var claim: String? { "the answer to \(question)" }
    package var isLearnersClaim: Bool { true }
    package var form: TranscriptForm { .claim }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(judgement, passed ? .success : .failure)] + (shownHint.map { [LogLine($0, .hint)] } ?? [])
            + (because.map { [LogLine($0, .narration)] } ?? [])
    }

    /// The judgement, with what helps and why it is so.
    public var text: String { ([judgement] + [shownHint, because].compactMap(\.self)).joined(separator: "\n") }
}
