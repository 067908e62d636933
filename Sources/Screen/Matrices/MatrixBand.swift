import TerminalDrawing

/// One formula on the screen: matrices with signs between them, fitted into a given width.
struct MatrixBand {
    /// What stands in a band, from left to right.
    enum Piece {
        case block(MatrixBlock)
        case sign(String)
    }

    /// How a matrix is shown.
    enum Form: Equatable {
        /// As numbers: how they are written, how many columns there is room for, and how wide the row headers are.
        case numbers(MatrixNumbers, shownColumns: Int, headerWidth: Int)
        /// As a picture.
        case map
    }

    /// A piece with its place in the band.
    struct Placed {
        let piece: Piece
        /// The first column, from the band's left.
        let column: Int
        /// The columns it takes.
        let width: Int
        /// How it is shown, if it is a matrix.
        let form: Form?

        /// Whether a part of it may be shown: a cut number would be a different one.
        var canBeCut: Bool {
            if case .numbers = form { false } else { true }
        }
    }

    /// A matrix of one narrow column still has room for its name.
    private static let leastBlockColumns = 7
    /// Matrices with at most this many columns are shown as numbers even if not all columns fit.
    private static let largestInNumbers = 12
    /// A picture is not made narrower than this.
    private static let leastMapColumns = 8

    let pieces: [Placed]

    /// Makes numbers as wide as possible. If even narrow ones do not fit, the widest matrices become pictures or show
    /// fewer columns, depending on `mode`; after that, long signs are cut.
    init(
        _ pieces: [Piece], columns available: Int, mode: MatrixMode, hasHeaders: Bool, ellipsis: Character
    ) {
        let blocks = pieces.compactMap { piece -> MatrixBlock? in
            if case .block(let block) = piece { block } else { nil }
        }
        let signColumns = pieces.reduce(0) { columns, piece in
            if case .sign(let text) = piece { columns + CharacterWidth.of(text) } else { columns }
        }
        let room = available - signColumns
        let forms = Self.forms(of: blocks, room: room, mode: mode, hasHeaders: hasHeaders)
        var widths = Self.widths(of: blocks, forms, room: room)
        let longestSign = pieces.map { if case .sign(let text) = $0 { text.count } else { 0 } }.max() ?? 0
        let cuttable = max(0, longestSign - Self.leastCutSign)
        Self.tighten(&widths, blocks, forms, by: signColumns + widths.reduce(0, +) - available - cuttable)
        let excess = signColumns + widths.reduce(0, +) - available

        var placed: [Placed] = []
        var column = 0
        var index = 0
        for piece in Self.cutting(pieces, by: excess, ellipsis) {
            let next: Placed
            switch piece {
            case .sign(let text):
                next = Placed(piece: piece, column: column, width: CharacterWidth.of(text), form: nil)
            case .block:
                next = Placed(piece: piece, column: column, width: widths[index], form: forms[index])
                index += 1
            }
            placed.append(next)
            column += next.width
        }
        self.pieces = placed
    }

    // MARK: Lines

    /// The pieces in as few lines as it takes to show every column of every matrix as numbers; each line but the first
    /// begins with a sign. If that is impossible, or pictures are wanted, all are in one line.
    static func lines(_ pieces: [Piece], columns: Int, mode: MatrixMode) -> [[Piece]] {
        guard mode == .automatic || mode == .numbers, !fitsWhole(pieces, columns: columns) else { return [pieces] }
        var lines: [[Piece]] = []
        var signs: [Piece] = []
        for piece in pieces {
            signs.append(piece)
            guard case .block = piece else { continue }
            if let last = lines.last, fitsWhole(last + signs, columns: columns) {
                lines[lines.count - 1] += signs
            } else {
                lines.append(signs)
            }
            signs = []
        }
        if !lines.isEmpty { lines[lines.count - 1] += signs }
        return lines.allSatisfy { fitsWhole($0, columns: columns) } ? lines : [pieces]
    }

    /// Whether every matrix fits with all its columns, if only in short numbers.
    private static func fitsWhole(_ pieces: [Piece], columns: Int) -> Bool {
        columns
            >= pieces.reduce(0) { sum, piece in
                switch piece {
                case .sign(let text): sum + CharacterWidth.of(text)
                case .block(let block):
                    sum + max(block.columns * (block.numbers(widest: 5).width + 1) - 1, leastBlockColumns)
                }
            }
    }

    // MARK: Numbers or pictures

