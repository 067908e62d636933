import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// What the user looks at, as opposed to what they work on: focus, cursors, prompt and log.
///
/// A value like the workbench's state; keys change it in `handle(_:workbench:)`, and a screen is drawn from the two.
public struct ScreenState: Equatable, Sendable {
    /// Where arrow keys go.
    var focus = Focus(.operations)
    /// The operation the user looks at; nil follows the session.
    public internal(set) var selectedOperation: Int?
    /// The cell cursor of each matrix that was looked at.
    public internal(set) var cursors: [MatrixName: CellPosition] = [:]
    /// Whether the pane that has the focus has the whole screen.
    public internal(set) var isZoomed = false
    /// How far each pane is scrolled.
    var scroll: [Pane: Int] = [:]
    /// What the user has done with each pane.
    var paneStates = PaneStates()
    /// The prompt while it is open.
    @CopyOnWrite public internal(set) var prompt: PromptState? = nil
    /// The lines typed in the prompt before, oldest first.
    public internal(set) var promptHistory: [String] = []
    /// Those that were typed since they were last saved.
    var promptLinesToKeep: [String] = []
    /// What commands said.
    public internal(set) var log = ScreenLog()
    /// The page of text that covers the panes, if any.
    @CopyOnWrite var page: TextPage? = nil
    /// Whether a page of text covers the panes.
    public var showsPage: Bool { page != nil }
    /// The lessons to choose from, while they are shown.
    public internal(set) var courseMenu: CourseMenu?
    /// The lesson that is over, until a key closes it.
    public internal(set) var lessonEnd: LessonEnd?
    /// The last command that a key or the prompt gave, for Enter to repeat.
    public internal(set) var lastCommand: String?
    /// Whether the lesson's last words are kept in view: until the user gives a command.
    public internal(set) var showsNarration = false
    /// The settings.
    @CopyOnWrite public internal(set) var settings = ScreenSettings()
    /// How the screen is divided.
    public internal(set) var layout = LayoutName.step
    /// The matrices in the viewer, at most two; empty if it is closed.
    public internal(set) var viewed: [MatrixName] = []
    /// The derivation shown in place of the matrices, if any.
    @CopyOnWrite public internal(set) var derivation: DerivationReport? = nil
    /// Whether the loop runs one operation after another at the speed that is set.
    public internal(set) var isPlaying = false
    /// Iterations a second of the run under way, measured by the loop.
    public var iterationsPerSecond: Double?
    /// The speed chosen with `+`, `-` and `=`; nil for the one that is set.
    var chosenRunSpeed: RunSpeed?
    /// The iterations a second to which the run under way is limited; nil at full speed.
    public var runRate: Double?
    /// How far loading data has got, while a command waits for it.
    public var loading: LoadingStatus?

    /// A screen at its start.
    public init() {}

    /// Records the output of a command.
    /// - session: the session after it.
    /// - question: what the lesson asks after it.
    public mutating func record(
        _ output: CommandOutput, session: DebugSession?, question: OpenQuestion? = nil
    ) {
        log.append(output)
        showsNarration = output.isScripted
        switch output.report.body {
        case let change as ViewChange: take(change, session)
        case let plot as PlotReport: take(plot)
        case let derivation as DerivationReport: take(derivation)
        case let why as WhyReport: take(why)
        case let asked as QuestionReport:
            guard asked.hint == nil, let cell = question?.cell, let session else { break }
            show(cell.name, CellPosition(row: cell.row, column: cell.column), in: session)
        case is PositionReport, is StopReport:
            // Follow a session that has moved.
            clearSelection()
            closeDerivation()
            if output.wentByCells, let session { followCell(in: session) }
        case is ChapterReport:
            closeDerivation()
            closeGraph()
        default: break
        }
    }

