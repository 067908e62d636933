import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The operands and results of an operation, side by side in the shape of its formulas.
struct MatrixPanel {
    let session: DebugSession
    let operation: Operation
    /// Whether the operation has values: it ran in this iteration or an earlier one.
    let hasRun: Bool
    let cursors: [MatrixName: CellPosition]
    /// The matrix that has the focus.
    let focused: MatrixName?
    let theme: Theme
    let glyphs: GlyphSet

    /// A matrix as it is drawn: which one, which way round, and the values it had or has.
    private struct Block {
        let name: MatrixName
        let isTransposed: Bool
        let isPrevious: Bool
        let values: Matrix<Double>

        var rows: Int { isTransposed ? values.columns : values.rows }
        var columns: Int { isTransposed ? values.rows : values.columns }
        var title: String { "\(name)\(isTransposed ? "ᵀ" : "")\(isPrevious ? "′" : "")" }

        func value(_ row: Int, _ column: Int) -> Double {
            isTransposed ? values[column, row] : values[row, column]
        }
    }

    private enum Piece {
        case block(Block)
        case symbol(String)
    }

    /// How the matrices of a band are drawn: in each, the numbers' form and how many columns there is room for.
    private struct Fit {
        var numbers: [MatrixNumbers]
        var shown: [Int]

        func width(_ index: Int) -> Int { max(0, shown[index] * (numbers[index].width + 1) - 1) }
    }

    // MARK: Drawing

    func draw(on grid: inout CellGrid, in area: Rect) {
        let bands = OperationMatrices(operation).bands.map(pieces)
        let results = OperationMatrices(operation).bands.map(\.result)
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

    private func pieces(of band: OperationMatrices.Band) -> [Piece] {
        band.parts.compactMap { part in
            switch part {
            case .symbol(let text): return .symbol(Self.spaced(text))
            case .matrix(let name, let isTransposed, let isPrevious):
                let values = isPrevious ? session.previous(name) ?? session.matrix(name) : session.matrix(name)
                return values.map {
                    .block(Block(name: name, isTransposed: isTransposed, isPrevious: isPrevious, values: $0))
                }
            }
        }
    }

    /// The rows each band gets: a title and its cells, with a blank row below where there is room for all of them,
    /// and a fair share where there is not.
    private func rowsForBands(_ bands: [[Piece]], available: Int) -> [Int] {
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
        _ heights: [Int], _ results: [MatrixName], _ bands: [[Piece]], available: Int
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

    private func drawBand(_ pieces: [Piece], on grid: inout CellGrid, in area: Rect) {
        let fit = fit(pieces, columns: area.columns)
        let cellRows = max(1, area.rows - 1)
        var column = area.column
        var blockIndex = 0
        for piece in pieces {
            switch piece {
            case .symbol(let text):
                let spelled = glyphs.spell(text)
                grid.put(
                    spelled, at: Point(column: column, row: area.row + 1 + min(cellRows, 4) / 2),
                    style: theme.muted, limit: area.column + area.columns - column)
                column += spelled.count
            case .block(let block):
                let width = max(fit.width(blockIndex), Self.leastTitleColumns)
                let place = Rect(
                    column: column, row: area.row, columns: min(width, area.column + area.columns - column),
                    rows: 1 + cellRows)
                if place.columns > 0 {
                    draw(
                        block, shownColumns: fit.shown[blockIndex], numbers: fit.numbers[blockIndex], on: &grid,
                        in: place)
                }
                column += width
                blockIndex += 1
            }
        }
    }

    /// A matrix of one narrow column still has room for its title.
    private static let leastTitleColumns = 7

    /// A sign with a blank on either side, but none inside brackets.
    private static func spaced(_ text: String) -> String {
        let sign = text.drop { $0 == " " }
        var spaced = sign.hasPrefix(")") || sign.hasPrefix("²") ? "" : " "
        spaced += sign
        while spaced.hasSuffix(" ") { spaced.removeLast() }
        return spaced.hasSuffix("(") ? spaced : spaced + " "
    }

    /// Cells as wide as they can be; where even narrow ones do not fit, the widest matrices show fewer columns.
    private func fit(_ pieces: [Piece], columns available: Int) -> Fit {
        var signs = 0
        var blocks: [Block] = []
        for piece in pieces {
            switch piece {
            case .symbol(let text): signs += glyphs.spell(text).count
            case .block(let block): blocks.append(block)
            }
        }
        func width(_ fit: Fit) -> Int {
            blocks.indices.reduce(signs) { $0 + max(fit.width($1), Self.leastTitleColumns) }
        }
        var fit = Fit(numbers: [], shown: blocks.map(\.columns))
        for widest in [7, 6, 5] {
            fit.numbers = blocks.map { MatrixNumbers($0.values, widest: widest) }
            if width(fit) <= available { return fit }
        }
        fit.numbers = blocks.map { MatrixNumbers($0.values, widest: 6) }
        while width(fit) > available,
            let widest = blocks.indices.filter({ fit.shown[$0] > 1 }).max(by: { fit.width($0) < fit.width($1) })
        {
            fit.shown[widest] -= 1
        }
        return fit
    }

    // MARK: A matrix

    private func draw(
        _ block: Block, shownColumns: Int, numbers: MatrixNumbers, on grid: inout CellGrid, in area: Rect
    ) {
        let cursor = cursor(of: block)
        let shownRows = min(block.rows, area.rows - 1)
        let rows = Self.window(around: cursor?.row ?? 0, showing: shownRows, of: block.rows)
        let columns = Self.window(around: cursor?.column ?? 0, showing: shownColumns, of: block.columns)
        let isWritten = hasRun && operation.writes.contains(block.name) && !block.isPrevious
        let title = titleText(block, rows, columns) + numbers.scaleSuffix
        grid.put(
            glyphs.spell(title), at: Point(column: area.column, row: area.row),
            style: block.name == focused ? theme.focusedTitle : isWritten ? theme.written : theme.title,
            limit: area.columns)
        let scale = block.values.largestFiniteMagnitude
        for (offset, row) in rows.enumerated() {
            for (columnOffset, column) in columns.enumerated() {
                let value = block.value(row, column)
                var style = theme.heat.style(for: value, scale: scale)
                if !hasRun && isResult(block) { style = theme.muted }
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

    private func isResult(_ block: Block) -> Bool {
        operation.writes.contains(block.name) && !block.isPrevious
    }

    /// `dW2 4×2`, with a mark where not all of it is shown.
    private func titleText(_ block: Block, _ rows: Range<Int>, _ columns: Range<Int>) -> String {
        var title = "\(block.title) \(block.rows)×\(block.columns)"
        if rows.count < block.rows || columns.count < block.columns { title += String(glyphs.ellipsis) }
        return title
    }

    private func cursor(of block: Block) -> CellPosition? {
        guard let cursor = cursors[block.name] else {
            return block.name == focused ? CellPosition() : nil
        }
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
        let name = focused ?? operation.equations[0].result
        guard let matrix = session.matrix(name), matrix.rows > 0, matrix.columns > 0 else { return }
        let cursor = cursors[name] ?? CellPosition()
        let (row, column) = (min(cursor.row, matrix.rows - 1), min(cursor.column, matrix.columns - 1))
        var text = "\(name)[\(row),\(column)] = \(NumberFormat.rounded(matrix[row, column]))"
        let hasPrevious = session.position.iteration > 0 || (name.isParameter && name.quantity == .value)
        if hasPrevious, let previous = session.previous(name), row < previous.rows, column < previous.columns {
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
