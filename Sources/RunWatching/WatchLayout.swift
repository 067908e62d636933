import TerminalDrawing

/// Where the panes of `backstep watch` are.
struct WatchLayout: Equatable {
    /// A pane with its box.
    struct Slot: Equatable {
        let pane: WatchState.Pane
        let area: Rect
    }

    let header: Rect
    let status: Rect
    let slots: [Slot]

    /// The smallest screen that shows anything.
    static let smallest = Size(columns: 30, rows: 8)
    /// The smallest screen with several panes.
    private static let smallestOfSeveral = Size(columns: 70, rows: 18)
    /// The least columns of the table, so that it shows the last values of a run.
    private static let tableColumns = 44

    init(_ state: WatchState, _ size: Size) {
        let whole = Rect(size)
        let (header, rest) = whole.splitRows(top: 1)
        let (body, status) = rest.splitRows(bottom: 1)
        self.header = header
        self.status = status
        let isSmall = size.columns < Self.smallestOfSeveral.columns || size.rows < Self.smallestOfSeveral.rows
        let plots = state.panes.filter { $0 != .runs }
        if isSmall || state.isZoomed || plots.isEmpty {
            slots = [Slot(pane: state.focusedPane, area: body)]
            return
        }
        let tableRows = min(max(body.rows / 3, 6), max(6, state.tableRowCount + 2))
        let (top, bottom) = body.splitRows(bottom: tableRows)
        let upper = plots.prefix(2)
        var slots: [Slot] = []
        if upper.count == 2 {
            let (left, right) = top.splitColumns(left: top.columns / 2)
            slots = [Slot(pane: upper[0], area: left), Slot(pane: upper[1], area: right)]
        } else {
            slots = [Slot(pane: upper[0], area: top)]
        }
        if plots.count > 2 {
            let (left, right) = bottom.splitColumns(left: max(Self.tableColumns, bottom.columns * 3 / 5))
            slots += [Slot(pane: plots[2], area: right), Slot(pane: .runs, area: left)]
        } else {
            slots.append(Slot(pane: .runs, area: bottom))
        }
        self.slots = slots
    }
}
