extension LineChart {
    /// The point nearest to a column of the screen, of all points that the chart shows: where a click puts the cursor.
    /// - column: beside the plot its nearest end counts.
    /// - rect: as given to `draw`, as are `glyphs` and `label`.
    /// - Returns: where the point is on the horizontal axis; nil where nothing is drawn.
    public func x(
        atColumn column: Int, in rect: Rect, glyphs: GlyphSet = .unicode, label: (Double) -> String
    ) -> Double? {
        layout(in: rect, glyphs: glyphs, label: label).flatMap { nearestX(to: $0.mapping.x(atColumn: column)) }
    }

    /// The places of all points that are shown.
    private var shownXs: [Double] {
        series.flatMap(\.points).filter { point in
            point.x.isFinite && point.y.isFinite && horizontalRange?.contains(point.x) ?? true
        }.map(\.x)
    }

    private func nearestX(to x: Double) -> Double? {
        shownXs.min { ($0 - x).magnitude < ($1 - x).magnitude }
    }

    /// Draws the line, a mark where it meets each series, and the label on the side and in the row where it hides least.
    func drawCursor(_ mapping: Mapping, into grid: inout CellGrid) {
        guard let cursor, cursor.x.isFinite, mapping.horizontal.contains(cursor.x) else { return }
        let plot = mapping.plot
        let column = mapping.cellColumn(cursor.x)
        func style(_ point: Point) -> Style {
            cursorStyle.background == .standard
                ? cursorStyle.background(grid[point].style.background) : cursorStyle
        }
        for row in plot.row..<plot.endRow {
            let point = Point(column: column, row: row)
            guard grid[point].character == " " else { continue }
            grid[point] = Cell(mapping.glyphs.lines.vertical, style: style(point))
        }
        for series in series {
            guard let y = series.value(at: cursor.x) else { continue }
            let point = mapping.cell(DataPoint(x: cursor.x, y: y))
            grid[point] = Cell(mapping.glyphs.point, style: grid[point].style.foreground(series.color).bold())
        }

        guard !cursor.label.isEmpty else { return }
        let width = CharacterWidth.of(cursor.label) + 2
        let (left, right) = (column - plot.column, plot.endColumn - column - 1)
        let isRight = right >= min(width, left)
        let room = min(width, isRight ? right : left)
        guard room > 2 else { return }
        let start = isRight ? column + 1 : column - room
        func hidden(_ row: Int) -> Int {
            (start..<start + room).count { grid[column: $0, row: row].character != " " }
        }
        guard let row = (plot.row..<plot.endRow).min(by: { hidden($0) < hidden($1) }) else { return }
        let point = Point(column: start, row: row)
        let text =
            isRight ? "\(mapping.glyphs.arrowLeft) \(cursor.label)" : "\(cursor.label) \(mapping.glyphs.arrowRight)"
        grid.put(text, at: point, style: style(point), limit: room, overflow: .ellipsis(mapping.glyphs.ellipsis))
    }
}

extension LineChart.Series {
    /// The line's height at `x`: a point's, or between its two neighbours; nil beside the line and in its gaps.
    func value(at x: Double) -> Double? {
        var before: LineChart.DataPoint?
        for point in points {
            guard point.x.isFinite, point.y.isFinite else {
                before = nil
                continue
            }
            if point.x == x { return point.y }
            if point.x > x {
                guard let before, before.x < x else { return nil }
                let share = (x / 2 - before.x / 2) / (point.x / 2 - before.x / 2)
                return before.y * (1 - share) + point.y * share
            }
            before = point
        }
        return nil
    }
}
