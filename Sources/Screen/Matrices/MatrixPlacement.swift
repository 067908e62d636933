import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// A matrix with its place on the screen. It draws the matrix, and finds the cell that the mouse points at.
struct MatrixPlacement {
    let block: MatrixBlock
    /// The title's row and the cells below it.
    let area: Rect
    /// The columns that the title may take.
    let titleColumns: Int
    let content: Content

    /// How its cells are shown.
    enum Content {
        /// The numbers of some rows and columns, with their indices beside and above them if there is room.
        case numbers(MatrixNumbers, rows: Range<Int>, columns: Range<Int>, headers: Headers)
        /// A picture of the whole matrix.
        case map(HeatMap.Resolution)
    }

    /// The room that indices take.
    struct Headers {
        var rowWidth = 0
        var isOverColumns = false
    }

    /// The cells below the title.
    var cellArea: Rect {
        var area = area.splitRows(top: 1).bottom
        if case .numbers(_, _, _, let headers) = content {
            if headers.isOverColumns { area = area.splitRows(top: 1).bottom }
            area = area.splitColumns(left: headers.rowWidth).right
        }
        return area
    }

    /// The cell at a place on the screen, by the matrix's own rows and columns; nil if there is none.
    func cell(at point: Point) -> CellPosition? {
        let cells = cellArea
        guard cells.contains(point) else { return nil }
        let offset = Point(column: point.column - cells.column, row: point.row - cells.row)
        switch content {
        case .numbers(let numbers, let rows, let columns, _):
            let column = columns.lowerBound + offset.column / (numbers.width + 1)
            let row = rows.lowerBound + offset.row
            guard rows.contains(row), columns.contains(column) else { return nil }
            return block.turned(CellPosition(row: row, column: column))
        case .map(let resolution):
            guard offset.row < resolution.size.rows, offset.column < resolution.size.columns else { return nil }
            let row = min(offset.row * resolution.rowsPerCharacter, resolution.rows - 1)
            let column = offset.column / resolution.charactersPerColumn
            return block.turned(
                CellPosition(
                    row: resolution.matrixRows(ofBlockRow: row).lowerBound,
                    column: resolution.matrixColumns(ofBlockColumn: column).lowerBound))
        }
    }

    /// The part of `count` rows or columns to show, with the cursor in it.
    static func window(around cursor: Int, showing shown: Int, of count: Int) -> Range<Int> {
        let shown = max(0, min(shown, count))
        let first = min(max(0, cursor - shown + 1), count - shown)
        return first..<first + shown
    }
}

/// How matrices are drawn: what is marked in them, and in which colours.
struct MatrixStyle {
    let theme: Theme
    let glyphs: GlyphSet
    let hasColors: Bool
    let mode: MatrixMode
    /// The cell that is explained.
    let selected: MatrixCell?
    /// The cells that it was computed from.
    var linked: [LinkedCells]
    /// The cells that a lesson highlights.
    var lit: [LitCells] = []
    /// The cell that a lesson asks for, under each name that its matrix has.
    var hidden: [MatrixCell] = []
    /// What was computed before something that it depends on was changed by hand; nil for nothing.
    var stale: StaleMatrices?

    /// The same style without the linked cells, for formulas that do not compute the explained cell.
    var unlinked: MatrixStyle {
        var style = self
        style.linked = []
        return style
    }

    /// What is special about a cell.
    struct Marks {
        /// Whether it is the one that is explained.
        var isSelected = false
        /// Whether the explained cell was computed from it.
        var isLinked = false
        /// Whether a lesson highlights it.
        var isLit = false
        /// Whether a lesson asks for it.
        var isHidden = false
    }

    /// The marks of the cells of a matrix, by its own rows and columns.
    func marks(in block: MatrixBlock) -> (CellPosition) -> Marks {
        let links = linked.filter { $0.matrix == block.name && $0.isPrevious == block.isPrevious }
        let selected = block.isPrevious || selected?.name != block.name ? nil : selected
        let lit = block.isPrevious ? [] : lit.filter { $0.name == block.name }
        let hidden = block.isPrevious ? [] : hidden.filter { $0.name == block.name }
        return { cell in
            Marks(
                isSelected: selected?.row == cell.row && selected?.column == cell.column,
                isLinked: links.contains { $0.contains(row: cell.row, column: cell.column) },
                isLit: lit.contains { $0.contains(row: cell.row, column: cell.column) },
                isHidden: hidden.contains { $0.row == cell.row && $0.column == cell.column })
        }
    }
}

extension MatrixPlacement {
    /// - isFaint: whether its cells are drawn faintly, as they are those of an operation that has not run.
    func draw(on grid: inout CellGrid, _ style: MatrixStyle, titleStyle: Style, isFaint: Bool = false) {
        drawTitle(on: &grid, style, titleStyle)
        switch content {
        case .numbers(let numbers, let rows, let columns, let headers):
            drawHeaders(on: &grid, style, rows, columns, width: numbers.width, headers)
            drawNumbers(on: &grid, style, numbers, rows, columns, isFaint: isFaint)
        case .map(let resolution): drawMap(on: &grid, style, resolution)
        }
    }

