/// The characters that drawings are made of: Unicode, or ASCII for terminals that show nothing else.
public struct GlyphSet: Equatable, Sendable {
    /// The corners, sides and crossings of a box.
    public struct Lines: Equatable, Sendable {
        /// A horizontal line.
        public let horizontal: Character
        /// A vertical line.
        public let vertical: Character
        /// The corner at the top left of a box.
        public let topLeft: Character
        /// The corner at the top right of a box.
        public let topRight: Character
        /// The corner at the bottom left of a box.
        public let bottomLeft: Character
        /// The corner at the bottom right of a box.
        public let bottomRight: Character
        /// Where a line to the right leaves a vertical line.
        public let teeRight: Character
        /// Where a line to the left leaves a vertical line.
        public let teeLeft: Character
        /// Where a line downward leaves a horizontal line.
        public let teeDown: Character
        /// Where a line upward leaves a horizontal line.
        public let teeUp: Character
        /// Where two lines cross.
        public let cross: Character
    }

    /// Whether these are only ASCII characters.
    public let isASCII: Bool
    /// The lines of boxes.
    public let lines: Lines
    /// A heavy horizontal line, for highlighted edges.
    public let heavyHorizontal: Character
    /// Bars of one eighth to eight eighths of a cell's height, from low to high; fewer in ASCII.
    public let bars: [Character]
    /// A filled and an empty part of a progress bar.
    public let progressFilled: Character
    /// See `progressFilled`.
    public let progressEmpty: Character
    /// Ends text that was cut off.
    public let ellipsis: Character
    /// The row under the cursor, or the operation that ran last.
    public let current: Character
    /// A breakpoint, or a point of a list.
    public let bullet: Character
    /// A point in a plot.
    public let point: Character
    /// A value in a plot that is not a finite number.
    public let notFinite: Character
    /// Ten marks for samples of ten classes, which differ even without colours.
    public let classMarks: [Character]
    /// Ten fillings for the regions in which the network predicts these classes, for terminals without colours; fainter
    /// than the marks.
    public let regionMarks: [Character]
    /// Arrow heads, and short arrows.
    public let arrowLeft: Character
    /// See `arrowLeft`.
    public let arrowRight: Character
    /// See `arrowLeft`.
    public let arrowUp: Character
    /// See `arrowLeft`.
    public let arrowDown: Character
    /// A check mark: something holds.
    public let check: Character
    /// A cross: something does not hold.
    public let ballot: Character
    /// A matrix product.
    public let product: Character
    /// A product of each element with its partner.
    public let elementwise: Character
    /// Between the extents of a matrix.
    public let times: Character
    /// After the name of a transposed matrix.
    public let transposed: Character
    /// A sum over an index.
    public let sum: Character
    /// The sign of negative numbers in formulas.
    public let minus: Character
    /// Between parts of a status line.
    public let separator: Character

    /// Box drawing, braille and block characters.
    public static let unicode = GlyphSet(
        isASCII: false,
        lines: Lines(
            horizontal: "─", vertical: "│", topLeft: "╭", topRight: "╮", bottomLeft: "╰", bottomRight: "╯",
            teeRight: "├", teeLeft: "┤", teeDown: "┬", teeUp: "┴", cross: "┼"),
        heavyHorizontal: "━", bars: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"], progressFilled: "█",
        progressEmpty: "░", ellipsis: "…", current: "▶", bullet: "●", point: "●", notFinite: "✗",
        classMarks: ["●", "■", "▲", "◆", "○", "□", "△", "◇", "✚", "✖"],
        regionMarks: ["·", "░", "-", "'", ":", "~", ",", "=", "\"", "_"], arrowLeft: "◀", arrowRight: "▶",
        arrowUp: "▲", arrowDown: "▼", check: "✓", ballot: "✗", product: "·", elementwise: "⊙", times: "×",
        transposed: "ᵀ", sum: "Σ", minus: "−", separator: "·")

    /// Nothing but ASCII.
    public static let ascii = GlyphSet(
        isASCII: true,
        lines: Lines(
            horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+",
            teeRight: "+", teeLeft: "+", teeDown: "+", teeUp: "+", cross: "+"),
        heavyHorizontal: "=", bars: ["_", ".", ":", "-", "=", "+", "*", "#"], progressFilled: "#",
        progressEmpty: ".", ellipsis: "~", current: ">", bullet: "*", point: "o", notFinite: "!",
        classMarks: ["o", "x", "+", "#", "*", "@", "%", "&", "$", "8"],
        regionMarks: [".", ":", "-", "'", ",", "~", ";", "=", "\"", "_"], arrowLeft: "<", arrowRight: ">",
        arrowUp: "^", arrowDown: "v", check: "+", ballot: "x", product: "*", elementwise: "o", times: "x",
        transposed: "'", sum: "S", minus: "-", separator: "|")
}

extension GlyphSet {
    /// The character that stands for `character` in this set: of the same width, and unchanged if the set has it.
    ///
    /// Text from users and from the engine passes through here on its way to an ASCII terminal.
    public func folding(_ character: Character) -> Character {
        if !isASCII || character.isASCII { return character }
        if let substitute = Self.substitutes[character] { return substitute }
        guard let value = character.unicodeScalars.first?.value else { return character }
        switch value {
        case 0x2800: return " "
        case 0x2801...0x28FF: return "*"
        case 0x2500...0x257F: return "+"
        case 0x2580...0x259F: return "#"
        default: return "?"
        }
    }

    private static let substitutes: [Character: Character] = [
        "─": "-", "━": "=", "┄": "-", "═": "=", "│": "|", "┃": "|", "║": "|", "▁": "_", "▂": ".", "▃": ":",
        "▄": "-", "▅": "=", "▆": "+", "▇": "*", "█": "#", "░": ".", "▒": ":", "▓": "%", "…": "~", "▶": ">",
        "◀": "<", "▲": "^", "▼": "v", "●": "*", "○": "o", "◆": "#", "▣": "#", "◗": ")", "✓": "+", "✗": "x",
        "·": "*", "•": "*", "⊙": "o", "×": "x", "ᵀ": "'", "Σ": "S", "∑": "S", "−": "-", "–": "-", "—": "-",
        "→": ">", "←": "<", "↑": "^", "↓": "v", "≤": "<", "≥": ">", "≈": "~", "≠": "!", "²": "2", "³": "3",
        "√": "V", "∂": "d", "Δ": "D", "δ": "d", "ε": "e", "β": "b", "σ": "s", "ₙ": "n", "ₖ": "k", "⟶": ">",
        "“": "\"", "”": "\"", "‘": "'", "’": "'", "∞": "I", "⟵": "<", "₀": "0", "₁": "1", "₂": "2", "±": "+",
        "⎡": "[", "⎢": "[", "⎣": "[", "⎤": "]", "⎥": "]", "⎦": "]", "⎛": "/", "⎜": "|", "⎝": "\\", "⎞": "\\",
        "⎟": "|", "⎠": "/", "⎧": "{", "⎨": "{", "⎩": "{", "⎪": "{", "⋮": ":",
    ]
}
