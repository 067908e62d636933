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
}
