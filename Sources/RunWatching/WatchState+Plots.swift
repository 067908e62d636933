import RunLogs
import TerminalDrawing

/// The plots of logs: a line for each run and column.
extension WatchState {
    /// More lines in one plot cannot be told apart.
    private static let lineLimit = 24
    /// Series with at most this many points have a mark at each.
    private static let markLimit = 30

    /// The runs that are plotted.
    var shownRuns: [WatchedRun] { runs.filter { !hidden.contains($0) } }

    /// What the plot in a pane shows. Each run has a colour and each column a stroke; with only one run, each column
    /// has both.
    func content(of pane: Pane, _ theme: Theme) -> PlotContent {
        let columns = columns(of: pane)
        let all = runs
        var lines: [ChartSeries] = []
        for (number, run) in all.enumerated() where !hidden.contains(run) {
            for (place, column) in columns.enumerated() {
                guard lines.count < Self.lineLimit, let series = logged(run).series(named: column) else { continue }
                let strokes = ChartSeries.Stroke.allCases
                let name =
                    all.count == 1
                    ? column : columns.count == 1 ? self.name(of: run) : "\(self.name(of: run)) \(column)"
                lines.append(
                    ChartSeries(
                        name: name, points: series.points.map { ChartPoint(x: $0.x, y: $0.y) },
                        color: Self.color(all.count == 1 ? place : number, theme),
                        stroke: strokes[(all.count == 1 || columns.count > 1 ? place : number) % strokes.count],
                        hasMarks: series.count <= Self.markLimit))
            }
        }
        var content = PlotContent(series: lines)
        content.legendPlace = pane == .accuracy ? .bottomRight : .topRight
        content.unit = unit
        return content
    }

    /// The colour of a run or column by its index.
    static func color(_ place: Int, _ theme: Theme) -> Color { theme.classColors[place % theme.classColors.count] }

    /// What the horizontal axis counts.
    private var unit: String {
        let axes = Set(shownRuns.map { logged($0).axis })
        return axes.count == 1 ? axes.first!.rawValue : "count"
    }
}
