import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// What has the focus, what is selected, and how keys move it.
extension ScreenState {
    /// The size that is taken where nobody says one.
    public static let standardSize = Size(columns: 120, rows: 36)

    /// The operation whose matrices are shown.
    func shownOperation(in session: DebugSession) -> Int? {
        selectedOperation ?? session.currentOperationIndex
    }

    /// The matrices in the viewer, or those of the operation shown, each once, results first, or the parameters before
    /// the first operation.
    func shownMatrices(in session: DebugSession) -> [MatrixName] {
        let viewed = viewed.filter(session.engine.plan.contains)
        guard viewed.isEmpty else { return viewed }
        guard let index = shownOperation(in: session) else {
            return OperationMatrices(parametersOf: session.engine.network).blocks
        }
        return OperationMatrices(session.engine.plan.operations[index]).blocks
    }

    /// The matrix that has the focus; nil where something else has it.
    func focusedMatrix(in session: DebugSession) -> MatrixName? {
        guard case .matrix(let index) = focus else { return nil }
        let matrices = shownMatrices(in: session)
        return matrices.indices.contains(index) ? matrices[index] : nil
    }

    /// The cell that is explained: under the cursor of the matrix that has the focus; else the one that `stepi` computed
    /// last, or the one under the cursor of the first matrix shown.
    func selectedCell(in session: DebugSession) -> MatrixCell? {
        let focused = focusedMatrix(in: session)
        guard let name = focused ?? shownMatrices(in: session).first else { return nil }
        if focused == nil, viewed.isEmpty, selectedOperation == nil, let cell = session.cellComputedLast { return cell }
        let shape = session.shape(of: name)
        let cursor = cursors[name] ?? CellPosition()
        return MatrixCell(
            name, min(cursor.row, max(0, shape.rows - 1)), min(cursor.column, max(0, shape.columns - 1)))
    }

    // MARK: Panes

    /// The places that Tab visits, in their order: what the layout shows, or everything where one pane has the screen.
    private func places(_ workbench: WorkbenchState, _ size: Size) -> [Focus] {
        let layout = ScreenModel(workbench: workbench, screen: self, size: size).layout
        let matrices = workbench.session.map { shownMatrices(in: $0).count } ?? 0
        let all: [Focus] =
            [.operations] + (0..<matrices).map(Focus.matrix) + [
                .derivation, .explanation, .layers, .outcome, .samples, .runs, .curve, .accuracy, .log,
            ]
        return all.filter { place in
            guard layout.isSingle else { return layout.slots.contains { $0.pane == place.pane } }
            return switch place {
            case .runs: workbench.sweep != nil
            case .derivation: derivation != nil
            default: true
            }
        }
    }

    /// Takes the keys away from a pane that a smaller screen has left out.
    mutating func keepFocusInView(_ workbench: WorkbenchState, _ size: Size) {
        let places = places(workbench, size)
        guard let first = places.first, !places.contains(where: { $0.pane == focus.pane }) else { return }
        focus = first
    }

    mutating func moveFocus(by step: Int, _ workbench: WorkbenchState, _ size: Size) {
        let places = places(workbench, size)
        guard !places.isEmpty else { return }
        guard let current = places.firstIndex(of: focus) else {
            focus = places[0]
            return
        }
        focus = places[(current + step + places.count) % places.count]
    }

    /// Puts the cell cursor on a cell, in the viewer where no matrix shown has it.
    mutating func show(_ name: MatrixName, _ cell: CellPosition, in session: DebugSession) {
        let plan = session.engine.plan
        let shown = shownMatrices(in: session)
        if let index = shown.firstIndex(where: { plan.canonical($0) == plan.canonical(name) }) {
            focusMatrix(at: index)
            cursors[shown[index]] = cell
        } else {
            viewed = [name]
            focusMatrix(at: 0)
            cursors[name] = cell
        }
    }

    // MARK: Moving about

