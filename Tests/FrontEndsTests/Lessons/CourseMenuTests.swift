import CommandLanguage
import TerminalDrawing
import Testing
import Workbench
import Screen

@testable import FrontEnds

/// Choosing a lesson on the screen, and the user's progress.
@Suite struct CourseMenuTests {
    private let tests = InteractiveScreenTests()
    private var terminal: SimulatedTerminal { tests.terminal }

    private func loop(_ size: Size = Size(columns: 120, rows: 36)) throws -> InteractiveScreen {
        terminal.size = size
        var loop = InteractiveScreen(terminal: terminal, threads: 1)
        loop.start(ParsedLesson.all[0])
        loop.showCourse()
        try tests.turn(&loop) { $0.host.state.lesson.isPaused }
        loop.needsDrawing = true
        loop.turn()
        return loop
    }

    private func press(_ keys: Key..., on loop: inout InteractiveScreen) throws {
        terminal.events = keys.map { .key($0) }
        try tests.turn(&loop) { _ in terminal.events.isEmpty }
        loop.needsDrawing = true
        loop.turn()
    }

    @Test(arguments: [
        Size(columns: 40, rows: 12), Size(columns: 80, rows: 24), Size(columns: 120, rows: 36),
        Size(columns: 200, rows: 60),
    ])
    func theFirstLessonIsReadyAndTheOthersAreListed(_ size: Size) throws {
        let loop = try loop(size)
        #expect(terminal.text.contains("lessons"))
        #expect(terminal.text.contains("One number at a time"))
        #expect(terminal.text.contains("XOR by hand"))
        #expect(loop.host.state.lesson.title == "One number at a time")
        #expect(loop.host.state.session != nil)
    }

    @Test func anyOtherKeyClosesItAndDoesWhatItAlwaysDoes() throws {
        var loop = try loop()
        try press(.character("s"), on: &loop)
        try tests.turn(&loop) { $0.host.state.session?.position.operation == 1 }
        #expect(loop.host.screen.courseMenu == nil)
        try press(.character("0"), on: &loop)
        #expect(loop.host.screen.courseMenu?.selected == 0)
        try press(.escape, on: &loop)
        #expect(loop.host.screen.courseMenu == nil)
        #expect(loop.exitStatus == nil)
    }

    @Test func enterBeginsTheLessonOnAWorkbenchOfItsOwn() throws {
        var loop = try loop()
        loop.perform("let mine = 3")
        loop.perform("set theme light")
        loop.showCourse()
        try press(.down, .down, .down, .up, .enter, on: &loop)
        try tests.turn(&loop) { $0.host.state.lesson.isPaused }
        #expect(loop.playedLesson?.fileName == ParsedLesson.all[2].fileName)
        #expect(loop.host.state.lesson.title == ParsedLesson.all[2].title)
        #expect(loop.host.state.variables["mine"] == nil)
        #expect(loop.host.screen.settings.isLight)
    }

    @Test func theSelectionStaysInTheList() throws {
        var loop = try loop()
        try press(.up, on: &loop)
        #expect(loop.host.screen.courseMenu?.selected == 0)
        try press(.end, on: &loop)
        #expect(loop.host.screen.courseMenu?.selected == ParsedLesson.all.count - 1)
        try press(.pageUp, .home, on: &loop)
        #expect(loop.host.screen.courseMenu?.selected == 0)
    }

    @Test func theMouseSelectsAndBegins() throws {
        var loop = try loop()
        let lines = terminal.text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = try #require(lines.firstIndex { $0.contains("XOR by hand") })
        let place = try #require(lines[row].range(of: "XOR by hand"))
        let column = lines[row].distance(from: lines[row].startIndex, to: place.lowerBound)
        let point = Point(column: column, row: row)
        terminal.events = [.mouse(MouseEvent(action: .press, point: point))]
        try tests.turn(&loop) { $0.host.screen.courseMenu?.selected == 1 }
        terminal.events = [.mouse(MouseEvent(action: .press, point: point))]
        try tests.turn(&loop) { $0.playedLesson?.fileName == ParsedLesson.all[1].fileName }
    }

