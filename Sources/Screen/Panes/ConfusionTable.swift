import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The confusion matrix: true classes down, predicted ones across, as numbers if they fit and as colours if not; below
/// it, the most frequent mistakes.
struct ConfusionTable {
    let confusion: Confusion
    let theme: Theme
    let glyphs: GlyphSet

    /// Cells are not made wider than this, however much room there is.
    private static let widestCell = 5

    private var classCount: Int { confusion.classNames.count }

    func draw(on grid: inout CellGrid, in area: Rect) {
        let mistakes = commonMistakes
        let listRows = min(mistakes.count + 1, max(0, area.rows - classCount - 2))
        let (table, list) = area.splitRows(top: area.rows - max(0, listRows))
        drawTable(on: &grid, in: table)
        let start = min(list.row, table.row + classCount + 2) + 1
        for (offset, mistake) in mistakes.prefix(max(0, listRows - 1)).enumerated() {
            grid.put(
                glyphs.spell(mistake), at: Point(column: list.column, row: start + offset), style: theme.text,
                limit: list.columns, overflow: .ellipsis(glyphs.ellipsis))
        }
    }

    private func drawTable(on grid: inout CellGrid, in area: Rect) {
        let largest = confusion.counts.lazy.flatMap { $0 }.max() ?? 0
        let label = min(12, confusion.classNames.map(\.count).max() ?? 1)
        let room = (area.columns - label) / max(1, classCount) - 1
        let narrow = max(2, String(largest).count)
        // If the counts are too wide, percentages of the class are not.
        let isInPercent = room < narrow && room >= 2
        let fits = room >= 2
        let cellWidth = fits ? isInPercent ? room : max(narrow, min(room, Self.widestCell)) : 1
        let left = area.column + label + 1
        let stride = cellWidth + (fits ? 1 : 0)
        grid.put(
            "true \(glyphs.arrowDown)  predicted \(glyphs.arrowRight)" + (isInPercent ? "  % of the class" : ""),
            at: area.origin, style: theme.muted, limit: area.columns)
        let headerRow = area.row + 1
        let shownRows = min(classCount, area.rows - 2)
        guard shownRows > 0 else { return }
        for index in 0..<classCount {
            let name = String(confusion.classNames[index].prefix(cellWidth))
            grid.putRightAligned(
                name, endColumn: left + index * stride + cellWidth, row: headerRow,
                style: theme.header)
        }
        for row in 0..<shownRows {
            grid.put(
                confusion.classNames[row], at: Point(column: area.column, row: headerRow + 1 + row),
                style: theme.text, limit: label, overflow: .ellipsis(glyphs.ellipsis))
            let total = max(1, confusion.counts[row].reduce(0, +))
            for column in 0..<classCount {
                let count = confusion.counts[row][column]
                // Correct ones are warm and wrong ones cool, each row on its own scale.
                let share = Double(count) / Double(total) * (row == column ? 1 : -1)
                let style = count == 0 ? theme.muted : theme.heat.style(for: share, scale: 1)
                let start = left + column * stride
                guard start + cellWidth <= area.endColumn else { continue }
                if fits {
                    grid.fill(
                        Rect(column: start, row: headerRow + 1 + row, columns: cellWidth, rows: 1), style: style)
                    // Few is not written as 0 %, and not quite all not as 100 %.
                    let percent = count == total ? String(glyphs.check) : String(max(count * 100 / total, 1))
                    let number = isInPercent ? percent : String(count)
                    grid.putRightAligned(
                        count == 0 ? String(glyphs.product) : number, endColumn: start + cellWidth,
                        row: headerRow + 1 + row, style: style)
                } else {
                    let mark: Character = count == 0 ? glyphs.product : row == column ? "+" : "-"
                    grid[column: start, row: headerRow + 1 + row] = Cell(mark, style: style)
                }
            }
        }
    }

    /// `versicolor taken for virginica: 3`, most first.
    private var commonMistakes: [String] {
        var mistakes: [(own: Int, other: Int, count: Int)] = []
        for own in 0..<classCount {
            for other in 0..<classCount where other != own && confusion.counts[own][other] > 0 {
                mistakes.append((own, other, confusion.counts[own][other]))
            }
        }
        let undefined = confusion.undefined.reduce(0, +)
        return (undefined > 0 ? ["nothing was said about \(undefined): the outputs are not numbers"] : [])
            + mistakes.sorted { ($1.count, $0.own, $0.other) < ($0.count, $1.own, $1.other) }.map {
                "\(confusion.classNames[$0.own]) taken for \(confusion.classNames[$0.other]): \($0.count)"
            }
    }
}
