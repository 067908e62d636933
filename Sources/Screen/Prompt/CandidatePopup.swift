import CommandLanguage
import TerminalDrawing

/// The candidates of a completion in a box above the prompt: names and meanings, in two columns.
struct CandidatePopup {
    let menu: CandidateMenu
    let theme: Theme
    let glyphs: GlyphSet

    /// The most candidates in view.
    static let mostRows = 8
    /// The mark of the chosen one and the space after it.
    private static let markColumns = 2
    private static let gap = 2

    /// Draws it above `row`, so that the names stand over `column`, the place where the chosen one goes.
    func draw(on grid: inout CellGrid, above row: Int, column: Int) {
        let candidates = menu.result.candidates
        let labels = candidates.map { glyphs.spell($0.label) }
        let meanings = candidates.map { glyphs.spell($0.meaning) }
        let most = grid.size.columns - 2 - Self.markColumns - 1
        let labelColumns = min(labels.map { CharacterWidth.of($0) }.max() ?? 0, most)
        let meaningColumns = meanings.map { CharacterWidth.of($0) }.max() ?? 0
        let wanted = labelColumns + (meaningColumns > 0 ? Self.gap + meaningColumns : 0)
        let columns = min(wanted, most) + Self.markColumns + 1
        let rows = min(Self.mostRows, candidates.count, max(1, row * 2 / 3 - 2))
        let left = max(0, min(column - 1 - Self.markColumns, grid.size.columns - columns - 2))
        let area = Rect(column: left, row: row - rows - 2, columns: columns + 2, rows: rows + 2)
        grid.fill(area, style: theme.text)
        grid.box(
            area, trailingTitle: candidates.count > rows ? "\(menu.selected + 1)/\(candidates.count)" : "",
            style: theme.border, titleStyle: theme.muted, glyphs: glyphs)
        // The chosen one stays in view, with what is around it.
        let first = max(0, min(menu.selected - rows / 2, candidates.count - rows))
        for offset in 0..<rows {
            let index = first + offset
            let isSelected = index == menu.selected
            let line = Rect(column: area.column + 1, row: area.row + 1 + offset, columns: columns, rows: 1)
            if isSelected { grid.fill(line, style: theme.current) }
            grid.put(
                isSelected ? String(glyphs.current) : " ", at: line.origin,
                style: isSelected ? theme.current : theme.text)
            grid.put(
                labels[index], at: line.origin.offset(columns: Self.markColumns),
                style: isSelected ? theme.current : theme.accent, limit: labelColumns,
                overflow: .ellipsis(glyphs.ellipsis))
            let start = Self.markColumns + labelColumns + Self.gap
            grid.put(
                meanings[index], at: line.origin.offset(columns: start),
                style: isSelected ? theme.current : theme.muted, limit: max(0, columns - 1 - start),
                overflow: .ellipsis(glyphs.ellipsis))
        }
    }
}
