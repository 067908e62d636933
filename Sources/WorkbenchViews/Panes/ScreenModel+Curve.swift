import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The curve of the loss.
extension ScreenModel {
    /// The loss and the accuracy of the last iteration, or of the one under the plot's cursor.
    var curveTitle: PaneTitle {
        guard let cursor = curvePoint else {
            guard let latest = workbench.session?.history.latest else { return PaneTitle("loss") }
            return PaneTitle(Self.text(of: latest))
        }
        return PaneTitle(
            "iteration \(cursor.iteration): loss \(NumberFormat.rounded(cursor.loss, digits: 4))",
            trailing: "Enter goes")
    }

    private static func text(of point: HistoryPoint) -> String {
        "loss \(NumberFormat.rounded(point.loss))"
            + (point.accuracy.map { "  accuracy \(NumberFormat.rounded($0, digits: 3))" } ?? "")
    }

    /// The point under the plot's cursor, of the past or of what came after it.
    private var curvePoint: HistoryPoint? {
        guard let cursor = screen.curveCursor, let session = workbench.session else { return nil }
        return session.historyToEnd.points.last { $0.iteration <= cursor }
    }

    func drawCurve(on grid: inout CellGrid, in inside: Rect) {
        guard let chart = lossChart else {
            grid.put(
                "n runs an iteration, c trains", at: Point(column: inside.column + 1, row: inside.row),
                style: theme.muted, limit: inside.columns - 1)
            return
        }
        chart.draw(
            into: &grid, in: inside, glyphs: glyphs, label: Self.label(telling: chart.series),
            horizontalLabel: { String(Int($0)) })
    }

    /// The chart of the loss; nil where there is none yet.
    private var lossChart: LineChart? {
        let points = workbench.session?.history.points ?? []
        let future = futurePoints(after: points.last)
        guard !points.isEmpty || !future.isEmpty else { return nil }
        let shares = max(1, size.columns * 4)
        func line(_ points: [HistoryPoint], _ color: Color) -> LineChart.Series {
            LineChart.Series(
                points: points.thinned(toShares: shares).map {
                    LineChart.DataPoint(x: Double($0.iteration), y: $0.loss)
                }, color: color)
        }
        var chart = LineChart(series: [line(points, theme.series[0])])
        if !future.isEmpty {
            // In the past, what came after it stays in view, but pale; the axes do not jump.
            chart.series.insert(line(future, theme.muted.foreground), at: 0)
        }
        chart.labelStyle = theme.muted
        chart.cursorStyle = theme.written
        chart.cursor = curvePoint.map {
            LineChart.Cursor(
                x: Double($0.iteration), label: "\($0.iteration): \(NumberFormat.rounded($0.loss, digits: 4))")
        }
        return chart
    }

    /// Writes the numbers along the axis, with so many digits that the numbers along the axis differ: 0.691 and 0.692 have three, 0.6912 and 0.6914 four.
    private static func label(telling series: [LineChart.Series]) -> (Double) -> String {
        var (low, high) = (Double.infinity, -Double.infinity)
        for point in series.lazy.flatMap(\.points) where point.y.isFinite {
            low = min(low, point.y)
            high = max(high, point.y)
        }
        var digits = 3
        var finest = max(low.magnitude, high.magnitude) / 100
        while digits < 6, finest.isFinite, (high - low) / 8 < finest {
            finest /= 10
            digits += 1
        }
        return { [digits] in NumberFormat.rounded($0, digits: digits) }
    }

    /// The iteration on the curve that is nearest to a place; nil where there is no curve.
    func curveIteration(at point: Point, in inside: Rect) -> Int? {
        guard let chart = lossChart else { return nil }
        return chart.x(
            atColumn: point.column, in: inside, glyphs: glyphs, label: Self.label(telling: chart.series)
        ).map { Int($0) }
    }

    /// The loss from the position on, where the run went farther before.
    private func futurePoints(after latest: HistoryPoint?) -> [HistoryPoint] {
        guard let session = workbench.session else { return [] }
        let known = session.historyToEnd
        guard known.latest?.iteration ?? -1 > latest?.iteration ?? -1 else { return [] }
        // From the last point of the past, so that the line goes on.
        return known.points.filter { $0.iteration >= latest?.iteration ?? 0 }
    }
}

extension [HistoryPoint] {
    /// The points with the smallest and the largest loss of each of so many equal shares of the iterations, and those at
    /// both ends: as a screen with fewer columns shows it, it is the same curve.
    func thinned(toShares shares: Int) -> [HistoryPoint] {
        guard count > 4 * shares, let first, let last else { return self }
        let width = Swift.max(1, (last.iteration - first.iteration + shares) / shares)
        var kept = [first]
        var index = startIndex
        while index < endIndex {
            let share = (self[index].iteration - first.iteration) / width
            var (low, high) = (index, index)
            while index < endIndex, (self[index].iteration - first.iteration) / width == share {
                // What is not a number is a gap, which is kept like an extreme.
                if !(self[low].loss <= self[index].loss) { low = index }
                if !(self[high].loss >= self[index].loss) { high = index }
                index += 1
            }
            for place in low == high ? [low] : [Swift.min(low, high), Swift.max(low, high)]
            where self[place].iteration > kept[kept.count - 1].iteration {
                kept.append(self[place])
            }
        }
        if kept[kept.count - 1].iteration < last.iteration { kept.append(last) }
        return kept
    }
}
