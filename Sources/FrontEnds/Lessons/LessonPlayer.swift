import CommandLanguage
import NeuralEngine
import StepDebugger
import Workbench
import Screen

/// The places to which a lesson can go back, and the way it plays by itself.
///
/// A workbench is a value, so a place in a lesson is a copy of everything; copies share their memory until one of them
/// changes.
struct LessonPlayer {
    /// A place in a lesson.
    private struct Mark {
        /// How many of the lesson's commands had been given.
        let step: Int
        /// Whether a chapter begins here; otherwise the lesson waits here.
        let isChapter: Bool
        @CopyOnWrite var workbench: WorkbenchState
        @CopyOnWrite private(set) var screen: ScreenState
    }

    /// How many places where the lesson waited are remembered; the oldest are forgotten first. Chapters are always
    /// remembered.
    private static let mostStops = 64

    private var marks: [Mark] = []
    /// The command from which the lesson skips to the next chapter; nil if it does not.
    private var skipStart: Int?
    /// How it was played before skipping.
    private var modeBeforeSkipping = LessonMode.study
    /// When the time to read what was shown last ends.
    private(set) var holdEnd: ContinuousClock.Instant?

    /// Whether it is skipping to the next chapter.
    var isSkipping: Bool { skipStart != nil }

    /// Whether the last of its commands was given, and nothing has been made of that yet.
    var isOver = false
    /// The first command that was skipped; nil where none was.
    private var firstSkipped: Int?
    /// Whether a part of the lesson was skipped.
    var hasSkipped: Bool { firstSkipped != nil }

    // MARK: Going on

    /// To be called before the lesson's next command.
    mutating func willPlay(_ host: inout WorkbenchHost) {
        guard let step = host.state.lessonStep, host.state.lessonCommand?.body is ChapterCommand else { return }
        if let start = skipStart, step > start { endSkipping(&host) }
        add(Mark(step: step, isChapter: true, workbench: host.state, screen: host.screen))
    }

    /// To be called after a command of the lesson.
    mutating func didPlay(_ host: WorkbenchHost) {
        guard !isSkipping, host.state.lesson.isPaused, let step = host.state.lessonStep else { return }
        add(Mark(step: step, isChapter: false, workbench: host.state, screen: host.screen))
    }

    /// Leaves time to read the outputs, if the lesson plays by itself.
    mutating func hold(for outputs: [CommandOutput], _ host: WorkbenchHost, at now: ContinuousClock.Instant) {
        guard !isSkipping, outputs.contains(where: \.isScripted) else { return }
        let hold = outputs.map { LessonPace.time(for: $0, host.state.lesson.mode, host.screen.settings) }.max()
        if let hold, hold > .zero { holdEnd = now + hold }
    }

    /// Ends the time to read.
    mutating func release() { holdEnd = nil }

    /// Whether it is time to read.
    func isHolding(at now: ContinuousClock.Instant) -> Bool { holdEnd.map { now < $0 } ?? false }

    private mutating func add(_ mark: Mark) {
        marks.removeAll { $0.step > mark.step || ($0.step == mark.step && $0.isChapter == mark.isChapter) }
        marks.append(mark)
        let stops = marks.filter { !$0.isChapter }.count
        if stops > Self.mostStops, let oldest = marks.firstIndex(where: { !$0.isChapter }) { marks.remove(at: oldest) }
    }

    // MARK: Chapters

    /// Skips to the next chapter, or to the end if there is none.
    mutating func skip(_ host: inout WorkbenchHost) {
        guard host.state.hasScriptLeft, !isSkipping, let step = host.state.lessonStep else { return }
        skipStart = step
        firstSkipped = min(firstSkipped ?? step, step)
        modeBeforeSkipping = host.state.lesson.mode
        host.play(as: .watch)
        release()
    }

    /// To be called when the lesson has ended or was given up.
    mutating func endSkipping(_ host: inout WorkbenchHost) {
        guard skipStart != nil else { return }
        skipStart = nil
        host.play(as: modeBeforeSkipping)
    }

    /// Goes back to the beginning of the chapter; from there, or its first stop, to the one before.
    /// - Returns: whether there is such a chapter.
    mutating func goToChapterBefore(_ host: inout WorkbenchHost) -> Bool {
        let step = host.state.lessonStep ?? .max
        let stops = marks.filter { !$0.isChapter && $0.step < step }.map(\.step)
        let chapters = marks.filter { $0.isChapter && $0.step < step }
        guard var target = chapters.last else { return false }
        let isAtItsBeginning = !stops.contains { $0 > target.step }
        if isAtItsBeginning, chapters.count > 1 { target = chapters[chapters.count - 2] }
        go(to: target, &host)
        return true
    }

    // MARK: Stops

    /// Goes back to where the lesson waited before, or to the present place as it was if the user has stepped on from
    /// it.
    /// - Returns: whether there is such a place.
    mutating func goToStopBefore(_ host: inout WorkbenchHost) -> Bool {
        let step = host.state.lessonStep ?? .max
        if host.state.lesson.isPaused, let here = mark(ofStopAt: step), here.workbench.session != host.state.session {
            go(to: here, &host)
            return true
        }
        guard let target = marks.last(where: { !$0.isChapter && $0.step < step }) else { return false }
        go(to: target, &host)
        return true
    }

    /// Restores what the lesson left before it continues, whatever the user has tried meanwhile.
    /// - Returns: whether anything had changed.
    mutating func resume(_ host: inout WorkbenchHost) -> Bool {
        guard let step = host.state.lessonStep, var here = mark(ofStopAt: step), !host.state.waitsForAnswer,
            here.workbench.session != host.state.session
        else { return false }
        here.workbench.takeAnswer(from: host.state)
        go(to: here, &host)
        return true
    }

    private func mark(ofStopAt step: Int) -> Mark? { marks.last { !$0.isChapter && $0.step == step } }

    private mutating func go(to mark: Mark, _ host: inout WorkbenchHost) {
        endSkipping(&host)
        release()
        isOver = false
        if let first = firstSkipped, mark.step <= first { firstSkipped = nil }
        host.goBack(to: mark.workbench, mark.screen, playsOn: mark.isChapter)
    }
}

/// How long a lesson that plays by itself leaves to look at an output.
enum LessonPace {
    /// The reading speed at the usual pace.
    private static let charactersPerSecond = 18.0
    private static let leastReading = 1.2
    /// The seconds for a change on the screen.
    private static let looking = 1.4
    /// The seconds for an answer or a picture.
    private static let thinking = 4.0
    /// The seconds for a derivation: enough for its beginning and its curves.
    private static let deriving = 8.0

    /// The time that an output takes.
    static func time(for output: CommandOutput, _ mode: LessonMode, _ settings: ScreenSettings) -> Duration {
        if let wait = output.report.body as? WaitReport {
            return .milliseconds(Double(wait.milliseconds) / (mode == .watch ? settings.pace : 1))
        }
        guard mode == .watch else { return .zero }
        let seconds: Double
        switch output.report.body {
        case let narration as NarrationReport:
            seconds = max(leastReading, Double(narration.text.count) / charactersPerSecond)
        case is QuestionReport, is ExerciseReport: seconds = thinking
        case is DerivationReport: seconds = deriving
        case is ChapterReport, is TitleReport, is AnswerReport, is ChoiceReport, is ExplanationReport, is WhyReport,
            is GradientCheckReport, is PlotReport:
            seconds = leastReading
        case is PositionReport, is StopReport: seconds = looking
        case is ValueReport, is ExpectationReport: seconds = looking / 2
        default: seconds = 0
        }
        return .seconds(seconds / settings.pace)
    }
}
