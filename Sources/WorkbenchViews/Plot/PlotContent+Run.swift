import StepDebugger
import TerminalDrawing
import Workbench

extension PlotContent {
    /// The curves of a run: training, the test samples at the end of each epoch, other branches behind them. What comes
    /// after the position is pale.
    init(_ subject: PlotSubject, of workbench: WorkbenchState, _ theme: Theme) {
        let position = workbench.session?.history.latest.map { Double($0.iteration) }
        let isInThePast = workbench.session.map {
            ($0.historyToEnd.latest?.iteration ?? -1) > ($0.history.latest?.iteration ?? -1)
        }
        self.init(series: workbench.curves(of: subject).enumerated().map { index, curve in
            let color = Self.color(of: curve, at: index, theme)
            var series = ChartSeries(
                name: curve.name, points: curve.points.map { ChartPoint(x: Double($0.iteration), y: $0.value) },
                color: color,
                stroke: curve.role == .training ? .solid : curve.role == .test ? .dashed : .dotted,
                hasMarks: curve.role == .test)
            if isInThePast == true, curve.role != .otherBranch {
                series.pale = ChartSeries.Pale(after: position ?? -1, color: theme.muted.foreground)
            }
            return series
        })
        usualSmoothing = workbench.usualSmoothing(of: subject)
        if subject == .accuracy { legendPlace = .bottomRight }
        cursorSeries = series.isEmpty ? nil : 0
        cursorStart = workbench.session.map { Double($0.position.iteration) }
    }

    /// Other branches stand back.
    private static func color(of curve: PlotCurve, at index: Int, _ theme: Theme) -> Color {
        switch curve.role {
        case .training: theme.series[0]
        case .test: theme.series[1]
        case .otherBranch: theme.series[2 + index % 2].mixed(with: theme.text.background, share: 0.35)
        }
    }
}
