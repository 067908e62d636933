/// The cells of a matrix in place, row after row. They are in one piece of memory or in several: while an operation is under
/// way, its first cells are new and the others are old.
///
/// It is a value that keeps the memory alive: anybody who writes to the memory meanwhile writes to a copy.
struct CellPieces<S: VectorScalar>: Sendable {
    let rows: Int
    let columns: Int
    private let pieces: [Piece]

    private struct Piece: Sendable {
        let arena: Arena<S>
        /// Where the matrix's first cell is, or would be, in the arena.
        let offset: Int
        /// The row-major index of the cell before which the piece ends.
        let end: Int
        /// Whether the arena's numbers are repeated as often as necessary.
        let isRepeated: Bool
    }

    /// A matrix that lies in one piece.
    init(_ arena: Arena<S>, offset: Int, rows: Int, columns: Int) {
        precondition(offset >= 0 && offset + rows * columns <= arena.count, "no such cells")
        self.init(
            rows: rows, columns: columns,
            [Piece(arena: arena, offset: offset, end: rows * columns, isRepeated: false)])
    }

    private init(rows: Int, columns: Int, _ pieces: [Piece]) {
        (self.rows, self.columns) = (rows, columns)
        self.pieces = pieces
    }

    /// The first cells of this matrix followed by those of an older one, with zeros where the older one has none.
    func revealing(_ cells: Int, over old: CellPieces) -> CellPieces {
        precondition(old.columns == columns && pieces.count == 1 && old.pieces.count == 1, "not two of one matrix")
        let (shown, kept) = (min(cells, count), min(max(old.count, cells), count))
        func piece(_ piece: Piece, to end: Int) -> Piece {
            Piece(arena: piece.arena, offset: piece.offset, end: end, isRepeated: false)
        }
        let zeros = Piece(arena: Arena(count: kept < count ? columns : 0), offset: 0, end: count, isRepeated: true)
        return CellPieces(
            rows: rows, columns: columns,
            [
                piece(pieces[0], to: shown), piece(old.pieces[0], to: kept), zeros,
            ])
    }

    /// The first rows alone.
    func first(rows: Int) -> CellPieces {
        precondition(rows <= self.rows, "no such rows")
        return CellPieces(rows: rows, columns: columns, pieces)
    }

    var count: Int { rows * columns }

    /// A cell by its row-major index.
    subscript(index: Int) -> S {
        precondition(index >= 0 && index < count, "no such cell")
        var number = S.zero
        forEachRun(of: index..<index + 1) { cells, _ in number = cells[0] }
        return number
    }

    /// Passes consecutive cells to `body`, in as few contiguous runs as possible.
    @inline(__always)
    func forEachRun(of cells: Range<Int>, _ body: (UnsafePointer<S>, Int) -> Void) {
        precondition(cells.lowerBound >= 0 && cells.upperBound <= count, "no such cells")
        var index = cells.lowerBound
        while index < cells.upperBound {
            let piece = pieces[pieces.firstIndex { index < $0.end }!]
            let rest = min(piece.end, cells.upperBound) - index
            let length = piece.isRepeated ? min(rest, piece.arena.count) : rest
            piece.arena.withReadOnlyCells { body($0 + (piece.isRepeated ? 0 : piece.offset + index), length) }
            index += length
        }
    }

    /// Where the cells of a row are.
    @inline(__always)
    func row(_ row: Int, columns range: Range<Int>) -> Range<Int> {
        row * columns + range.lowerBound..<row * columns + range.upperBound
    }
}
