import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The panes: operations, matrices, loss plot, log, status and help.
extension ScreenModel {
    /// A box with a title; returns the area inside.
    func drawBox(_ title: String, isFocused: Bool, on grid: inout CellGrid, in area: Rect) -> Rect {
        grid.box(
            area, title: glyphs.spell(title), style: isFocused ? theme.focusedBorder : theme.border,
            titleStyle: isFocused ? theme.focusedTitle : theme.title, glyphs: glyphs)
        return area.interior
    }

    // MARK: Operations

    func drawOperations(on grid: inout CellGrid, in area: Rect) {
        let inside = drawBox("operations", isFocused: screen.focus == .operations, on: &grid, in: area)
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
        let visible = min(inside.rows, operations.count)
        let middle = (shown ?? 0) - visible / 2
        let first = max(0, min(middle, operations.count - visible))
        for offset in 0..<visible {
            let index = first + offset
            let operation = operations[index]
            let isUnderWay = index == current && session.position.cell > 0
            let mark = index == current ? (isUnderWay ? "~" : glyphs.current) : " "
            let stop = stopping.isEmpty ? "" : stopping.contains(index) ? String(glyphs.bullet) : " "
            let number = String(index + 1)
            let label = operation.label + String(repeating: " ", count: labelColumns - operation.label.count)
            let line =
                "\(stop)\(mark)\(number.count < 2 ? " " : "")\(number) \(label) \(glyphs.spell(operation.summary))"
            let style =
                index == shown
                ? (index == current ? theme.current : theme.selected) : theme.operation(operation.pass)
            let row = inside.row + offset
            grid.fill(
                Rect(column: inside.column, row: row, columns: inside.columns, rows: 1),
                style: index == shown ? style : theme.text)
            grid.put(
                line, at: Point(column: inside.column, row: row), style: style, limit: inside.columns,
                overflow: .ellipsis(glyphs.ellipsis))
        }
    }

    // MARK: Matrices

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

    // MARK: Loss

    func drawLossPlot(on grid: inout CellGrid, in area: Rect) {
        let points = workbench.session?.history.points ?? []
        let future = futurePoints(after: points.last)
        let latest = points.last.map { "loss \(NumberFormat.rounded($0.loss))" } ?? "loss"
        let accuracy = points.last?.accuracy.map { "  accuracy \(NumberFormat.rounded($0, digits: 3))" } ?? ""
        let inside = drawBox(latest + accuracy, isFocused: false, on: &grid, in: area)
        guard !points.isEmpty || !future.isEmpty else {
            grid.put(
                "n runs an iteration, c trains", at: Point(column: inside.column + 1, row: inside.row),
                style: theme.muted, limit: inside.columns - 1)
            return
        }
        func line(_ points: [HistoryPoint], _ color: Color) -> LineChart.Series {
            LineChart.Series(
                points: points.map { LineChart.DataPoint(x: Double($0.iteration), y: $0.loss) }, color: color)
        }
        var chart = LineChart(series: [line(points, theme.series[0])])
        if !future.isEmpty {
            // In the past, what came after it stays in view, but pale; the axes do not jump.
            chart.series.insert(line(future, theme.muted.foreground), at: 0)
        }
        chart.labelStyle = theme.muted
        chart.draw(
            into: &grid, in: inside, glyphs: glyphs, label: { NumberFormat.rounded($0, digits: 3) },
            horizontalLabel: { String(Int($0)) })
    }

    /// The loss from the position on, where the run went farther before.
    private func futurePoints(after latest: HistoryPoint?) -> [HistoryPoint] {
        guard let session = workbench.session else { return [] }
        let known = session.historyToEnd
        guard known.latest?.iteration ?? -1 > latest?.iteration ?? -1 else { return [] }
        // From the last point of the past, so that the line goes on.
        return known.points.filter { $0.iteration >= latest?.iteration ?? 0 }
    }

    // MARK: Status

    func drawStatus(on grid: inout CellGrid, in area: Rect) {
        if screen.prompt != nil { return drawPrompt(on: &grid, in: area) }
        grid.put(
            hints.first { $0.count <= area.columns } ?? "", at: Point(column: 0, row: area.row), style: theme.muted,
            limit: area.columns)
    }

    /// The keys that matter now, in fewer and fewer words.
    private var hints: [String] {
        if let check = workbench.run?.gradientCheck {
            let done = "\(check.checkedCount) of \(check.cellCount)"
            return [" checking gradients: \(done)  space stops  q quit", " space stops  q quit"]
        }
        if let search = workbench.run?.pastSearch {
            return [
                " searching the past, now from iteration \(search.iteration)  space stops  q quit",
                " space stops  q quit",
            ]
        }
        if let investigation = workbench.run?.why {
            let done = Int(investigation.progress * 100)
            return [" looking for \(investigation.cell): \(done) %  space stops  q quit", " space stops  q quit"]
        }
        if screen.isPlaying {
            return [" playing \(screen.speedText)  + - speed  space pauses  q quit", " space pauses  q quit"]
        }
        if workbench.run != nil {
            let rate = screen.iterationsPerSecond.map { "  \(NumberFormat.grouped($0)) iterations/s" } ?? ""
            return [" running\(rate)  space stops  q quit", " space stops  q quit"]
        }
        return [
            " s step  n next  f finish  c train  space \(spaceMeaning)  Tab pane  arrows move  : command  ? help  q quit",
            " s step  n next  f finish  c train  space \(spaceMeaning)  : command  ? help  q quit",
            " s step  n next  : command  ? help", " ? help  q quit",
        ]
    }

    private var spaceMeaning: String { workbench.isPausedByScenario ? "lesson on" : "run" }
}
