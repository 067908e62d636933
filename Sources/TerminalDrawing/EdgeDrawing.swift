/// Straight lines from the left side of an area to its right side, as the edges of a graph have them: in braille, or in
/// ASCII marks. Where lines share a cell it has the dots of all of them, in the style of the one drawn last.
public struct EdgeDrawing: Equatable, Sendable {
    /// What a line says by how it is drawn, so that a sign does not rely on colour alone.
    public enum Kind: Equatable, Sendable {
        /// Solid, `+` in ASCII.
        case positive
        /// Dashed, `-` in ASCII.
        case negative
        /// Dotted, `.` in ASCII.
        case neutral
    }

    /// A line.
    public struct Edge: Equatable, Sendable {
        /// The row in which it starts, from the top of the area.
        public var start: Int
        /// The row in which it ends.
        public var end: Int
        /// What it says.
        public var kind: Kind
        /// Whether it is twice as thick; `#` for `+` and `=` for `-` in ASCII.
        public var isHeavy: Bool
        /// How it is drawn.
        public var style: Style

        /// A line from its parts.
        public init(from start: Int, to end: Int, kind: Kind, isHeavy: Bool = false, style: Style) {
            self.start = start
            self.end = end
            self.kind = kind
            self.isHeavy = isHeavy
            self.style = style
        }
    }

    /// The lines, later ones over earlier ones.
    public var edges: [Edge]

    /// A drawing of lines.
    public init(edges: [Edge] = []) {
        self.edges = edges
    }

    /// Draws the lines; cells without any keep what they show.
    public func draw(into grid: inout CellGrid, in area: Rect, glyphs: GlyphSet) {
        guard !area.isEmpty else { return }
        var cells = [Character?](repeating: nil, count: area.columns * area.rows)
        var masks = [UInt8](repeating: 0, count: cells.count)
        var styles = [Style](repeating: .plain, count: cells.count)
        let (across, down) = glyphs.isASCII ? (1, 1) : (2, 4)
        for edge in edges {
            func set(_ column: Int, _ row: Int) {
                let (cellColumn, cellRow) = (column / across, row / down)
                guard column >= 0, row >= 0, cellColumn < area.columns, cellRow < area.rows else { return }
                let index = cellRow * area.columns + cellColumn
                styles[index] = edge.style
                if glyphs.isASCII {
                    cells[index] = edge.asciiMark
                } else {
                    masks[index] |= DotCanvas.brailleBits[column % 2][row % 4]
                }
            }
            // Lines meet a neuron in the middle of its row.
            let start = (column: 0, row: edge.start * down + down / 4)
            let end = (column: area.columns * across - 1, row: edge.end * down + down / 4)
            let isSteep = abs(end.row - start.row) > end.column
            DotCanvas.forEachDot(from: start, to: end) { column, row in
                guard glyphs.isASCII || edge.kind.isOn(isSteep ? row : column) else { return }
                set(column, row)
                if edge.isHeavy, !glyphs.isASCII { set(isSteep ? column + 1 : column, isSteep ? row : row + 1) }
            }
        }
        for index in cells.indices {
            let character: Character
            if let mark = cells[index] {
                character = mark
            } else if masks[index] != 0, let scalar = Unicode.Scalar(0x2800 + UInt32(masks[index])) {
                character = Character(scalar)
            } else {
                continue
            }
            let (row, column) = index.quotientAndRemainder(dividingBy: area.columns)
            grid[area.origin.offset(columns: column, rows: row)] = Cell(character, style: styles[index])
        }
    }
}

extension EdgeDrawing.Kind {
    /// Whether such a line has a dot at a place along it.
    fileprivate func isOn(_ place: Int) -> Bool {
        switch self {
        case .positive: true
        case .negative: place % 4 < 2
        case .neutral: place % 2 == 0
        }
    }
}

extension EdgeDrawing.Edge {
    fileprivate var asciiMark: Character {
        switch kind {
        case .positive: isHeavy ? "#" : "+"
        case .negative: isHeavy ? "=" : "-"
        case .neutral: "."
        }
    }
}
