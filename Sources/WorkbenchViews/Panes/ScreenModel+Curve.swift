import CommandLanguage
import Derivations
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// The panes of curves: the loss or what else is plotted in its place, and the accuracy.
extension ScreenModel {
    /// The plot of a pane; nil where it shows none.
    func plotPane(of pane: Pane) -> PlotPane? {
        guard let subject = screen.curve(in: pane) else { return nil }
        return PlotPane(
            memo.plotContent(of: subject, workbench, theme), screen.plot(in: pane), theme: theme, glyphs: glyphs,
            memo: pane == .accuracy ? memo.accuracyPlot : memo.curvePlot)
    }

    // MARK: Titles

    /// The value of the last iteration, or that of the one under the plot's cursor, and what the user has done with it.
    func plotTitle(of pane: Pane) -> PaneTitle {
        guard let plot = plotPane(of: pane), let subject = screen.curve(in: pane) else { return histogramTitle }
        if let cursor = plot.state.cursor, let value = plot.content.series.first?.latestPoint(at: cursor) {
            let text =
                "\(subject.title) \(NumberFormat.rounded(value.y, digits: 4)) at iteration \(PlotPane.spelled(cursor))"
            return PaneTitle(text, trailing: "Enter goes")
        }
        return PaneTitle(([latest(subject, pane)] + plot.notes).joined(separator: "  "))
    }

    private func latest(_ subject: PlotSubject, _ pane: Pane) -> String {
        guard let session = workbench.session, let latest = session.history.latest else { return subject.title }
        switch subject {
        case .loss:
            // Where the accuracy has no pane of its own it stands here.
            let isAlone = !layout.slots.contains { $0.pane == .accuracy }
            let accuracy = isAlone ? latest.accuracy.map { "  accuracy \(NumberFormat.rounded($0, digits: 3))" } : nil
            return (isLossHidden ? "loss ?" : "loss \(NumberFormat.rounded(latest.loss))") + (accuracy ?? "")
        case .accuracy:
            return latest.accuracy.map { "accuracy \(NumberFormat.rounded($0, digits: 4))" } ?? subject.title
        case .learningRate: return "learning rate \(NumberFormat.rounded(session.learningRate))"
        }
    }

    // MARK: Drawing

    func drawPlot(of pane: Pane, on grid: inout CellGrid, in inside: Rect) {
        guard let plot = plotPane(of: pane) else { return drawHistogram(on: &grid, in: inside) }
        guard !plot.draw(on: &grid, in: inside) else { return }
        let hasRun = workbench.session?.history.latest != nil
        write(
            hasRun ? "the targets are no classes" : "n runs an iteration, c trains", on: &grid, in: inside)
    }

    private func write(_ text: String, on grid: inout CellGrid, in inside: Rect) {
        grid.put(
            glyphs.spell(text), at: Point(column: inside.column + 1, row: inside.row), style: theme.muted,
            limit: inside.columns - 1, overflow: .ellipsis(glyphs.ellipsis))
    }

    // MARK: The histogram

    private var histogram: Result<Histogram, EvaluationError>? {
        guard case .histogram(let expression, let bins) = screen.curveSubject else { return nil }
        return memo.histogram(of: expression, bins: bins, workbench)
    }

    private var histogramTitle: PaneTitle {
        if case .function(let curve) = screen.curveSubject { return title(of: curve) }
        guard case .histogram(let expression, _) = screen.curveSubject else { return PaneTitle("") }
        guard case .success(let histogram) = histogram else { return PaneTitle("histogram \(expression)") }
        // As many of the figures as there is room for, none of them cut.
        let columns = layout.slots.first { $0.pane == .curve }?.area.columns ?? 0
        var title = "histogram \(expression)"
        for figure in histogram.figures where title.count + 2 + figure.count <= columns - 6 { title += "  " + figure }
        return PaneTitle(title)
    }

    /// `tanh 0.4621  tanh' 0.7864  at x = 0.5`
    private func title(of curve: DerivationCurve) -> PaneTitle {
        func number(_ value: Double) -> String { NumberFormat.rounded(value, digits: 4) }
        return PaneTitle(
            "\(curve.name) \(number(curve.value(curve.point)))  \(curve.name)' \(number(curve.slope(curve.point)))"
                + "  at x = \(number(curve.point))")
    }

    private func drawHistogram(on grid: inout CellGrid, in inside: Rect) {
        if case .function(let curve) = screen.curveSubject {
            var state = PlotState()
            state.cursor = curve.point
            PlotPane(PlotContent(curve, theme), state, theme: theme, glyphs: glyphs).draw(on: &grid, in: inside)
            return
        }
        switch histogram {
        case .success(let histogram):
            histogram.chart(theme).draw(into: &grid, in: inside, glyphs: glyphs)
        case .failure(let error): write(error.problem.description, on: &grid, in: inside)
        case nil: break
        }
    }
}

extension PlotSubject {
    /// What it is called in titles.
    var title: String {
        switch self {
        case .loss: "loss"
        case .accuracy: "accuracy"
        case .learningRate: "learning rate"
        }
    }
}

extension Histogram {
    /// The chart of it.
    func chart(_ theme: Theme) -> HistogramChart {
        var chart = HistogramChart(counts: counts, range: range, color: theme.series[0])
        chart.labelStyle = theme.muted
        return chart
    }
}
