import CommandLanguage
import Foundation
import Screen
import Workbench

/// What was missed in the lessons, asked again question by question, each on a workbench of its own.
struct Review {
    /// The questions still to come.
    var waiting: [ReviewedQuestion]
    /// The one that is asked now.
    var current: ReviewedQuestion?
    /// How the parts of the present one went.
    var outcomes: [QuestionOutcome] = []
    /// How many were right at once, of how many.
    var rightAtOnce = 0
    let count: Int

    init(_ questions: [ReviewedQuestion]) {
        waiting = questions
        count = questions.count
    }
}

/// A question that comes back, and what is played to ask it.
struct ReviewedQuestion {
    /// The questions that it stands for: one, or all that the same exercise covers.
    let questions: [KeptQuestion]
    let source: SourceText
    let commands: [ParsedCommand]

    /// What asks some missed questions again: an exercise with other numbers where there is one, each exercise once; else
    /// the question as it stands in its lesson, without what the lesson says and asks before. A question that its lesson
    /// no longer asks is left out.
    static func asking(_ missed: [KeptQuestion], lessons: [ParsedLesson]) -> [ReviewedQuestion] {
        var asked: [ReviewedQuestion] = []
        var covered: Set<ExerciseName> = []
        for question in missed {
            if let name = question.exercise {
                guard covered.insert(name).inserted else { continue }
                asked.append(exercise(name, for: missed.filter { $0.exercise == name }, lessons))
            } else if let lesson = lessons.first(where: { $0.fileName == question.lesson }),
                let commands = commands(of: lesson, asking: question.text)
            {
                asked.append(ReviewedQuestion(questions: [question], source: lesson.source, commands: commands))
            }
        }
        return asked
    }

    private static func exercise(
        _ name: ExerciseName, for questions: [KeptQuestion], _ lessons: [ParsedLesson]
    ) -> ReviewedQuestion {
        let titles = questions.map { question in
            lessons.first { $0.fileName == question.lesson }?.title ?? question.lesson
        }
        let title = titles.first ?? ""
        let text = """
            title "Review"
            layout lesson
            say "You have missed \(questions.first?.text ?? "") in the lesson '\(title)'. Here is the like of it, with other numbers."
            exercise \(name.rawValue)
            """
        let source = SourceText(name: "review", text: text)
        return ReviewedQuestion(questions: questions, source: source, commands: Script.parse(source).commands)
    }

    /// The commands of a lesson that lead to a question, the last words before it, and the question; for a prediction
    /// also the command that it is about. Nil where the lesson does not ask it.
    private static func commands(of lesson: ParsedLesson, asking text: String) -> [ParsedCommand]? {
        let commands = lesson.commands
        guard let place = commands.firstIndex(where: { $0.command.questionText == text }) else { return nil }
        let before = commands[..<place]
        let words = before.lastIndex { $0.command.body is SayCommand }
        let kept = before.indices.filter { index in
            index == words || before[index].command.body is TitleCommand || before[index].command.body is LayoutCommand
                || before[index].command.body is HighlightCommand || before[index].command.setsUp
        }
        var asked = kept.map { commands[$0] } + [commands[place]]
        if commands[place].command.body is PredictCommand,
            let next = commands[place...].first(where: { $0.command.setsUp })
        {
            asked.append(next)
        }
        return asked
    }
}

extension Command {
    /// What it asks, as progress has it; nil where it asks nothing, or an exercise does.
    fileprivate var questionText: String? {
        let question: Question
        switch body {
        case let ask as AskCommand: question = ask.question
        case let predict as PredictCommand: question = predict.question
        default: return nil
        }
        return switch question.subject {
        case .value(let expression): expression.description
        case .words(let text): text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }
    }

    /// Whether what comes after it depends on it.
    fileprivate var setsUp: Bool {
        guard !(body is AccuseCommand) else { return false }
        return influence.movesOrChanges || body is BreakCommand || body is TemporaryBreakCommand || body is WatchCommand
            || body is CatchCommand || body is DeleteCommand || body is EnableCommand || body is DisableCommand
            || body is ForkCommand
    }
}

/// Asking again what was missed.
extension InteractiveScreen {
    /// Keeps how questions went: those of a lesson under it, those of a review under the lesson that asked them first.
    mutating func keepAnswers() {
        for question in host.takeSettledQuestions() {
            if review?.current != nil {
                review?.outcomes.append(question.outcome)
            } else if let playedLesson {
                progress.record(question, of: playedLesson.fileName, at: .now)
            }
        }
    }

    /// Begins to ask what was missed, if anything was, long enough ago.
    mutating func beginReview() {
        host.asksForReview = false
        host.screen.closeMenu()
        needsDrawing = true
        let questions = ReviewedQuestion.asking(progress.missedQuestions(at: .now), lessons: ParsedLesson.all)
        guard !questions.isEmpty else {
            let later = progress.missedQuestions.count
            return host.screen.note(
                later == 0
                    ? "nothing to review: no question was missed"
                    : "nothing to review yet: what was missed comes back after ten minutes")
        }
        review = Review(questions)
        askNextReviewed()
    }

    private mutating func askNextReviewed() {
        guard review?.waiting.isEmpty == false, let next = review?.waiting.removeFirst() else { return }
        review?.current = next
        review?.outcomes = []
        stopPlaying()
        beginAnew()
        playedLesson = nil
        play(next.source, next.commands)
    }

    /// Keeps how the question went that was asked again, and asks the next one.
    mutating func endReviewedQuestion() {
        guard let asked = review?.current, let outcomes = review?.outcomes else { return }
        // It is right at once where all of it is.
        let worst = QuestionOutcome.allCases.last { outcomes.contains($0) }
        if let worst {
            for question in asked.questions {
                let settled = SettledQuestion(text: question.text, outcome: worst, exercise: question.exercise)
                progress.record(settled, of: question.lesson, at: .now)
            }
        }
        if worst == .atOnce { review?.rightAtOnce += 1 }
        review?.current = nil
        guard review?.waiting.isEmpty == true else { return askNextReviewed() }
        let (right, count) = (review?.rightAtOnce ?? 0, review?.count ?? 0)
        review = nil
        host.screen.show(
            LessonEnd(
                title: "Review", teaches: "", score: "\(right) of \(count) right at once", skippedCount: 0,
                hasSkippedChapters: false,
                next: nextLesson.map { LessonEnd.Next(index: $0, title: ParsedLesson.all[$0].title) }))
        needsDrawing = true
    }
}
