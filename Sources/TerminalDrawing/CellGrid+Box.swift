extension CellGrid {
    /// Draws a box along the edge of `rect`, with titles set into its upper line.
    ///
    /// Titles that do not fit are cut off with an ellipsis; the right one is left out before the left one is cut.
    /// - title: at the left; may be empty.
    /// - trailingTitle: at the right; may be empty.
    public mutating func box(
        _ rect: Rect, title: String = "", trailingTitle: String = "", style: Style = .plain,
        titleStyle: Style? = nil, glyphs: GlyphSet = .unicode
    ) {
        guard rect.columns >= 2, rect.rows >= 2 else { return }
        let lines = glyphs.lines
        let right = rect.endColumn - 1
        let bottom = rect.endRow - 1
        horizontalLine(
            row: bottom, column: rect.column, columns: rect.columns, ends: (lines.bottomLeft, lines.bottomRight),
            style: style, glyphs: glyphs)
        for row in rect.row + 1..<max(rect.row + 1, bottom) {
            self[column: rect.column, row: row] = Cell(lines.vertical, style: style)
            self[column: right, row: row] = Cell(lines.vertical, style: style)
        }
        horizontalLine(
            row: rect.row, column: rect.column, columns: rect.columns, ends: (lines.topLeft, lines.topRight),
            style: style, glyphs: glyphs)
        putTitles(
            title, trailingTitle, row: rect.row, column: rect.column, columns: rect.columns,
            style: titleStyle ?? style, glyphs: glyphs)
    }

    /// Draws a line across a box, with titles as in `box`.
    /// - row: the row of the grid, between the box's upper and lower line.
    public mutating func divider(
        in rect: Rect, row: Int, title: String = "", trailingTitle: String = "", style: Style = .plain,
        titleStyle: Style? = nil, glyphs: GlyphSet = .unicode
    ) {
        guard rect.columns >= 2, row >= rect.row, row < rect.endRow else { return }
        horizontalLine(
            row: row, column: rect.column, columns: rect.columns, ends: (glyphs.lines.teeRight, glyphs.lines.teeLeft),
            style: style, glyphs: glyphs)
        putTitles(
            title, trailingTitle, row: row, column: rect.column, columns: rect.columns, style: titleStyle ?? style,
            glyphs: glyphs)
    }

    private mutating func horizontalLine(
        row: Int, column: Int, columns: Int, ends: (Character, Character), style: Style, glyphs: GlyphSet
    ) {
        fill(
            Rect(column: column, row: row, columns: columns, rows: 1), with: glyphs.lines.horizontal, style: style)
        self[column: column, row: row] = Cell(ends.0, style: style)
        self[column: column + columns - 1, row: row] = Cell(ends.1, style: style)
    }

    /// Titles have a space at either side and leave at least the corners of the line.
    private mutating func putTitles(
        _ title: String, _ trailingTitle: String, row: Int, column: Int, columns: Int, style: Style, glyphs: GlyphSet
    ) {
        let room = columns - 4
        guard room > 0 else { return }
        let titleWidth = min(CharacterWidth.of(title), room)
        if titleWidth > 0 {
            put(" ", at: Point(column: column + 1, row: row), style: style)
            let used = put(
                title, at: Point(column: column + 2, row: row), style: style, limit: room,
                overflow: .ellipsis(glyphs.ellipsis))
            put(" ", at: Point(column: column + 2 + used, row: row), style: style)
        }
        let trailingWidth = CharacterWidth.of(trailingTitle)
        if trailingWidth > 0, titleWidth + trailingWidth + 3 <= room {
            putRightAligned(" \(trailingTitle) ", endColumn: column + columns - 2, row: row, style: style)
        }
    }
}
