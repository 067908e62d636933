import Derivations
import TerminalDrawing
import Workbench

extension PlotContent {
    /// The curves of a function and of its derivative about 0, and the point where the derivation is evaluated on both.
    init(_ curve: DerivationCurve, _ theme: Theme) {
        let range = curve.shownRange
        let xs = (0...Self.curveSteps).map { step in
            range.lowerBound + (range.upperBound - range.lowerBound) * Double(step) / Double(Self.curveSteps)
        }
        let name = curve.name
        let points = [curve.value(curve.point), curve.slope(curve.point)].map { ChartPoint(x: curve.point, y: $0) }
        self.init(series: [
            ChartSeries(name: name, points: xs.map { ChartPoint(x: $0, y: curve.value($0)) }, color: theme.series[0]),
            ChartSeries(
                name: "\(name)'", points: xs.map { ChartPoint(x: $0, y: curve.slope($0)) }, color: theme.series[1],
                stroke: .dashed),
            // Each point is a series of its own, so that they are not joined.
            ChartSeries(points: [points[0]], color: theme.written.foreground, hasMarks: true),
            ChartSeries(points: [points[1]], color: theme.written.foreground, hasMarks: true),
        ])
        unit = "x"
        legendPlace = .bottomRight
        cursorSeries = 0
    }

    private static let curveSteps = 240
}

extension DerivationCurve {
    /// The function's name.
    var name: String {
        switch function {
        case .sigmoid: "sigmoid"
        case .relu: "ReLU"
        default: "tanh"
        }
    }

    /// −6 … 6, or as far as the point if that is farther.
    fileprivate var shownRange: ClosedRange<Double> {
        let reach = max(6, point.magnitude.rounded(.up))
        return -reach...reach
    }
}

extension DerivationReport: DrawnReport {
    /// The curves illustrate the derivation above them.
    public var isDrawnFirst: Bool { false }

    /// The curves as lines of text, for when there is no screen; empty if there are none.
    public var drawing: String {
        guard let curve else { return "" }
        var grid = CellGrid(size: PlotReport.textSize)
        var state = PlotState()
        state.cursor = curve.point
        let pane = PlotPane(PlotContent(curve, .monochrome), state, theme: .monochrome, glyphs: .ascii)
        guard pane.draw(on: &grid, in: grid.bounds) else { return "" }
        return grid.textWithoutEmptyEnds
    }
}
