extension LineChart {
    /// The value on the horizontal axis in the middle of a screen column, whether or not there is a point. Outside the
    /// plot the nearest end counts.
    /// - rect: as given to `draw`, as are `glyphs` and `label`.
    /// - Returns: nil if nothing is drawn.
    public func x(
        atColumn column: Int, in rect: Rect, glyphs: GlyphSet = .unicode, label: (Double) -> String
    ) -> Double? {
        layout(in: rect, glyphs: glyphs, label: label)?.mapping.x(atColumn: column)
    }

    /// Draws the line, a mark where it meets each series, and the label on the side and in the row where it hides least.
    func drawCursor(_ layout: Layout, label: (Double) -> String, into grid: inout CellGrid) {
        let mapping = layout.mapping
        guard let cursor, mapping.horizontal.shows(cursor.x),
            (0..<mapping.dotColumns).contains(mapping.dotColumn(cursor.x))
        else { return }
        let plot = mapping.plot
        let column = mapping.cellColumn(cursor.x)
        for row in plot.row..<plot.endRow {
            let point = Point(column: column, row: row)
            guard grid[point].character == " " else { continue }
            grid[point] = Cell(mapping.glyphs.lines.vertical, style: merged(cursorStyle, grid[point].style))
        }
        for series in series where !series.isBackdrop {
            guard let y = series.value(at: cursor.x) else { continue }
            let value = ChartPoint(x: cursor.x, y: y)
            guard mapping.contains(value) else { continue }
            let point = mapping.cell(value)
            grid[point] = Cell(mapping.glyphs.point, style: grid[point].style.foreground(series.color).bold())
        }

        let text = cursorText(cursor, hasLegend: layout.legend != nil, label: label)
        guard !text.isEmpty else { return }
        let width = CharacterWidth.of(text) + 2
        let (left, right) = (column - plot.column, plot.endColumn - column - 1)
        let isRight = right >= min(width, left)
        let room = min(width, isRight ? right : left)
        guard room > 2 else { return }
        let start = isRight ? column + 1 : column - room
        func hidden(_ row: Int) -> Int {
            if let legend = layout.legend, (legend.row..<legend.endRow).contains(row), start + room > legend.column {
                return plot.columns
            }
            return (start..<start + room).count { grid[column: $0, row: row].character != " " }
        }
        guard let row = (plot.row..<plot.endRow).min(by: { hidden($0) < hidden($1) }) else { return }
        let point = Point(column: start, row: row)
        grid.put(
            isRight ? "\(mapping.glyphs.arrowLeft) \(text)" : "\(text) \(mapping.glyphs.arrowRight)", at: point,
            style: merged(cursorStyle, grid[point].style), limit: room, overflow: .ellipsis(mapping.glyphs.ellipsis))
    }

    /// The label, with the values there if no legend shows them.
    private func cursorText(_ cursor: Cursor, hasLegend: Bool, label: (Double) -> String) -> String {
        guard !hasLegend else { return cursor.label }
        let named = legendSeries
        let values = named.compactMap { series in
            series.latestPoint(at: cursor.x).map { (named.count == 1 ? "" : series.name + " ") + label($0.y) }
        }
        return values.isEmpty ? cursor.label : "\(cursor.label): \(values.joined(separator: ", "))"
    }
}
