import CommandLanguage
import StepDebugger
import TerminalDrawing
import Workbench

/// The runs of a sweep as a table that can be sorted by any column; Enter opens a run.
struct RunsPane: PaneBody {
    let model: ScreenModel

    /// The order of the runs, and the cursor.
    struct State: PaneState {
        /// The index of the column that the runs are sorted by; nil sorts by the best epoch.
        var sortColumn: Int?
        /// The index of the run under the cursor, in the order shown.
        var cursor = 0
    }

    /// There are runs only after `sweep`.
    var isAvailable: Bool { model.workbench.sweep != nil }

    var title: PaneTitle {
        guard let sweep = model.workbench.sweep else { return PaneTitle("runs") }
        let done = sweep.runs.filter { $0.status == .done }.count
        let sort = model.screen[Self.self].sort(of: sweep).name
        return PaneTitle("runs \(done)/\(sweep.runs.count)  by \(sort)", trailing: "← → sort  Enter opens")
    }

    // MARK: Drawing

    func draw(on grid: inout CellGrid, in inside: Rect) {
        guard let sweep = model.workbench.sweep else { return }
        let state = model.screen[Self.self]
        let sorted = state.sort(of: sweep)
        let report = SweepReport(sweep, sort: sorted.sort)
        let headings = report.headings
        let cells = report.rows.map(report.cells)
        let widths = headings.indices.map { index in
            max(headings[index].count, cells.map { $0[index].count }.max() ?? 0)
        }
        let area = inside.splitColumns(left: 1).right
        let columns = Self.shownColumns(widths, settings: report.keys.count, in: area.columns)
        let cursor = min(state.cursor, report.rows.count - 1)
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
                    first + offset == cursor && model.screen.focus.pane == .runs
                    ? theme.cursor
                    : run.status == .running ? theme.accent : run.number == sweep.current ? theme.good : theme.text
                grid.putRightAligned(
                    glyphs.spell(row[index]), endColumn: column + width, row: area.row + 1 + offset, style: style)
            }
            column += width + 2
        }
    }

    /// The columns that fit, the most important first: the run, its settings, its result.
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

    // MARK: Keys

    /// Enter opens the run under the cursor.
    func handle(_ key: Key, _ screen: inout ScreenState) -> PaneAnswer {
        guard key == .enter else { return .ignored }
        guard let sweep = model.workbench.sweep else { return .handled(nil) }
        let state = screen[Self.self]
        let rows = SweepReport(sweep, sort: state.sort(of: sweep).sort).rows
        return .handled(.command("switch run-\(rows[min(state.cursor, rows.count - 1)].number)"))
    }

    /// Up and down choose a run, left and right the column to sort by.
    func move(_ movement: Movement, atPlace place: Int, _ screen: inout ScreenState) {
        guard let sweep = model.workbench.sweep else { return }
        var state = screen[Self.self]
        defer { screen[Self.self] = state }
        state.cursor = min(max(state.cursor + movement.rows, 0), sweep.runs.count - 1)
        guard movement.columns != 0 else { return }
        let report = SweepReport(sweep, sort: .run)
        let best = report.headings.count - 2
        let sortable = report.headings.indices.filter { index in
            index == best || SweepSort(report.headings[index], keys: sweep.keys) != nil
        }
        let current = sortable.firstIndex(of: state.sort(of: sweep).column) ?? 0
        state.sortColumn = sortable[min(max(current + movement.columns, 0), sortable.count - 1)]
    }
}

extension RunsPane.State {
    /// The column that the runs are sorted by, its heading, and the order that makes.
    fileprivate func sort(of sweep: Sweep) -> (column: Int, name: String, sort: SweepSort) {
        let headings = SweepReport(sweep, sort: .run).headings
        let best = headings.count - 2
        let column = min(sortColumn ?? best, headings.count - 1)
        let name = headings[column]
        return (column, name, SweepSort(column == best ? "best" : name, keys: sweep.keys) ?? .best)
    }
}

extension Pane {
    static let runs = Pane(RunsPane.self)
}

extension ScreenState {
    /// Shows the curves and the table of a sweep.
    public mutating func showRuns() {
        layout = .train
        focus = Focus(.runs)
        self[RunsPane.self] = RunsPane.State()
    }
}
