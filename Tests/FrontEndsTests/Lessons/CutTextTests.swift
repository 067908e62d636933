import CommandLanguage
import Course
import TerminalDrawing
import Testing
import Workbench

@testable import FrontEnds
@testable import Screen

/// In no lesson does the screen cut a number, a verdict or a question.
@Suite struct CutTextTests {
    static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36)]

    /// Plays every lesson, and looks wherever it waits.
    @Test(arguments: CourseLesson.all)
    func noNumberVerdictOrQuestionIsCut(_ lesson: CourseLesson) throws {
        let source = SourceText(name: lesson.fileName, text: lesson.text)
        var host = WorkbenchHost(
            state: WorkbenchState(allowsUnboundedRuns: true), effects: EffectRunner())
        _ = host.send(.play(source, Script.parse(source).commands))
        var frames = 0
        while host.state.hasScriptLeft || host.state.lesson.isPaused {
            if host.state.lesson.isPaused {
                look(at: host, lesson)
                frames += 1
                // An answer that the lesson has itself: the learner is told.
                _ = host.send(.playLessons(.watch))
            }
            _ = host.send(.playNext)
            _ = host.finishRun(isInterrupted: { false })
            _ = host.send(.playLessons(.study))
        }
        look(at: host, lesson)
        #expect(frames > 0)
    }

    private func look(at host: WorkbenchHost, _ lesson: CourseLesson) {
        for size in Self.sizes {
            let model = ScreenModel(workbench: host.state, screen: host.screen, size: size)
            let lines = model.draw().plainText.split(separator: "\n").map(String.init)
            let place = "\(lesson.fileName) at \(size.columns)×\(size.rows), line \(host.state.lessonStep ?? 0)"
            for line in lines {
                // A matrix that is shown in part has the mark behind its shape: that is no number cut.
                #expect(!line.contains(/[0-9]\.[0-9]*(e-?[0-9]*)?…/), "\(place): \(line)")
                #expect(!line.contains(/[✓✗] [^│]*…/), "\(place): \(line)")
            }
            guard let question = host.state.lesson.question else { continue }
            // The words of a question may be on several lines, beside other panes.
            let text = lines.joined(separator: " ")
            for word in question.text.split(separator: " ") {
                #expect(text.contains(word), "\(place): \(word)")
            }
        }
    }
}
