import TerminalDrawing

/// A page of text, over all panes.
extension ScreenModel {
    func draw(_ page: TextPage, on grid: inout CellGrid) {
        let area = TextPage.area(in: size)
        grid.fill(area, style: theme.text)
        let inside = area.interior
        let lines = page.lines(of: self)
        let scroll = min(page.scroll, max(0, lines.count - inside.rows))
        let rest = lines.count - scroll - inside.rows
        grid.box(
            area, title: page.title, trailingTitle: rest > 0 ? "\(rest) more" : "", style: theme.focusedBorder,
            titleStyle: theme.focusedTitle, glyphs: glyphs)
        for (offset, line) in lines.dropFirst(scroll).prefix(inside.rows).enumerated() {
            grid.put(
                glyphs.spell(line.text).dropFirst(page.column),
                at: Point(column: inside.column + 1, row: inside.row + offset), style: theme.log(line.kind),
                limit: inside.columns - 2, overflow: .ellipsis(glyphs.ellipsis))
        }
    }
}
