import TerminalDrawing

/// The prompt, which takes the place of the keys in the last line.
extension ScreenModel {
    /// Where the terminal's cursor belongs: in the prompt while it is open.
    public var textCursor: Point? {
        guard let prompt = screen.prompt, size.columns > promptLead.count, size.rows > 0 else { return nil }
        let view = prompt.view(columns: size.columns - promptLead.count)
        return Point(column: promptLead.count + view.cursorColumn, row: size.rows - 1)
    }

    /// What stands before the prompt's text.
    var promptLead: String { " : " }

    func drawPrompt(on grid: inout CellGrid, in area: Rect) {
        guard let prompt = screen.prompt else { return }
        let view = prompt.view(columns: area.columns - promptLead.count)
        grid.put(promptLead, at: Point(column: 0, row: area.row), style: theme.accent, limit: area.columns)
        grid.put(
            view.text, at: Point(column: promptLead.count, row: area.row), style: theme.text,
            limit: area.columns - promptLead.count)
    }
}
