import Foundation
import Platform
import Screen
import Workbench

/// How far the user got in each lesson, and how its questions went, kept in a file from one run to the next.
///
/// There is a line for each lesson, its fields separated by tabs: the file's name, the chapters begun and their number,
/// whether it was finished, how many questions were answered correctly at the first try, and how many were asked. And
/// there is one for each question: the lesson's file, what was asked, how it went last, when, in seconds since 1970, and
/// the exercise that asks for the like, or `-`. Like the prompt's history, this is a convenience: whatever is wrong with
/// the file, the program goes on silently.
struct CourseProgress {
    /// The path of the file; nil if there is no place for it.
    let path: String?
    private var kept = Kept()

    /// A larger file does not come from this program.
    private static let mostBytes = 1 << 20

    /// What the file holds.
    private struct Kept: Equatable {
        var lessons: [String: LessonProgress] = [:]
        var questions: [KeptQuestion.Key: KeptQuestion] = [:]

        /// The better of two of a lesson, and the later of two of a question.
        mutating func merge(_ other: Kept) {
            lessons.merge(other.lessons) { $0.merged(with: $1) }
            questions.merge(other.questions) { $0.seconds > $1.seconds ? $0 : $1 }
        }
    }

    /// Reads the file at `path`.
    init(path: String?) {
        self.path = path
        kept = Self.read(path)
    }

    /// The progress in a lesson; nil if it was never begun.
    subscript(_ lesson: String) -> LessonProgress? { kept.lessons[lesson] }

    /// Records the progress in a lesson, and saves it if it is better than before.
    mutating func record(_ progress: LessonProgress, of lesson: String) {
        var new = Kept()
        new.lessons[lesson] = progress
        take(new)
    }

    /// Records how a question of a lesson went.
    mutating func record(_ question: SettledQuestion, of lesson: String, at time: Date) {
        let question = KeptQuestion(question, lesson: lesson, at: time)
        var new = Kept()
        new.questions[question.key] = question
        take(new)
    }

    private mutating func take(_ new: Kept) {
        // Another instance of the program may have recorded other lessons meanwhile.
        var all = Self.read(path)
        all.merge(kept)
        let before = kept
        all.merge(new)
        kept = all
        guard kept != before, let path else { return }
        try? FileManager.default.createDirectory(
            atPath: FilePath.folder(of: path), withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
        let lines = kept.lessons.sorted { $0.key < $1.key }.map { name, progress in
            [name, "\(progress.reached)", "\(progress.chapters)", progress.isFinished ? "1" : "0"]
                + ["\(progress.rightAtOnce)", "\(progress.asked)"]
        }
        let questions = kept.questions.values.sorted { ($0.lesson, $0.text) < ($1.lesson, $1.text) }.map(\.fields)
        let text = (lines + questions).map { $0.joined(separator: "\t") + "\n" }.joined()
        try? AtomicFile.write(Array(text.utf8), to: path)
    }

    private static func read(_ path: String?) -> Kept {
        var kept = Kept()
        guard let path, let data = FileManager.default.contents(atPath: path), data.count <= mostBytes else {
            return kept
        }
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            if let question = KeptQuestion(fields) {
                kept.questions[question.key] = question
                continue
            }
            let numbers = fields.dropFirst().compactMap { Int($0) }
            guard fields.count == 6, numbers.count == 5, numbers.allSatisfy({ (0...10_000).contains($0) }) else {
                continue
            }
            kept.lessons[fields[0]] = LessonProgress(
                reached: numbers[0], chapters: numbers[1], isFinished: numbers[2] == 1, rightAtOnce: numbers[3],
                asked: numbers[4])
        }
        return kept
    }

    // MARK: What was missed

    /// How long it takes until a question that was missed comes back: long enough that its answer is not just remembered.
    static let reviewDelay: TimeInterval = 600

    /// The questions that were not right at once when they were asked last, and that may come back, the oldest first.
    func missedQuestions(at now: Date) -> [KeptQuestion] {
        missedQuestions.filter { now.timeIntervalSince1970 - Double($0.seconds) >= Self.reviewDelay }
    }

    /// The questions that were not right at once when they were asked last.
    var missedQuestions: [KeptQuestion] {
        kept.questions.values.filter { $0.outcome != .atOnce }
            .sorted { ($0.seconds, $0.lesson, $0.text) < ($1.seconds, $1.lesson, $1.text) }
    }
}

/// How a question of a lesson went when it was asked last.
struct KeptQuestion: Equatable {
    /// What it is told from others by.
    struct Key: Hashable {
        let lesson: String
        let text: String
    }

    /// The file of the lesson that asked it.
    let lesson: String
    /// What was asked.
    let text: String
    let outcome: QuestionOutcome
    /// When it was over, in seconds since 1970.
    let seconds: Int
    /// The exercise that asks for the like; nil where none does.
    let exercise: ExerciseName?

    var key: Key { Key(lesson: lesson, text: text) }

    init(_ question: SettledQuestion, lesson: String, at time: Date) {
        self.lesson = lesson
        // Tabs and line ends part the fields of the file.
        text = question.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        outcome = question.outcome
        seconds = Int(time.timeIntervalSince1970)
        exercise = question.exercise
    }

    /// The question that a line of the file holds; nil where it holds none.
    init?(_ fields: [String]) {
        guard fields.count == 5, !fields[0].isEmpty, !fields[1].isEmpty,
            let outcome = QuestionOutcome(rawValue: fields[2]), let seconds = Int(fields[3]), seconds >= 0
        else { return nil }
        (lesson, text, self.outcome, self.seconds) = (fields[0], fields[1], outcome, seconds)
        exercise = ExerciseName(rawValue: fields[4])
    }

    /// The fields of its line.
    var fields: [String] { [lesson, text, outcome.rawValue, "\(seconds)", exercise?.rawValue ?? "-"] }
}
