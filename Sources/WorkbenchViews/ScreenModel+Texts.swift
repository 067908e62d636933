import CommandLanguage
import TerminalDrawing
import Workbench

/// The panes of text: the log with the lesson's narration, and the help.
extension ScreenModel {
    // MARK: Log

    /// The lesson's last words stay at the top while what commands say scrolls below; scrolled back, the log shows
    /// everything in its order.
    func drawLog(on grid: inout CellGrid, in area: Rect) {
        let inside = drawBox(workbench.title ?? "log", isFocused: screen.focus == .log, on: &grid, in: area)
        let columns = max(1, inside.columns - 2)
        var pinned: [String] = []
        if screen.showsNarration, screen.log.scroll == 0, let narration = workbench.narration {
            let lines = glyphs.spell(narration).wrapped(toColumns: columns).filter { !$0.isEmpty }
            pinned = Array(lines.prefix(max(0, inside.rows - 1)))
            if pinned.count < lines.count, let last = pinned.indices.last { pinned[last] += " \(glyphs.ellipsis)" }
        }
        for (offset, line) in pinned.enumerated() {
            put(line, .narration, row: inside.row + offset, in: inside, on: &grid)
        }
        let rows = inside.rows - pinned.count
        let lines = logLines(columns: columns, atLeast: rows + screen.log.scroll, includingNarration: pinned.isEmpty)
        let end = max(min(lines.count, rows), lines.count - screen.log.scroll)
        for (offset, line) in lines[max(0, end - rows)..<end].enumerated() {
            put(line.text, line.kind, row: inside.row + pinned.count + offset, in: inside, on: &grid)
        }
    }

    private func put(_ line: String, _ kind: ScreenLog.Kind, row: Int, in inside: Rect, on grid: inout CellGrid) {
        grid.put(
            line, at: Point(column: inside.column + 1, row: row), style: theme.log(kind), limit: inside.columns - 2)
    }

    /// The newest lines of the log, oldest first; no more entries are wrapped than the view reaches back.
    private func logLines(
        columns: Int, atLeast count: Int, includingNarration: Bool
    ) -> [(text: String, kind: ScreenLog.Kind)] {
        var lines: [(text: String, kind: ScreenLog.Kind)] = []
        for entry in screen.log.entries.reversed() where lines.count < count {
            if entry.kind == .narration || entry.kind == .title, !includingNarration { continue }
            let text = glyphs.spell(entry.kind == .command ? "> \(entry.text)" : entry.text)
            let entryLines = text.split(separator: "\n", omittingEmptySubsequences: entry.kind != .narration)
            lines = entryLines.flatMap { wrapped($0, entry.kind, columns: columns) }.map { ($0, entry.kind) } + lines
        }
        return lines
    }

    /// Sentences go on in the next line; tables, and source lines with a caret under the place, keep their columns.
    private func wrapped(_ line: Substring, _ kind: ScreenLog.Kind, columns: Int) -> [String] {
        // Breaking a line folds its blanks.
        guard CharacterWidth.of(line) > columns else { return [String(line)] }
        return switch kind {
        case .narration, .note: String(line).wrapped(toColumns: columns)
        case .failure where !line.hasPrefix(" "): String(line).wrapped(toColumns: columns)
        case .output where !line.hasPrefix(" ") && line.first != glyphs.current:
            String(line).wrapped(toColumns: columns)
        default: [String(line)]
        }
    }

    // MARK: Help

    func drawHelp(on grid: inout CellGrid) {
        let area = Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
        grid.fill(area, style: theme.text)
        let inside = drawBox("help: any other key leaves, arrows scroll", isFocused: true, on: &grid, in: area)
        let lines = ScreenHelp.lines.map(glyphs.spell)
        let scroll = min(screen.helpScroll ?? 0, max(0, lines.count - inside.rows))
        for (offset, line) in lines.dropFirst(scroll).prefix(inside.rows).enumerated() {
            grid.put(
                line, at: Point(column: inside.column + 1, row: inside.row + offset),
                style: line.hasPrefix(" ") ? theme.text : theme.title, limit: inside.columns - 2)
        }
    }
}
