extension HeatMap {
    /// Marks the block under a cursor on a map that was drawn into the same area: in the style's colours, and with a
    /// mark if the cell has no character for its value.
    /// - style: the cursor's style; for half a character only its background is used.
    public func drawCursor(
        atRow row: Int, column: Int, style: Style, into grid: inout CellGrid, in area: Rect, glyphs: GlyphSet
    ) {
        guard (0..<resolution.rows).contains(row), (0..<resolution.columns).contains(column) else { return }
        let offset = cell(ofRow: row, column: column)
        let point = area.origin.offset(columns: offset.column, rows: offset.row)
        guard area.contains(point) else { return }
        let marks: [Character] = resolution.charactersPerColumn == 2 ? ["[", "]"] : [glyphs.bullet]
        for (index, mark) in marks.enumerated() {
            let place = point.offset(columns: index)
            guard area.contains(place) else { continue }
            let drawn = grid[place]
            let isEmpty = drawn.character == " "
            if resolution.rowsPerCharacter == 2, drawn.style.isPicture || isEmpty {
                let top = drawn.style.isPicture ? drawn.style.foreground : drawn.style.background
                grid[place] =
                    row % 2 == 0
                    ? Self.halves(top: style.background, bottom: drawn.style.background)
                    : Self.halves(top: top, bottom: style.background)
            } else {
                grid[place] = Cell(isEmpty ? mark : drawn.character, style: style)
            }
        }
    }
}
