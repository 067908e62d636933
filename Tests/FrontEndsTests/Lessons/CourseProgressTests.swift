import Foundation
import Testing
import Screen
import Workbench

@testable import FrontEnds

@Suite struct CourseProgressTests {
    private let folder = NSTemporaryDirectory() + "backstep-progress-\(UUID().uuidString)"
    private var path: String { folder + "/state/lessons" }

    @Test func theFarthestPlaceAndTheBestScoreAreKept() {
        var progress = CourseProgress(path: path)
        #expect(progress["01.scenario"] == nil)
        progress.record(LessonProgress(reached: 2, chapters: 5), of: "01.scenario")
        progress.record(LessonProgress(reached: 1, chapters: 5), of: "01.scenario")
        progress.record(
            LessonProgress(reached: 5, chapters: 5, isFinished: true, rightAtOnce: 3, asked: 4), of: "02.scenario")
        progress.record(
            LessonProgress(reached: 5, chapters: 5, isFinished: true, rightAtOnce: 1, asked: 4), of: "02.scenario")
        let again = CourseProgress(path: path)
        #expect(again["01.scenario"] == LessonProgress(reached: 2, chapters: 5))
        #expect(
            again["02.scenario"]
                == LessonProgress(reached: 5, chapters: 5, isFinished: true, rightAtOnce: 3, asked: 4))
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func twoProgramsKeepEachOthersLessons() {
        var one = CourseProgress(path: path)
        var other = CourseProgress(path: path)
        one.record(LessonProgress(reached: 1, chapters: 2), of: "a")
        other.record(LessonProgress(reached: 2, chapters: 2), of: "b")
        one.record(LessonProgress(reached: 2, chapters: 2), of: "a")
        let all = CourseProgress(path: path)
        #expect(all["a"]?.reached == 2)
        #expect(all["b"]?.reached == 2)
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test(arguments: [
        "", "a", "a\t1\t2", "a\tx\t2\t0\t0\t0", "a\t-1\t2\t0\t0\t0", "a\t1\t99999999999999999999\t0\t0\t0",
        "\0\u{FFFD}",
    ])
    func invalidLinesAreIgnored(_ line: String) throws {
        try FileManager.default.createDirectory(atPath: folder + "/state", withIntermediateDirectories: true)
        try (line + "\nb\t1\t2\t0\t0\t0\n").write(toFile: path, atomically: true, encoding: .utf8)
        let progress = CourseProgress(path: path)
        #expect(progress["a"] == nil)
        #expect(progress["b"]?.reached == 1)
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func howEachQuestionWentIsKeptAndMissedOnesComeBack() throws {
        let start = Date(timeIntervalSince1970: 1_000_000)
        // A file of an earlier version has lessons only.
        try FileManager.default.createDirectory(atPath: folder + "/state", withIntermediateDirectories: true)
        try "b\t1\t2\t0\t0\t0\n".write(toFile: path, atomically: true, encoding: .utf8)
        var progress = CourseProgress(path: path)
        func settled(_ text: String, _ outcome: QuestionOutcome, _ exercise: ExerciseName? = nil) -> SettledQuestion {
            SettledQuestion(text: text, outcome: outcome, exercise: exercise)
        }
        progress.record(settled("Z1[0, 0]", .atOnce, .linearForward), of: "a", at: start)
        progress.record(settled("What?\n  Why?", .told), of: "a", at: start)
        progress.record(settled("dW1[0, 1]", .withHelp, .linearBackward), of: "b", at: start + 60)
        progress.record(LessonProgress(reached: 1, chapters: 3), of: "a")
        var again = CourseProgress(path: path)
        #expect(again["b"]?.reached == 1)
        #expect(again["a"]?.chapters == 3)
        #expect(again.missedQuestions.map(\.text) == ["What? Why?", "dW1[0, 1]"])
        #expect(again.missedQuestions.map(\.exercise) == [nil, .linearBackward])
        // After a while.
        #expect(again.missedQuestions(at: start + 599).isEmpty)
        #expect(again.missedQuestions(at: start + 600).map(\.text) == ["What? Why?"])
        #expect(again.missedQuestions(at: start + 660).count == 2)
        again.record(settled("What? Why?", .atOnce), of: "a", at: start + 700)
        again.record(settled("dW1[0, 1]", .told, .linearBackward), of: "b", at: start + 700)
        #expect(again.missedQuestions(at: start + 800).isEmpty)
        #expect(CourseProgress(path: path).missedQuestions(at: start + 1300).map(\.text) == ["dW1[0, 1]"])
        try? FileManager.default.removeItem(atPath: folder)
    }

    @Test func withoutAPlaceForItNothingGoesWrong() {
        for path in [nil, "/proc/none/lessons", "/dev/null/lessons"] as [String?] {
            var progress = CourseProgress(path: path)
            progress.record(LessonProgress(reached: 1, chapters: 2), of: "a")
            #expect(progress["a"]?.reached == 1)
        }
    }
}
