extension HeatMap {
    /// Draws the map from the top left corner of `area`; what does not fit is cut off.
    /// - glyphs: in ASCII every cell has a character of the ramp, as with `usesSigns`.
    /// - hasColors: whether the terminal shows colours; without them cells have a character of the ramp, too.
    public func draw(into grid: inout CellGrid, in area: Rect, glyphs: GlyphSet, hasColors: Bool) {
        let picture = Rect(
            column: area.column, row: area.row, columns: resolution.size.columns, rows: resolution.size.rows)
        let visible = picture.intersection(area).intersection(grid.bounds)
        guard !visible.isEmpty else { return }
        let ramp = HeatRamp(palette, glyphs: glyphs)
        let hasCharacters = usesSigns || glyphs.isASCII || !hasColors
        let hasHalves = resolution.rowsPerCharacter == 2
        let cells = ramp.cells(hasCharacters: hasCharacters, hasColors: hasColors)
        var line: [Cell] = []
        line.reserveCapacity(visible.columns)
        for row in visible.row..<visible.endRow {
            line.removeAll(keepingCapacity: true)
            let upperRow = (row - area.row) * resolution.rowsPerCharacter
            let upper = upperRow * resolution.columns
            let lower = upper + (upperRow + 1 < resolution.rows ? resolution.columns : 0)
            let first = visible.column - area.column
            let isLast = lower == upper
            for offset in first..<first + visible.columns {
                let column = resolution.charactersPerColumn == 1 ? offset : offset / 2
                let value = values[upper + column]
                if !hasHalves {
                    line.append(cells[ramp.step(of: value)])
                } else if hasCharacters {
                    line.append(cells[ramp.step(of: HeatRamp.stronger(value, values[lower + column]))])
                } else {
                    let top = ramp.colors[ramp.step(of: value)]
                    let bottom =
                        isLast
                        ? grid.cells[grid.index(of: Point(column: area.column + offset, row: row))].style.background
                        : ramp.colors[ramp.step(of: values[lower + column])]
                    line.append(Self.halves(top: top, bottom: bottom))
                }
            }
            grid.overwrite(line, at: Point(column: visible.column, row: row))
        }
    }

    /// A character with two colours, one above the other.
    static func halves(top: Color, bottom: Color) -> Cell {
        top == bottom
            ? Cell(style: Style(background: top))
            : Cell("▀", style: Style(foreground: top, background: bottom, isPicture: true))
    }
}

extension HeatRamp {
    /// A whole character for each step. Without colours, values that are not finite are also bold and reversed.
    func cells(hasCharacters: Bool, hasColors: Bool) -> [Cell] {
        colors.indices.map { step in
            let character = hasCharacters || step == invalid ? characters[step] : " "
            let style =
                hasColors
                ? Style(foreground: textColors[step], background: colors[step], bold: step == invalid)
                : Style(bold: step == invalid, reverse: step == invalid)
            return Cell(character, style: style)
        }
    }
}
