import NeuralEngine
import TerminalDrawing

/// A matrix as a band draws it: which one, which way round, and the values it has or had.
struct MatrixBlock {
    let name: MatrixName
    let isTransposed: Bool
    let isPrevious: Bool
    let values: Matrix<Double>

    var rows: Int { isTransposed ? values.columns : values.rows }
    var columns: Int { isTransposed ? values.rows : values.columns }

    /// `A1ᵀ`, or `W1′` for the value before the operation.
    var label: String { "\(name)\(isTransposed ? "ᵀ" : "")\(isPrevious ? "′" : "")" }

    func value(_ row: Int, _ column: Int) -> Double {
        isTransposed ? values[column, row] : values[row, column]
    }
}

/// One formula on the screen: matrices with signs between them, fitted into so many columns.
struct MatrixBand {
    /// What stands in a band, from left to right.
    enum Piece {
        case block(MatrixBlock)
        case sign(String)
    }

    /// A piece with its place in the band.
    struct Placed {
        let piece: Piece
        /// The first column, from the band's left.
        let column: Int
        /// The columns it takes.
        let width: Int
        /// For a matrix: the form of its numbers and how many of its columns there is room for.
        var numbers: MatrixNumbers?
        var shownColumns = 0
    }

    /// A matrix of one narrow column still has room for its name.
    private static let leastBlockColumns = 7

    let pieces: [Placed]

    /// Cells as wide as they can be; where even narrow ones do not fit, the widest matrices show fewer columns, and
    /// after that long signs are cut.
    init(_ pieces: [Piece], columns available: Int, ellipsis: Character) {
        var blocks: [MatrixBlock] = []
        var signColumns = 0
        for piece in pieces {
            switch piece {
            case .sign(let text): signColumns += CharacterWidth.of(text)
            case .block(let block): blocks.append(block)
            }
        }
        var numbers: [MatrixNumbers] = []
        var shown = blocks.map(\.columns)
        func width(_ index: Int) -> Int {
            max(shown[index] * (numbers[index].width + 1) - 1, Self.leastBlockColumns)
        }
        func total() -> Int { blocks.indices.reduce(signColumns) { $0 + width($1) } }
        for widest in [7, 6, 5] {
            numbers = blocks.map { MatrixNumbers($0.values, widest: widest) }
            if total() <= available { break }
        }
        if total() > available { numbers = blocks.map { MatrixNumbers($0.values, widest: 6) } }
        while total() > available,
            let widest = blocks.indices.filter({ shown[$0] > 1 }).max(by: { width($0) < width($1) })
        {
            // Matrices of equal width stay equal, so that cells that belong together stand in the same places.
            let (columns, former) = (blocks[widest].columns, shown[widest])
            for index in blocks.indices where blocks[index].columns == columns && shown[index] == former {
                shown[index] -= 1
            }
        }

        let pieces = Self.cutting(pieces, by: total() - available, ellipsis)

        var placed: [Placed] = []
        var column = 0
        var block = 0
        for piece in pieces {
            var next: Placed
            switch piece {
            case .sign(let text):
                next = Placed(piece: piece, column: column, width: CharacterWidth.of(text))
            case .block:
                next = Placed(piece: piece, column: column, width: width(block))
                next.numbers = numbers[block]
                next.shownColumns = shown[block]
                block += 1
            }
            placed.append(next)
            column += next.width
        }
        self.pieces = placed
    }

    /// The pieces with the longest sign shorter by so many columns, as far as something of it is left.
    private static func cutting(_ pieces: [Piece], by excess: Int, _ ellipsis: Character) -> [Piece] {
        func length(_ index: Int) -> Int {
            if case .sign(let text) = pieces[index] { text.count } else { 0 }
        }
        guard excess > 0, let longest = pieces.indices.max(by: { length($0) < length($1) }),
            case .sign(let text) = pieces[longest], text.count > leastCutSign
        else { return pieces }
        let kept = text.prefix(max(leastCutSign - 2, text.count - excess - 2))
        var cut = pieces
        cut[longest] = .sign("\(kept)\(ellipsis) ")
        return cut
    }

    /// A sign is not cut to less, so that it still says what it is.
    private static let leastCutSign = 9

    /// The columns from a matrix's first one to the next matrix: what its title may take.
    func titleColumns(of index: Int, in available: Int) -> Int {
        let next = pieces[(index + 1)...].first { if case .block = $0.piece { true } else { false } }
        return (next.map { $0.column - 1 } ?? available) - pieces[index].column
    }

    /// A sign with a blank on either side, but none inside brackets; no sign at all keeps matrices apart.
    static func spaced(_ text: String) -> String {
        let sign = text.drop { $0 == " " }
        if sign.isEmpty { return "   " }
        var spaced = sign.hasPrefix(")") || sign.hasPrefix("²") ? "" : " "
        spaced += sign
        while spaced.hasSuffix(" ") { spaced.removeLast() }
        return spaced.hasSuffix("(") ? spaced : spaced + " "
    }
}
