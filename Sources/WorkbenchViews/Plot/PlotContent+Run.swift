import StepDebugger
import TerminalDrawing
import Workbench

extension PlotContent {
    /// The curves of a run: training, the test samples at the end of each epoch, other branches behind them. What comes
    /// after the position is pale.
    init(_ subject: PlotSubject, of workbench: WorkbenchState, _ theme: Theme) {
        self.init(workbench.curves(of: subject), theme)
        if let session = workbench.session {
            cursorStart = Double(session.position.iteration)
            let latest = session.history.latest?.iteration ?? -1
            if session.historyToEnd.latest?.iteration ?? -1 > latest {
                let pale = ChartSeries.Pale(after: Double(latest), color: theme.muted.foreground)
                for index in series.indices where index == 0 || series[index].hasMarks { series[index].pale = pale }
            }
        }
        usualSmoothing = workbench.usualSmoothing(of: subject)
        if subject == .accuracy { legendPlace = .bottomRight }
    }

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

    /// Runs of a sweep are as many as there are; what has their colour has another stroke.
    private static func stroke(of curve: PlotCurve) -> ChartSeries.Stroke {
        switch curve.role {
        case .training: .solid
        case .test: .dashed
        case .otherBranch: .dotted
        case .sweepRun(let number): [.solid, .dashed, .dotted][(number - 1) / sweepColorCount % 3]
        }
    }

    private static let sweepColorCount = 8

    /// Other branches stand back.
    private static func color(of curve: PlotCurve, at index: Int, _ theme: Theme) -> Color {
        switch curve.role {
        case .training: theme.series[0]
        case .test: theme.series[1]
        case .sweepRun(let number):
            theme.classColors[(number - 1) % min(sweepColorCount, theme.classColors.count)]
        case .otherBranch: theme.series[2 + index % 2].mixed(with: theme.text.background, share: 0.35)
        }
    }
}

extension PlotCurve.Role {
    /// Whether its points are few and say something each.
    fileprivate var isOfEpochs: Bool {
        switch self {
        case .test, .sweepRun: true
        case .training, .otherBranch: false
        }
    }
}
