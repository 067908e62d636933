extension LineChart {
    /// Draws the chart into `rect`, over whatever background is there.
    ///
    /// Labels give way before the plot does: where there is little room they are left out. Without any finite point
    /// nothing is drawn.
    /// - label: writes a number of the vertical axis.
    /// - horizontalLabel: writes a number of the horizontal axis; nil takes `label`.
    public func draw(
        into grid: inout CellGrid, in rect: Rect, glyphs: GlyphSet = .unicode,
        label: (Double) -> String, horizontalLabel: ((Double) -> String)? = nil
    ) {
        guard let layout = layout(in: rect, glyphs: glyphs, label: label) else { return }
        let mapping = layout.mapping
        let plot = mapping.plot
        if layout.hasTicks {
            var formerRow: Int?
            for (tick, text) in zip(mapping.vertical.ticks, layout.tickLabels) {
                let row = mapping.cellRow(tick)
                if row == formerRow { continue }
                formerRow = row
                put(text, endColumn: plot.column - 1, row: row, style: labelStyle, into: &grid)
            }
        }
        for (index, series) in series.enumerated() {
            let mark = Self.asciiMarks[index % Self.asciiMarks.count]
            let canvas = DotCanvas(size: plot.size, glyphs: glyphs, asciiMark: mark)
            draw(series, on: canvas, mapping: mapping, into: &grid)
        }
        for (series, last) in zip(series, layout.lastValues) {
            guard let last, mapping.horizontal.contains(last.x) else { continue }
            let point = mapping.cell(last)
            grid[point] = Cell(glyphs.point, style: grid[point].style.foreground(series.color).bold())
        }
        if layout.hasLastValues {
            drawLastValues(layout.lastValues, labels: layout.lastLabels, mapping: mapping, into: &grid)
        }
        if layout.hasHorizontalLabels {
            let row = plot.endRow
            let ends = mapping.horizontal
            let start = horizontalLabel?(ends.lowerBound) ?? label(ends.lowerBound)
            let end = horizontalLabel?(ends.upperBound) ?? label(ends.upperBound)
            grid.put(start, at: Point(column: plot.column, row: row), style: merged(grid, plot.column, row))
            if start != end, CharacterWidth.of(start) + CharacterWidth.of(end) < plot.columns {
                put(end, endColumn: plot.endColumn, row: row, style: labelStyle, into: &grid)
            }
        }
        drawCursor(mapping, into: &grid)
    }

    /// Tells series apart where there are neither dots nor, perhaps, colours.
    private static let asciiMarks: [Character] = ["*", "+", "x", "#"]

    /// The points of one series that share a column of dots.
    private struct DotColumn {
        let column: Int
        let first: Int
        var last: Int
        var top: Int
        var bottom: Int
    }

    /// Draws one line. Where several points share a column of dots, the column shows all from the least to the
    /// greatest, so that a spike of one point is as tall as it was; lines join neighbouring columns.
    private func draw(_ series: Series, on canvas: DotCanvas, mapping: Mapping, into grid: inout CellGrid) {
        var canvas = canvas
        var previous: DotColumn?
        var current: DotColumn?
        func finishColumn() {
            guard let finished = current else { return }
            canvas.vertical(finished.column, finished.top...finished.bottom)
            if let previous {
                canvas.line(from: (previous.column, previous.last), to: (finished.column, finished.first))
            }
            previous = finished
            current = nil
        }
        for point in series.points {
            guard point.x.isFinite, point.y.isFinite, mapping.horizontal.contains(point.x) else {
                finishColumn()
                previous = nil
                continue
            }
            let column = mapping.dotColumn(point.x)
            let row = mapping.dotRow(point.y)
            if var shared = current, shared.column == column {
                shared.last = row
                shared.top = min(shared.top, row)
                shared.bottom = max(shared.bottom, row)
                current = shared
            } else {
                finishColumn()
                current = DotColumn(column: column, first: row, last: row, top: row, bottom: row)
            }
        }
        finishColumn()
        canvas.draw(into: &grid, at: mapping.plot.origin, foreground: series.color)
    }

    /// Writes each last value beside the end of its line, a row lower or higher where two would collide.
    private func drawLastValues(
        _ values: [DataPoint?], labels: [String], mapping: Mapping, into grid: inout CellGrid
    ) {
        var taken: Set<Int> = []
        for (index, value) in values.enumerated() {
            guard let value else { continue }
            let wanted = mapping.cellRow(value.y)
            let nearest = (mapping.plot.row..<mapping.plot.endRow)
                .filter { !taken.contains($0) }
                .min { abs($0 - wanted) < abs($1 - wanted) }
            guard let row = nearest else { continue }
            taken.insert(row)
            let column = mapping.plot.endColumn + 1
            let style = grid[column: column, row: row].style.foreground(series[index].color)
            grid.put(labels[index], at: Point(column: column, row: row), style: style)
        }
    }

    private func put(_ text: String, endColumn: Int, row: Int, style: Style, into grid: inout CellGrid) {
        let column = endColumn - CharacterWidth.of(text)
        grid.put(text, at: Point(column: column, row: row), style: merged(grid, column, row))
    }

    /// The style of labels, on the background that is there if they have none of their own.
    private func merged(_ grid: CellGrid, _ column: Int, _ row: Int) -> Style {
        if labelStyle.background != .standard { return labelStyle }
        return labelStyle.background(grid[column: column, row: row].style.background)
    }
}
