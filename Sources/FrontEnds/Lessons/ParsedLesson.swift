import CommandLanguage
import Course
import Workbench

/// A lesson of the course, read once.
struct ParsedLesson {
    /// The file's name, which identifies the lesson.
    let fileName: String
    /// What it teaches, in a line.
    let teaches: String
    let source: SourceText
    let commands: [ParsedCommand]
    /// The title that the scenario gives itself.
    let title: String
    /// The titles of its chapters.
    let chapters: [String]

    private init(_ lesson: CourseLesson) {
        fileName = lesson.fileName
        teaches = lesson.teaches
        source = SourceText(name: lesson.fileName, text: lesson.text)
        commands = Script.parse(source).commands
        var title: String?
        var chapters: [String] = []
        for parsed in commands {
            switch parsed.command.body {
            case let command as TitleCommand: title = title ?? command.text
            case let command as ChapterCommand: chapters.append(command.text)
            default: break
            }
        }
        self.title = title ?? lesson.fileName
        self.chapters = chapters
    }

    /// The whole course, in order.
    static let all = CourseLesson.all.map(ParsedLesson.init)
}
