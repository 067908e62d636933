/// Counts as bars side by side, with axes.
public struct HistogramChart: Equatable, Sendable {
    /// How many there are in each bin, from the left.
    public var counts: [Int]
    /// From the beginning of the first bin to the end of the last.
    public var range: ClosedRange<Double>
    /// The bars' colour.
    public var color: Color
    /// How the numbers at the axes are drawn.
    public var labelStyle = Style.plain

    /// A chart of counts.
    public init(counts: [Int], range: ClosedRange<Double>, color: Color) {
        self.counts = counts
        self.range = range
        self.color = color
    }

    /// Draws the chart into `rect`. Labels are left out before the bars are. A bin with anything in it shows at least
    /// the lowest bar; if there are more bins than columns, each column shows the fullest of its share.
    public func draw(into grid: inout CellGrid, in rect: Rect, glyphs: GlyphSet = .unicode) {
        let most = counts.max() ?? 0
        guard rect.columns >= 2, rect.rows >= 1, !counts.isEmpty, range.lowerBound.isFinite, range.upperBound.isFinite
        else { return }
        var plot = rect.rows >= 4 ? rect.splitRows(bottom: 1).top : rect
        let vertical = ChartAxis(covering: 0...Double(max(1, most)), tickCount: max(2, min(6, (plot.rows + 1) / 2)))
        // Counts are whole numbers, so ticks between them make no sense.
        let ticks = vertical.ticks.filter { $0.value == $0.value.rounded() }
        let width = max(5, ticks.map(\.label.utf8.count).max() ?? 0)
        if plot.rows > 1, width + 9 <= rect.columns {
            plot = plot.splitColumns(left: width + 1).right
            for tick in ticks {
                // Beside the uppermost part of a bar that is as tall.
                let height = max(1, Int((vertical.fraction(of: tick.value) * Double(plot.rows)).rounded()))
                let row = plot.endRow - height
                put(tick.label, at: Point(column: plot.column - 1 - tick.label.utf8.count, row: row), into: &grid)
            }
        }
        drawBars(in: plot, upper: vertical.upper, glyphs: glyphs, into: &grid)
        if rect.rows >= 4 { drawHorizontalTicks(below: plot, into: &grid) }
    }

    private func drawBars(in plot: Rect, upper: Double, glyphs: GlyphSet, into grid: inout CellGrid) {
        let levels = glyphs.isASCII ? 1 : glyphs.bars.count
        for offset in 0..<plot.columns {
            let first = offset * counts.count / plot.columns
            let end = max(first + 1, (offset + 1) * counts.count / plot.columns)
            let count = counts[first..<min(end, counts.count)].max() ?? 0
            guard count > 0 else { continue }
            let height = max(1, Int((Double(count) / upper * Double(plot.rows * levels)).rounded()))
            for row in 0..<plot.rows where height > row * levels {
                let bar = glyphs.isASCII ? "#" : glyphs.bars[min(levels, height - row * levels) - 1]
                let point = Point(column: plot.column + offset, row: plot.endRow - 1 - row)
                grid[point] = Cell(bar, style: grid[point].style.foreground(color))
            }
        }
    }

    private func drawHorizontalTicks(below plot: Rect, into grid: inout CellGrid) {
        let axis = ChartAxis(covering: range, tickCount: max(2, min(8, plot.columns / 12)), snaps: false)
        var end = plot.column - 1
        for tick in axis.ticks {
            let width = tick.label.utf8.count
            let place = plot.column + Int((axis.fraction(of: tick.value) * Double(plot.columns - 1)).rounded())
            let column = min(max(plot.column, place - (width - 1) / 2), plot.endColumn - width)
            guard column >= plot.column, column > end else { continue }
            put(tick.label, at: Point(column: column, row: plot.endRow), into: &grid)
            end = column + width
        }
    }

    private func put(_ text: String, at point: Point, into grid: inout CellGrid) {
        let style =
            labelStyle.background == .standard ? labelStyle.background(grid[point].style.background) : labelStyle
        grid.put(text, at: point, style: style)
    }
}