    mutating func move(_ movement: Movement, _ workbench: WorkbenchState, _ size: Size) {
        func kept(_ scroll: Int) -> Int {
            let model = ScreenModel(workbench: workbench, screen: self, size: size)
            return min(max(0, scroll), model.farthestScroll(of: focus.pane))
        }
        switch focus {
        case .log: log.scroll = kept(log.scroll - movement.rows)
        case .derivation, .explanation, .layers: scroll[focus] = kept((scroll[focus] ?? 0) + movement.rows)
        case .outcome, .samples: break
        case .runs: moveRunCursor(movement, workbench)
        case .operations: moveSelection(movement, workbench)
        case .matrix(let index): moveCell(ofMatrix: index, movement, workbench)
        case .curve, .accuracy: break
        }
    }

    private mutating func moveSelection(_ movement: Movement, _ workbench: WorkbenchState) {
        guard let session = workbench.session else { return }
        let count = session.engine.plan.operations.count
        let current = shownOperation(in: session) ?? 0
        selectedOperation = min(max(current + movement.rows, 0), count - 1)
    }

    private mutating func moveCell(ofMatrix index: Int, _ movement: Movement, _ workbench: WorkbenchState) {
        guard let session = workbench.session else { return }
        let matrices = shownMatrices(in: session)
        guard matrices.indices.contains(index) else { return }
        let shape = session.shape(of: matrices[index])
        var cursor = cursors[matrices[index]] ?? CellPosition()
        cursor.row = min(max(cursor.row + movement.rows, 0), max(0, shape.rows - 1))
        let column =
            movement.isToAnEnd ? (movement.columns < 0 ? 0 : shape.columns - 1) : cursor.column + movement.columns
        cursor.column = min(max(column, 0), max(0, shape.columns - 1))
        cursors[matrices[index]] = cursor
    }
}

extension LayoutName {
    /// Whether a pane is there, on a screen that is large enough.
    func shows(_ pane: Pane) -> Bool {
        switch self {
        case .step: ![.accuracy, .samples, .runs].contains(pane)
        case .train: [.curve, .accuracy, .layers, .outcome, .samples, .runs, .log, .narration].contains(pane)
        case .data: [.matrices, .outcome, .log, .narration].contains(pane)
        case .lesson: [.narration, .log, .matrices, .derivation, .explanation].contains(pane)
        }
    }

    /// Where keys go at first.
    var home: ScreenState.Focus {
        switch self {
        case .step: .operations
        case .train: .curve
        case .data, .lesson: .matrix(0)
        }
    }
}

extension DebugSession {
    /// The cell that `stepi` computed last, of the operation under way; nil where none is.
    var cellComputedLast: MatrixCell? {
        guard position.cell > 0 else { return nil }
        let (name, row, column) = engine.outputCell(position.cell - 1, ofOperation: engine.operationsRun)
        return MatrixCell(name, row, column)
    }

    /// The shape that a matrix has now: with as many rows as the batch that it was computed from.
    func shape(of name: MatrixName) -> MatrixShape {
        engine.shape(of: name) ?? MatrixShape(rows: 0, columns: 0)
    }
}

/// A step with the arrow keys or `hjkl`, or a larger one.
struct Movement {
    let rows: Int
    let columns: Int
    /// Whether it goes as far as it can.
    let isToAnEnd: Bool

    /// The rows of a page.
    private static let page = 10

    init(rows: Int, columns: Int, isToAnEnd: Bool = false) {
        self.rows = rows
        self.columns = columns
        self.isToAnEnd = isToAnEnd
    }

    init?(_ key: Key) {
        switch key {
        case .up, .character("k"): self.init(rows: -1, columns: 0)
        case .down, .character("j"): self.init(rows: 1, columns: 0)
        case .left, .character("h"): self.init(rows: 0, columns: -1)
        case .right, .character("l"): self.init(rows: 0, columns: 1)
        case .pageUp: self.init(rows: -Self.page, columns: 0)
        case .pageDown: self.init(rows: Self.page, columns: 0)
        case .home: self.init(rows: 0, columns: -1, isToAnEnd: true)
        case .end: self.init(rows: 0, columns: 1, isToAnEnd: true)
        default: return nil
        }
    }
}
