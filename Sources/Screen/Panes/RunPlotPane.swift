import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// A pane with a curve of the run, with a cursor that can take the session to an iteration.
protocol RunPlotPane: PaneBody where State: RunPlotState {
    /// The curve; nil while the pane shows something else.
    var subject: PlotSubject? { get }
}

/// The state of such a pane.
protocol RunPlotState: PaneState {
    /// Its axes, zoom, smoothing and cursor.
    var plot: PlotState { get set }
}

/// Everything that the curves of a run depend on.
private struct RunPlotKey: Equatable {
    let subject: PlotSubject
    let stamp: SessionStamp
    let branches: [BranchSummary]
    let lastEpoch: EpochPoint?
    let heldOut: [Int?]
    /// How far each run of a sweep has come.
    let sweep: [EpochPoint?]
    let theme: Theme
}

extension RunPlotPane {
    static func clearSelection(_ screen: inout ScreenState) { screen[Self.self].plot.cursor = nil }

    // MARK: What is plotted

    /// The curves of the run.
    private func content(of subject: PlotSubject) -> PlotContent {
        let workbench = model.workbench
        guard let session = workbench.session else { return PlotContent(subject, of: workbench, theme) }
        return model.memo.remembered(
            by: Self.pane,
            {
                RunPlotKey(
                    subject: subject, stamp: $0, branches: session.branches, lastEpoch: session.epochsToEnd.latest,
                    heldOut: [workbench.heldOut.validation?.count, workbench.heldOut.test?.count],
                    sweep: workbench.sweep?.runs.map(\.epochs.latest) ?? [],
                    theme: theme)
            }
        ) { PlotContent(subject, of: workbench, theme) }
    }

    /// The plot of the curve; nil while the pane shows something else.
    private var plot: PlotPane? {
        guard let subject else { return nil }
        return PlotPane(
            content(of: subject), model.screen[Self.self].plot, theme: theme, glyphs: glyphs,
            memo: model.memo.kept(by: Self.pane, PlotMemo.init))
    }

    // MARK: Drawing

    /// The value at the last iteration or at the cursor, and how the plot is set up; nil while the pane shows something
    /// else.
    var plotTitle: PaneTitle? {
        guard let subject, let plot else { return nil }
        if let cursor = plot.state.cursor, let value = plot.content.series.first?.latestPoint(at: cursor) {
            let figure = "\(subject.title) \(NumberFormat.rounded(value.y, digits: 4))"
            let place = PlotPane.spelled(cursor)
            return PaneTitle(
                "\(figure) at iteration \(place)", shorter: ["\(figure) at \(place)", figure], trailing: "Enter goes")
        }
        return PaneTitle(figures: latest(subject) + plot.notes)
    }

    /// The figures of the last iteration.
    private func latest(_ subject: PlotSubject) -> [String] {
        guard let session = model.workbench.session, let latest = session.history.latest else {
            return [subject.title]
        }
        // The curve ends with the last whole iteration; the loss of one under way is not on it yet.
        let isOfThisPlace = session.engine.iteration(ofLastWriteTo: .loss) == latest.iteration
        let accuracyMark = isOfThisPlace ? model.staleMarkOfAccuracy : ""
        switch subject {
        case .loss:
            // The accuracy is here if it has no pane of its own.
            let isAlone = model.layout.area(of: .accuracy) == nil
            let accuracy =
                isAlone
                ? latest.accuracy.map { "accuracy \(NumberFormat.rounded($0, digits: 3))" + accuracyMark } : nil
            let mark = isOfThisPlace ? model.staleMark(of: .loss) : ""
            return [model.isLossHidden ? "loss ?" : "loss \(NumberFormat.rounded(latest.loss))" + mark]
                + (accuracy.map { [$0] } ?? [])
        case .accuracy:
            return [
                latest.accuracy.map { "accuracy \(NumberFormat.rounded($0, digits: 4))" + accuracyMark }
                    ?? subject.title
            ]
        case .learningRate: return ["learning rate \(NumberFormat.rounded(session.learningRate))"]
        }
    }

    func drawPlot(on grid: inout CellGrid, in inside: Rect) {
        guard let plot, !plot.draw(on: &grid, in: inside) else { return }
        let hasRun = model.workbench.session?.history.latest != nil
        write(hasRun ? "the targets are not classes" : "n runs an iteration, c trains", on: &grid, in: inside)
    }

    // MARK: Keys and mouse

    var hints: [String] {
        guard subject != nil else { return [] }
        return [
            " arrows cursor  Enter goes there  [ ] zoom  { } pan  r all  y x log  , . smooth  c train  : command  ? help  q quit",
            " arrows cursor  [ ] zoom  { } pan  r all  y x log  , . smooth  c train  ? help",
            " arrows cursor  [ ] zoom  y x log  , . smooth  ? help", " [ ] zoom  y x log  ? help  q quit",
            " ? help  q quit",
        ]
    }

    func handle(_ key: Key, _ screen: inout ScreenState) -> PaneAnswer {
        guard let subject else { return .ignored }
        switch screen[Self.self].plot.handle(key, content(of: subject)) {
        case .ignored: return .ignored
        case .handled: return .handled(nil)
        case .go(let place): return .handled(Self.go(to: place))
        }
    }

    private static func go(to place: Double) -> ScreenRequest { .command("goto iteration=\(Int(place))") }

    /// The plot has handled all movements as keys.
    func move(_ movement: Movement, atPlace place: Int, _ screen: inout ScreenState) {}

    /// A press puts the cursor there, and a second one takes the session there; the wheel zooms about that place.
    func target(at point: Point?, in inside: Rect) -> MouseTarget {
        var target = MouseTarget(Focus(Self.pane))
        guard let point, let plot, let x = plot.x(at: point, in: inside) else { return target }
        let isBusy = model.workbench.isBusy
        target.press = { screen in
            let former = screen[Self.self].plot.cursor
            screen[Self.self].plot.setCursor(near: x, plot.content)
            guard let former, screen[Self.self].plot.cursor == former, !isBusy else { return nil }
            return Self.go(to: former)
        }
        target.turnWheel = { direction, screen in
            screen[Self.self].plot.zoom(by: direction == .up ? 0.5 : 2, about: x, plot.content)
        }
        return target
    }
}

extension PlotSubject {
    /// What it is called in titles.
    fileprivate var title: String {
        switch self {
        case .loss: "loss"
        case .accuracy: "accuracy"
        case .learningRate: "learning rate"
        }
    }
}
