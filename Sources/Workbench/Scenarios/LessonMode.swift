import PlainText

/// The three ways in which a scenario is played.
public enum LessonMode: String, CaseIterable, Sendable {
    /// There is no learner: the scenario's own answers count as expectations.
    case test
    /// A learner works through it: the scenario waits for answers.
    case study
    /// It plays by itself, with its own answers, and waits only at pauses.
    case watch
}

/// How well the learner has answered a lesson's questions.
public struct LessonScore: Equatable, Sendable {
    /// How many answers were right at once.
    public internal(set) var atOnce = 0
    /// How many were right after a hint or a wrong answer.
    public internal(set) var withHelp = 0
    /// How many predictions were wrong.
    public internal(set) var missed = 0
    /// How many the lesson had to tell.
    public internal(set) var told = 0

    /// How many clues to a planted fault the learner has asked for.
    public internal(set) var clues = 0

    /// No questions yet.
    public init() {}

    /// How many questions are settled.
    public var count: Int { atOnce + withHelp + missed + told }

    /// The score in words; nil if nothing was asked.
    public var text: String? {
        guard count > 0 else { return nil }
        let parts = [
            "\(atOnce) of \(count) right at once", withHelp > 0 ? "\(withHelp) with help" : nil,
            missed > 0 ? "\(missed) missed" : nil, told > 0 ? "\(told) told" : nil,
            clues > 0 ? counted(clues, "clue") : nil,
        ]
        return parts.compactMap(\.self).joined(separator: ", ")
    }

    /// Counts a settled question.
    mutating func settle(_ outcome: QuestionOutcome) {
        switch outcome {
        case .atOnce: atOnce += 1
        case .withHelp: withHelp += 1
        case .missed: missed += 1
        case .told: told += 1
        }
    }
}
