import PlainText
import TerminalDrawing

/// The end of a lesson, where the menu of lessons is, so that its last words stay in view.
extension ScreenModel {
    func drawLessonEnd(_ end: LessonEnd, on grid: inout CellGrid) {
        let area = courseMenuArea
        grid.fill(area, style: theme.text)
        let isWhole = end.skippedCount == 0 && !end.hasSkippedChapters
        grid.box(
            area, title: glyphs.spell(isWhole ? "✓ lesson finished" : "end of the lesson"),
            style: theme.focusedBorder, titleStyle: theme.focusedTitle, glyphs: glyphs)
        let inside = area.interior
        var row = inside.row
        func put(_ text: String, _ style: Style) {
            for line in glyphs.spell(text).wrapped(toColumns: max(1, inside.columns - 2)) where row < inside.endRow {
                grid.put(line, at: Point(column: inside.column + 1, row: row), style: style, limit: inside.columns - 2)
                row += 1
            }
        }
        // On a small screen the words come without blank lines between them.
        let isRoomy = inside.rows >= 14
        func gap() { if isRoomy { row += 1 } }
        gap()
        put(end.title, theme.title)
        if !end.teaches.isEmpty {
            gap()
            put(end.teaches, theme.narration)
        }
        gap()
        if let score = end.score { put("your answers: \(score)", theme.text) }
        if end.skippedCount > 0 {
            put("\(counted(end.skippedCount, "question")) skipped: [ goes back to them", theme.muted)
        } else if end.hasSkippedChapters {
            put("chapters were skipped: [ goes back to them", theme.muted)
        }
        gap()
        if let next = end.next {
            put("Enter begins the next lesson: \(next.title)", theme.good)
        } else {
            put("Enter shows the lessons: all of them are finished", theme.good)
        }
        put("Esc stays here, to try things: s steps, c trains, : takes commands", theme.text)
        put("0 shows all lessons", theme.text)
    }
}
