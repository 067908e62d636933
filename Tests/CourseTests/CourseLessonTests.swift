import CommandLanguage
import Foundation
import Testing
import Workbench

@testable import Course

@Suite struct CourseLessonTests {
    private let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Scenarios")

    @Test func theCourseIsTheNumberedScenariosInTheirOrder() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.first?.isNumber == true }.sorted()
        #expect(CourseLesson.all.map(\.fileName) == files)
        for lesson in CourseLesson.all {
            let text = try String(contentsOf: folder.appendingPathComponent(lesson.fileName), encoding: .utf8)
            #expect(lesson.text == text, "\(lesson.fileName)")
        }
    }

    @Test(arguments: CourseLesson.all)
    func aLessonHasATitleSaysWhatItTeachesAndHasChaptersOfDifferentNames(_ lesson: CourseLesson) {
        let script = Script.parse(SourceText(name: lesson.fileName, text: lesson.text))
        #expect(script.diagnostics == [])
        #expect((1...70).contains(lesson.teaches.count))
        let commands = script.commands.map(\.command)
        let titles = commands.filter { $0.body is TitleCommand }
        #expect(titles.count == 1)
        let chapters = commands.filter { $0.body is ChapterCommand }.map(\.description)
        #expect(chapters.count >= 2)
        #expect(Set(chapters).count == chapters.count)
    }

    /// The program adds formula, operands and sum to a hint; the lesson's own comes first, so it is in words.
    @Test(arguments: CourseLesson.all)
    func everyQuestionHasAHintInWordsAndNoWorkedSum(_ lesson: CourseLesson) {
        let script = Script.parse(SourceText(name: lesson.fileName, text: lesson.text))
        for ask in script.commands.compactMap({ $0.command.body as? AskCommand }) {
            let hint = ask.question.hint ?? ""
            #expect(hint.split(separator: " ").count >= 4, "\(lesson.fileName): \(ask.words)")
            #expect(hint.firstMatch(of: /[0-9)] ?[·*\/+-] ?[(0-9]/) == nil, "\(lesson.fileName): \(hint)")
        }
    }

    @Test(arguments: CourseLesson.all)
    func aLessonSaysWhatItIsForAndWhatWasLearntAndPresupposesNoSlides(_ lesson: CourseLesson) {
        let script = Script.parse(SourceText(name: lesson.fileName, text: lesson.text))
        let said = script.commands.compactMap { ($0.command.body as? SayCommand)?.text }
        #expect(said.prefix(5).contains { $0.contains("t the end") }, "\(lesson.fileName)")
        let end = said.suffix(2).joined(separator: "\n")
        #expect(end.contains("What you have learnt:"), "\(lesson.fileName)")
        #expect(end.contains("Try by yourself"), "\(lesson.fileName)")
        for word in ["the slides", "homework"] { #expect(!said.joined().contains(word), "\(lesson.fileName)") }
    }
}
