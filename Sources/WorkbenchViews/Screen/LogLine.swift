import TerminalDrawing

/// A line of the log or of a lesson, as it is drawn.
struct LogLine {
    var text: String
    let kind: ScreenLog.Kind
}

extension ScreenModel {
    /// Writes a line into a pane.
    func put(_ line: LogLine, on grid: inout CellGrid, row: Int, in inside: Rect) {
        grid.put(
            line.text, at: Point(column: inside.column + 1, row: row), style: theme.log(line.kind),
            limit: inside.columns - 2)
    }
}
