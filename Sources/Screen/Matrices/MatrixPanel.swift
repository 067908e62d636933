import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// The operands and results of an operation, side by side in the shape of its formulas.
struct MatrixPanel {
    let session: DebugSession
    let matrices: OperationMatrices
    /// Whether the operation has run, or begun to: what it has not computed is drawn faintly.
    let hasRun: Bool
    let cursors: [MatrixName: CellPosition]
    /// The matrix that has the focus.
    let focused: MatrixName?
    let style: MatrixStyle

    private var theme: Theme { style.theme }
    private var glyphs: GlyphSet { style.glyphs }

    // MARK: Drawing

    func draw(on grid: inout CellGrid, in area: Rect) {
        for band in bands(in: area) {
            for (point, text) in band.signs {
                grid.put(text, at: point, style: theme.muted, limit: area.endColumn - point.column)
            }
            for placement in band.placements {
                let block = placement.block
                let isWritten = hasRun && isResult(block)
                placement.draw(
                    on: &grid, band.result == style.selected?.name ? style : style.unlinked,
                    titleStyle: block.name == focused && !block.isPrevious
                        ? theme.focusedTitle : isWritten ? theme.written : theme.title,
                    isFaint: isResult(block) && !hasRun)
            }
        }
    }

    /// The matrices with their places.
    func placements(in area: Rect) -> [MatrixPlacement] { bands(in: area).flatMap(\.placements) }

    // MARK: Places

    private struct Band {
        let result: MatrixName
        var placements: [MatrixPlacement] = []
        var signs: [(Point, String)] = []
    }

    private func bands(in area: Rect) -> [Band] {
        let lines = self.lines(in: area)
        let (results, pieces) = (lines.map(\.result), lines.map(\.pieces))
        let needed = lines.map(\.rows)
        let hasHeaders = needed.reduce(0, { $0 + $1 + 1 }) <= area.rows
        let heights = rowsForBands(hasHeaders ? needed.map { $0 + 1 } : needed, available: area.rows)
        var index = firstVisibleBand(heights, results, pieces, available: area.rows)
        var row = area.row
        var bands: [Band] = []
        while index < pieces.count, row + min(heights[index], 2) <= area.endRow {
            let height = min(heights[index], area.endRow - row)
            bands.append(
                place(
                    pieces[index], of: results[index],
                    in: Rect(column: area.column, row: row, columns: area.columns, rows: height),
                    hasHeaders: hasHeaders))
            row += height
            index += 1
        }
        return bands
    }

    /// A formula, or a part of one that stands on a line of its own.
    private struct Line {
        let result: MatrixName
        let pieces: [MatrixBand.Piece]

        /// The rows of a title and the tallest matrix.
        var rows: Int {
            (pieces.compactMap { if case .block(let block) = $0 { block.rows } else { nil } }.max() ?? 1) + 1
        }
    }

    /// One line for each formula, or several if one does not show all columns and there is room for all of them.
    private func lines(in area: Rect) -> [Line] {
        let whole = matrices.bands.map { Line(result: $0.result, pieces: pieces(of: $0)) }
        let broken = whole.flatMap { line in
            MatrixBand.lines(line.pieces, columns: area.columns, mode: style.mode)
                .map { Line(result: line.result, pieces: $0) }
        }
        return broken.reduce(0) { $0 + $1.rows } <= area.rows ? broken : whole
    }

    private func pieces(of band: OperationMatrices.Band) -> [MatrixBand.Piece] {
        band.parts.compactMap { part in
            switch part {
            case .symbol(let text): return .sign(MatrixBand.spaced(glyphs.spell(text)))
            case .matrix(let name, let isTransposed, let isPrevious):
                let matrix =
                    (isPrevious ? SessionMatrix(session, name, isPrevious: true) : nil) ?? SessionMatrix(session, name)
                return matrix.map { .block(MatrixBlock($0, isTransposed: isTransposed)) }
            }
        }
    }

