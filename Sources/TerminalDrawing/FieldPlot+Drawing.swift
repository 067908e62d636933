extension FieldPlot {
    /// Draws the plot into `area`.
    /// - hasColors: whether the terminal shows colours; without them the field shows its marks.
    /// - label: writes a number of an axis; one of more than six characters is left out.
    public func draw(
        into grid: inout CellGrid, in area: Rect, glyphs: GlyphSet, hasColors: Bool, label: (Double) -> String
    ) {
        let plot = Self.plot(in: area)
        guard !plot.isEmpty else { return }
        let plane = Plane(
            plot: plot, horizontal: Self.axis(horizontal, tickCount: plot.columns / 12),
            vertical: Self.axis(vertical, tickCount: plot.rows / 4))
        drawField(into: &grid, in: plot, hasHalves: hasColors && !glyphs.isASCII, hasColors: hasColors)
        drawDiagonal(into: &grid, on: plane, glyphs: glyphs)
        drawSamples(into: &grid, on: plane, glyphs: glyphs)
        drawAxes(into: &grid, in: area, on: plane, glyphs: glyphs, label: label)
    }

    /// The axis of a range; of 0…1 where an end is not a number that can be drawn.
    private static func axis(_ range: ClosedRange<Double>, tickCount: Int) -> ChartScale {
        let isFinite = range.lowerBound.isFinite && range.upperBound.isFinite
        return ChartScale(covering: isFinite ? range : 0...1, tickCount: max(2, min(6, tickCount)))
    }

    /// Maps numbers to places.
    private struct Plane {
        let plot: Rect
        let horizontal: ChartScale
        let vertical: ChartScale

        /// The place of a point on a raster of `columns` × `rows` over the plot; nil outside.
        func place(_ x: Double, _ y: Double, columns: Int, rows: Int) -> (column: Int, row: Int)? {
            guard x >= horizontal.lower, x <= horizontal.upper, y >= vertical.lower, y <= vertical.upper else {
                return nil
            }
            return (
                Int((horizontal.fraction(of: x) * Double(columns - 1)).rounded()),
                Int(((1 - vertical.fraction(of: y)) * Double(rows - 1)).rounded())
            )
        }
    }

    // MARK: The field

    private func drawField(into grid: inout CellGrid, in plot: Rect, hasHalves: Bool, hasColors: Bool) {
        guard let field, field.columns > 0, field.rows > 0 else { return }
        let visible = plot.intersection(grid.bounds)
        guard !visible.isEmpty else { return }
        let rasterRows = plot.rows * (hasHalves ? 2 : 1)
        for row in visible.row..<visible.endRow {
            let cells = (visible.column..<visible.endColumn).map { column -> Cell in
                let across = (column - plot.column) * field.columns / plot.columns
                func index(_ rasterRow: Int) -> Int {
                    rasterRow * field.rows / rasterRows * field.columns + across
                }
                let rasterRow = (row - plot.row) * (hasHalves ? 2 : 1)
                if hasHalves {
                    return HeatMap.halves(
                        top: field.colors[index(rasterRow)], bottom: field.colors[index(rasterRow + 1)])
                }
                let place = index(rasterRow)
                let style = hasColors ? labelStyle.background(field.colors[place]) : labelStyle
                return Cell(field.marks.isEmpty ? " " : field.marks[place], style: style)
            }
            grid.overwrite(cells, at: Point(column: visible.column, row: row))
        }
    }

    // MARK: What lies on it

    private func drawDiagonal(into grid: inout CellGrid, on plane: Plane, glyphs: GlyphSet) {
        let start = max(plane.horizontal.lower, plane.vertical.lower)
        let end = min(plane.horizontal.upper, plane.vertical.upper)
        guard let diagonal, start < end else { return }
        var canvas = DotCanvas(size: plane.plot.size, glyphs: glyphs, asciiMark: ".")
        guard let first = plane.place(start, start, columns: canvas.columns, rows: canvas.rows),
            let last = plane.place(end, end, columns: canvas.columns, rows: canvas.rows)
        else { return }
        canvas.line(from: first, to: last)
        canvas.draw(into: &grid, at: plane.plot.origin, foreground: diagonal)
    }

    private func drawSamples(into grid: inout CellGrid, on plane: Plane, glyphs: GlyphSet) {
        let empty = DotCanvas(size: plane.plot.size, glyphs: glyphs, asciiMark: glyphs.point)
        var colors: [Color] = []
        var dots: [Color: DotCanvas] = [:]
        for sample in samples where sample.mark == nil {
            guard let place = plane.place(sample.x, sample.y, columns: empty.columns, rows: empty.rows) else {
                continue
            }
            if dots[sample.color] == nil { colors.append(sample.color) }
            dots[sample.color, default: empty].set(place.column, place.row)
        }
        for color in colors { dots[color]?.draw(into: &grid, at: plane.plot.origin, foreground: color) }

        for sample in samples {
            // In half characters, to know the colour that lies right behind the mark.
            guard let mark = sample.mark,
                let place = plane.place(
                    sample.x, sample.y, columns: plane.plot.columns, rows: 2 * plane.plot.rows)
            else { continue }
            let point = plane.plot.origin.offset(columns: place.column, rows: place.row / 2)
            let behind = grid[point].style
            let background = behind.isPicture && place.row % 2 == 0 ? behind.foreground : behind.background
            let color = Self.color(of: sample, on: background)
            grid[point] = Cell(mark, style: Style(foreground: color, background: background, bold: true))
        }
    }

    /// The sample's colour, or black or white if that would be lost in a region of its own colour.
    private static func color(of sample: Sample, on background: Color) -> Color {
        guard background != .standard, sample.color.contrast(with: background) < 2.3 else { return sample.color }
        let (black, white) = (Color(hex: 0x000000), Color(hex: 0xFFFFFF))
        return black.contrast(with: background) > white.contrast(with: background) ? black : white
    }

    // MARK: Its axes

    private func drawAxes(
        into grid: inout CellGrid, in area: Rect, on plane: Plane, glyphs: GlyphSet, label: (Double) -> String
    ) {
        let plot = plane.plot
        if plot.column > area.column {
            for tick in plane.vertical.ticks {
                let text = label(tick)
                let width = CharacterWidth.of(text)
                guard width <= Self.labelColumns,
                    let place = plane.place(plane.horizontal.lower, tick, columns: 1, rows: plot.rows)
                else { continue }
                write(text, at: Point(column: plot.column - 1 - width, row: plot.row + place.row), into: &grid)
            }
        }
        if plot.endRow < area.endRow {
            var end = Int.min
            for tick in plane.horizontal.ticks {
                let text = label(tick)
                let width = CharacterWidth.of(text)
                guard let place = plane.place(tick, plane.vertical.lower, columns: plot.columns, rows: 1) else {
                    continue
                }
                let wanted = plot.column + place.column - width / 2
                let column = min(max(plot.column, wanted), plot.endColumn - width)
                guard column >= plot.column, column > end else { continue }
                write(text, at: Point(column: column, row: plot.endRow), into: &grid)
                end = column + width
            }
        }
        if plot.row > area.row {
            let across = horizontalTitle.isEmpty ? "" : glyphs.spell("\(horizontalTitle) →")
            let width = CharacterWidth.of(across)
            let hasAcross = width > 0 && width <= plot.columns
            if hasAcross { write(across, at: Point(column: plot.endColumn - width, row: area.row), into: &grid) }
            let room = plot.columns - (hasAcross ? width + 2 : 0)
            if !verticalTitle.isEmpty, room > 2 {
                write(
                    glyphs.spell("↑ \(verticalTitle)"), at: Point(column: plot.column, row: area.row), limit: room,
                    ellipsis: glyphs.ellipsis, into: &grid)
            }
        }
    }

    private func write(
        _ text: String, at point: Point, limit: Int? = nil, ellipsis: Character? = nil, into grid: inout CellGrid
    ) {
        let style =
            labelStyle.background == .standard ? labelStyle.background(grid[point].style.background) : labelStyle
        grid.put(text, at: point, style: style, limit: limit, overflow: ellipsis.map { .ellipsis($0) } ?? .clip)
    }
}
