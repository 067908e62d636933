import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The operands and results of an operation, side by side in the shape of its formulas.
struct MatrixPanel {
    let session: DebugSession
    let matrices: OperationMatrices
    /// How far the operation got: what it has not computed yet is drawn faintly.
    let extent: Extent
    let cursors: [MatrixName: CellPosition]
    /// The matrix that has the focus.
    let focused: MatrixName?
    let theme: Theme
    let glyphs: GlyphSet

    /// How far an operation got.
    enum Extent: Equatable {
        case notRun
        /// `stepi` has shown its cells up to this one.
        case upTo(MatrixName, CellPosition)
        case whole
    }

    // MARK: Drawing

    func draw(on grid: inout CellGrid, in area: Rect) {
        let bands = matrices.bands.map(pieces)
        let results = matrices.bands.map(\.result)
        let heights = rowsForBands(bands, available: area.rows - 1)
        var top = firstVisibleBand(heights, results, bands, available: area.rows - 1)
        var row = area.row
        let bottom = area.row + area.rows - 1
        while top < bands.count, row + min(heights[top], 2) <= bottom {
            let height = min(heights[top], bottom - row)
            drawBand(
                bands[top], on: &grid, in: Rect(column: area.column, row: row, columns: area.columns, rows: height))
            row += height
            top += 1
        }
        drawCursorLine(on: &grid, in: Rect(column: area.column, row: bottom, columns: area.columns, rows: 1))
    }

    private func pieces(of band: OperationMatrices.Band) -> [MatrixBand.Piece] {
        band.parts.compactMap { part in
            switch part {
            case .symbol(let text): return .sign(MatrixBand.spaced(glyphs.spell(text)))
            case .matrix(let name, let isTransposed, let isPrevious):
                let values = isPrevious ? session.previous(name) ?? session.matrix(name) : session.matrix(name)
                return values.map {
                    .block(MatrixBlock(name: name, isTransposed: isTransposed, isPrevious: isPrevious, values: $0))
                }
            }
        }
    }

    /// The rows each band gets: a title and its cells, with a blank row below where there is room for all of them,
    /// and a fair share where there is not.
    private func rowsForBands(_ bands: [[MatrixBand.Piece]], available: Int) -> [Int] {
        let needed = bands.map { pieces in
            (pieces.compactMap { if case .block(let block) = $0 { block.rows } else { nil } }.max() ?? 1) + 1
        }
        let total = needed.reduce(0, +)
        if total + bands.count - 1 <= available { return needed.map { $0 + 1 } }
        if total <= available { return needed }
        // The smallest first: what they leave over goes to the larger ones.
        var heights = needed
        var left = available
        let ascending = needed.indices.sorted { (needed[$0], $0) < (needed[$1], $1) }
        for (rank, band) in ascending.enumerated() {
            heights[band] = min(needed[band], max(Self.leastBandRows, left / (bands.count - rank)))
            left -= heights[band]
        }
        return heights
    }

    /// A title and two rows of cells: less shows no matrix.
    private static let leastBandRows = 3

    /// The band to start with, so that the focused matrix is in view.
    private func firstVisibleBand(
        _ heights: [Int], _ results: [MatrixName], _ bands: [[MatrixBand.Piece]], available: Int
    ) -> Int {
        guard let focused, heights.reduce(0, +) > available else { return 0 }
        let wanted =
            results.firstIndex(of: focused)
            ?? bands.firstIndex {
                $0.contains { if case .block(let block) = $0 { block.name == focused } else { false } }
            }
            ?? 0
        var first = 0
        while first < wanted, heights[first...wanted].reduce(0, +) > available { first += 1 }
        return first
    }

    // MARK: A band

    private func drawBand(_ pieces: [MatrixBand.Piece], on grid: inout CellGrid, in area: Rect) {
        let band = MatrixBand(pieces, columns: area.columns, ellipsis: glyphs.ellipsis)
        let cellRows = max(1, area.rows - 1)
        for (index, placed) in band.pieces.enumerated() where placed.column < area.columns {
            switch placed.piece {
            case .sign(let text):
                grid.put(
                    text, at: Point(column: area.column + placed.column, row: area.row + 1 + min(cellRows, 4) / 2),
                    style: theme.muted, limit: area.columns - placed.column)
            case .block(let block):
                let place = Rect(
                    column: area.column + placed.column, row: area.row,
                    columns: min(placed.width, area.columns - placed.column), rows: 1 + cellRows)
                let titleColumns = band.titleColumns(of: index, in: area.columns)
                draw(block, placed, titleColumns: titleColumns, on: &grid, in: place)
            }
        }
    }

    // MARK: A matrix

