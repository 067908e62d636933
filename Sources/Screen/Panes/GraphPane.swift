import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// A small network as neurons and edges, from `plot graph` until something else is plotted or a chapter begins.
struct GraphPane: PaneBody {
    let model: ScreenModel

    /// What the user has asked for.
    struct State: PaneState {
        /// Whether the graph is shown.
        var isShown = false
        /// The row of the batch that the user chose.
        var row: Int?
        /// The cell whose paths are shown, and the one that is lit.
        @CopyOnWrite var why: WhyReport? = nil
        var path = 0
        /// Whether the others follow by themselves.
        var goesThroughPaths = false
    }

    static var keys: [(key: String, meaning: String)] {
        [("graph arrows", "↑ ↓ choose the sample, ← → the path of the cell that w asked about")]
    }

    static func show(_ report: PlotReport, on screen: inout ScreenState) -> Bool {
        guard case .graph(let row) = report.request else { return false }
        screen[Self.self].isShown = true
        if let row { screen[Self.self].row = row }
        screen.closeDerivation()
        screen.focus = Focus(.graph)
        return true
    }

    static func clearSelection(_ screen: inout ScreenState) {
        screen[Self.self].why = nil
        screen[Self.self].path = 0
        screen[Self.self].goesThroughPaths = false
    }

    private var state: State { model.screen[Self.self] }

    /// It is there until something else is plotted, while the network is small enough.
    var isAvailable: Bool { state.isShown && network != nil }

    private var network: NetworkSpecification? {
        guard let network = model.workbench.session?.engine.network, NetworkGraph.widthTooGreat(of: network) == nil
        else {
            return nil
        }
        return network
    }

    var mostRows: Int? { network.map { GraphPicture.usualRows(of: $0) + 2 } }

    /// The paths of the cell that was asked about.
    private var paths: [GraphPath] { state.why?.graphPaths ?? [] }

    private var path: GraphPath? { paths.indices.contains(state.path) ? paths[state.path] : nil }

    /// The row of the cell computed last, or else the one that was chosen here or in a matrix.
    private var row: Int {
        guard let session = model.workbench.session else { return 0 }
        if let cell = session.cellComputedLast, cell.name.hasRowPerSample { return cell.row }
        if let row = state.row { return row }
        guard let name = model.screen.focusedMatrix(in: session), name.hasRowPerSample else { return 0 }
        return model.screen.cursors[name]?.row ?? 0
    }

    var title: PaneTitle {
        guard let graph = model.workbench.graph(row: row, path: path) else { return PaneTitle("graph") }
        if let path, let cell = state.why?.cell {
            let isHidden = model.hiddenCells.contains(cell)
            return PaneTitle(
                "graph  \(cell.spelling): path \(state.path + 1) of \(paths.count)"
                    + (isHidden ? "" : ", \(NumberFormat.rounded(path.value, digits: 3))"),
                trailing: "w next, Esc closes")
        }
        return PaneTitle(
            "graph  row \(graph.row)" + (graph.target.map { ", target \($0)" } ?? ""),
            trailing: GraphPicture.legend(glyphs))
    }

    func draw(on grid: inout CellGrid, in inside: Rect) {
        guard let graph = model.workbench.graph(row: row, path: path) else { return }
        GraphPicture(graph: graph, theme: theme, glyphs: glyphs).draw(on: &grid, in: inside)
    }

    /// Chooses the sample, or the path.
    func move(_ movement: Movement, atPlace place: Int, _ screen: inout ScreenState) {
        if movement.columns != 0, !paths.isEmpty {
            screen[Self.self].path = min(max(0, state.path + movement.columns), paths.count - 1)
            screen[Self.self].goesThroughPaths = false
        } else if movement.rows != 0, let session = model.workbench.session {
            let last = max(0, session.shape(of: .inputs).rows - 1)
            screen[Self.self].row = min(max(0, row + movement.rows), last)
        }
    }
}

extension Pane {
    static let graph = Pane(GraphPane.self)
}

extension ScreenState {
    /// Shows again what the graph is in the place of.
    mutating func closeGraph() {
        self[GraphPane.self].isShown = false
        if focus.pane == .graph { focus = layout.home }
    }

    /// Whether the graph lights the paths of a cell one after another, as long as nobody chooses one.
    public var showsPathsInTurn: Bool { self[GraphPane.self].isShown && self[GraphPane.self].goesThroughPaths }

    /// Lights the next path. After the last one the first is lit again and stays.
    public mutating func showNextPath() {
        let count = max(1, self[GraphPane.self].why?.graphPaths.count ?? 0)
        self[GraphPane.self].path = (self[GraphPane.self].path + 1) % count
        if self[GraphPane.self].path == 0 { self[GraphPane.self].goesThroughPaths = false }
    }

    /// Lights the paths of a cell in the graph in turn, or the next one if the same cell is asked about again.
    mutating func take(_ report: WhyReport) {
        guard self[GraphPane.self].isShown else { return }
        if self[GraphPane.self].why == report {
            showNextPath()
            self[GraphPane.self].goesThroughPaths = false
        } else {
            self[GraphPane.self].why = report
            self[GraphPane.self].path = 0
            self[GraphPane.self].goesThroughPaths = report.graphPaths.count > 1
        }
    }
}
