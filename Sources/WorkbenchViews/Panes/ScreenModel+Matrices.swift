import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The matrices of an operation.
extension ScreenModel {
    func drawMatrices(on grid: inout CellGrid, in area: Rect) {
        guard let session = workbench.session else {
            let inside = drawBox("no network", isFocused: false, on: &grid, in: area)
            grid.put(
                "Type  :data xor  and  :network 2-4-2", at: Point(column: inside.column + 1, row: inside.row + 1),
                style: theme.muted, limit: inside.columns - 1)
            return
        }
        var focused: MatrixName?
        if case .matrix(let index) = screen.focus {
            let matrices = screen.shownMatrices(in: session)
            focused = matrices.indices.contains(index) ? matrices[index] : nil
        }
        guard let index = screen.shownOperation(in: session) else {
            let inside = drawBox("start", isFocused: focused != nil, on: &grid, in: area)
            drawStart(of: session, focused, on: &grid, in: inside)
            return
        }
        let operation = session.engine.plan.operations[index]
        let inside = drawBox(
            "\(operation.label)  \(operation.summary)", isFocused: focused != nil, on: &grid, in: area)
        MatrixPanel(
            session: session, matrices: OperationMatrices(operation), extent: extent(ofOperation: index),
            cursors: screen.cursors,
            focused: focused,
            theme: theme, glyphs: glyphs
        ).draw(on: &grid, in: inside)
    }

    /// How far an operation got: in this iteration or, before its turn, in the one before.
    private func extent(ofOperation index: Int) -> MatrixPanel.Extent {
        guard let report = workbench.positionReport else { return .notRun }
        let position = report.position
        if index == position.operation, let cell = report.cell {
            return .upTo(cell.matrix, CellPosition(row: cell.row, column: cell.column))
        }
        return position.iteration > 0 || index < position.operation ? .whole : .notRun
    }

    /// Before the first operation there are only parameters to see.
    private func drawStart(
        of session: DebugSession, _ focused: MatrixName?, on grid: inout CellGrid, in area: Rect
    ) {
        let sentence =
            session.engine.training == nil
            ? "There is no data that fits the network yet: type  :data xor"
            : "Nothing has run yet: these are the weights and biases. "
                + "Press s to run the first operation, \(session.nextOperation.label)."
        let lines = glyphs.spell(sentence).wrapped(toColumns: max(1, area.columns - 2))
        for (offset, line) in lines.prefix(area.rows).enumerated() {
            grid.put(
                line, at: Point(column: area.column + 1, row: area.row + offset), style: theme.text,
                limit: area.columns - 2)
        }
        let rest = area.splitRows(top: lines.count + 1).bottom
        guard rest.rows > 2 else { return }
        MatrixPanel(
            session: session, matrices: OperationMatrices(parametersOf: session.engine.network), extent: .whole,
            cursors: screen.cursors, focused: focused, theme: theme, glyphs: glyphs
        ).draw(on: &grid, in: rest)
    }
}
