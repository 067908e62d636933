import TerminalDrawing

/// The help, over all panes.
extension ScreenModel {
    func drawHelp(on grid: inout CellGrid) {
        let area = ScreenHelp.area(in: size)
        grid.fill(area, style: theme.text)
        let inside = area.interior
        grid.box(
            area, title: "help: arrows scroll, any other key leaves", style: theme.focusedBorder,
            titleStyle: theme.focusedTitle, glyphs: glyphs)
        let lines = ScreenHelp.lines.map(glyphs.spell)
        let scroll = min(screen.helpScroll ?? 0, ScreenHelp.farthestScroll(in: size))
        for (offset, line) in lines.dropFirst(scroll).prefix(inside.rows).enumerated() {
            grid.put(
                line, at: Point(column: inside.column + 1, row: inside.row + offset),
                style: line.hasPrefix(" ") ? theme.text : theme.title, limit: inside.columns - 2)
        }
    }
}
