import CommandLanguage
import StepDebugger
import TerminalDrawing
import Workbench

/// The runs of a sweep as a table: sorted by any column, and Enter goes into one.
extension ScreenModel {
    var runsTitle: PaneTitle {
        guard let sweep = workbench.sweep else { return PaneTitle("runs") }
        let done = sweep.runs.filter { $0.status == .done }.count
        let sort = screen.runSort(sweep).name
        return PaneTitle("runs \(done)/\(sweep.runs.count)  by \(sort)", trailing: "← → sort  Enter opens")
    }

    func drawRuns(on grid: inout CellGrid, in inside: Rect) {
        guard let sweep = workbench.sweep else { return }
        let sorted = screen.runSort(sweep)
        let report = SweepReport(sweep, sort: sorted.sort)
        let headings = report.headings
        let cells = report.rows.map(report.cells)
        let widths = headings.indices.map { index in
            max(headings[index].count, cells.map { $0[index].count }.max() ?? 0)
        }
        let area = inside.splitColumns(left: 1).right
        let columns = Self.shownColumns(widths, settings: report.keys.count, in: area.columns)
        let cursor = min(screen.runCursor, report.rows.count - 1)
        let rows = max(0, area.rows - 1)
        let first = max(0, min(cursor - rows / 2, report.rows.count - rows))
        var column = area.column
        for index in columns {
            let width = widths[index]
            let isSorted = index == sorted.column
            grid.putRightAligned(
                glyphs.spell(headings[index]), endColumn: column + width, row: area.row,
                style: isSorted ? theme.header.bold() : theme.header)
            for (offset, row) in cells.dropFirst(first).prefix(rows).enumerated() {
                let run = report.rows[first + offset]
                let style =
                    first + offset == cursor && screen.focus == .runs
                    ? theme.cursor
                    : run.status == .running ? theme.accent : run.number == sweep.current ? theme.good : theme.text
                grid.putRightAligned(
                    glyphs.spell(row[index]), endColumn: column + width, row: area.row + 1 + offset, style: style)
            }
            column += width + 2
        }
    }

    /// The columns that there is room for: the run, its settings and how good it is first.
    private static func shownColumns(_ widths: [Int], settings: Int, in columns: Int) -> [Int] {
        let figures = Array(2 + settings..<widths.count - 2)
        let order = [0] + Array(1..<1 + settings) + [widths.count - 2] + figures + [widths.count - 1, 1 + settings]
        var room = columns
        var kept: Set<Int> = []
        for index in order where widths[index] <= room {
            kept.insert(index)
            room -= widths[index] + 2
        }
        return kept.sorted()
    }
}

extension ScreenState {
    /// Shows the curves and the table of a sweep.
    public mutating func showRuns() {
        layout = .train
        focus = .runs
        runCursor = 0
        runSortColumn = nil
    }

    /// What the runs are sorted by, as the user chose it: the column, its name and the order.
    func runSort(_ sweep: Sweep) -> (column: Int, name: String, sort: SweepSort) {
        let headings = SweepReport(sweep, sort: .run).headings
        let best = headings.count - 2
        let column = min(runSortColumn ?? best, headings.count - 1)
        let name = headings[column]
        return (column, name, SweepSort(column == best ? "best" : name, keys: sweep.keys) ?? .best)
    }

    /// Up and down among the runs, left and right among the columns to sort by.
    mutating func moveRunCursor(_ movement: Movement, _ workbench: WorkbenchState) {
        guard let sweep = workbench.sweep else { return }
        runCursor = min(max(runCursor + movement.rows, 0), sweep.runs.count - 1)
        guard movement.columns != 0 else { return }
        let report = SweepReport(sweep, sort: .run)
        let best = report.headings.count - 2
        let sortable = report.headings.indices.filter { index in
            index == best || SweepSort(report.headings[index], keys: sweep.keys) != nil
        }
        let place = sortable.firstIndex(of: runSort(sweep).column) ?? 0
        runSortColumn = sortable[min(max(place + movement.columns, 0), sortable.count - 1)]
    }

    /// The name of the run under the cursor.
    func chosenRun(_ workbench: WorkbenchState) -> String? {
        guard let sweep = workbench.sweep else { return nil }
        let rows = SweepReport(sweep, sort: runSort(sweep).sort).rows
        return "run-\(rows[min(runCursor, rows.count - 1)].number)"
    }
}
