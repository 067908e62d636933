extension LineChart {
    /// Where the parts of a chart lie; depends on everything but the cursor.
    struct Layout {
        let mapping: Mapping
        let hasTicks: Bool
        let hasHorizontalLabels: Bool
        /// Where the last values stand, at the right of the plot; nil if they are not shown.
        let lastValues: Rect?
        /// Where the legend stands; nil if there is none.
        let legend: Rect?
    }

    /// The columns for the numbers of the vertical axis and for the last values, unless one of them needs more.
    private static let labelColumns = 5
    private static let lastValueColumns = 7
    /// The columns for a value in the legend: room for six digits and an exponent.
    static let valueColumns = 11
    /// The least columns of the plot beside labels, and those that it keeps free of the legend.
    private static let plotColumns = (besideTicks: 8, besideValues: 16, besideLegend: 14)

    /// The layout in `rect`; nil if nothing is drawn.
    func layout(in rect: Rect, glyphs: GlyphSet, label: (Double) -> String) -> Layout? {
        guard rect.columns >= 2, rect.rows >= 1, let xs = shownXs, let ys = shownYs(in: xs) else { return nil }
        let hasHorizontalLabels = showsHorizontalLabels && rect.rows >= 4
        var plot = hasHorizontalLabels ? rect.splitRows(bottom: 1).top : rect

        let vertical = ChartAxis(
            covering: ys, isLog: isLogY, tickCount: max(2, min(6, (plot.rows + 1) / 2)), snaps: yRange == nil)
        let widest = vertical.ticks.map(\.label.utf8.count).max() ?? 0
        let hasTicks = plot.rows > 1 && widest + 1 + Self.plotColumns.besideTicks <= rect.columns
        if hasTicks {
            let hasRoom = Self.labelColumns + 1 + Self.plotColumns.besideValues <= rect.columns
            plot = plot.splitColumns(left: (hasRoom ? max(widest, Self.labelColumns) : widest) + 1).right
        }

        let legend = legendArea(in: plot)
        var lastValues: Rect?
        if legend == nil, showsLastValues {
            let labels = series.filter { !$0.isBackdrop }.compactMap { lastValue(of: $0, before: xs.upperBound) }
                .map { CharacterWidth.of(label($0.y)) }
            let width = max(labels.max() ?? 0, Self.lastValueColumns)
            if !labels.isEmpty, width + 1 + Self.plotColumns.besideValues <= plot.columns {
                (plot, lastValues) = plot.splitColumns(right: width + 1)
            }
        }
        let horizontal = ChartAxis(
            covering: xs, isLog: isLogX, tickCount: max(2, min(8, plot.columns / 12)), snaps: xRange == nil)
        return Layout(
            mapping: Mapping(plot: plot, horizontal: horizontal, vertical: vertical, glyphs: glyphs),
            hasTicks: hasTicks, hasHorizontalLabels: hasHorizontalLabels,
            lastValues: lastValues.map { $0.splitColumns(left: 1).right }, legend: legend)
    }

    /// The newest finite value of a series up to `x`.
    func lastValue(of series: ChartSeries, before x: Double) -> ChartPoint? {
        guard let point = series.latestPoint(at: min(x, series.pale?.start ?? x)), !isLogY || point.y > 0 else {
            return nil
        }
        return point
    }

    // MARK: The legend

    /// The lines that the legend has: one for each series with a name, and one for what is left out.
    var legendSeries: [ChartSeries] { series.filter { !$0.isBackdrop && !$0.name.isEmpty } }

    /// What a log axis leaves out, in words; nil if it leaves out nothing.
    func leftOutText(_ glyphs: GlyphSet) -> String? {
        let count = leftOutCount
        return count > 0 ? glyphs.spell("\(count) ≤ 0 left out") : nil
    }

    /// The columns of the names in the legend.
    static let mostNameColumns = 20

    var nameColumns: Int {
        min(Self.mostNameColumns, legendSeries.map { CharacterWidth.of($0.name) }.max() ?? 0)
    }

    private func legendArea(in plot: Rect) -> Rect? {
        let count = legendSeries.count
        // One line needs no name.
        guard count > 1 || (count == 1 && leftOutCount > 0) else { return nil }
        // A stroke, the name, a value.
        let columns = 3 + max(nameColumns + 1 + Self.valueColumns, leftOutCount > 0 ? 14 : 0)
        let rows = min(count + (leftOutCount > 0 ? 1 : 0), plot.rows - 2)
        guard rows >= min(2, count), rows > 0, columns + Self.plotColumns.besideLegend <= plot.columns else {
            return nil
        }
        return Rect(
            column: plot.endColumn - columns,
            row: legendPlace == .topRight ? plot.row : plot.endRow - rows, columns: columns, rows: rows)
    }

    // MARK: From numbers to places

    /// Maps numbers to dots and cells.
    struct Mapping {
        let plot: Rect
        let horizontal: ChartAxis
        let vertical: ChartAxis
        let dotColumns: Int
        let dotRows: Int
        let glyphs: GlyphSet

        init(plot: Rect, horizontal: ChartAxis, vertical: ChartAxis, glyphs: GlyphSet) {
            self.plot = plot
            self.horizontal = horizontal
            self.vertical = vertical
            self.glyphs = glyphs
            dotColumns = plot.columns * (glyphs.isASCII ? 1 : 2)
            dotRows = plot.rows * (glyphs.isASCII ? 1 : 4)
        }

        /// A place this far outside the plot is as good as infinitely far.
        private static let farthest = 1e4

        /// The place of a value that the axis shows, in dots from the left; outside the plot if it is outside the axis.
        func dotX(_ x: Double) -> Double {
            min(Self.farthest, max(-Self.farthest, horizontal.fraction(of: x))) * Double(dotColumns - 1)
        }

        /// The same, in dots from the top.
        func dotY(_ y: Double) -> Double {
            (1 - min(Self.farthest, max(-Self.farthest, vertical.fraction(of: y)))) * Double(dotRows - 1)
        }

        func dotColumn(_ x: Double) -> Int { Int(dotX(x).rounded()) }

        func dotRow(_ y: Double) -> Int { Int(dotY(y).rounded()) }

        /// The column of the screen in which `x` is drawn.
        func cellColumn(_ x: Double) -> Int {
            plot.column + min(max(0, dotColumn(x)), dotColumns - 1) * plot.columns / dotColumns
        }

        func cellRow(_ y: Double) -> Int { plot.row + min(max(0, dotRow(y)), dotRows - 1) * plot.rows / dotRows }

        /// Whether a point is in the plot.
        func contains(_ point: ChartPoint) -> Bool {
            guard horizontal.shows(point.x), vertical.shows(point.y) else { return false }
            return (0..<dotColumns).contains(dotColumn(point.x)) && (0..<dotRows).contains(dotRow(point.y))
        }

        func cell(_ point: ChartPoint) -> Point {
            Point(column: cellColumn(point.x), row: cellRow(point.y))
        }

        /// The value in the middle of a screen column, within the ends of the axis.
        func x(atColumn column: Int) -> Double {
            if column <= plot.column { return horizontal.lower }
            if column >= plot.endColumn - 1 { return horizontal.upper }
            let dotsPerCell = dotColumns / plot.columns
            let dot = Double((column - plot.column) * dotsPerCell) + Double(dotsPerCell - 1) / 2
            return horizontal.value(at: dot / Double(max(1, dotColumns - 1)))
        }
    }
}
