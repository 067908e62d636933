import CommandLanguage
import NeuralEngine

/// What was asked and nobody has answered yet.
public struct OpenQuestion: Equatable, Sendable {
    /// How the answer is found to be right.
    enum Answer: Equatable, Sendable {
        /// It is a value, as it was when it was asked for; nil as tolerance is half a percent.
        case value(Value, tolerance: Double?)
        /// It is one of several choices.
        case choice(ChoiceList)
        /// What comes of the next command tells.
        case prediction(Prediction)
    }

    /// What is asked for, in the language or in words: `dW1[0, 2]`.
    public let text: String
    /// The question: `What is dW1[0, 2]?`
    public let sentence: String
    /// The cell that is asked for, where it is one of the network's: the screen hides it.
    public var cell: MatrixCell?
    /// How the answer is found to be right.
    let answer: Answer
    /// What helps, more and more of it; the last one tells the answer, but where that is a prediction.
    let hints: [String]
    /// Why the answer is what it is, in a sentence, for after it; nil where the scenario does not say it.
    let because: String?
    /// The exercise that asks it, whose names the answer may use; nil where the scenario asks it.
    var exercise: Exercise? = nil
    /// What usual mistakes lead to, where that is known beforehand.
    var mistakes: [Exercise.Mistake] = []
    /// The exercise that asks for the like with other numbers; nil where none does.
    var likeExercise: ExerciseName? = nil
    /// How many of the hints were given.
    public internal(set) var hintCount = 0
    /// How many answers were wrong.
    public internal(set) var wrongCount = 0
    /// What was wrong with the last answer; nil where none was wrong.
    public internal(set) var lastMiss: String?
    /// The choices that were wrong answers.
    public internal(set) var missedChoices: [Int] = []

    /// The share of the value by which an answer may be off: what three digits leave open.
    static let usualTolerance = 0.005
    /// What counts as 0: a sum that comes to 0 on paper can leave as much in a computer.
    private static let smallestTolerance = 1e-12

    /// How far an answer may be from a cell of the value.
    static func allowed(_ tolerance: Double?, for expected: Double) -> Double {
        tolerance ?? max(usualTolerance * abs(expected), smallestTolerance)
    }

    /// The answers to choose from; nil where a value is typed.
    public var choices: ChoiceList? {
        switch answer {
        case .value: nil
        case .choice(let choices): choices
        case .prediction(let prediction): prediction.choices
        }
    }

    /// Whether it asks for what comes of the next command.
    public var isPrediction: Bool { if case .prediction = answer { true } else { false } }

    /// What there is to know before the question, a line each: the numbers of an exercise.
    public var given: [String] { exercise?.given ?? [] }

    /// How it went, for whoever keeps that.
    func settled(as outcome: QuestionOutcome) -> SettledQuestion {
        SettledQuestion(
            text: exercise.map { "\($0.name.rawValue): \(text)" } ?? text, outcome: outcome,
            exercise: exercise?.name ?? likeExercise)
    }

    /// Whether a lesson asked it, which waits again once the prediction is judged.
    var isScriptedPrediction: Bool {
        if case .prediction(let prediction) = answer { prediction.command.isScripted } else { false }
    }

    /// The hints that were given, in their order.
    public var givenHints: ArraySlice<String> { hints.prefix(hintCount) }

    /// Whether hints are left that do not tell the answer.
    public var hasHints: Bool { hintCount < hints.count - (isPrediction ? 0 : 1) }

    /// How it counts once the answer is right.
    var outcomeIfRight: QuestionOutcome { wrongCount > 0 || hintCount > 0 ? .withHelp : .atOnce }
}

/// A lesson's question that was answered, while the lesson waits for its reader to go on.
public struct AnsweredQuestion: Equatable, Sendable {
    /// What was asked, as a question.
    public let question: String
    /// Whether the learner knew it; otherwise the lesson told it, or what comes will.
    public let isRight: Bool
    /// The answer in words: `✓ dW1[0, 2] is 0.0256`.
    public let verdict: String
    /// Why it is so, in a sentence; nil where the scenario does not say it.
    public let because: String?
}

/// A question that is over, as the learner's progress has it.
public struct SettledQuestion: Equatable, Sendable {
    /// What was asked: `dW1[0, 2]`, or `linear-backward: dW`.
    public let text: String
    /// How it went.
    public let outcome: QuestionOutcome
    /// The exercise that asks for the like with other numbers; nil where none does.
    public let exercise: ExerciseName?

    /// The question `text`.
    public init(text: String, outcome: QuestionOutcome, exercise: ExerciseName?) {
        self.text = text
        self.outcome = outcome
        self.exercise = exercise
    }
}

/// How a question went.
public enum QuestionOutcome: String, CaseIterable, Sendable {
    /// The first answer was right, without help.
    case atOnce = "right-at-once"
    /// An answer was right after a hint or a wrong one.
    case withHelp = "right-with-help"
    /// A prediction was wrong, which allows no second one.
    case missed
    /// The lesson told the answer.
    case told
}
