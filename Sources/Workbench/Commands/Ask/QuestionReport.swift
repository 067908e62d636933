import PlainText

/// What `ask` leaves behind, and each further hint; also what a lesson asks with `accuse`.
public struct QuestionReport: Equatable, Sendable {
    /// What is asked for: an expression, or a question in words.
    public let question: String
    /// The question as a transcript has it.
    let sentence: String
    /// What there is to know before it, a line each: the numbers of an exercise.
    var given: [String] = []
    /// The answers to choose from; nil where a value is typed.
    var choices: ChoiceList? = nil
    /// The hint that was given now.
    public let hint: String?
    /// Which hint it is, from 1, and how many there are; both 0 where nobody is there to need them.
    public let hintNumber: Int
    /// How many hints there are.
    public let hintCount: Int
    /// Whether the question is settled, for the hint told the answer.
    public let isTold: Bool
}

extension QuestionReport {
    /// A question that is open, or the hint to it that was given now.
    init(asking open: OpenQuestion, hint: String? = nil, isTold: Bool = false) {
        let sentence = open.sentence.hasPrefix("What is ") ? "w\(open.sentence.dropFirst())" : open.sentence
        self.init(
            question: open.text, sentence: sentence, choices: open.choices, hint: hint,
            hintNumber: hint == nil ? 0 : open.hintCount, hintCount: hint == nil ? 0 : open.hints.count,
            isTold: isTold)
    }
}

extension QuestionReport: CommandReport {
    package var kind: String { "question" }
    package var fields: [JSONField] {
        [JSONField("question", .string(question))]
            + (choices.map { [JSONField("choices", .array($0.texts.map(JSONValue.string)))] } ?? [])
            + (hint.map { [JSONField("hint", .string($0))] } ?? [])
    }
    package func logLines(of output: CommandOutput) -> [LogLine] {
        [LogLine(output.text, hint == nil ? .question : .hint)]
    }

    /// `what is dW1[0, 2]?` with its choices, or a hint.
    public var text: String {
        guard let hint else {
            let choices = choices.map { list in list.texts.indices.map { "  \(list.line($0))" } } ?? []
            return (given + [sentence] + choices).joined(separator: "\n")
        }
        return isTold ? hint : "hint \(hintNumber) of \(hintCount): \(hint)"
    }
}