    private func draw(
        _ block: MatrixBlock, _ placed: MatrixBand.Placed, titleColumns: Int, on grid: inout CellGrid,
        in area: Rect
    ) {
        guard let numbers = placed.numbers else { return }
        let cursor = cursor(of: block)
        let shownRows = min(block.rows, area.rows - 1)
        let rows = Self.window(around: cursor?.row ?? 0, showing: shownRows, of: block.rows)
        let columns = Self.window(around: cursor?.column ?? 0, showing: placed.shownColumns, of: block.columns)
        let isWhole = rows.count == block.rows && columns.count == block.columns
        let isWritten = extent != .notRun && matrices.results.contains(block.name) && !block.isPrevious
        grid.put(
            title(block, scale: numbers.scaleSuffix, isWhole: isWhole, columns: titleColumns),
            at: Point(column: area.column, row: area.row),
            style: block.name == focused ? theme.focusedTitle : isWritten ? theme.written : theme.title,
            limit: titleColumns)
        let scale = block.values.largestFiniteMagnitude
        for (offset, row) in rows.enumerated() {
            for (columnOffset, column) in columns.enumerated() {
                let value = block.value(row, column)
                var style = theme.heat.style(for: value, scale: scale)
                if isResult(block), !isComputed(block, row, column) { style = theme.muted }
                if let cursor, block.name == focused, cursor.row == row, cursor.column == column {
                    style = theme.cursor
                }
                let start = area.column + columnOffset * (numbers.width + 1)
                grid.put(
                    numbers.text(value), at: Point(column: start, row: area.row + 1 + offset), style: style,
                    limit: area.column + area.columns - start)
            }
        }
    }

    private func isResult(_ block: MatrixBlock) -> Bool {
        matrices.results.contains(block.name) && !block.isPrevious
    }

    /// Whether a result's cell has the value that the operation gives it.
    private func isComputed(_ block: MatrixBlock, _ row: Int, _ column: Int) -> Bool {
        switch extent {
        case .notRun: return false
        case .whole: return true
        case .upTo(let name, let last):
            guard let lastMatrix = matrices.results.firstIndex(of: name),
                let matrix = matrices.results.firstIndex(of: block.name)
            else { return false }
            return matrix == lastMatrix ? (row, column) <= (last.row, last.column) : matrix < lastMatrix
        }
    }

    /// `dW2 4×2`, with a mark where not all of it is shown and the scale of its numbers; where there is little room
    /// the shape goes first, because numbers without their scale would be wrong.
    private func title(_ block: MatrixBlock, scale: String, isWhole: Bool, columns: Int) -> String {
        let mark = isWhole ? "" : String(glyphs.ellipsis)
        let titles = [
            "\(block.label) \(block.rows)×\(block.columns)\(mark)\(scale)", "\(block.label)\(mark)\(scale)",
            "\(block.label)\(scale)",
        ].map(glyphs.spell)
        return titles.first { $0.count <= columns } ?? titles[2]
    }

    /// The cell that a matrix is scrolled to: its own cursor's, or that of the focused matrix where both have one shape,
    /// so that cells that belong together stay in view together.
    private func cursor(of block: MatrixBlock) -> CellPosition? {
        var cursor = cursors[block.name] ?? (block.name == focused ? CellPosition() : nil)
        if let focused, focused != block.name, session.matrix(focused)?.shape == block.values.shape {
            cursor = cursors[focused] ?? cursor
        }
        guard let cursor else { return nil }
        return block.isTransposed ? CellPosition(row: cursor.column, column: cursor.row) : cursor
    }

    /// The part of `count` rows or columns to show, with the cursor in it.
    private static func window(around cursor: Int, showing shown: Int, of count: Int) -> Range<Int> {
        let shown = max(0, min(shown, count))
        let first = min(max(0, cursor - shown + 1), count - shown)
        return first..<first + shown
    }

    // MARK: The line under the matrices

    /// The cell under the cursor to six digits, with the value it had before the last operation that wrote it.
    private func drawCursorLine(on grid: inout CellGrid, in area: Rect) {
        var name = focused ?? matrices.bands[0].result
        var underWay: CellPosition?
        if case .upTo(let matrix, let last) = extent, focused == nil { (name, underWay) = (matrix, last) }
        guard let matrix = session.matrix(name), matrix.rows > 0, matrix.columns > 0 else { return }
        let cursor = underWay ?? cursors[name] ?? CellPosition()
        let (row, column) = (min(cursor.row, matrix.rows - 1), min(cursor.column, matrix.columns - 1))
        var text = "\(name)[\(row),\(column)] = \(NumberFormat.rounded(matrix[row, column]))"
        if let previous = session.previous(name), row < previous.rows, column < previous.columns {
            text += "   before \(NumberFormat.rounded(previous[row, column]))"
        }
        let statistics = matrix.statistics
        let range =
            "min \(NumberFormat.rounded(statistics.minimum, digits: 3))  "
            + "mean \(NumberFormat.rounded(statistics.mean, digits: 3))  "
            + "max \(NumberFormat.rounded(statistics.maximum, digits: 3))"
        grid.put(
            glyphs.spell(text), at: Point(column: area.column, row: area.row), style: theme.text, limit: area.columns)
        let start = area.columns - range.count
        if start > text.count + 2 {
            grid.put(
                range, at: Point(column: area.column + start, row: area.row), style: theme.muted, limit: range.count)
        }
    }
}

extension Matrix where Element == Double {
    /// The largest magnitude among the finite cells; what heat colours are scaled to.
    var largestFiniteMagnitude: Double {
        elements.reduce(0) { $1.isFinite ? Swift.max($0, abs($1)) : $0 }
    }

    /// The smallest and the largest cell and the mean.
    var statistics: (minimum: Double, mean: Double, maximum: Double) {
        guard let first = elements.first else { return (.nan, .nan, .nan) }
        var (minimum, maximum, sum) = (first, first, 0.0)
        for element in elements {
            minimum = Swift.min(minimum, element)
            maximum = Swift.max(maximum, element)
            sum += element
        }
        return (minimum, sum / Double(elements.count), maximum)
    }
}
