import RunLogs
import TerminalDrawing

/// What `backstep watch` shows: the logs, and what the user has done with their plots.
struct WatchState: Equatable, Sendable {
    /// The panes, in the order in which Tab goes through them.
    enum Pane: CaseIterable, Equatable, Sendable {
        /// The series with "loss" in their names.
        case loss
        /// Those with "acc" in their names.
        case accuracy
        /// One of the others at a time.
        case other
        /// The table of runs.
        case runs
    }

    /// The logs, in the order in which they were named.
    var logs: [WatchedLog]
    /// Named folders that contain no log yet.
    var emptyFolders: [String] = []

    /// Which pane has the focus.
    var focus = Pane.loss
    /// Whether that pane has the whole screen.
    var isZoomed = false
    /// How far the help is scrolled; nil while it is not shown.
    var helpScroll: Int?
    /// What the user did with each plot.
    var plots: [Pane: PlotState] = [:]
    /// The column that the third plot shows; nil is the first.
    var otherColumn: String?
    /// The run that is selected in the table.
    var selection = 0
    /// The runs that are not plotted.
    var hidden: Set<WatchedRun> = []

    /// A watch of logs.
    init(logs: [WatchedLog]) {
        self.logs = logs
    }

    // MARK: Panes

    /// The columns of a pane.
    func columns(of pane: Pane) -> [String] {
        let names = seriesNames
        func isLoss(_ name: String) -> Bool { name.lowercased().contains("loss") }
        func isAccuracy(_ name: String) -> Bool { !isLoss(name) && name.lowercased().contains("acc") }
        switch pane {
        case .loss: return names.filter(isLoss)
        case .accuracy: return names.filter(isAccuracy)
        case .other:
            let others = names.filter { !isLoss($0) && !isAccuracy($0) }
            return otherColumn.map { others.contains($0) ? [$0] : [] } ?? Array(others.prefix(1))
        case .runs: return []
        }
    }

    /// The columns that the third plot can show.
    var otherColumns: [String] {
        let others = Set(columns(of: .loss) + columns(of: .accuracy))
        return seriesNames.filter { !others.contains($0) }
    }

    /// The panes that have something to show.
    var panes: [Pane] { Pane.allCases.filter { $0 == .runs || !columns(of: $0).isEmpty } }

    /// The pane with the focus, or the first one while that pane has nothing to show.
    var focusedPane: Pane { panes.contains(focus) ? focus : panes[0] }

    // MARK: Keys

    /// What a key asks of the program.
    enum Request: Equatable, Sendable {
        /// The user wants to leave.
        case quit
    }

    /// Handles a key.
    mutating func handle(_ key: Key, size: Size) -> Request? {
        if helpScroll != nil {
            scrollHelp(key, size)
            return nil
        }
        switch key {
        case .character("q"): return .quit
        case .character("?"): helpScroll = 0
        case .character("z"): isZoomed.toggle()
        case .escape: isZoomed = false
        case .tab: moveFocus(by: 1)
        case .backTab: moveFocus(by: -1)
        case .character("<"): changeOther(by: -1)
        case .character(">"): changeOther(by: 1)
        default:
            if focusedPane == .runs {
                handleInTable(key)
            } else {
                _ = plots[focusedPane, default: PlotState()].handle(key, content(of: focusedPane, .monochrome))
            }
        }
        return nil
    }

    private mutating func moveFocus(by step: Int) {
        let panes = panes
        let place = panes.firstIndex(of: focusedPane) ?? 0
        focus = panes[(place + step + panes.count) % panes.count]
    }

    private mutating func changeOther(by step: Int) {
        let columns = otherColumns
        guard !columns.isEmpty else { return }
        let place = otherColumn.flatMap(columns.firstIndex) ?? 0
        otherColumn = columns[(place + step + columns.count) % columns.count]
        plots[.other]?.window = nil
        plots[.other]?.cursor = nil
        focus = .other
    }

    private mutating func handleInTable(_ key: Key) {
        let runs = runs
        if key == .character(" ") {
            guard runs.indices.contains(selection) else { return }
            if hidden.remove(runs[selection]) == nil { hidden.insert(runs[selection]) }
        } else if let movement = Movement(key) {
            let rows = movement.isToAnEnd ? movement.columns * runs.count : movement.rows
            selection = min(max(0, selection + rows), max(0, runs.count - 1))
        }
    }

    private mutating func scrollHelp(_ key: Key, _ size: Size) {
        guard let movement = Movement(key), movement.rows != 0 else {
            helpScroll = nil
            return
        }
        let farthest = max(0, WatchHelp.lines.count - (size.rows - 4))
        helpScroll = min(max(0, (helpScroll ?? 0) + movement.rows), farthest)
    }

    // MARK: The mouse

    /// Handles a mouse event.
    mutating func handle(_ event: MouseEvent, size: Size, theme: Theme, glyphs: GlyphSet) {
        guard helpScroll == nil,
            let slot = WatchLayout(self, size).slots.first(where: { $0.area.contains(event.point) })
        else { return }
        let content = content(of: slot.pane, theme)
        let inside = slot.area.interior
        let plot = PlotPane(content, plots[slot.pane] ?? PlotState(), theme: theme, glyphs: glyphs)
        let x = slot.pane == .runs ? nil : plot.x(at: event.point, in: inside)
        switch event.action {
        case .press, .doublePress:
            focus = slot.pane
            if let x { plots[slot.pane, default: PlotState()].setCursor(near: x, content) }
            let row = event.point.row - inside.row - 1
            if slot.pane == .runs, runs.indices.contains(row) { selection = row }
        case .scrollUp, .scrollDown:
            guard slot.pane != .runs else { return }
            let factor = event.action == .scrollUp ? 0.5 : 2
            plots[slot.pane, default: PlotState()].zoom(by: factor, about: x, content)
        case .release, .secondaryPress: break
        }
    }
}

/// The help on the keys of `backstep watch`.
enum WatchHelp {
    static let lines: [String] = {
        let plotKeys = PlotKey.allCases.map { (String($0.rawValue), $0.meaning) }
        let keys =
            [
                ("Tab", "goes to the next pane, shift-Tab back"),
                ("z", "gives the pane the whole screen, and back"),
                ("< >", "shows another column in the plot of the others"),
                ("arrows", "on a plot: move its cursor by a hundredth of the plot, up and down by a point"),
                ("Home End", "on a plot: its cursor goes to the first or last point"),
            ] + plotKeys + [
                ("arrows", "in the table: select a run"),
                ("space", "in the table: hides the run in the plots, or shows it again"),
                ("?", "this help"), ("q", "quits"),
            ]
        let columns = keys.map(\.0.count).max() ?? 0
        return keys.map { "  " + $0.0 + String(repeating: " ", count: columns - $0.0.count) + "  " + $0.1 }
    }()
}
