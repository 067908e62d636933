/// A raster of dots finer than the cells: 2×4 dots a cell in braille, one a cell in ASCII.
struct DotCanvas {
    /// Dots per cell, horizontally and vertically.
    let dotsAcross: Int
    let dotsDown: Int
    /// The extents in dots.
    let columns: Int
    let rows: Int
    private let size: Size
    private let glyphs: GlyphSet
    private let asciiMark: Character
    private let stroke: ChartSeries.Stroke
    private var masks: [UInt8]

    /// - Parameters:
    ///   - asciiMark: what a dot looks like in ASCII.
    ///   - stroke: how lines are drawn; in ASCII always solid, because the marks tell them apart.
    init(size: Size, glyphs: GlyphSet, asciiMark: Character = "*", stroke: ChartSeries.Stroke = .solid) {
        self.size = size
        self.asciiMark = asciiMark
        self.stroke = glyphs.isASCII ? .solid : stroke
        self.glyphs = glyphs
        dotsAcross = glyphs.isASCII ? 1 : 2
        dotsDown = glyphs.isASCII ? 1 : 4
        columns = size.columns * dotsAcross
        rows = size.rows * dotsDown
        masks = [UInt8](repeating: 0, count: size.columns * size.rows)
    }

    /// Bits of the dots of a braille cell, by column and row: the pattern U+2800 + bits shows them.
    static let brailleBits: [[UInt8]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    /// Sets the dot `column` from the left and `row` from the top; outside the canvas nothing happens.
    mutating func set(_ column: Int, _ row: Int) {
        guard column >= 0, column < columns, row >= 0, row < rows else { return }
        let bits = glyphs.isASCII ? 1 : Self.brailleBits[column % 2][row % 4]
        masks[row / dotsDown * size.columns + column / dotsAcross] |= bits
    }

    /// Sets the dot nearest to a place, whatever the stroke; outside the canvas nothing happens.
    mutating func setNearest(_ place: (x: Double, y: Double)) {
        guard place.x > -1, place.x < Double(columns), place.y > -1, place.y < Double(rows) else { return }
        set(Int(place.x.rounded()), Int(place.y.rounded()))
    }

    /// Sets the dots of a vertical line, as far as it is on the canvas. The ends are set whatever the stroke.
    /// - Parameters:
    ///   - top: the upper end in dots from the top.
    ///   - bottom: the lower end, not above `top`.
    mutating func vertical(_ column: Int, from top: Double, to bottom: Double) {
        guard rows > 0, bottom >= -0.5, top < Double(rows) - 0.5 else { return }
        let first = max(0, Int(max(-1, top).rounded()))
        let last = min(rows - 1, Int(min(Double(rows), bottom).rounded()))
        guard first <= last else { return }
        guard last - first > 2 else {
            for row in first...last where stroke.isOn(column) { set(column, row) }
            return
        }
        for row in first...last where stroke.isOn(row) || row == first || row == last { set(column, row) }
    }

    /// Sets the dots of a straight line between two places, given in dots from the top left, as far as it is on the
    /// canvas.
    mutating func clippedLine(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) {
        guard columns > 0, rows > 0 else { return }
        // Liang and Barsky's way: the part of the line that each border leaves.
        let (across, down) = (end.x - start.x, end.y - start.y)
        var (first, last) = (0.0, 1.0)
        for (step, room) in [
            (-across, start.x + 0.5), (across, Double(columns) - 0.5 - start.x), (-down, start.y + 0.5),
            (down, Double(rows) - 0.5 - start.y),
        ] {
            if step == 0 {
                if room < 0 { return }
            } else if step < 0 {
                first = max(first, room / step)
            } else {
                last = min(last, room / step)
            }
        }
        guard first <= last else { return }
        func dot(_ share: Double) -> (column: Int, row: Int) {
            (
                min(max(0, Int((start.x + across * share).rounded())), columns - 1),
                min(max(0, Int((start.y + down * share).rounded())), rows - 1)
            )
        }
        line(from: dot(first), to: dot(last))
    }

    /// Sets the dots of a straight line between two dots.
    mutating func line(from start: (column: Int, row: Int), to end: (column: Int, row: Int)) {
        let isSteep = abs(end.row - start.row) > abs(end.column - start.column)
        Self.forEachDot(from: start, to: end) { column, row in
            if stroke.isOn(isSteep ? row : column) { set(column, row) }
        }
    }

    /// Goes through the dots of a straight line between two dots (Bresenham's algorithm).
    static func forEachDot(
        from start: (column: Int, row: Int), to end: (column: Int, row: Int), _ visit: (Int, Int) -> Void
    ) {
        let across = abs(end.column - start.column)
        let down = -abs(end.row - start.row)
        let stepColumn = start.column < end.column ? 1 : -1
        let stepRow = start.row < end.row ? 1 : -1
        var position = start
        var error = across + down
        while true {
            visit(position.column, position.row)
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
    /// - faint: the colours of backdrops, whose dots do not stay.
    func draw(into grid: inout CellGrid, at origin: Point, foreground: Color, over faint: [Color] = []) {
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let mask = masks[row * size.columns + column]
                guard mask != 0 else { continue }
                let point = origin.offset(columns: column, rows: row)
                let isCovered = faint.contains(grid[point].style.foreground)
                let present = isCovered ? 0 : Self.mask(of: grid[point].character)
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

extension ChartSeries.Stroke {
    /// Whether a line has a dot at a place along it, counted from the canvas's edge: so that dashes stay where they are
    /// while the line grows.
    func isOn(_ place: Int) -> Bool {
        switch self {
        case .solid: true
        case .dashed: place % 6 < 4
        case .dotted: place % 3 == 0
        }
    }
}