    private mutating func take(_ change: ViewChange, _ session: DebugSession?) {
        switch change {
        case .matrices(let names):
            viewed = names
            if !names.isEmpty { focusMatrix(at: 0) }
        case .layout(let name):
            layout = name
            closeDerivation()
            if !name.shows(focus.pane) { focus = name.home }
        case .cell(let name, let row, let column):
            guard let session else { return }
            show(name, CellPosition(row: row, column: column), in: session)
        case .lights: break
        case .setting(let setting):
            settings.take(setting)
            if case .speed = setting { chosenRunSpeed = nil }
        }
    }

    /// Shows what was shown at an earlier place of a lesson; the log stays.
    public mutating func goBack(to former: ScreenState) {
        layout = former.layout
        focus = former.focus
        viewed = former.viewed
        cursors = former.cursors
        self[CurvePane.self] = former[CurvePane.self]
        self[AccuracyPane.self] = former[AccuracyPane.self]
        self[OutcomePane.self] = former[OutcomePane.self]
        self[GraphPane.self] = former[GraphPane.self]
        selectedOperation = former.selectedOperation
        derivation = former.derivation
        lessonEnd = nil
        showsNarration = true
    }

    /// Sets how fast a lesson plays by itself, as a multiple of the usual pace.
    public mutating func setPace(_ pace: Double) { settings.pace = pace }

    /// Sets how fast training runs.
    public mutating func setRunSpeed(_ speed: RunSpeed) { settings.runSpeed = speed }

    /// Takes over the settings and the prompt's history of an earlier screen.
    public mutating func keep(_ former: ScreenState) {
        settings = former.settings
        promptHistory = former.promptHistory
        promptLinesToKeep = former.promptLinesToKeep
    }

    /// Adds a remark to the log that is not the output of a command.
    public mutating func note(_ text: String) { log.append("— \(text) —", .note) }

    /// Shows a plot in the pane that is for it. The graph stays until something else is plotted, or a
    /// chapter begins.
    mutating func take(_ report: PlotReport) {
        self[GraphPane.self].isShown = false
        _ = Pane.all.contains { $0.body.show(report, on: &self) }
    }

    /// Clears what is selected in all panes.
    mutating func clearSelection() {
        for pane in Pane.all { pane.body.clearSelection(&self) }
    }

    /// Records why a line could not be read as commands.
    public mutating func record(_ diagnostic: Diagnostic, in source: SourceText) {
        log.append(diagnostic.rendered(in: source), .failure)
        showsNarration = false
    }
}

/// How to show matrices that have more cells than there is room for.
public enum MatrixMode: CaseIterable, Equatable, Sendable {
    /// As numbers if all of them fit, or else as colours.
    case automatic
    /// As numbers, as many as fit.
    case numbers
    /// As colours, even if numbers would fit.
    case colors
    /// As characters for sign and magnitude.
    case signs
}

/// A cell of a matrix.
public struct CellPosition: Equatable, Sendable {
    /// The row, from 0.
    public var row = 0
    /// The column, from 0.
    public var column = 0
}

/// The output of commands, newest last; old entries are dropped.
public struct ScreenLog: Equatable, Sendable {

    /// A paragraph, wrapped when it is drawn.
    public struct Entry: Equatable, Sendable {
        /// The text; may have several lines.
        public let text: String
        /// What it is.
        public let kind: LogLine.Kind
    }

    /// How many entries are kept.
    private static let limit = 500

    /// The entries, newest last.
    public private(set) var entries: [Entry] = []
    /// How many lines the view is scrolled back from the newest.
    public internal(set) var scroll = 0

    mutating func append(_ text: String, _ kind: LogLine.Kind) {
        append(Entry(text: text, kind: kind))
    }

    private mutating func append(_ entry: Entry) {
        entries.append(entry)
        if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
        scroll = 0
    }

    mutating func append(_ output: CommandOutput) {
        // That a lesson's own numbers hold is for its tests: a learner has asked for none of it.
        if output.isScripted, let expectation = output.report.body as? ExpectationReport, expectation.passed { return }
        for line in output.report.body.logLines(of: output) { append(line.text, line.kind) }
    }
}
