extension LineChart {
    /// Draws one line. If several points share a column of dots, the column spans from the least to the greatest, so
    /// that a spike of one point keeps its height. Lines join neighbouring columns and are cut off at the border. A
    /// mark shows where a gap begins.
    func drawLine(_ series: ChartSeries, mark: Character, _ mapping: Mapping, into grid: inout CellGrid) {
        let shown = series.indices(around: mapping.horizontal.lower...mapping.horizontal.upper)
        guard let pale = series.pale else {
            return draw(series, shown, in: series.color, mark: mark, mapping, into: &grid)
        }
        let end = min(max(series.firstIndex { $0.x > pale.start }, shown.lowerBound), shown.upperBound)
        draw(
            series, max(shown.lowerBound, end - 1)..<shown.upperBound, in: pale.color, mark: mark, mapping, into: &grid)
        draw(series, shown.lowerBound..<end, in: series.color, mark: mark, mapping, into: &grid)
    }

    /// The colours of backdrops: if they differ, the dots of a backdrop do not thicken the line in front of it.
    private var faintColors: [Color] {
        series.filter(\.isBackdrop).flatMap { [$0.color] + ($0.pale.map { [$0.color] } ?? []) }
            .filter { $0 != .standard }
    }

    /// Draws some of the points of a line.
    private func draw(
        _ series: ChartSeries, _ range: Range<Int>, in color: Color, mark: Character, _ mapping: Mapping,
        into grid: inout CellGrid
    ) {
        var pen = LinePen(
            canvas: DotCanvas(
                size: mapping.plot.size, glyphs: mapping.glyphs, asciiMark: mark, stroke: series.stroke))
        let (horizontal, vertical) = (mapping.horizontal, mapping.vertical)
        var index = range.lowerBound
        while index < range.upperBound {
            let point = series.points[index]
            guard horizontal.shows(point.x) else {
                index += 1
                continue
            }
            let column = mapping.dotColumn(point.x)
            let end = min(
                range.upperBound, series.firstIndex(from: index + 1) { mapping.dotColumn($0.x) != column })
            if end - index > 2 {
                let summary = series.summary(of: index..<end)
                if summary.isFinite, vertical.shows(summary.low) {
                    pen.move(to: (Double(column), mapping.dotY(point.y)))
                    pen.column(column, from: mapping.dotY(summary.high), to: mapping.dotY(summary.low))
                    pen.place = (Double(column), mapping.dotY(series.points[end - 1].y))
                    index = end
                    continue
                }
            }
            for point in series.points[index..<end] {
                if vertical.shows(point.y) {
                    pen.move(to: (mapping.dotX(point.x), mapping.dotY(point.y)))
                } else {
                    pen.lift(at: column, point.y)
                }
            }
            index = end
        }
        pen.canvas.draw(
            into: &grid, at: mapping.plot.origin, foreground: color, over: series.isBackdrop ? [] : faintColors)
        guard !series.isBackdrop else { return }
        for gap in pen.gaps where (0..<mapping.dotColumns).contains(gap.column) {
            let place = Point(
                column: mapping.plot.column + gap.column * mapping.plot.columns / mapping.dotColumns,
                row: mapping.plot.row + gap.row * mapping.plot.rows / mapping.dotRows)
            grid[place] = Cell(mapping.glyphs.notFinite, style: merged(warningStyle, grid[place].style))
        }
    }
}

/// Draws a line from place to place.
private struct LinePen {
    var canvas: DotCanvas
    /// The end of the line so far; nil in a gap.
    var place: (x: Double, y: Double)?
    /// The end of the line before the gap, for the gap's mark.
    private var formerRow: Int?
    /// Where gaps begin.
    var gaps: [(column: Int, row: Int)] = []
    private var isInGap = false

    init(canvas: DotCanvas) {
        self.canvas = canvas
    }

    mutating func move(to next: (x: Double, y: Double)) {
        if let place {
            canvas.clippedLine(from: place, to: next)
        } else {
            canvas.setNearest(next)
        }
        place = next
        isInGap = false
    }

    mutating func column(_ column: Int, from top: Double, to bottom: Double) {
        canvas.vertical(column, from: top, to: bottom)
    }

    /// Begins a gap for a value that cannot be drawn: with a mark if it is not finite.
    mutating func lift(at column: Int, _ value: Double) {
        if let place { formerRow = min(max(0, Int(place.y.rounded())), canvas.rows - 1) }
        place = nil
        guard !value.isFinite, !isInGap else { return }
        isInGap = true
        let bottom = canvas.rows - 1
        gaps.append((column, value.isNaN ? formerRow ?? bottom : value > 0 ? 0 : bottom))
    }
}
