/// Something wrong with a text: what, where, and what was probably meant.
public struct Diagnostic: Error, Equatable, Sendable {
    /// What is wrong and what to do, as one sentence without a full stop.
    public var message: String
    /// The offending text; empty if something is missing there.
    public var range: SourceRange
    /// What was probably meant, ready to be typed.
    public var suggestion: String?

    /// An error at `range`.
    public init(message: String, range: SourceRange, suggestion: String? = nil) {
        self.message = message
        self.range = range
        self.suggestion = suggestion
    }

    /// The error for people to read: `FILE:LINE:COLUMN: error: WHAT`, the line, an underline, and the suggestion, if
    /// there is one. If the line is too long for a terminal, only the part around the error is shown.
    public func rendered(in source: SourceText) -> String {
        let (line, column) = source.lineAndColumn(at: range.lower)
        let excerpt = LineExcerpt(of: range, in: source)
        var text = "\(source.name):\(line):\(column): error: \(message)\n  \(excerpt.line)\n  \(excerpt.underline)"
        if let suggestion { text += "\n  did you mean '\(suggestion)'?" }
        return text
    }
}

/// The part of a line to show with an error, and the underline below it.
private struct LineExcerpt {
    private(set) var line = ""
    private(set) var underline = ""

    /// Lines of up to this many characters are shown in full.
    private static let longestWholeLine = 100
    /// How many characters of a longer line are shown before the error.
    private static let leadIn = 40
    /// How many characters of a longer line are shown in all.
    private static let windowLength = 76

    init(of range: SourceRange, in source: SourceText) {
        let lineRange = source.lineRange(containing: range.lower)
        let lower = min(max(range.lower, lineRange.lower), lineRange.upper)
        let upper = min(max(range.upper, lower), lineRange.upper)
        let before = source[SourceRange(lower: lineRange.lower, upper: lower)].unicodeScalars
        let marked = source[SourceRange(lower: lower, upper: upper)].unicodeScalars
        let after = source[SourceRange(lower: upper, upper: lineRange.upper)].unicodeScalars

        let isWhole = source[lineRange].unicodeScalars.prefix(Self.longestWholeLine + 1).count <= Self.longestWholeLine
        let shownBefore = isWhole ? before : before.suffix(Self.leadIn)
        let shownMarked = isWhole ? marked : marked.prefix(Self.windowLength - shownBefore.count)
        let shownAfter = isWhole ? after : after.prefix(Self.windowLength - shownBefore.count - shownMarked.count)
        let endsEarly = shownMarked.endIndex != marked.endIndex || shownAfter.endIndex != after.endIndex

        if shownBefore.startIndex != before.startIndex {
            line += "..."
            underline += "   "
        }
        for scalar in shownBefore {
            let columns = append(scalar)
            underline += scalar == "\t" ? "\t" : String(repeating: " ", count: columns)
        }
        let columns = shownMarked.reduce(0) { columns, scalar in columns + append(scalar) }
        underline += "^" + String(repeating: "~", count: max(columns - 1, 0))
        for scalar in shownAfter { _ = append(scalar) }
        if endsEarly { line += "..." }
    }

    /// Appends a character to the line and returns how many columns it takes. Tabs stay tabs, in the underline too, so
    /// that both stay aligned whatever the tab stops are. Other control characters are replaced: they would move the
    /// terminal's cursor, or worse.
    private mutating func append(_ scalar: Unicode.Scalar) -> Int {
        line.unicodeScalars.append(scalar.isControl ? "?" : scalar)
        return scalar.columnWidth
    }
}

extension Unicode.Scalar {
    /// Whether a terminal would obey the character instead of showing it.
    var isControl: Bool { value < 0x20 && self != "\t" || (0x7F...0x9F).contains(value) }

    /// How many columns of a terminal the character takes: 0 for combining marks, 2 for East Asian wide characters and
    /// emoji (the blocks of Unicode's EastAsianWidth.txt that contain them), otherwise 1.
    fileprivate var columnWidth: Int {
        switch value {
        case 0..<0x300: return 1
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
            return 2
        default:
            switch properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format: return 0
            default: return 1
            }
        }
    }
}
