import StepDebugger
import TerminalDrawing
import Workbench

extension PlotContent {
    /// The curves of a run: training, the test samples at the end of each epoch, other branches behind them. What comes
    /// after the position is pale.
    init(_ subject: PlotSubject, of workbench: WorkbenchState, _ theme: Theme) {
        let curves = workbench.curves(of: subject)
        self.init(curves, theme)
        if let session = workbench.session {
            let here = session.position.iteration
            cursorStart = Double(here)
            let latest = session.history.latest?.iteration ?? -1
            let hasFuture = session.historyToEnd.latest?.iteration ?? -1 > latest
            for (index, curve) in curves.enumerated() where hasFuture {
                // A test stands at the end of its epoch, a batch's loss at its iteration.
                switch curve.role {
                case .training:
                    series[index].pale = ChartSeries.Pale(after: Double(latest), color: Self.paleColor(theme))
                case .validation, .test:
                    series[index].pale = ChartSeries.Pale(after: Double(here), color: Self.paleColor(theme))
                case .otherBranch, .sweepRun: break
                }
            }
        }
        usualSmoothing = workbench.usualSmoothing(of: subject)
        if subject == .accuracy { legendPlace = .bottomRight }
    }

    private static func paleColor(_ theme: Theme) -> Color { theme.muted.foreground }

    /// Curves with the colours and strokes that suit them.
    init(_ curves: [PlotCurve], _ theme: Theme) {
        self.init(
            series: curves.enumerated().map { index, curve in
                let color = Self.color(of: curve, at: index, theme)
                return ChartSeries(
                    name: curve.name, points: curve.points.map { ChartPoint(x: Double($0.iteration), y: $0.value) },
                    color: color, stroke: Self.stroke(of: curve),
                    hasMarks: curve.role.isOfEpochs)
            })
        cursorSeries = series.isEmpty ? nil : 0
    }

    /// There may be more runs of a sweep than colours: runs of the same colour have different strokes.
    private static func stroke(of curve: PlotCurve) -> ChartSeries.Stroke {
        switch curve.role {
        case .training: .solid
        case .validation, .test: .dashed
        case .otherBranch: .dotted
        case .sweepRun(let number): [.solid, .dashed, .dotted][(number - 1) / sweepColorCount % 3]
        }
    }

    private static let sweepColorCount = 8

    /// Other branches are drawn less strongly.
    private static func color(of curve: PlotCurve, at index: Int, _ theme: Theme) -> Color {
        switch curve.role {
        case .training: theme.series[0]
        case .test: theme.series[1]
        case .validation: theme.series[2]
        case .sweepRun(let number):
            theme.classColors[(number - 1) % min(sweepColorCount, theme.classColors.count)]
        case .otherBranch: theme.series[2 + index % 2].mixed(with: theme.text.background, share: 0.35)
        }
    }
}

extension PlotCurve.Role {
    /// Whether each point stands for an epoch, and so gets a mark.
    fileprivate var isOfEpochs: Bool {
        switch self {
        case .validation, .test, .sweepRun: true
        case .training, .otherBranch: false
        }
    }
}
