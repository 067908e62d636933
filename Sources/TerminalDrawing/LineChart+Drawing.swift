extension LineChart {
    /// Draws the chart into `rect`, over whatever background is there.
    ///
    /// Labels are left out if there is little room. Without any point that the axes can show, nothing is drawn, except
    /// a note on what a log axis leaves out.
    /// - Parameters:
    ///   - label: writes a last value of a series.
    ///   - exactLabel: writes a value at the cursor, with more digits; nil uses `label`.
    public func draw(
        into grid: inout CellGrid, in rect: Rect, glyphs: GlyphSet = .unicode, label: @escaping (Double) -> String,
        exactLabel: ((Double) -> String)? = nil
    ) {
        guard let layout = layout(in: rect, glyphs: glyphs, label: label) else {
            guard !rect.isEmpty, let text = leftOutText(glyphs) else { return }
            put(text, at: Point(column: rect.column + 1, row: rect.row), limit: rect.columns - 1, into: &grid)
            return
        }
        let mapping = layout.mapping
        if layout.hasTicks { drawVerticalTicks(mapping, into: &grid) }
        if layout.hasHorizontalLabels { drawHorizontalTicks(mapping, into: &grid) }
        let inOrder =
            series.indices.filter { series[$0].isBackdrop }
            + series.indices.reversed().filter { !series[$0].isBackdrop }
        for index in inOrder { drawLine(series[index], mark: asciiMark(ofSeries: index), mapping, into: &grid) }
        for index in inOrder where !series[index].isBackdrop {
            drawMarks(series[index], mapping, into: &grid)
        }
        if let area = layout.lastValues { drawLastValues(in: area, mapping, label: label, into: &grid) }
        let exactLabel = exactLabel ?? label
        drawCursor(layout, label: exactLabel, into: &grid)
        if let area = layout.legend {
            drawLegend(in: area, mapping, label: cursor == nil ? label : exactLabel, into: &grid)
        }
    }

    /// Tell series apart without dots and perhaps without colours. A backdrop has a dot.
    private static let asciiMarks: [Character] = ["*", "+", "x", "#", "%", "@", "=", "a", "b", "c", "d", "e"]

    func asciiMark(ofSeries index: Int) -> Character {
        guard !series[index].isBackdrop else { return "." }
        let place = series[..<index].count { !$0.isBackdrop }
        return Self.asciiMarks[place % Self.asciiMarks.count]
    }

    // MARK: Marks

    /// Marks the last point of a line, or each point if that is wanted and they are not too close.
    private func drawMarks(_ series: ChartSeries, _ mapping: Mapping, into grid: inout CellGrid) {
        let shown = series.indices(in: mapping.horizontal.lower...mapping.horizontal.upper)
        var marked: [ChartPoint] = []
        if series.hasMarks, shown.count * 3 <= max(6, mapping.plot.columns) { marked = Array(series.points[shown]) }
        if let last = lastValue(of: series, before: .greatestFiniteMagnitude) { marked.append(last) }
        for point in marked where mapping.contains(point) {
            let place = mapping.cell(point)
            grid[place] = Cell(mapping.glyphs.point, style: grid[place].style.foreground(series.color).bold())
        }
    }

    // MARK: The axes

    private func drawVerticalTicks(_ mapping: Mapping, into grid: inout CellGrid) {
        let plot = mapping.plot
        // From both ends inward, since the ends matter most.
        var taken: Set<Int> = []
        let ticks = mapping.vertical.ticks
        for tick in [ticks.first, ticks.last].compactMap({ $0 }) + ticks.dropFirst().dropLast() {
            let row = mapping.cellRow(tick.value)
            guard taken.insert(row).inserted else { continue }
            put(
                tick.label, at: Point(column: plot.column - 1 - tick.label.utf8.count, row: row), into: &grid)
        }
    }

    private func drawHorizontalTicks(_ mapping: Mapping, into grid: inout CellGrid) {
        let plot = mapping.plot
        var end = plot.column - 1
        for tick in mapping.horizontal.ticks {
            let width = tick.label.utf8.count
            let wanted = mapping.cellColumn(tick.value) - (width - 1) / 2
            let column = min(max(plot.column, wanted), plot.endColumn - width)
            guard column >= plot.column, column > end else { continue }
            put(tick.label, at: Point(column: column, row: plot.endRow), into: &grid)
            end = column + width
        }
    }

    func put(_ text: String, at point: Point, limit: Int? = nil, into grid: inout CellGrid) {
        grid.put(text, at: point, style: merged(labelStyle, grid[point].style), limit: limit)
    }

    /// A style on the present background, unless it has one of its own.
    func merged(_ style: Style, _ present: Style) -> Style {
        style.background != .standard ? style : style.background(present.background)
    }

    // MARK: Values

    /// Writes each last value beside the end of its line, a row lower or higher if two would collide.
    private func drawLastValues(
        in area: Rect, _ mapping: Mapping, label: (Double) -> String, into grid: inout CellGrid
    ) {
        var taken: Set<Int> = []
        for series in series where !series.isBackdrop {
            guard let value = lastValue(of: series, before: mapping.horizontal.upper) else { continue }
            let wanted = mapping.cellRow(value.y)
            let nearest = (area.row..<area.endRow).filter { !taken.contains($0) }
                .min { abs($0 - wanted) < abs($1 - wanted) }
            guard let row = nearest else { continue }
            taken.insert(row)
            let style = grid[column: area.column, row: row].style.foreground(series.color)
            grid.put(label(value.y), at: Point(column: area.column, row: row), style: style, limit: area.columns)
        }
    }

    /// A line for each series: how it is drawn, its name, and its value at the cursor, or else its last value.
    private func drawLegend(
        in area: Rect, _ mapping: Mapping, label: (Double) -> String, into grid: inout CellGrid
    ) {
        let glyphs = mapping.glyphs
        let leftOut = leftOutText(glyphs)
        let rows = area.rows - (leftOut == nil ? 0 : 1)
        let named = series.indices.filter { !series[$0].isBackdrop && !series[$0].name.isEmpty }
        for (offset, index) in named.prefix(rows).enumerated() {
            let point = area.origin.offset(rows: offset)
            let series = series[index]
            let style = grid[point].style
            grid.fill(
                Rect(column: point.column, row: point.row, columns: area.columns, rows: 1),
                style: merged(labelStyle, style))
            if offset == rows - 1, named.count > rows {
                put("\(named.count - rows + 1) more", at: point.offset(columns: 3), into: &grid)
                break
            }
            let stroke = [glyphs.stroke(series.stroke) ?? asciiMark(ofSeries: index)]
            grid.put(
                String(stroke + stroke), at: point, style: merged(labelStyle, style).foreground(series.color).bold())
            grid.put(
                series.name, at: point.offset(columns: 3), style: merged(labelStyle, style), limit: nameColumns,
                overflow: .ellipsis(glyphs.ellipsis))
            let value =
                cursor.map { series.latestPoint(at: $0.x) } ?? lastValue(of: series, before: mapping.horizontal.upper)
            if let value, showsLastValues || cursor != nil {
                grid.put(
                    label(value.y), at: point.offset(columns: 4 + nameColumns),
                    style: merged(labelStyle, style).foreground(series.color), limit: Self.valueColumns,
                    overflow: .ellipsis(glyphs.ellipsis))
            }
        }
        if let leftOut {
            put(
                leftOut, at: Point(column: area.column, row: area.endRow - 1), limit: area.columns, into: &grid)
        }
    }
}

extension GlyphSet {
    /// A piece of a line in the legend; nil if lines are made of different characters.
    func stroke(_ stroke: ChartSeries.Stroke) -> Character? {
        guard !isASCII else { return nil }
        return switch stroke {
        case .solid: "─"
        case .dashed: "╌"
        case .dotted: "┈"
        }
    }
}
