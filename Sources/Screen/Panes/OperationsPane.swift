import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The list of operations, with the breakpoints beside it.
struct OperationsPane: PaneBody {
    let model: ScreenModel

    static let menuMayCover = false

    static func clearSelection(_ screen: inout ScreenState) { screen.selectedOperation = nil }

    var title: PaneTitle { PaneTitle("operations") }

    // MARK: Drawing

    func draw(on grid: inout CellGrid, in inside: Rect) {
        guard let session = model.workbench.session else { return write("no network yet", on: &grid, in: inside) }
        let operations = session.engine.plan.operations
        let current = session.currentOperationIndex
        let shown = model.screen.shownOperation(in: session)
        let labelColumns = operations.map(\.label.count).max() ?? 0
        let stopping = model.workbench.operationsWithBreakpoint
        for (offset, index) in shownOperations(in: inside).enumerated() {
            let operation = operations[index]
            let isUnderWay = index == current && session.position.cell > 0
            let mark = index == current ? (isUnderWay ? "~" : glyphs.current) : " "
            let number = String(index + 1)
            let label = operation.label + String(repeating: " ", count: labelColumns - operation.label.count)
            let line = "\(mark)\(number.count < 2 ? " " : "")\(number) \(label) \(glyphs.spell(operation.summary))"
            let style =
                index == shown
                ? (index == current ? theme.current : theme.selected) : theme.operation(operation.pass)
            let row = inside.row + offset
            grid.fill(
                Rect(column: inside.column + 1, row: row, columns: inside.columns - 1, rows: 1),
                style: index == shown ? style : theme.text)
            if stopping.contains(index) {
                grid[column: inside.column, row: row] = Cell(glyphs.bullet, style: theme.bad)
            }
            grid.put(
                line, at: Point(column: inside.column + 1, row: row), style: style, limit: inside.columns - 1,
                overflow: .ellipsis(glyphs.ellipsis))
        }
    }

    /// The operations that fit, with the one shown among them.
    private func shownOperations(in inside: Rect) -> Range<Int> {
        guard let session = model.workbench.session else { return 0..<0 }
        let count = session.engine.plan.operations.count
        let visible = min(inside.rows, count)
        let middle = (model.screen.shownOperation(in: session) ?? 0) - visible / 2
        let first = max(0, min(middle, count - visible))
        return first..<first + visible
    }

    // MARK: Keys and mouse

    /// Selects the operation whose matrices are shown.
    func move(_ movement: Movement, atPlace place: Int, _ screen: inout ScreenState) {
        guard let session = model.workbench.session else { return }
        let count = session.engine.plan.operations.count
        let current = screen.shownOperation(in: session) ?? 0
        screen.selectedOperation = min(max(current + movement.rows, 0), count - 1)
    }

    /// A press selects an operation; in the gutter it sets or deletes a breakpoint.
    func target(at point: Point?, in inside: Rect) -> MouseTarget {
        var target = MouseTarget(Focus(.operations))
        guard let session = model.workbench.session, let point else { return target }
        let operations = shownOperations(in: inside)
        let index = operations.lowerBound + point.row - inside.row
        guard operations.contains(index) else { return target }
        if point.column != inside.column {
            target.press = { screen in
                screen.selectedOperation = index == session.currentOperationIndex ? nil : index
                return nil
            }
        } else if !model.workbench.isBusy {
            let command = model.workbench.breakCommand(at: session.engine.plan.operations[index].label)
            target.press = { _ in .command(command) }
        }
        return target
    }
}

extension Pane {
    static let operations = Pane(OperationsPane.self)
}

extension WorkbenchState {
    /// The command that sets a breakpoint at an operation, or deletes the one that is there.
    func breakCommand(at label: String) -> String {
        plainBreakpoint(at: label).map { "delete \($0)" } ?? "break \(label)"
    }
}
