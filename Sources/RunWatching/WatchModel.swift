import PlainText
import RunLogs
import TerminalDrawing

/// The screen of `backstep watch` as cells: a pure function of what was read, what the user did, and the size.
struct WatchModel {
    let state: WatchState
    let size: Size
    let theme: Theme
    let glyphs: GlyphSet

    /// The screen of a state at a size.
    init(state: WatchState, size: Size, theme: Theme, glyphs: GlyphSet) {
        self.state = state
        self.size = size
        self.theme = theme
        self.glyphs = glyphs
    }

    /// The screen as cells.
    func draw() -> CellGrid {
        var grid = CellGrid(size: size, style: theme.text)
        let smallest = WatchLayout.smallest
        guard size.columns >= smallest.columns, size.rows >= smallest.rows else {
            grid.put(
                glyphs.spell("needs \(smallest.columns)×\(smallest.rows); q quits"), at: .zero, style: theme.text,
                limit: size.columns)
            return grid
        }
        let layout = WatchLayout(state, size)
        drawHeader(on: &grid, in: layout.header)
        if state.helpScroll != nil {
            drawHelp(on: &grid, in: Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2))
        } else {
            for slot in layout.slots { draw(slot, on: &grid) }
        }
        drawStatus(on: &grid, in: layout.status)
        return grid
    }

    // MARK: Panes

    private func draw(_ slot: WatchLayout.Slot, on grid: inout CellGrid) {
        let isFocused = slot.pane == state.focusedPane
        guard slot.pane != .runs else {
            box("runs", slot.area, isFocused, on: &grid)
            drawRuns(on: &grid, in: slot.area.interior)
            return
        }
        let content = state.content(of: slot.pane, theme)
        let plot = PlotPane(content, state.plots[slot.pane] ?? PlotState(), theme: theme, glyphs: glyphs)
        box(([title(of: slot.pane, content)] + plot.notes).joined(separator: "  "), slot.area, isFocused, on: &grid)
        let inside = slot.area.interior
        if !plot.draw(on: &grid, in: inside) {
            write("every run is left out: space in the table takes one in", on: &grid, in: inside)
        }
    }

    private func box(_ title: String, _ area: Rect, _ isFocused: Bool, on grid: inout CellGrid) {
        grid.box(
            area, title: glyphs.spell(title), style: isFocused ? theme.focusedBorder : theme.border,
            titleStyle: isFocused ? theme.focusedTitle : theme.title, glyphs: glyphs)
    }

    /// What is plotted, and the values at the plot's cursor.
    private func title(of pane: WatchState.Pane, _ content: PlotContent) -> String {
        var title: String
        switch pane {
        case .loss: title = "loss"
        case .accuracy: title = "accuracy"
        case .other:
            title = state.columns(of: .other).first ?? ""
            let columns = state.otherColumns
            if columns.count > 1, let place = columns.firstIndex(of: title) {
                title += " (\(place + 1) of \(columns.count), < >)"
            }
        case .runs: title = "runs"
        }
        guard let cursor = state.plots[pane]?.cursor else { return title }
        title += " at \(content.unit) \(PlotPane.spelled(cursor))"
        if content.series.count == 1, let value = content.series.first?.latestPoint(at: cursor) {
            title += ": \(NumberFormat.rounded(value.y))"
        }
        return title
    }

    func write(_ text: String, on grid: inout CellGrid, in area: Rect, row: Int = 0, style: Style? = nil) {
        guard row < area.rows else { return }
        grid.put(
            glyphs.spell(text), at: Point(column: area.column + 1, row: area.row + row), style: style ?? theme.muted,
            limit: area.columns - 1, overflow: .ellipsis(glyphs.ellipsis))
    }

    // MARK: Lines

    private func drawHeader(on grid: inout CellGrid, in area: Rect) {
        grid.fill(area, style: theme.statusBar)
        let badge = " \(progress) "
        let records = state.logs.reduce(0) { $0 + $1.log.recordCount }
        let parts = [
            counted(state.logs.count, "log"), counted(state.runs.count, "run"),
            NumberFormat.grouped(Double(records)) + (records == 1 ? " record" : " records"),
        ]
        let limit = max(0, area.columns - badge.count - 2)
        let used = grid.put(
            "backstep watch", at: Point(column: 1, row: area.row), style: theme.statusBar.bold(), limit: limit)
        grid.put(
            glyphs.spell("   " + parts.joined(separator: " \(glyphs.separator) ")),
            at: Point(column: 1 + used, row: area.row), style: theme.statusBarMuted, limit: max(0, limit - used),
            overflow: .ellipsis(glyphs.ellipsis))
        grid.putRightAligned(badge, endColumn: area.columns, row: area.row, style: theme.statusBadge)
    }

    private var progress: String {
        let shares = state.logs.compactMap { log -> Double? in
            if case .reading(let share) = log.status { share } else { nil }
        }
        if let least = shares.min() { return "READING \(Int(least * 100)) %" }
        return state.logs.contains { $0.status == .upToDate } ? "FOLLOWING" : "WAITING"
    }

    private func drawStatus(on grid: inout CellGrid, in area: Rect) {
        let keys = "Tab pane  z zoom  [ ] zoom in time  { } move  y x log  . , smooth  ? help  q quit"
        grid.fill(area, style: theme.text)
        write(keys, on: &grid, in: area)
    }

    private func drawHelp(on grid: inout CellGrid, in area: Rect) {
        grid.fill(area, style: theme.text)
        box("help: arrows scroll, any other key leaves", area, true, on: &grid)
        let inside = area.interior
        let scroll = min(state.helpScroll ?? 0, max(0, WatchHelp.lines.count - inside.rows))
        for (row, line) in WatchHelp.lines.dropFirst(scroll).prefix(inside.rows).enumerated() {
            write(line, on: &grid, in: inside, row: row, style: theme.text)
        }
    }
}
