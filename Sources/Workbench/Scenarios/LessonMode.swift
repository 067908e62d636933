import PlainText

/// The three ways in which a scenario is played.
public enum LessonMode: String, CaseIterable, Sendable {
    /// Nobody is there: answers are the scenario's own, and each counts as an expectation does.
    case test
    /// A learner goes through it: the scenario waits for his answers.
    case study
    /// It goes by itself, with its own answers, and waits only where it pauses.
    case watch
}

/// How the learner did with what a lesson asked.
public struct LessonScore: Equatable, Sendable {
    /// How much was right at once.
    public internal(set) var atOnce = 0
    /// How much was right after a hint or a wrong answer.
    public internal(set) var withHelp = 0
    /// How many predictions were wrong.
    public internal(set) var missed = 0
    /// How much the lesson had to tell.
    public internal(set) var told = 0

    /// How many clues to a planted fault the learner asked for.
    public internal(set) var clues = 0

    /// Nothing was asked yet.
    public init() {}

    /// How much was asked, and settled.
    public var count: Int { atOnce + withHelp + missed + told }

    /// In words; nil where nothing was asked.
    public var text: String? {
        guard count > 0 else { return nil }
        let parts = [
            "\(atOnce) of \(count) right at once", withHelp > 0 ? "\(withHelp) with help" : nil,
            missed > 0 ? "\(missed) missed" : nil, told > 0 ? "\(told) told" : nil,
            clues > 0 ? counted(clues, "clue") : nil,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    /// Takes in that something is settled.
    mutating func settle(_ outcome: QuestionOutcome) {
        switch outcome {
        case .atOnce: atOnce += 1
        case .withHelp: withHelp += 1
        case .missed: missed += 1
        case .told: told += 1
        }
    }
}
