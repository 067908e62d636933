import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// One matrix of any size, or two side by side: numbers if they fit, or else a picture with the numbers around the
/// cursor below it, and a summary.
struct MatrixViewer {
    let session: DebugSession
    /// The matrices, at most two.
    let names: [MatrixName]
    /// Which of them has the cursor that keys move.
    let focused: Int
    let cursors: [MatrixName: CellPosition]
    let style: MatrixStyle

    private var theme: Theme { style.theme }
    private var glyphs: GlyphSet { style.glyphs }

    /// The rows of the numbers around the cursor, with their headers, below a picture.
    private static let loupeRows = 7
    /// The least rows of a picture above them.
    private static let leastMapRows = 8

    func draw(on grid: inout CellGrid, in area: Rect) {
        for (index, share) in shares(of: area).enumerated() {
            guard let matrix = SessionMatrix(session, names[index]) else { continue }
            draw(MatrixBlock(matrix), isFocused: index == focused || names.count == 1, on: &grid, in: share)
        }
    }

    /// The matrices with their places.
    func placements(in area: Rect) -> [MatrixPlacement] {
        shares(of: area).enumerated().flatMap { index, share in
            SessionMatrix(session, names[index]).map { places(of: MatrixBlock($0), in: share).placements } ?? []
        }
    }

    /// The area of each matrix.
    private func shares(of area: Rect) -> [Rect] {
        let area = area.splitColumns(left: 1).right
        guard names.count == 2 else { return [area] }
        let (left, right) = area.splitColumns(left: area.columns / 2)
        return [left.splitColumns(right: 1).left, right]
    }

    // MARK: Places

    private struct Places {
        var placements: [MatrixPlacement] = []
        var image: (picture: MatrixImage, area: Rect)?
        var figures = Rect(Size(columns: 0, rows: 0))
    }

    private func cursor(of block: MatrixBlock) -> CellPosition {
        let cursor = cursors[block.name] ?? CellPosition()
        return CellPosition(
            row: min(cursor.row, max(0, block.rows - 1)), column: min(cursor.column, max(0, block.columns - 1)))
    }

    private func places(of block: MatrixBlock, in area: Rect) -> Places {
        var places = Places()
        var (cells, figures) = area.splitRows(bottom: min(3, area.rows / 3))
        places.figures = figures
        if let image = MatrixImage(block.matrix, session.engine.network, cursor(of: block)),
            let (left, right) = image.split(cells, style)
        {
            cells = left
            places.image = (image, right)
        }
        guard cells.rows > 1, cells.columns > 0 else { return places }
        let whole = numbers(of: block, in: cells)
        let isAutomatic = style.mode == .automatic
        if style.mode == .numbers || isAutomatic && whole.isWhole {
            places.placements = [whole.placement]
            return places
        }
        let hasLoupe = cells.rows >= Self.loupeRows + Self.leastMapRows
        let (upper, lower) = cells.splitRows(bottom: hasLoupe ? Self.loupeRows : 0)
        let resolution = HeatMap.resolution(
            rows: block.rows, columns: block.columns, in: Size(columns: upper.columns, rows: upper.rows - 1),
            glyphs: glyphs, hasColors: style.hasColors, usesSigns: style.mode == .signs)
        places.placements = [
            MatrixPlacement(block: block, area: upper, titleColumns: upper.columns, content: .map(resolution))
        ]
        if hasLoupe {
            // What the picture leaves over is for more numbers.
            let used = min(upper.rows, resolution.size.rows + 2)
            let loupe = Rect(
                column: lower.column, row: upper.row + used, columns: lower.columns,
                rows: lower.rows + upper.rows - used)
            places.placements.append(numbers(of: block, in: loupe).placement)
        }
        return places
    }

