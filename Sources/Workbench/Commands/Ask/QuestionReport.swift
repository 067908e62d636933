import PlainText

/// What `ask` leaves behind, and each further hint; also what a lesson asks with `accuse`.
public struct QuestionReport: Equatable, Sendable {
    /// What is asked for: an expression, or a question in words.
    public let question: String
    /// Whether it is a question in words.
    public var isInWords = false
    /// The hint that was given now.
    public let hint: String?
    /// Which hint it is, from 1, and how many there are; both 0 where nobody is there to need them.
    public let hintNumber: Int
    /// How many hints there are.
    public let hintCount: Int
    /// Whether the question is settled, for the hint told the value.
    public let isTold: Bool
}

extension QuestionReport: CommandReport {
    package var kind: String { "question" }
    package var fields: [JSONField] {
        [JSONField("question", .string(question))] + (hint.map { [JSONField("hint", .string($0))] } ?? [])
    }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(output.text, hint == nil ? .question : .hint)]
    }

    /// `what is dW1[0, 2]?`, or a hint.
    public var text: String {
        guard let hint else { return isInWords ? "\(question)?" : "what is \(question)?" }
        return isTold ? hint : "hint \(hintNumber) of \(hintCount): \(hint)"
    }
}
