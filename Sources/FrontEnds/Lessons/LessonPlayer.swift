import CommandLanguage
import NeuralEngine
import StepDebugger
import Workbench
import Screen

/// Where a lesson can be taken back to, and how it goes by itself.
///
/// A workbench is a value, so that a place in a lesson is a copy of all that there was; copies share their memory until
/// something is written to.
struct LessonPlayer {
    /// A place in a lesson.
    private struct Mark {
        /// How many of the lesson's commands had been given.
        let step: Int
        /// Whether a chapter begins here; otherwise the lesson waits here.
        let isChapter: Bool
        @CopyOnWrite private(set) var workbench: WorkbenchState
        @CopyOnWrite private(set) var screen: ScreenState
    }

    /// More places where the lesson waits are not remembered: the oldest go first. Chapters are always there.
    private static let mostStops = 64

    private var marks: [Mark] = []
    /// The command from which the lesson goes on without waiting, to the next chapter; nil where it does not.
    private var skipStart: Int?
    /// How it was played before it went on so.
    private var modeBeforeSkipping = LessonMode.study
    /// Until when what was shown last is left to be read.
    private(set) var holdEnd: ContinuousClock.Instant?

    /// Whether it goes on to the next chapter without waiting.
    var isSkipping: Bool { skipStart != nil }

    // MARK: Going on

    /// Takes in that the lesson's next command is about to be given.
    mutating func willPlay(_ host: inout WorkbenchHost) {
        guard let step = host.state.lessonStep, host.state.lessonCommand?.body is ChapterCommand else { return }
        if let start = skipStart, step > start { endSkipping(&host) }
        add(Mark(step: step, isChapter: true, workbench: host.state, screen: host.screen))
    }

    /// Takes in that a command of the lesson was given.
    mutating func didPlay(_ host: WorkbenchHost) {
        guard !isSkipping, host.state.isPausedByScenario, let step = host.state.lessonStep else { return }
        add(Mark(step: step, isChapter: false, workbench: host.state, screen: host.screen))
    }

    /// Leaves what the lesson's commands left behind to be looked at, where it goes by itself.
    mutating func hold(for outputs: [CommandOutput], _ host: WorkbenchHost, at now: ContinuousClock.Instant) {
        guard !isSkipping, outputs.contains(where: \.isScripted) else { return }
        let hold = outputs.map { LessonPace.time(for: $0, host.state.lessonMode, host.screen.settings) }.max()
        if let hold, hold > .zero { holdEnd = now + hold }
    }

    /// Goes on at once, however long what was shown last was to be read.
    mutating func release() { holdEnd = nil }

    /// Whether the lesson waits for its reader at a moment.
    func isHolding(at now: ContinuousClock.Instant) -> Bool { holdEnd.map { now < $0 } ?? false }

    private mutating func add(_ mark: Mark) {
        marks.removeAll { $0.step > mark.step || ($0.step == mark.step && $0.isChapter == mark.isChapter) }
        marks.append(mark)
        let stops = marks.filter { !$0.isChapter }.count
        if stops > Self.mostStops, let oldest = marks.firstIndex(where: { !$0.isChapter }) { marks.remove(at: oldest) }
    }

    // MARK: Chapters

    /// Goes on to the next chapter without waiting, or to the end where there is none.
    mutating func skip(_ host: inout WorkbenchHost) {
        guard host.state.hasScriptLeft, !isSkipping, let step = host.state.lessonStep else { return }
        skipStart = step
        modeBeforeSkipping = host.state.lessonMode
        host.play(as: .watch)
        release()
    }

    /// Takes in that the lesson came to its end, or was given up.
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

    /// Goes back to where the lesson waited before, or to this place as it was when somebody has driven on from it.
    /// - Returns: whether there is such a place.
    mutating func goToStopBefore(_ host: inout WorkbenchHost) -> Bool {
        let step = host.state.lessonStep ?? .max
        if host.state.isPausedByScenario, let here = mark(ofStopAt: step), here.workbench.session != host.state.session
        {
            go(to: here, &host)
            return true
        }
        guard let target = marks.last(where: { !$0.isChapter && $0.step < step }) else { return false }
        go(to: target, &host)
        return true
    }

    /// Before the lesson goes on: what it goes on with is what it left, whatever was tried meanwhile.
    /// - Returns: whether something else was there.
    mutating func resume(_ host: inout WorkbenchHost) -> Bool {
        guard let step = host.state.lessonStep, let here = mark(ofStopAt: step), !host.state.waitsForAnswer,
            here.workbench.session != host.state.session
        else { return false }
        go(to: here, &host)
        return true
    }

    private func mark(ofStopAt step: Int) -> Mark? { marks.last { !$0.isChapter && $0.step == step } }

    private mutating func go(to mark: Mark, _ host: inout WorkbenchHost) {
        endSkipping(&host)
        release()
        host.goBack(to: mark.workbench, mark.screen, playsOn: mark.isChapter)
    }
}

/// How long what a lesson shows is left to be looked at before it goes on by itself.
enum LessonPace {
    /// Words are read at so many characters a second, at the usual pace.
    private static let charactersPerSecond = 18.0
    private static let leastReading = 1.2
    /// What has moved on the screen is looked at for so many seconds.
    private static let looking = 1.4
    /// An answer, or a picture of one, takes longer than a step.
    private static let thinking = 4.0
    /// Of a derivation one sees the beginning, and its curves.
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
        case is QuestionReport: seconds = thinking
        case is DerivationReport: seconds = deriving
        case is ChapterReport, is TitleReport, is AnswerReport, is ExplanationReport, is WhyReport,
            is GradientCheckReport, is PlotReport:
            seconds = leastReading
        case is PositionReport, is StopReport: seconds = looking
        case is ValueReport, is ExpectationReport: seconds = looking / 2
        default: seconds = 0
        }
        return .seconds(seconds / settings.pace)
    }
}