    private static func forms(
        of blocks: [MatrixBlock], room: Int, mode: MatrixMode, hasHeaders: Bool
    ) -> [Form] {
        func numbers(_ block: MatrixBlock, widest: Int, headers: Bool) -> Form {
            let headerWidth = headers ? String(max(0, block.rows - 1)).count + 1 : 0
            return .numbers(block.numbers(widest: widest), shownColumns: block.columns, headerWidth: headerWidth)
        }
        func total(_ forms: [Form]) -> Int {
            zip(blocks, forms).reduce(0) { $0 + width(of: $1.0, $1.1) }
        }
        if mode == .colors || mode == .signs { return blocks.map { _ in .map } }
        for headers in hasHeaders ? [true, false] : [false] {
            for widest in [7, 6, 5] {
                let forms = blocks.map { numbers($0, widest: widest, headers: headers) }
                if total(forms) <= room { return forms }
            }
        }
        var forms = blocks.map { numbers($0, widest: 6, headers: false) }
        let hasLarge = blocks.contains { $0.columns > largestInNumbers }
        if mode == .numbers || !hasLarge || room < leastMapColumns * blocks.count {
            return shrunk(forms, blocks, room: room)
        }
        while total(forms) > room,
            let widest = blocks.indices.filter({ forms[$0] != .map })
                .max(by: { width(of: blocks[$0], forms[$0]) < width(of: blocks[$1], forms[$1]) })
        {
            forms[widest] = .map
        }
        return forms
    }

    /// Shows fewer columns of the widest matrices until all fit. Matrices of equal width stay equal, so that
    /// corresponding cells stand in the same places.
    private static func shrunk(_ forms: [Form], _ blocks: [MatrixBlock], room: Int) -> [Form] {
        var forms = forms
        func shown(_ index: Int) -> Int {
            if case .numbers(_, let shown, _) = forms[index] { shown } else { 0 }
        }
        func width(_ index: Int) -> Int { Self.width(of: blocks[index], forms[index]) }
        while blocks.indices.reduce(0, { $0 + width($1) }) > room,
            let widest = blocks.indices.filter({ shown($0) > 1 }).max(by: { width($0) < width($1) })
        {
            let (columns, former) = (blocks[widest].columns, shown(widest))
            for index in blocks.indices where blocks[index].columns == columns && shown(index) == former {
                guard case .numbers(let numbers, let shown, let header) = forms[index] else { continue }
                forms[index] = .numbers(numbers, shownColumns: shown - 1, headerWidth: header)
            }
        }
        return forms
    }

    /// The width of a matrix; for a picture, the least it can have.
    private static func width(of block: MatrixBlock, _ form: Form) -> Int {
        switch form {
        case .numbers(let numbers, let shown, let header):
            max(header + shown * (numbers.width + 1) - 1, leastBlockColumns)
        case .map: min(max(block.columns * 2, leastBlockColumns), leastMapColumns)
        }
    }

    /// The width that each matrix gets: pictures share what numbers leave, each as much as it can use.
    private static func widths(of blocks: [MatrixBlock], _ forms: [Form], room: Int) -> [Int] {
        var widths = blocks.indices.map { width(of: blocks[$0], forms[$0]) }
        let maps = blocks.indices.filter { forms[$0] == .map }
            .sorted { (blocks[$0].columns, $0) < (blocks[$1].columns, $1) }
        var rest = room - blocks.indices.reduce(0) { forms[$1] == .map ? $0 : $0 + widths[$1] }
        for (rank, index) in maps.enumerated() {
            let wanted = max(blocks[index].columns * 2, leastBlockColumns)
            widths[index] = max(1, min(wanted, rest / (maps.count - rank)))
            rest -= widths[index]
        }
        return widths
    }

    /// Narrows matrices that are wider than their numbers and their name need. Numbers themselves are never cut, since
    /// a cut number would be a different one.
    private static func tighten(_ widths: inout [Int], _ blocks: [MatrixBlock], _ forms: [Form], by excess: Int) {
        var excess = excess
        for index in blocks.indices {
            guard excess > 0, case .numbers(let numbers, let shown, let header) = forms[index] else { continue }
            let least = max(
                header + shown * (numbers.width + 1) - 1, blocks[index].label.count + numbers.scaleSuffix.count)
            let given = min(excess, max(0, widths[index] - least))
            widths[index] -= given
            excess -= given
        }
    }

    // MARK: Signs

    /// The pieces with the longest sign shortened by `excess` columns, or as far as it may be.
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

    /// The shortest that a sign is cut to, so that it can still be recognized.
    private static let leastCutSign = 6

    /// The columns from the start of a matrix to the next one: the room for its title.
    func titleColumns(of index: Int, in available: Int) -> Int {
        let next = pieces[(index + 1)...].first { if case .block = $0.piece { true } else { false } }
        return min(next.map { $0.column - 1 } ?? available, available) - pieces[index].column
    }

    /// A sign with a space on either side, but none inside brackets. An empty sign becomes spaces that keep matrices
    /// apart.
    static func spaced(_ text: String) -> String {
        let sign = text.drop { $0 == " " }
        if sign.isEmpty { return "   " }
        var spaced = sign.hasPrefix(")") || sign.hasPrefix("²") ? "" : " "
        spaced += sign
        while spaced.hasSuffix(" ") { spaced.removeLast() }
        return spaced.hasSuffix("(") ? spaced : spaced + " "
    }
}
