import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The matrices of an operation, or those in the viewer, over a line about the cell under the cursor.
extension ScreenModel {
    var matricesTitle: PaneTitle {
        guard let session = workbench.session else { return PaneTitle("no network") }
        let modes: [MatrixMode: String] = [.numbers: "numbers", .colors: "colours", .signs: "signs"]
        let mode = modes[screen.matrixMode].map { "\($0), m changes" } ?? ""
        guard screen.viewed.isEmpty else { return PaneTitle("view", trailing: mode) }
        guard let index = screen.shownOperation(in: session) else { return PaneTitle("start", trailing: mode) }
        let operation = session.engine.plan.operations[index]
        return PaneTitle("\(operation.label)  \(operation.summary)", trailing: mode)
    }

    func drawMatrices(on grid: inout CellGrid, in inside: Rect) {
        guard let session = workbench.session else {
            grid.put(
                "Type  :data xor  and  :network 2-4-2", at: Point(column: inside.column + 1, row: inside.row + 1),
                style: theme.muted, limit: inside.columns - 1)
            return
        }
        if let viewer = viewer(session) {
            viewer.draw(on: &grid, in: inside)
            return
        }
        if let sentence = startSentence {
            for (offset, line) in sentence.prefix(inside.rows).enumerated() {
                grid.put(
                    line, at: Point(column: inside.column + 1, row: inside.row + offset), style: theme.text,
                    limit: inside.columns - 2)
            }
        }
        guard let area = panelArea(in: inside) else { return }
        panel(session).draw(on: &grid, in: area)
        drawCellLine(session, on: &grid, in: inside.splitRows(bottom: 1).bottom)
    }

    /// What the mouse points at among the matrices.
    func matrixTarget(at point: Point, in inside: Rect) -> MouseTarget? {
        guard let session = workbench.session else { return nil }
        let names = screen.shownMatrices(in: session)
        let placements: [MatrixPlacement]
        if let viewer = viewer(session) {
            placements = viewer.placements(in: inside)
        } else {
            placements = panelArea(in: inside).map(panel(session).placements) ?? []
        }
        for placement in placements where !placement.block.isPrevious {
            guard let cell = placement.cell(at: point), let index = names.firstIndex(of: placement.block.name) else {
                continue
            }
            return .cell(matrix: index, cell)
        }
        return nil
    }

    // MARK: What is drawn

    private func viewer(_ session: DebugSession) -> MatrixViewer? {
        guard !screen.viewed.isEmpty else { return nil }
        let names = screen.shownMatrices(in: session)
        var focused = 0
        if case .matrix(let index) = screen.focus { focused = index }
        return MatrixViewer(
            session: session, names: names, focused: focused, cursors: screen.cursors, style: matrixStyle(session))
    }

    private func panel(_ session: DebugSession) -> MatrixPanel {
        let index = screen.shownOperation(in: session)
        let matrices =
            index.map { OperationMatrices(session.engine.plan.operations[$0]) }
            ?? OperationMatrices(parametersOf: session.engine.network)
        return MatrixPanel(
            session: session, matrices: matrices, extent: index.map(extent) ?? .whole, cursors: screen.cursors,
            focused: screen.focusedMatrix(in: session), style: matrixStyle(session))
    }

    private func matrixStyle(_ session: DebugSession) -> MatrixStyle {
        let selected = screen.selectedCell(in: session)
        // In a run nobody follows a cell.
        let linked =
            workbench.run != nil
            ? [] : selected.map { memo.linkedCells(session, $0) } ?? []
        return MatrixStyle(
            theme: theme, glyphs: glyphs, hasColors: theme != .monochrome, mode: screen.matrixMode,
            selected: selected, linked: linked, lit: workbench.litCells, hidden: hiddenCells)
    }

    /// The cell that a lesson asks for, under each name that its matrix has.
    var hiddenCells: [MatrixCell] {
        guard let cell = workbench.question?.cell, let plan = workbench.session?.engine.plan else { return [] }
        let own = plan.canonical(cell.name)
        let names = [cell.name] + plan.matrices.filter { $0 != cell.name && plan.canonical($0) == own }
        return names.map { MatrixCell($0, cell.row, cell.column) }
    }

    /// Whether a lesson asks for the loss.
    var isLossHidden: Bool { workbench.question?.cell?.name == .loss }

    /// How far an operation got: in this iteration or, before its turn, in the one before.
    private func extent(ofOperation index: Int) -> MatrixPanel.Extent {
        guard let session = workbench.session else { return .notRun }
        let position = session.position
        if index == position.operation, let cell = session.cellComputedLast {
            return .upTo(cell.name, CellPosition(row: cell.row, column: cell.column))
        }
        return position.iteration > session.start.iteration || index < position.operation ? .whole : .notRun
    }

    /// Before the first operation there are only parameters to see.
    private var startSentence: [String]? {
        guard let session = workbench.session, screen.shownOperation(in: session) == nil else { return nil }
        let inside = layout.slots.first { $0.pane == .matrices }?.area.interior ?? Rect(size)
        let sentence =
            session.engine.training == nil
            ? "There is no data that fits the network yet: type  :data xor"
            : "Nothing has run yet: these are the weights and biases. "
                + "Press s to run the first operation, \(session.nextOperation.label)."
        return glyphs.spell(sentence).wrapped(toColumns: max(1, inside.columns - 2))
    }

    /// What the sentence at the start and the line at the bottom leave; nil where that is too little.
    private func panelArea(in inside: Rect) -> Rect? {
        let sentence = startSentence.map { $0.count + 1 } ?? 0
        let area = inside.splitRows(bottom: 1).top.splitRows(top: sentence).bottom
        return area.rows > 1 ? area.splitColumns(left: 1).right : nil
    }

    // MARK: The line under the matrices

    /// The cell under the cursor to six digits, with the value it had before the last operation that wrote it.
    private func drawCellLine(_ session: DebugSession, on grid: inout CellGrid, in area: Rect) {
        guard let selected = screen.selectedCell(in: session),
            let line = CellLine(session, selected, isHidden: hiddenCells.contains(selected))
        else { return }
        line.draw(on: &grid, in: area.splitColumns(left: 1).right, theme: theme, glyphs: glyphs)
    }
}