    /// The rows that each band gets: a title and its cells, with a blank row below, if there is room for all of them,
    /// or else a fair share.
    private func rowsForBands(_ needed: [Int], available: Int) -> [Int] {
        let total = needed.reduce(0, +)
        if total + needed.count - 1 <= available { return needed.map { $0 + 1 } }
        if total <= available { return needed }
        // The smallest first: what they leave over goes to the larger ones.
        var heights = needed
        var left = available
        let ascending = needed.indices.sorted { (needed[$0], $0) < (needed[$1], $1) }
        for (rank, band) in ascending.enumerated() {
            heights[band] = min(needed[band], max(Self.leastBandRows, left / (needed.count - rank)))
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

    private func place(_ pieces: [MatrixBand.Piece], of result: MatrixName, in area: Rect, hasHeaders: Bool) -> Band {
        let band = MatrixBand(
            pieces, columns: area.columns, mode: style.mode, hasHeaders: hasHeaders, ellipsis: glyphs.ellipsis)
        let cellRows = max(1, area.rows - (hasHeaders ? 2 : 1))
        var placed = Band(result: result)
        for (index, piece) in band.pieces.enumerated() where piece.column < area.columns {
            // What has no room is left out, with a mark.
            guard piece.canBeCut || piece.column + piece.width <= area.columns else {
                placed.signs.append((Point(column: area.endColumn - 1, row: area.row), "\(glyphs.ellipsis)"))
                break
            }
            switch piece.piece {
            case .sign(let text):
                let row = area.row + (hasHeaders ? 2 : 1) + min(cellRows, 4) / 2
                placed.signs.append((Point(column: area.column + piece.column, row: row), text))
            case .block(let block):
                placed.placements.append(
                    place(
                        block, piece, titleColumns: band.titleColumns(of: index, in: area.columns), in: area,
                        cellRows: cellRows, hasHeaders: hasHeaders))
            }
        }
        return placed
    }

    private func place(
        _ block: MatrixBlock, _ piece: MatrixBand.Placed, titleColumns: Int, in area: Rect, cellRows: Int,
        hasHeaders: Bool
    ) -> MatrixPlacement {
        let place = Rect(
            column: area.column + piece.column, row: area.row,
            columns: min(piece.width, area.columns - piece.column), rows: area.rows)
        guard case .numbers(let numbers, let shownColumns, let headerWidth) = piece.form else {
            let resolution = HeatMap.resolution(
                rows: block.rows, columns: block.columns, in: Size(columns: place.columns, rows: area.rows - 1),
                glyphs: glyphs, hasColors: style.hasColors, usesSigns: style.mode == .signs)
            return MatrixPlacement(block: block, area: place, titleColumns: titleColumns, content: .map(resolution))
        }
        let cursor = cursor(of: block)
        return MatrixPlacement(
            block: block, area: place, titleColumns: titleColumns,
            content: .numbers(
                numbers,
                rows: MatrixPlacement.window(around: cursor?.row ?? 0, showing: cellRows, of: block.rows),
                columns: MatrixPlacement.window(
                    around: cursor?.column ?? 0, showing: shownColumns, of: block.columns),
                headers: MatrixPlacement.Headers(rowWidth: headerWidth, isOverColumns: hasHeaders)))
    }

    /// The cell that a matrix is scrolled to: its own cursor, or that of the focused matrix if both have the same
    /// shape, so that corresponding cells stay in view together.
    private func cursor(of block: MatrixBlock) -> CellPosition? {
        var cursor = cursors[block.name] ?? (block.name == focused ? CellPosition() : nil)
        if let focused, focused != block.name, session.shape(of: focused) == block.matrix.shape {
            cursor = cursors[focused] ?? cursor
        }
        return cursor.map(block.turned)
    }

    // MARK: What has been computed

    private func isResult(_ block: MatrixBlock) -> Bool {
        matrices.results.contains(block.name) && !block.isPrevious
    }
}