    @Test func howFarOneGotIsKeptAndShown() throws {
        var loop = try loop()
        let lesson = ParsedLesson.all[0]
        #expect(loop.progress[lesson.fileName] == LessonProgress(reached: 1, chapters: lesson.chapters.count))
        try press(.escape, .character("]"), on: &loop)
        try tests.turn(&loop) { $0.progress[lesson.fileName]?.reached == 2 }
        for _ in 0..<lesson.chapters.count where loop.host.state.hasScriptLeft {
            try press(.character("]"), on: &loop)
            try tests.turn(&loop) { !$0.lesson.isSkipping && !$0.host.state.isBusy }
        }
        try tests.turn(&loop) { $0.host.screen.lessonEnd != nil }
        // Who skipped everything has finished nothing.
        let skipped = try #require(loop.progress[lesson.fileName])
        #expect(skipped.reached == lesson.chapters.count)
        #expect(!skipped.isFinished)
        #expect(terminal.text.contains("end of the lesson"))
        #expect(terminal.text.contains("\(lesson.questionCount) questions skipped"))
        try press(.character("0"), on: &loop)
        #expect(loop.host.screen.courseMenu?.selected == 1, "the next one is selected all the same")
        #expect(!terminal.text.contains("✓ \(lesson.chapters.count)"))
    }

    /// Plays a lesson to its end, with the scenario's own answers typed where it asks.
    private func playThrough(_ lesson: ParsedLesson, on loop: inout InteractiveScreen) throws {
        loop.start(lesson)
        while loop.host.screen.lessonEnd == nil {
            try tests.turn(&loop) { $0.host.state.lesson.isPaused || $0.host.screen.lessonEnd != nil }
            if loop.host.state.waitsForAnswer {
                let given = loop.host.state.lessonStep ?? 0
                let next = try #require(
                    lesson.commands.dropFirst(given).first {
                        $0.command.body is AnswerCommand || $0.command.body is AccuseCommand
                    } ?? lesson.commands.dropFirst(given - 1).first)
                loop.perform(next.command.description)
                if loop.host.state.waitsForAnswer { loop.resumeLesson() }
            } else if loop.host.state.lesson.isPaused {
                loop.resumeLesson()
            }
        }
    }

    @Test func aLessonThatWasAnsweredIsFinishedAndEnterBeginsTheNext() throws {
        var loop = try loop()
        loop.perform("set speed max")
        let lesson = ParsedLesson.all[1]
        try playThrough(lesson, on: &loop)
        let done = try #require(loop.progress[lesson.fileName])
        #expect(done.isFinished)
        #expect(done.asked == lesson.questionCount)
        loop.needsDrawing = true
        loop.turn()
        #expect(terminal.text.contains("✓ lesson finished"))
        #expect(terminal.text.contains("your answers: "))
        #expect(terminal.text.contains("Enter begins the next lesson: \(ParsedLesson.all[2].title)"))
        // Space has meant 'go on' all along: it does not train.
        let position = loop.host.state.session?.position
        try press(.character(" "), on: &loop)
        #expect(loop.host.state.run == nil)
        #expect(loop.host.state.session?.position == position)
        try press(.enter, on: &loop)
        try tests.turn(&loop) { $0.playedLesson?.fileName == ParsedLesson.all[2].fileName }
        #expect(loop.host.screen.lessonEnd == nil)
    }

    @Test func aLessonOfTheCourseThatIsOpenedByItsPathIsThatLesson() throws {
        let lesson = ParsedLesson.all[3]
        let opened = ParsedLesson(path: "/somewhere/mine.scenario", lesson.source, lesson.commands)
        #expect(opened.fileName == lesson.fileName)
        let text = lesson.source.text + "# mine"
        let other = ParsedLesson(
            path: "/somewhere/mine.scenario", SourceText(name: "mine", text: text), lesson.commands)
        #expect(other.fileName == "/somewhere/mine.scenario")
        #expect(other.questionCount == lesson.questionCount)
    }
}
