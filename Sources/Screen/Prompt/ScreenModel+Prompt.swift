import CommandLanguage
import TerminalDrawing

/// The prompt, which takes the place of the keys in the last line, with what it shows above and below.
extension ScreenModel {
    private var promptLayout: PromptLayout? {
        screen.prompt.map { PromptLayout(prompt: $0, size: size, glyphs: glyphs) }
    }

    /// Where the terminal's cursor belongs: in the prompt while it is open.
    public var textCursor: Point? {
        guard size.columns > PromptLayout.lead.count, size.rows > 0 else { return nil }
        return promptLayout?.cursor
    }

    func drawPrompt(on grid: inout CellGrid, in area: Rect) {
        guard let layout = promptLayout else { return }
        let row = layout.promptRow
        grid.fill(
            Rect(column: area.column, row: row, columns: area.columns, rows: size.rows - row), style: theme.text)
        put(PromptLayout.lead, theme.accent, on: &grid, row: row)
        put(layout.text, theme.prompt, on: &grid, row: row, column: PromptLayout.lead.count)
        drawProblem(on: &grid, layout)
        if let menu = layout.prompt.menu {
            CandidatePopup(menu: menu, theme: theme, glyphs: glyphs).draw(
                on: &grid, above: row, column: layout.column(ofCharacter: menu.result.range.lowerBound))
        } else if let search = layout.prompt.editor.search {
            let state = search.hasFailed ? "no earlier line has it" : "Ctrl-R: an older one"
            drawHint("search: \(search.query)", state, on: &grid, row: row - 1)
        } else if layout.prompt.problem == nil,
            let hint = UsageHint(for: layout.prompt.editor.text, cursor: layout.prompt.editor.cursor)
        {
            drawHint(hint.usage, hint.meaning, on: &grid, row: row - 1)
        }
    }

    /// A caret under the place, what is wrong there, and what was probably meant.
    private func drawProblem(on grid: inout CellGrid, _ layout: PromptLayout) {
        guard let caret = layout.caret else { return }
        var row = layout.promptRow + 1
        put(
            "^" + String(repeating: "~", count: caret.count - 1), theme.bad, on: &grid, row: row,
            column: caret.lowerBound)
        for line in layout.problemLines {
            row += 1
            put(line, theme.bad, on: &grid, row: row, column: PromptLayout.lead.count)
        }
        if let line = layout.suggestionLine {
            put(line, theme.text, on: &grid, row: row + 1, column: PromptLayout.lead.count)
        }
    }

    /// A line above the prompt, its meaning muted.
    private func drawHint(_ text: String, _ meaning: String, on grid: inout CellGrid, row: Int) {
        grid.fill(Rect(column: 0, row: row, columns: size.columns, rows: 1), style: theme.text)
        let column = PromptLayout.lead.count
        grid.put(
            [(glyphs.spell(text), theme.text), ("  " + glyphs.spell(meaning), theme.muted)],
            at: Point(column: column, row: row), limit: size.columns - column - 1,
            overflow: .ellipsis(glyphs.ellipsis))
    }

    private func put(_ text: String, _ style: Style, on grid: inout CellGrid, row: Int, column: Int = 0) {
        grid.put(
            text, at: Point(column: column, row: row), style: style, limit: size.columns - column,
            overflow: .clip)
    }
}
