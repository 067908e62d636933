import PlainText
import TerminalDrawing
import Workbench

/// The menu of lessons, over the panes of the matrices, so that the current lesson stays in view beside it.
extension ScreenModel {
    /// From this width on, each lesson says what it teaches; below it, only the selected one does.
    private static let roomyColumns = 84

    /// Where the menu is.
    var courseMenuArea: Rect {
        let areas = layout.slots.map(\.area)
        let covered = layout.slots.filter { $0.pane.body.menuMayCover }.map(\.area)
        func union(_ areas: [Rect]) -> Rect? {
            areas.first.map { first in areas.dropFirst().reduce(first) { $0.union($1) } }
        }
        return (layout.isSingle ? nil : union(covered)) ?? union(areas) ?? Rect(size)
    }

    func drawCourseMenu(_ menu: CourseMenu, on grid: inout CellGrid) {
        let area = courseMenuArea
        grid.fill(area, style: theme.text)
        grid.box(
            area, title: "lessons",
            trailingTitle: (menu.missedCount > 0 ? "r reviews \(counted(menu.missedCount, "question")), " : "")
                + "Enter begins, Esc stays here", style: theme.focusedBorder,
            titleStyle: theme.focusedTitle, glyphs: glyphs)
        let inside = area.interior
        let isRoomy = inside.columns >= Self.roomyColumns
        let (footer, first) = place(of: menu, in: inside)
        let rows = inside.rows - footer
        // Titles have the columns that no progress needs: none at first.
        let widestProgress = menu.entries.map { progressText($0.progress).count }.max() ?? 0
        let progressColumns = widestProgress > 0 ? widestProgress + 2 : 1
        let titleColumns = min(
            menu.entries.map { $0.title.count }.max() ?? 0, isRoomy ? 32 : inside.columns - 5 - progressColumns)
        for (offset, entry) in menu.entries.dropFirst(first).prefix(rows).enumerated() {
            let index = first + offset
            let row = inside.row + offset
            let isSelected = index == menu.selected
            let style = isSelected ? theme.current : theme.text
            if isSelected {
                grid.fill(Rect(column: inside.column, row: row, columns: inside.columns, rows: 1), style: style)
            }
            let number = entry.number
            grid.putRightAligned(
                number, endColumn: inside.column + 3, row: row, style: isSelected ? style : theme.muted)
            grid.put(
                glyphs.spell(entry.title), at: Point(column: inside.column + 5, row: row), style: style,
                limit: titleColumns, overflow: .ellipsis(glyphs.ellipsis))
            let progress = progressText(entry.progress)
            let progressStyle = isSelected ? style : entry.progress?.isFinished == true ? theme.good : theme.muted
            grid.putRightAligned(progress, endColumn: inside.endColumn - 1, row: row, style: progressStyle)
            if isRoomy {
                let column = inside.column + 5 + titleColumns + 2
                grid.put(
                    glyphs.spell(entry.teaches), at: Point(column: column, row: row),
                    style: isSelected ? style : theme.muted,
                    limit: inside.endColumn - 2 - progressColumns - column,
                    overflow: .ellipsis(glyphs.ellipsis))
            }
        }
        guard footer > 0 else { return }
        let text = glyphs.spell(menu.entries[menu.selected].teaches).wrapped(toColumns: max(1, inside.columns - 2))
        for (offset, line) in text.prefix(footer - 1).enumerated() {
            grid.put(
                line, at: Point(column: inside.column + 1, row: inside.row + rows + 1 + offset),
                style: theme.narration, limit: inside.columns - 2)
        }
    }

    /// The rows for what the selected lesson teaches, and the first lesson that is shown.
    private func place(of menu: CourseMenu, in inside: Rect) -> (footer: Int, first: Int) {
        let footer = inside.columns >= Self.roomyColumns ? 0 : min(3, max(0, inside.rows - 4))
        let rows = inside.rows - footer
        return (footer, min(max(0, menu.selected - rows / 2), max(0, menu.entries.count - rows)))
    }

    /// The lesson that the mouse points at.
    func courseEntry(of menu: CourseMenu, at point: Point) -> Int? {
        let inside = courseMenuArea.interior
        let (footer, first) = place(of: menu, in: inside)
        guard inside.contains(point), point.row < inside.endRow - footer else { return nil }
        let index = first + point.row - inside.row
        return menu.entries.indices.contains(index) ? index : nil
    }

    /// `✓ 5/5   7/9`: whether it is finished, the chapters that were begun, and how many questions were answered correctly
    /// at the first try; empty if it was never begun.
    private func progressText(_ progress: LessonProgress?) -> String {
        guard let progress else { return "" }
        let answers = progress.asked > 0 ? "\(progress.rightAtOnce)/\(progress.asked)" : ""
        return (progress.isFinished ? glyphs.spell("✓") : " ")
            + " \(progress.reached)/\(progress.chapters)" + (answers.isEmpty ? "" : answers.leftPadded(to: 6))
    }
}
