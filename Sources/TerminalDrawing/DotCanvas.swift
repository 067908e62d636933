/// A raster of dots finer than the cells: 2×4 dots a cell in braille, one a cell in ASCII.
struct DotCanvas {
    /// Dots per cell sideways and upright.
    let dotsAcross: Int
    let dotsDown: Int
    /// The extents in dots.
    let columns: Int
    let rows: Int
    private let size: Size
    private let glyphs: GlyphSet
    private let asciiMark: Character
    private var masks: [UInt8]

    /// - asciiMark: what a dot looks like where there is only ASCII.
    init(size: Size, glyphs: GlyphSet, asciiMark: Character = "*") {
        self.size = size
        self.asciiMark = asciiMark
        self.glyphs = glyphs
        dotsAcross = glyphs.isASCII ? 1 : 2
        dotsDown = glyphs.isASCII ? 1 : 4
        columns = size.columns * dotsAcross
        rows = size.rows * dotsDown
        masks = [UInt8](repeating: 0, count: size.columns * size.rows)
    }

    /// Bits of the dots of a braille cell, by column and row: the pattern U+2800 + bits shows them.
    private static let brailleBits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    /// Sets the dot `column` from the left and `row` from the top; outside the canvas nothing happens.
    mutating func set(_ column: Int, _ row: Int) {
        guard column >= 0, column < columns, row >= 0, row < rows else { return }
        let bits = glyphs.isASCII ? 1 : Self.brailleBits[column % 2][row % 4]
        masks[row / dotsDown * size.columns + column / dotsAcross] |= bits
    }

    /// Sets the dots of a vertical line.
    mutating func vertical(_ column: Int, _ rows: ClosedRange<Int>) {
        for row in rows { set(column, row) }
    }

    /// Sets the dots of a straight line between two dots (Bresenham's algorithm).
    mutating func line(from start: (column: Int, row: Int), to end: (column: Int, row: Int)) {
        let across = abs(end.column - start.column)
        let down = -abs(end.row - start.row)
        let stepColumn = start.column < end.column ? 1 : -1
        let stepRow = start.row < end.row ? 1 : -1
        var position = start
        var error = across + down
        while true {
            set(position.column, position.row)
            if position == end { return }
            let doubled = 2 * error
            if doubled >= down {
                error += down
                position.column += stepColumn
            }
            if doubled <= across {
                error += across
                position.row += stepRow
            }
        }
    }

    /// Draws the cells that have dots; the others keep what they show. Dots that a cell has already stay, in the new
    /// colour: where lines cross, none is torn.
    func draw(into grid: inout CellGrid, at origin: Point, foreground: Color) {
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let mask = masks[row * size.columns + column]
                guard mask != 0 else { continue }
                let point = origin.offset(columns: column, rows: row)
                let present = Self.mask(of: grid[point].character)
                grid[point] = Cell(character(mask | present), style: grid[point].style.foreground(foreground))
            }
        }
    }

    /// The dots of a braille character; none for any other.
    private static func mask(of character: Character) -> UInt8 {
        guard let value = character.unicodeScalars.first?.value, (0x2800...0x28FF).contains(value) else { return 0 }
        return UInt8(value - 0x2800)
    }

    private func character(_ mask: UInt8) -> Character {
        if glyphs.isASCII { return asciiMark }
        return Unicode.Scalar(0x2800 + UInt32(mask)).map(Character.init) ?? " "
    }
}