    private func numbers(of block: MatrixBlock, in area: Rect) -> (placement: MatrixPlacement, isWhole: Bool) {
        let numbers = block.numbers(widest: 7)
        let header = String(max(0, block.rows - 1)).count + 1
        let shownColumns = max(1, (area.columns - header + 1) / (numbers.width + 1))
        let shownRows = max(1, area.rows - 2)
        let cursor = cursor(of: block)
        let placement = MatrixPlacement(
            block: block, area: area, titleColumns: area.columns,
            content: .numbers(
                numbers, rows: centred(on: cursor.row, showing: shownRows, of: block.rows),
                columns: centred(on: cursor.column, showing: shownColumns, of: block.columns),
                headers: MatrixPlacement.Headers(rowWidth: header, isOverColumns: area.rows > 2)))
        return (placement, shownColumns >= block.columns && shownRows >= block.rows)
    }

    /// The rows or columns to show: whole pages, so that nothing moves while the cursor stays in one.
    private func centred(on cursor: Int, showing shown: Int, of count: Int) -> Range<Int> {
        let shown = min(shown, count)
        guard shown > 0 else { return 0..<0 }
        let first = min(cursor / shown * shown, count - shown)
        return first..<first + shown
    }

    // MARK: Drawing

    private func draw(_ block: MatrixBlock, isFocused: Bool, on grid: inout CellGrid, in area: Rect) {
        let places = places(of: block, in: area)
        for (index, placement) in places.placements.enumerated() {
            placement.draw(
                on: &grid, style,
                titleStyle: index > 0 ? theme.muted : isFocused ? theme.focusedTitle : theme.title)
        }
        if let (image, place) = places.image {
            image.draw(on: &grid, in: place, style)
        }
        drawFigures(of: block, on: &grid, in: places.figures)
    }

    /// The legend and the summary; the cell; its row and its column.
    private func drawFigures(of block: MatrixBlock, on grid: inout CellGrid, in area: Rect) {
        guard area.rows > 0 else { return }
        let cursor = cursor(of: block)
        func number(_ value: Double) -> String { NumberFormat.rounded(value, digits: 3) }
        // Extremes and means would give away what a lesson asks for.
        let hides = style.hidden.contains { $0.name == block.name }
        if !hides { drawSummary(of: block, on: &grid, in: area, number) }
        guard area.rows > 1,
            let line = CellLine(session, MatrixCell(block.name, cursor.row, cursor.column), hidden: style.hidden)
        else { return }
        put(
            [line.text] + (line.change.map { [" \($0)"] } ?? []), on: &grid, at: area.origin.offset(rows: 1),
            columns: area.columns, style: theme.title)
        guard area.rows > 2, !hides else { return }
        let row = block.matrix.summary(ofRow: cursor.row)
        let column = block.matrix.summary(ofColumn: cursor.column)
        func figures(_ name: String, of summary: MatrixSummary) -> [String] {
            ["\(name): \(summary.figures[0])"] + summary.figures.dropFirst()
        }
        put(
            figures("row \(cursor.row)", of: row) + figures(" column \(cursor.column)", of: column), on: &grid,
            at: area.origin.offset(rows: 2), columns: area.columns, style: theme.muted)
    }

    private func drawSummary(
        of block: MatrixBlock, on grid: inout CellGrid, in area: Rect, _ number: (Double) -> String
    ) {
        var legend = HeatLegend(colors: theme.heat, scale: block.summary.largestMagnitude)
        legend.usesSigns = style.mode == .signs
        legend.labelStyle = theme.muted
        let used = legend.draw(
            into: &grid, at: area.origin, columns: min(area.columns, 32), glyphs: glyphs, hasColors: style.hasColors,
            label: number)
        let zeros = block.summary.zeroCount
        let share = block.summary.shape.count > 0 ? zeros * 100 / block.summary.shape.count : 0
        let summary =
            block.summary.figures + ["norm \(number(block.summary.norm))", "zeros \(zeros)", "(\(share) %)"]
        put(
            summary, on: &grid, at: area.origin.offset(columns: used + 3), columns: area.columns - used - 3,
            style: theme.muted)
    }

    /// Writes as many of some figures as fit, none of them cut.
    private func put(
        _ figures: [String], on grid: inout CellGrid, at point: Point, columns: Int, style: Style
    ) {
        let text = PaneTitle(figures: figures).text(in: columns, glyphs)
        guard CharacterWidth.of(text) <= columns else { return }
        grid.put(text, at: point, style: style, limit: columns)
    }
}
