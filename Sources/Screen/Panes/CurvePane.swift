import CommandLanguage
import Derivations
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// The loss over the iterations, or whatever `plot` or `derive` has put in its place.
struct CurvePane: RunPlotPane {
    let model: ScreenModel

    /// What is plotted, and how.
    struct State: RunPlotState {
        var subject = Subject.run(.loss)
        var plot = PlotState()
    }

    /// What the pane shows.
    enum Subject: Equatable, Sendable {
        /// A curve of the run.
        case run(PlotSubject)
        /// The distribution of a value's cells, as they are now.
        case histogram(Expression, bins: Int)
        /// The curves of a function and of its derivative.
        case function(DerivationCurve)
    }

    static let menuMayCover = false

    static var keys: [(key: String, meaning: String)] {
        PlotKey.allCases.map { (String($0.rawValue), $0.meaning) }
    }

    /// Curves of the run and histograms. The accuracy has a pane of its own in the layout for training.
    static func show(_ report: PlotReport, on screen: inout ScreenState) -> Bool {
        switch report.request {
        case .curve(.accuracy, _) where screen.layout == .train: return false
        case .curve(let subject, let options):
            show(.run(subject), on: &screen)
            screen[Self.self].plot.take(options, report.data)
        case .histogram(let expression, let bins): show(.histogram(expression, bins: bins), on: &screen)
        case .outcome, .graph: return false
        }
        return true
    }

    private static func show(_ subject: Subject, on screen: inout ScreenState) {
        if screen[Self.self].subject != subject { screen[Self.self] = State(subject: subject) }
        if !screen.layout.shows(.curve) { screen.layout = .train }
        screen.focus = Focus(.curve)
    }

    private var shown: Subject { model.screen[Self.self].subject }

    var subject: PlotSubject? {
        if case .run(let subject) = shown { subject } else { nil }
    }

    var title: PaneTitle {
        switch shown {
        case .run: plotTitle ?? PaneTitle("")
        case .histogram(let expression, let bins): histogramTitle(expression, bins)
        case .function(let curve): title(of: curve)
        }
    }

    func draw(on grid: inout CellGrid, in inside: Rect) {
        switch shown {
        case .run: drawPlot(on: &grid, in: inside)
        case .histogram(let expression, let bins):
            switch histogram(of: expression, bins) {
            case .success(let histogram): histogram.chart(theme).draw(into: &grid, in: inside, glyphs: glyphs)
            case .failure(let error): write(error.problem.description, on: &grid, in: inside)
            }
        case .function(let curve):
            var state = PlotState()
            state.cursor = curve.point
            PlotPane(PlotContent(curve, theme), state, theme: theme, glyphs: glyphs).draw(on: &grid, in: inside)
        }
    }

    // MARK: Functions

    /// `tanh 0.4621  tanh' 0.7864  at x = 0.5`
    private func title(of curve: DerivationCurve) -> PaneTitle {
        func number(_ value: Double) -> String { NumberFormat.rounded(value, digits: 4) }
        return PaneTitle(
            figures: [
                "\(curve.name) \(number(curve.value(curve.point)))",
                "\(curve.name)' \(number(curve.slope(curve.point)))", "at x = \(number(curve.point))",
            ])
    }

    // MARK: Histograms

    private struct HistogramKey: Equatable {
        let stamp: SessionStamp
        let expression: Expression
        let bins: Int
        let variables: [String: Value]
    }

    private func histogram(of expression: Expression, _ bins: Int) -> Result<Histogram, EvaluationError> {
        model.memo.remembered(
            by: Self.pane,
            {
                HistogramKey(
                    stamp: $0, expression: expression, bins: bins, variables: model.workbench.variables)
            }
        ) { model.workbench.histogram(of: expression, bins: bins) }
    }

    private func histogramTitle(_ expression: Expression, _ bins: Int) -> PaneTitle {
        var title = "histogram \(expression)"
        guard case .success(let histogram) = histogram(of: expression, bins) else { return PaneTitle(title) }
        // As many figures as fit, none of them cut.
        let columns = model.layout.area(of: .curve)?.columns ?? 0
        for figure in histogram.figures where title.count + 2 + figure.count <= columns - 6 { title += "  " + figure }
        return PaneTitle(title)
    }
}

extension Pane {
    static let curve = Pane(CurvePane.self)
}

extension Histogram {
    /// The chart of it.
    func chart(_ theme: Theme) -> HistogramChart {
        var chart = HistogramChart(counts: counts, range: range, color: theme.series[0])
        chart.labelStyle = theme.muted
        return chart
    }
}
