import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// What the user looks at, apart from what he works on: focus, cursors, prompt and log.
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
    /// What the prompt was used for before, oldest first.
    public internal(set) var promptHistory: [String] = []
    /// The lines of it that were given since they were last taken to be kept.
    var promptLinesToKeep: [String] = []
    /// What commands said.
    public internal(set) var log = ScreenLog()
    /// Whether the help covers the panes, and how far it is scrolled.
    public internal(set) var helpScroll: Int?
    /// The lessons to choose from, while they are shown.
    public internal(set) var courseMenu: CourseMenu?
    /// The last command that a key or the prompt gave, for Enter to repeat.
    public internal(set) var lastCommand: String?
    /// Whether the lesson's last words are kept in view: until the user drives.
    public internal(set) var showsNarration = false
    /// How the screen looks and answers.
    @CopyOnWrite public internal(set) var settings = ScreenSettings()
    /// How the screen is divided.
    public internal(set) var layout = LayoutName.step
    /// The matrices in the viewer, at most two; empty where it is closed.
    public internal(set) var viewed: [MatrixName] = []
    /// The derivation that is read, in the matrices' place; nil where none is.
    @CopyOnWrite public internal(set) var derivation: DerivationReport? = nil
    /// Whether the loop runs one operation after another at the speed that is set.
    public internal(set) var isPlaying = false
    /// Iterations a second of the run under way, measured by the loop.
    public var iterationsPerSecond: Double?
    /// How far the loading of data is that a command waits for.
    public var loading: LoadingStatus?

    /// A screen at its start.
    public init() {}

    /// Takes in what a command left behind.
    /// - session: the session after it.
    /// - question: what the lesson asks after it.
    public mutating func record(
        _ output: CommandOutput, session: DebugSession?, question: OpenQuestion? = nil
    ) {
        log.append(output)
        showsNarration = output.isScripted
        switch output.report.body {
        case let look as Look: take(look, session)
        case let plot as PlotReport: take(plot)
        case let derivation as DerivationReport: take(derivation)
        case let asked as QuestionReport:
            guard asked.hint == nil, let cell = question?.cell, let session else { break }
            show(cell.name, CellPosition(row: cell.row, column: cell.column), in: session)
        case is PositionReport, is StopReport:
            // A session that moved is looked at where it now is.
            clearSelection()
            closeDerivation()
        case is ChapterReport: closeDerivation()
        default: break
        }
    }

    private mutating func take(_ look: Look, _ session: DebugSession?) {
        switch look {
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
        case .setting(let setting): settings.take(setting)
        }
    }

    /// Looks again at what was looked at in a lesson's earlier place; what was said stays said.
    public mutating func goBack(to former: ScreenState) {
        layout = former.layout
        focus = former.focus
        viewed = former.viewed
        cursors = former.cursors
        self[CurvePane.self] = former[CurvePane.self]
        self[AccuracyPane.self] = former[AccuracyPane.self]
        self[OutcomePane.self] = former[OutcomePane.self]
        selectedOperation = former.selectedOperation
        derivation = former.derivation
        showsNarration = true
    }

    /// Sets how fast a lesson plays by itself, as a multiple of the usual.
    public mutating func setPace(_ pace: Double) { settings.pace = pace }

    /// Takes over from the screen before how it looks and answers, and what its prompt remembers.
    public mutating func keep(_ former: ScreenState) {
        settings = former.settings
        promptHistory = former.promptHistory
        promptLinesToKeep = former.promptLinesToKeep
    }

    /// Says something that no command left behind.
    public mutating func note(_ text: String) { log.append("— \(text) —", .note) }

    /// Shows a plot in the pane that is for it.
    mutating func take(_ report: PlotReport) {
        _ = Pane.all.contains { $0.body.show(report, on: &self) }
    }

    /// Clears what is selected in all panes.
    mutating func clearSelection() {
        for pane in Pane.all { pane.body.clearSelection(&self) }
    }

    /// Takes in why a line could not be read as commands.
    public mutating func record(_ diagnostic: Diagnostic, in source: SourceText) {
        log.append(diagnostic.rendered(in: source), .failure)
        showsNarration = false
    }
}

/// How matrices are shown that have more cells than there is room for.
public enum MatrixMode: CaseIterable, Equatable, Sendable {
    /// As numbers where all of them fit, else as colours.
    case automatic
    /// As numbers, as many as fit.
    case numbers
    /// As colours, whatever fits.
    case colors
    /// As characters that tell sign and magnitude apart.
    case signs
}

/// A cell of a matrix.
public struct CellPosition: Equatable, Sendable {
    /// The row, from 0.
    public var row = 0
    /// The column, from 0.
    public var column = 0
}

/// What commands said, newest last; only so much of it is kept.
public struct ScreenLog: Equatable, Sendable {

    /// A paragraph, wrapped when it is drawn.
    public struct Entry: Equatable, Sendable {
        /// The text; may have several lines.
        public let text: String
        /// What it is.
        public let kind: LogLine.Kind
        /// How many expectations of a lesson held that it tells of; 0 where it tells of something else.
        let heldCount: Int
    }

    /// How many entries are kept.
    private static let limit = 500

    /// The entries, newest last.
    public private(set) var entries: [Entry] = []
    /// How many lines the view is scrolled back from the newest.
    public internal(set) var scroll = 0

    mutating func append(_ text: String, _ kind: LogLine.Kind) {
        append(Entry(text: text, kind: kind, heldCount: 0))
    }

    /// One line for all the expectations that hold one after another: they are not what a lesson is read for.
    private mutating func appendHeld(_ expectation: ExpectationReport, _ text: String) {
        var count = 1
        if let last = entries.last, last.heldCount > 0 {
            entries.removeLast()
            count += last.heldCount
        }
        let sum = "✓ \(count) hold, the last: \(expectation.expectation)"
        append(Entry(text: count == 1 ? text : sum, kind: .success, heldCount: count))
    }

    private mutating func append(_ entry: Entry) {
        entries.append(entry)
        if entries.count > Self.limit { entries.removeFirst(entries.count - Self.limit) }
        scroll = 0
    }

    mutating func append(_ output: CommandOutput) {
        if output.isScripted, let expectation = output.report.body as? ExpectationReport, expectation.passed {
            return appendHeld(expectation, output.text)
        }
        for line in output.report.body.logLines(of: output) { append(line.text, line.kind) }
    }
}
