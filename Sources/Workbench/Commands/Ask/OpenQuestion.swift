import NeuralEngine

/// What `ask` asked and nobody has answered yet.
public struct OpenQuestion: Equatable, Sendable {
    /// What is asked for, in the language: `dW1[0, 2]`.
    public let text: String
    /// The cell that is asked for, where it is one of the network's: the screen hides it.
    public let cell: MatrixCell?
    /// The value, as it was when it was asked for.
    let expected: Value
    /// How far an answer may be off; nil is half a percent.
    let tolerance: Double?
    /// What helps, more and more of it; the last one tells the value.
    let hints: [String]
    /// Why the value is what it is, in a sentence, for after the answer; nil where the scenario does not say it.
    let because: String?
    /// How many of the hints were given.
    public internal(set) var hintCount = 0
    /// How many answers were wrong.
    public internal(set) var wrongCount = 0
    /// What was wrong with the last answer; nil where none was wrong.
    public internal(set) var lastMiss: String?

    /// The share of the value by which an answer may be off: what three digits leave open.
    static let usualTolerance = 0.005
    /// What counts as 0: a sum that comes to 0 on paper can leave as much in a computer.
    private static let smallestTolerance = 1e-12

    /// How far an answer may be from a cell of the value.
    func allowed(for expected: Double) -> Double {
        tolerance ?? max(Self.usualTolerance * abs(expected), Self.smallestTolerance)
    }

    /// The hints that were given, in their order.
    public var givenHints: ArraySlice<String> { hints.prefix(hintCount) }

    /// Whether hints are left that do not tell the value.
    public var hasHints: Bool { hintCount < hints.count - 1 }
}

/// A lesson's question that was answered, while the lesson waits for its reader to go on.
public struct AnsweredQuestion: Equatable, Sendable {
    /// What was asked, as a question.
    public let question: String
    /// Whether the learner knew it; otherwise the lesson told it.
    public let isRight: Bool
    /// The answer in words: `✓ dW1[0, 2] is 0.0256`.
    public let verdict: String
    /// Why it is so, in a sentence; nil where the scenario does not say it.
    public let because: String?
}
