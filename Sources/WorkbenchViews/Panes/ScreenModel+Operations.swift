import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The list of operations.
extension ScreenModel {
    func drawOperations(on grid: inout CellGrid, in inside: Rect) {
        guard let session = workbench.session else {
            grid.put(
                "no network yet", at: Point(column: inside.column + 1, row: inside.row), style: theme.muted,
                limit: inside.columns - 1)
            return
        }
        let operations = session.engine.plan.operations
        let current = session.currentOperationIndex
        let shown = screen.shownOperation(in: session)
        let labelColumns = operations.map(\.label.count).max() ?? 0
        let stopping = workbench.operationsWithBreakpoint
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

    /// The operations that there is room for, with the one shown among them.
    func shownOperations(in inside: Rect) -> Range<Int> {
        guard let session = workbench.session else { return 0..<0 }
        let count = session.engine.plan.operations.count
        let visible = min(inside.rows, count)
        let middle = (screen.shownOperation(in: session) ?? 0) - visible / 2
        let first = max(0, min(middle, count - visible))
        return first..<first + visible
    }
}
