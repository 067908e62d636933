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
    /// How many of the hints were given.
    public internal(set) var hintCount = 0
    /// How many answers were wrong.
    public internal(set) var wrongCount = 0

    /// The share of the value by which an answer may be off: what three digits leave open.
    private static let usualTolerance = 0.005
    /// What counts as 0: a sum that comes to 0 on paper can leave as much in a computer.
    private static let smallestTolerance = 1e-12

    /// How far an answer may be from a cell of the value.
    func allowed(for expected: Double) -> Double {
        tolerance ?? max(Self.usualTolerance * abs(expected), Self.smallestTolerance)
    }

    /// The hint that was given last.
    public var lastHint: String? { hintCount > 0 ? hints[hintCount - 1] : nil }

    /// Whether hints are left that do not tell the value.
    public var hasHints: Bool { hintCount < hints.count - 1 }
}

/// A lesson's question which operation has the fault, while nobody has named it.
public struct OpenSuspicion: Equatable, Sendable {
    /// Whether the hint was given.
    public internal(set) var hasHint = false
    /// How many accusations were wrong.
    public internal(set) var wrongCount = 0

    /// What is asked.
    public static let question = "which operation has the fault"
    /// How it is found.
    public static let hint =
        "'explain' a cell of what each operation writes: where the number is not what its operands give, that operation "
        + "has it; 'check gradients' tells which gradients are wrong; of several wrong ones the first that runs is to blame"
}

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
    /// What helps after a wrong answer.
    public let hint: String?
    /// How often it was answered wrong before.
    public let wrongCount: Int
}

/// Cells that `highlight` lights: a block of a matrix.
public struct LitCells: Equatable, Sendable {
    /// The matrix.
    public let name: MatrixName
    /// The rows.
    public let rows: Range<Int>
    /// The columns.
    public let columns: Range<Int>

    /// Whether a cell is one of them.
    public func contains(row: Int, column: Int) -> Bool { rows.contains(row) && columns.contains(column) }
}
