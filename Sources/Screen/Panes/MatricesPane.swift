import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The matrices of an operation, or those in the viewer, above a line about the selected cell.
struct MatricesPane: PaneBody {
    let model: ScreenModel

    /// How large matrices are shown.
    struct State: PaneState {
        var mode = MatrixMode.automatic
    }

    var title: PaneTitle {
        guard let session = model.workbench.session else { return PaneTitle("no network") }
        let modes: [MatrixMode: String] = [.numbers: "numbers", .colors: "colours", .signs: "signs"]
        let mode = modes[model.screen[Self.self].mode].map { "\($0), m changes" } ?? ""
        guard model.screen.viewed.isEmpty else { return PaneTitle("view", trailing: mode) }
        guard let index = model.screen.shownOperation(in: session) else { return PaneTitle("start", trailing: mode) }
        let operation = session.engine.plan.operations[index]
        return PaneTitle("\(operation.label)  \(operation.summary)", trailing: mode)
    }

    // MARK: Drawing

    func draw(on grid: inout CellGrid, in inside: Rect) {
        guard let session = model.workbench.session else {
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

    private func viewer(_ session: DebugSession) -> MatrixViewer? {
        guard !model.screen.viewed.isEmpty else { return nil }
        return MatrixViewer(
            session: session, names: model.screen.shownMatrices(in: session),
            focused: model.screen.focusedMatrixPlace ?? 0, cursors: model.screen.cursors, style: matrixStyle(session))
    }

    private func panel(_ session: DebugSession) -> MatrixPanel {
        let index = model.screen.shownOperation(in: session)
        let matrices =
            index.map { OperationMatrices(session.engine.plan.operations[$0]) }
            ?? OperationMatrices(parametersOf: session.engine.network)
        return MatrixPanel(
            session: session, matrices: matrices, hasRun: index.map(hasRun) ?? true,
            cursors: model.screen.cursors, focused: model.screen.focusedMatrix(in: session), style: matrixStyle(session)
        )
    }

    private func matrixStyle(_ session: DebugSession) -> MatrixStyle {
        let selected = model.screen.selectedCell(in: session)
        // During a run nobody follows a cell.
        let linked = model.workbench.run != nil ? [] : selected.map { linkedCells(session, $0) } ?? []
        return MatrixStyle(
            theme: theme, glyphs: glyphs, hasColors: theme.hasColors, mode: model.screen[Self.self].mode,
            selected: selected, linked: linked, lit: model.workbench.litCells, hidden: model.hiddenCells,
            stale: model.staleMatrices)
    }

    private struct LinksKey: Equatable {
        let stamp: SessionStamp
        let cell: MatrixCell
    }

    /// The cells that a cell was computed from.
    private func linkedCells(_ session: DebugSession, _ cell: MatrixCell) -> [LinkedCells] {
        if let step = session.lossSteps.last, step.cell == cell {
            return step.reads.map { name in
                LinkedCells(
                    matrix: name, isPrevious: false, rows: step.sample..<step.sample + 1,
                    columns: 0..<session.engine.network.outputCount)
            }
        }
        return model.memo.remembered(by: Self.pane, { LinksKey(stamp: $0, cell: cell) }) {
            session.linkedCells(of: cell.name, row: cell.row, column: cell.column)
        }
    }

    /// Whether an operation has run or begun in this iteration or, before its turn, in the previous one.
    private func hasRun(_ index: Int) -> Bool {
        guard let session = model.workbench.session else { return false }
        let position = session.position
        return position.iteration > session.start.iteration || index < position.operation
            || index == position.operation && position.cell > 0
    }

    /// What to do first, since before the first operation there are only parameters to see.
    private var startSentence: [String]? {
        guard let session = model.workbench.session, model.screen.shownOperation(in: session) == nil else { return nil }
        let inside = model.layout.area(of: .matrices)?.interior ?? Rect(model.size)
        let sentence =
            session.engine.training == nil
            ? "There is no data that fits the network yet: type  :data xor"
            : "Nothing has run yet: these are the weights and biases. "
                + "Press s to run the first operation, \(session.nextOperation.label)."
        return glyphs.spell(sentence).wrapped(toColumns: max(1, inside.columns - 2))
    }

    /// The area between the sentence at the start and the line at the bottom; nil if it is too small.
    private func panelArea(in inside: Rect) -> Rect? {
        let sentence = startSentence.map { $0.count + 1 } ?? 0
        let area = inside.splitRows(bottom: 1).top.splitRows(top: sentence).bottom
        return area.rows > 1 ? area.splitColumns(left: 1).right : nil
    }

    // MARK: The line under the matrices

    /// The selected cell to six digits, with its value before the last operation that wrote it.
    private func drawCellLine(_ session: DebugSession, on grid: inout CellGrid, in area: Rect) {
        guard let selected = model.screen.selectedCell(in: session),
            let line = CellLine(session, selected, hidden: model.hiddenCells)
        else { return }
        line.draw(on: &grid, in: area.splitColumns(left: 1).right, theme: theme, glyphs: glyphs)
    }

    // MARK: Keys and mouse

    /// Tab stops at each matrix.
    var placeCount: Int { model.workbench.session.map { model.screen.shownMatrices(in: $0).count } ?? 0 }

    /// Moves the cell cursor of a matrix.
    func move(_ movement: Movement, atPlace place: Int, _ screen: inout ScreenState) {
        guard let session = model.workbench.session else { return }
        let matrices = screen.shownMatrices(in: session)
        guard matrices.indices.contains(place) else { return }
        let shape = session.shape(of: matrices[place])
        var cursor = screen.cursors[matrices[place]] ?? CellPosition()
        cursor.row = min(max(cursor.row + movement.rows, 0), max(0, shape.rows - 1))
        let column =
            movement.isToAnEnd ? (movement.columns < 0 ? 0 : shape.columns - 1) : cursor.column + movement.columns
        cursor.column = min(max(column, 0), max(0, shape.columns - 1))
        screen.cursors[matrices[place]] = cursor
    }

    /// A press puts the cell cursor on a cell.
    func target(at point: Point?, in inside: Rect) -> MouseTarget {
        guard let point, let (place, name, cell) = cell(at: point, in: inside) else {
            return MouseTarget(model.screen.focus.pane == .matrices ? model.screen.focus : .matrix(0))
        }
        var target = MouseTarget(.matrix(place))
        target.press = { screen in
            screen.cursors[name] = cell
            return nil
        }
        return target
    }

    /// The cell at a point, with its matrix and the matrix's place among those shown; nil if there is no cell.
    func cell(at point: Point, in inside: Rect) -> (place: Int, name: MatrixName, cell: CellPosition)? {
        guard let session = model.workbench.session else { return nil }
        let names = model.screen.shownMatrices(in: session)
        let placements =
            viewer(session)?.placements(in: inside) ?? panelArea(in: inside).map(panel(session).placements) ?? []
        for placement in placements where !placement.block.isPrevious {
            guard let cell = placement.cell(at: point), let place = names.firstIndex(of: placement.block.name) else {
                continue
            }
            return (place, names[place], cell)
        }
        return nil
    }
}

extension Pane {
    static let matrices = Pane(MatricesPane.self)
}

extension Focus {
    /// A matrix by its place among those that are shown.
    static func matrix(_ place: Int) -> Focus { Focus(.matrices, place: place) }
}
