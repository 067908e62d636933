/// The grid as escape sequences that every terminal knows (ECMA-48), for recordings.
extension CellGrid {
    /// The sequences that turn a terminal showing another grid into one showing this grid. Only differences are
    /// written. The position of the cursor does not matter, and at the end the terminal's own colours are set again.
    ///
    /// - Parameters:
    ///   - former: what the terminal shows; nil, or a grid of another size, draws everything.
    ///   - tier: the colours that the terminal can show.
    /// - Returns: an empty string if nothing differs.
    public func ansi(since former: CellGrid? = nil, tier: ColorTier) -> String {
        let known = former.flatMap { $0.size == size ? $0 : nil }
        var painter = ANSIPainter(tier: tier, clears: known == nil)
        let former = known ?? CellGrid(size: size)
        for row in 0..<size.rows {
            guard let changed = changedColumns(inRow: row, since: former) else { continue }
            painter.paint(self.row(row), over: former.row(row), columns: changed, row: row)
        }
        return painter.finish()
    }
}

/// Writes cells, and remembers where that leaves the terminal.
private struct ANSIPainter {
    let tier: ColorTier
    private var output = ""
    /// Where the next character goes; nil where terminals disagree.
    private var cursor: Point?
    private var rendition = Rendition()

    /// Runs of unchanged cells up to this length are written again rather than skipped: skipping takes as many bytes.
    private static let longestGap = 3
    /// At least this many spaces at the end of a row are erased rather than written.
    private static let fewestErased = 4

    init(tier: ColorTier, clears: Bool) {
        self.tier = tier
        if clears {
            output = "\u{1B}[0m\u{1B}[H\u{1B}[2J"
            cursor = .zero
        }
    }

    mutating func finish() -> String {
        if rendition != Rendition() { output += "\u{1B}[0m" }
        return output
    }

    // MARK: Cells

    /// Writes those cells of a row that differ.
    mutating func paint(_ new: ArraySlice<Cell>, over old: ArraySlice<Cell>, columns: Range<Int>, row: Int) {
        func cell(_ column: Int) -> Cell { new[new.startIndex + column] }
        func differs(_ column: Int) -> Bool { cell(column) != old[old.startIndex + column] }
        let blankFrom = startOfBlanks(new)
        var column = columns.lowerBound
        while column < columns.upperBound {
            guard differs(column) || (column + 1 < new.count && cell(column + 1).isTrailingHalf && differs(column + 1))
            else {
                column += 1
                continue
            }
            if column >= blankFrom, columns.upperBound - column > Self.fewestErased {
                move(to: Point(column: column, row: row))
                take(Rendition())
                output += "\u{1B}[K"
                return
            }
            // A right half that lost its left one cannot be drawn by itself.
            if cell(column).isTrailingHalf, column > 0 { column -= 1 }
            approach(column, row, cell)
            write(cell(column), row: row, column: column, columns: new.count)
            column += column + 1 < new.count && cell(column + 1).isTrailingHalf ? 2 : 1
        }
    }

    /// The column from which on a row is empty.
    private func startOfBlanks(_ cells: ArraySlice<Cell>) -> Int {
        cells.count
            - cells.reversed().prefix {
                $0.character == " " && !$0.isTrailingHalf && Rendition($0.style, tier) == Rendition()
            }
            .count
    }

    /// Moves to a column; a few unchanged cells in the same style are written again instead.
    private mutating func approach(_ column: Int, _ row: Int, _ cell: (Int) -> Cell) {
        if let cursor, cursor.row == row, cursor.column < column, column - cursor.column <= Self.longestGap {
            let gap = (cursor.column..<column).map(cell)
            let isPlain = gap.allSatisfy {
                $0.character.isASCII && !$0.isTrailingHalf && Rendition($0.style, tier) == rendition
            }
            if isPlain {
                output += String(gap.map { CellGrid.shown($0.character) })
                self.cursor = Point(column: column, row: row)
            }
        }
        move(to: Point(column: column, row: row))
    }

    private mutating func write(_ cell: Cell, row: Int, column: Int, columns: Int) {
        take(Rendition(cell.style, tier))
        let character = CellGrid.shown(cell.isTrailingHalf ? " " : cell.character)
        output.append(character)
        let next = column + max(1, CharacterWidth.of(character))
        // In the last column the cursor waits before it wraps; terminals disagree about characters of several scalars.
        let isSure = next < columns && character.unicodeScalars.count == 1
        cursor = isSure ? Point(column: next, row: row) : nil
    }

    // MARK: The cursor

    private mutating func move(to target: Point) {
        guard cursor != target else { return }
        var shortest = "\u{1B}[\(target.row + 1);\(target.column + 1)H"
        if target == .zero { shortest = "\u{1B}[H" }
        if let cursor, cursor.row <= target.row {
            var way = ""
            var column = cursor.column
            if cursor.row < target.row || target.column < column {
                way = "\r" + String(repeating: "\n", count: target.row - cursor.row)
                column = 0
            }
            let steps = target.column - column
            if steps > 0 { way += steps == 1 ? "\u{1B}[C" : "\u{1B}[\(steps)C" }
            if way.utf8.count < shortest.utf8.count { shortest = way }
        }
        output += shortest
        cursor = target
    }

    // MARK: Looks

    private mutating func take(_ wanted: Rendition) {
        guard wanted != rendition else { return }
        let changes = wanted.codes(since: rendition)
        let anew = [""] + wanted.codes(since: Rendition())
        let (short, long) = (anew.joined(separator: ";"), changes.joined(separator: ";"))
        output += "\u{1B}[\(short.utf8.count < long.utf8.count ? short : long)m"
        rendition = wanted
    }

    /// How a terminal draws what is written, in its own terms.
    private struct Rendition: Equatable {
        var foreground = TerminalColor.standard
        var background = TerminalColor.standard
        var bold = false
        var dim = false
        var italic = false
        var underline = false
        var reverse = false

        init() {}

        init(_ style: Style, _ tier: ColorTier) {
            (foreground, background) = tier.terminalColors(for: style)
            (bold, dim, italic) = (style.bold, style.dim, style.italic)
            (underline, reverse) = (style.underline, style.reverse)
        }

        /// The SGR parameters that change another rendition into this one.
        func codes(since former: Rendition) -> [String] {
            var codes: [String] = []
            // One number ends both bold and dim.
            let endsWeight = (former.bold && !bold) || (former.dim && !dim)
            if endsWeight { codes.append("22") }
            if bold, endsWeight || !former.bold { codes.append("1") }
            if dim, endsWeight || !former.dim { codes.append("2") }
            if italic != former.italic { codes.append(italic ? "3" : "23") }
            if underline != former.underline { codes.append(underline ? "4" : "24") }
            if reverse != former.reverse { codes.append(reverse ? "7" : "27") }
            if foreground != former.foreground { codes.append(Self.code(foreground, base: 30)) }
            if background != former.background { codes.append(Self.code(background, base: 40)) }
            return codes
        }

        /// - base: 30 for the character, 40 for what is behind it.
        private static func code(_ color: TerminalColor, base: Int) -> String {
            switch color {
            case .standard: String(base + 9)
            case .palette(let number) where number < 8: String(base + Int(number))
            case .palette(let number) where number < 16: String(base + 60 + Int(number) - 8)
            case .palette(let number): "\(base + 8);5;\(number)"
            case .direct(let red, let green, let blue): "\(base + 8);2;\(red);\(green);\(blue)"
            }
        }
    }
}