    /// `dW2 4×2`, with a mark if only a part is shown, and the scale of its numbers. If there is little room the shape
    /// is left out first, because numbers without their scale would be wrong.
    private func drawTitle(on grid: inout CellGrid, _ style: MatrixStyle, _ titleStyle: Style) {
        var scale = ""
        var isWhole = true
        switch content {
        case .numbers(let numbers, let rows, let columns, _):
            scale = numbers.scaleSuffix
            isWhole = rows.count == block.rows && columns.count == block.columns
        case .map(let resolution): isWhole = resolution.isWhole
        }
        let mark = isWhole ? "" : String(style.glyphs.ellipsis)
        let isStale = !block.isPrevious && style.stale?.causes(of: block.name).isEmpty == false
        let (stale, staleMark) = isStale ? ("  \(StaleMatrices.mark)", "~") : ("", "")
        let titles = [
            "\(block.label) \(block.rows)×\(block.columns)\(mark)\(scale)\(stale)",
            "\(block.label)\(mark)\(scale)\(stale)", "\(block.label)\(mark)\(scale)\(staleMark)",
            "\(block.label)\(scale)\(staleMark)",
        ].map(style.glyphs.spell)
        grid.put(
            titles.first { $0.count <= titleColumns } ?? titles[3], at: area.origin, style: titleStyle,
            limit: titleColumns)
    }

    private func drawHeaders(
        on grid: inout CellGrid, _ style: MatrixStyle, _ rows: Range<Int>, _ columns: Range<Int>, width: Int,
        _ headers: Headers
    ) {
        let cells = cellArea
        if headers.rowWidth > 0 {
            for (offset, row) in rows.enumerated() {
                grid.putRightAligned(
                    String(row), endColumn: cells.column - 1, row: cells.row + offset, style: style.theme.header)
            }
        }
        if headers.isOverColumns {
            for (offset, column) in columns.enumerated() {
                let text = String(column)
                guard text.count <= width else { continue }
                grid.putRightAligned(
                    text, endColumn: cells.column + offset * (width + 1) + width, row: cells.row - 1,
                    style: style.theme.header)
            }
        }
    }

    private func drawNumbers(
        on grid: inout CellGrid, _ style: MatrixStyle, _ numbers: MatrixNumbers, _ rows: Range<Int>,
        _ columns: Range<Int>, isFaint: Bool
    ) {
        let theme = style.theme
        let scale = block.summary.largestMagnitude
        let marks = style.marks(in: block)
        let cells = cellArea
        for (offset, row) in rows.enumerated() {
            for (columnOffset, column) in columns.enumerated() {
                let value = block.value(row, column)
                let cell = block.turned(CellPosition(row: row, column: column))
                let mark = marks(cell)
                var cellStyle = theme.heat.style(for: value, scale: scale)
                let isComputed = block.matrix.isComputed(row: cell.row, column: cell.column)
                if isFaint || !isComputed { cellStyle = theme.muted }
                if mark.isLinked { cellStyle = theme.linked }
                if mark.isLit { cellStyle = theme.lit }
                if mark.isHidden { cellStyle = theme.lit.bold() }
                if mark.isSelected { cellStyle = theme.cursor }
                let start = cells.column + columnOffset * (numbers.width + 1)
                grid.put(
                    mark.isHidden ? numbers.question : isComputed ? numbers.text(value) : numbers.pending(style.glyphs),
                    at: Point(column: start, row: cells.row + offset), style: cellStyle, limit: cells.endColumn - start)
            }
        }
    }

    private func drawMap(on grid: inout CellGrid, _ style: MatrixStyle, _ resolution: HeatMap.Resolution) {
        let cells = cellArea
        var map = HeatMap(
            resolution: resolution, values: block.overview(rows: resolution.rows, columns: resolution.columns),
            palette: .diverging(style.theme.heat, scale: block.summary.largestMagnitude))
        map.usesSigns = style.mode == .signs
        map.draw(into: &grid, in: cells, glyphs: style.glyphs, hasColors: style.hasColors)
        guard resolution.rows > 0, resolution.columns > 0 else { return }
        func area(rows: Range<Int>, columns: Range<Int>) -> Rect {
            let first = map.cell(
                ofRow: resolution.blockRow(ofMatrixRow: rows.lowerBound),
                column: resolution.blockColumn(ofMatrixColumn: columns.lowerBound))
            let last = map.cell(
                ofRow: resolution.blockRow(ofMatrixRow: rows.upperBound - 1),
                column: resolution.blockColumn(ofMatrixColumn: columns.upperBound - 1))
            return Rect(
                column: cells.column + first.column, row: cells.row + first.row,
                columns: last.column - first.column + resolution.charactersPerColumn, rows: last.row - first.row + 1)
        }
        func mark(_ rows: Range<Int>, _ columns: Range<Int>, _ change: (inout Style) -> Void) {
            let (rows, columns) = block.isTransposed ? (columns, rows) : (rows, columns)
            guard !rows.isEmpty, !columns.isEmpty, rows.upperBound <= block.rows, columns.upperBound <= block.columns
            else { return }
            grid.restyle(area(rows: rows, columns: columns).intersection(cells), change)
        }
        for link in style.linked where link.matrix == block.name && link.isPrevious == block.isPrevious {
            mark(link.rows, link.columns) { $0.underline = true }
        }
        for lit in style.lit where lit.name == block.name && !block.isPrevious {
            mark(lit.rows, lit.columns) { $0.underline = true }
        }
        for cell in style.hidden where cell.name == block.name && !block.isPrevious {
            mark(cell.row..<cell.row + 1, cell.column..<cell.column + 1) { $0 = style.theme.lit }
        }
        if let selected = style.selected, selected.name == block.name, !block.isPrevious {
            let cell = block.turned(CellPosition(row: selected.row, column: selected.column))
            guard cell.row < block.rows, cell.column < block.columns else { return }
            map.drawCursor(
                atRow: resolution.blockRow(ofMatrixRow: cell.row),
                column: resolution.blockColumn(ofMatrixColumn: cell.column), style: style.theme.cursor, into: &grid,
                in: cells, glyphs: style.glyphs)
        }
    }
}
