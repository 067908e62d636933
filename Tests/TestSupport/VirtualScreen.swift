import TerminalDrawing

/// What a terminal would show after a program's output: as much of xterm as ncurses uses.
///
/// Tests read its text, its styles and its modes; sequences that it does not know are listed in `unknownSequences`.
public struct VirtualScreen: Equatable, Sendable {
    /// How a cell is drawn, in the terminal's own terms.
    public struct CellStyle: Hashable, Sendable {
        /// The colour of the character.
        public var foreground = TerminalColor.standard
        /// The colour behind it.
        public var background = TerminalColor.standard
        /// Set by SGR 1.
        public var bold = false
        /// Set by SGR 2.
        public var dim = false
        /// Set by SGR 3.
        public var italic = false
        /// Set by SGR 4.
        public var underline = false
        /// Set by SGR 7.
        public var reverse = false

        /// This style's background, and otherwise the terminal's own colours without attributes.
        public init(background: TerminalColor = .standard) {
            self.background = background
        }
    }

    /// A cell of the screen.
    public struct ScreenCell: Equatable, Sendable {
        /// What it shows; empty in the right half of a wide character.
        public var text = " "
        /// How it is drawn.
        public var style = CellStyle()
    }

    /// The extents.
    public internal(set) var size: Size
    /// Where the next character goes.
    public internal(set) var cursor = Point.zero
    /// Whether the cursor is shown.
    public internal(set) var isCursorShown = true
    /// Whether the alternate screen is shown, on which full-screen programs draw.
    public internal(set) var isAlternate = false
    /// Whether the program asked for mouse reports.
    public var reportsMouse: Bool { !mouseModes.isEmpty }
    /// Whether the keypad and the arrows send application sequences (DECCKM or DECKPAM).
    public internal(set) var isKeypadApplication = false
    /// Unknown escape sequences, as text.
    public internal(set) var unknownSequences: [String] = []
    /// How often the bell rang.
    public internal(set) var bellCount = 0

    var rows: [[ScreenCell]]
    var style = CellStyle()
    var scrollRegion: ClosedRange<Int>
    var savedCursor = Point.zero
    var savedStyle = CellStyle()
    /// The contents of the other screen.
    var otherRows: [[ScreenCell]]
    var mouseModes: Set<Int> = []
    var wrapsAround = true
    /// Whether the last column has been written, so that the next character goes to the next row.
    var isWrapPending = false
    /// G0 and G1, whether each is the set of line-drawing characters, and which is in use.
    var lineDrawingSets = [false, false]
    var activeSet = 0
    var lastPrinted: Unicode.Scalar = " "
    var parser = ParserState.ground
    var pendingText: [UInt8] = []

    /// An empty screen.
    public init(size: Size) {
        self.size = size
        let empty = [[ScreenCell]](
            repeating: [ScreenCell](repeating: ScreenCell(), count: size.columns), count: size.rows)
        rows = empty
        otherRows = empty
        scrollRegion = 0...max(0, size.rows - 1)
    }

    /// The cell at (`column`, `row`).
    public subscript(column column: Int, row row: Int) -> ScreenCell { rows[row][column] }

    /// One line without the spaces at its end.
    public func line(_ row: Int) -> String {
        var line = rows[row].map(\.text).joined()
        while line.last == " " { line.removeLast() }
        return line
    }

    /// All lines, without the spaces at the end of each and the empty lines at the end.
    public var text: String {
        var lines = (0..<size.rows).map(line)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }

    /// The first place of `text` within a line.
    public func position(of text: String) -> Point? {
        for row in 0..<size.rows {
            guard let range = line(row).range(of: text) else { continue }
            return Point(column: CharacterWidth.of(line(row)[..<range.lowerBound]), row: row)
        }
        return nil
    }

    /// Changes the size, as a window does: what is cut off is lost, what is new is empty.
    public mutating func resize(to newSize: Size) {
        func fitted(_ rows: [[ScreenCell]]) -> [[ScreenCell]] {
            (0..<newSize.rows).map { row in
                let old = row < rows.count ? Array(rows[row].prefix(newSize.columns)) : []
                return old + [ScreenCell](repeating: ScreenCell(), count: newSize.columns - old.count)
            }
        }
        rows = fitted(rows)
        otherRows = fitted(otherRows)
        size = newSize
        scrollRegion = 0...max(0, size.rows - 1)
        cursor = Point(column: min(cursor.column, size.columns - 1), row: min(cursor.row, size.rows - 1))
        isWrapPending = false
    }
}
