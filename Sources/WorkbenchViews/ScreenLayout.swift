import TerminalDrawing

/// Where the panes are: a function of the size alone, so that nothing moves while stepping.
struct ScreenLayout: Equatable {
    /// Below this a sentence takes the screen's place.
    static let smallest = Size(columns: 40, rows: 12)
    /// From this on there is room for every pane.
    private static let allPanes = Size(columns: 72, rows: 20)

    /// The title line.
    let header: Rect
    /// The network as a pipeline, where there is room for a line more.
    let pipeline: Rect?
    /// The list of operations.
    let operations: Rect?
    /// The loss plot.
    let lossPlot: Rect?
    /// The operation with its matrices.
    let matrices: Rect
    /// What commands and the lesson said.
    let log: Rect
    /// The prompt, or the keys.
    let status: Rect

    /// - Parameter size: at least `smallest`.
    init(size: Size) {
        let columns = size.columns
        header = Rect(column: 0, row: 0, columns: columns, rows: 1)
        status = Rect(column: 0, row: size.rows - 1, columns: columns, rows: 1)
        let hasPipeline = size.rows >= 28
        pipeline = hasPipeline ? Rect(column: 0, row: 1, columns: columns, rows: 1) : nil
        let top = hasPipeline ? 2 : 1
        let logRows = size.rows >= 28 ? max(10, size.rows / 4) : size.rows >= 20 ? 8 : 4
        log = Rect(column: 0, row: size.rows - 1 - logRows, columns: columns, rows: logRows)
        let bodyRows = log.row - top
        guard columns >= Self.allPanes.columns, size.rows >= Self.allPanes.rows else {
            operations = nil
            lossPlot = nil
            matrices = Rect(column: 0, row: top, columns: columns, rows: bodyRows)
            return
        }
        let left = min(44, max(30, columns * 3 / 8))
        let plotRows = min(14, max(6, bodyRows * 2 / 5))
        operations = Rect(column: 0, row: top, columns: left, rows: bodyRows - plotRows)
        lossPlot = Rect(column: 0, row: top + bodyRows - plotRows, columns: left, rows: plotRows)
        matrices = Rect(column: left, row: top, columns: columns - left, rows: bodyRows)
    }
}
