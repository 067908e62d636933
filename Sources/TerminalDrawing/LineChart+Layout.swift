extension LineChart {
    /// Where the parts of a chart lie; depends on everything but the cursor.
    struct Layout {
        let mapping: Mapping
        let tickLabels: [String]
        let lastValues: [DataPoint?]
        let lastLabels: [String]
        let hasTicks: Bool
        let hasLastValues: Bool
        let hasHorizontalLabels: Bool
    }

    /// The layout in `rect`; nil where nothing is drawn.
    func layout(in rect: Rect, glyphs: GlyphSet, label: (Double) -> String) -> Layout? {
        guard rect.columns >= 2, rect.rows >= 1, let ranges = dataRanges else { return nil }
        var vertical = ranges.y
        if let extra = verticalRange {
            vertical =
                min(vertical.lowerBound, extra.lowerBound)...max(vertical.upperBound, extra.upperBound)
        }
        let horizontal = horizontalRange ?? ranges.x
        let hasHorizontalLabels = showsHorizontalLabels && rect.rows >= 4
        var plot = hasHorizontalLabels ? rect.splitRows(bottom: 1).top : rect

        let scale = ChartScale(covering: vertical, tickCount: max(2, min(6, plot.rows / 3)))
        let tickLabels = scale.ticks.map(label)
        let labelWidth = tickLabels.map { CharacterWidth.of($0) }.max() ?? 0
        let hasTicks = labelWidth > 0 && labelWidth + 1 + 8 <= rect.columns
        if hasTicks { plot = plot.splitColumns(left: labelWidth + 1).right }

        let lastValues = series.map { series in series.points.last { $0.x.isFinite && $0.y.isFinite } }
        let lastLabels = lastValues.map { $0.map { label($0.y) } ?? "" }
        let lastWidth = lastLabels.map { CharacterWidth.of($0) }.max() ?? 0
        let hasLastValues = showsLastValues && lastWidth > 0 && lastWidth + 1 + 16 <= plot.columns
        if hasLastValues { plot = plot.splitColumns(right: lastWidth + 1).left }

        let mapping = Mapping(plot: plot, horizontal: horizontal, vertical: scale, glyphs: glyphs)
        return Layout(
            mapping: mapping, tickLabels: tickLabels, lastValues: lastValues, lastLabels: lastLabels,
            hasTicks: hasTicks,
            hasLastValues: hasLastValues, hasHorizontalLabels: hasHorizontalLabels)
    }

    /// From numbers to dots and cells.
    struct Mapping {
        let plot: Rect
        let horizontal: ClosedRange<Double>
        let vertical: ChartScale
        let dotColumns: Int
        let dotRows: Int
        let glyphs: GlyphSet

        init(plot: Rect, horizontal: ClosedRange<Double>, vertical: ChartScale, glyphs: GlyphSet) {
            self.plot = plot
            self.horizontal = horizontal
            self.vertical = vertical
            self.glyphs = glyphs
            dotColumns = plot.columns * (glyphs.isASCII ? 1 : 2)
            dotRows = plot.rows * (glyphs.isASCII ? 1 : 4)
        }

        func dotColumn(_ x: Double) -> Int {
            let width = horizontal.upperBound / 2 - horizontal.lowerBound / 2
            guard width > 0 else { return dotColumns / 2 }
            return Int(((x / 2 - horizontal.lowerBound / 2) / width * Double(dotColumns - 1)).rounded())
        }

        /// The column of the screen in which `x` is drawn.
        func cellColumn(_ x: Double) -> Int { plot.column + dotColumn(x) * plot.columns / dotColumns }

        /// What lies in the middle of a column of the screen; the ends are those of the axis.
        func x(atColumn column: Int) -> Double {
            let (low, high) = (horizontal.lowerBound, horizontal.upperBound)
            if column <= plot.column { return low }
            if column >= plot.endColumn - 1 { return high }
            let dotsPerCell = dotColumns / plot.columns
            let dot = Double((column - plot.column) * dotsPerCell) + Double(dotsPerCell - 1) / 2
            let share = dot / Double(dotColumns - 1)
            return low * (1 - share) + high * share
        }

        func dotRow(_ y: Double) -> Int {
            let row = ((1 - vertical.fraction(of: y)) * Double(dotRows - 1)).rounded()
            return min(dotRows - 1, max(0, Int(row)))
        }

        func cellRow(_ y: Double) -> Int { plot.row + dotRow(y) * plot.rows / dotRows }

        func cell(_ point: DataPoint) -> Point {
            Point(column: cellColumn(point.x), row: cellRow(point.y))
        }
    }
}
