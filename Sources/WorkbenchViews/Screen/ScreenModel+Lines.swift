import TerminalDrawing
import Workbench

extension ScreenModel {
    /// Writes a line into a pane.
    func put(_ line: LogLine, on grid: inout CellGrid, row: Int, in inside: Rect) {
        grid.put(
            line.text, at: Point(column: inside.column + 1, row: row), style: theme.log(line.kind),
            limit: inside.columns - 2)
    }
}
