import CommandLanguage
import Course
import Workbench

/// A lesson, read once.
struct ParsedLesson {
    /// What identifies the lesson where progress is kept: its file's name, or the path of a file that is not of the course.
    let fileName: String
    /// What it teaches, in a line; empty for a file that is not of the course.
    let teaches: String
    let source: SourceText
    let commands: [ParsedCommand]
    /// The title that the scenario gives itself.
    let title: String
    /// The titles of its chapters.
    let chapters: [String]
    /// How many questions it asks.
    let questionCount: Int

    private init(fileName: String, teaches: String, source: SourceText, commands: [ParsedCommand]) {
        self.fileName = fileName
        self.teaches = teaches
        self.source = source
        self.commands = commands
        var title: String?
        var chapters: [String] = []
        var questionCount = 0
        for parsed in commands {
            switch parsed.command.body {
            case let command as TitleCommand: title = title ?? command.text
            case let command as ChapterCommand: chapters.append(command.text)
            case is AskCommand, is PredictCommand, is AccuseCommand: questionCount += 1
            case let exercise as ExerciseCommand: questionCount += exercise.exerciseName.questionCount
            default: break
            }
        }
        self.title = title ?? fileName
        self.chapters = chapters
        self.questionCount = questionCount
    }

    private init(_ lesson: CourseLesson) {
        let source = SourceText(name: lesson.fileName, text: lesson.text)
        self.init(
            fileName: lesson.fileName, teaches: lesson.teaches, source: source,
            commands: Script.parse(source).commands)
    }

    /// The lesson in a file: one of the course where the file has its text, wherever it lies.
    /// - path: the file's absolute path.
    init(path: String, _ source: SourceText, _ commands: [ParsedCommand]) {
        if let lesson = Self.all.first(where: { $0.source.text == source.text }) {
            self = lesson
        } else {
            self.init(fileName: path, teaches: "", source: source, commands: commands)
        }
    }

    /// Whether it is a lesson rather than a script: it has chapters or asks something.
    var isLesson: Bool { !chapters.isEmpty || questionCount > 0 }

    /// The whole course, in order.
    static let all = CourseLesson.all.map(ParsedLesson.init)
}
