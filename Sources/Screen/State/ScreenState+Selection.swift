import NeuralEngine
import StepDebugger
import Workbench

/// The operation, the matrices and the cell that the screen shows.
extension ScreenState {
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

    /// The place of the matrix that has the focus among those shown; nil if something else has it.
    var focusedMatrixPlace: Int? { focus.pane == .matrices ? focus.place : nil }

    /// The matrix that has the focus; nil if something else has it.
    func focusedMatrix(in session: DebugSession) -> MatrixName? {
        guard let place = focusedMatrixPlace else { return nil }
        let matrices = shownMatrices(in: session)
        return matrices.indices.contains(place) ? matrices[place] : nil
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

    /// Puts the cell cursor on the cell that was computed last, if its matrix is shown. Keys keep going where they went,
    /// but from one matrix to another of the operation.
    mutating func followCell(in session: DebugSession) {
        guard let cell = session.lastCell else { return }
        let shown = shownMatrices(in: session)
        guard let index = shown.firstIndex(where: { session.engine.plan.canonical($0) == cell.name }) else { return }
        cursors[shown[index]] = CellPosition(row: cell.row, column: cell.column)
        if focus.pane == .matrices { focus = .matrix(index) }
    }

    /// Puts the cell cursor on a cell, in the viewer if no matrix shown has that cell.
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

    /// Gives a matrix the focus, in a layout that shows matrices.
    mutating func focusMatrix(at index: Int) {
        derivation = nil
        focus = .matrix(index)
        if !layout.shows(.matrices) { layout = .step }
    }
}

extension DebugSession {
    /// The cell that was computed last, of the operation under way or of the one that ran last; nil at the start.
    var lastCell: MatrixCell? {
        if let cell = cellComputedLast { return cell }
        // Between two iterations, the batch of the next one may have another number of rows; the update has none.
        guard let index = currentOperationIndex, index < engine.operationsRun || engine.operationsRun == 0 else {
            return nil
        }
        guard case .cell(let cell) = engine.outputStep(engine.outputSteps(ofOperation: index) - 1, ofOperation: index)
        else {
            return nil
        }
        return cell
    }
}
