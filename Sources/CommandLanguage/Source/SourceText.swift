import PlainText

/// A range of a source text, as offsets into its UTF-8 form. An empty range is the point between two characters.
public struct SourceRange: Hashable, Sendable {
    /// The offset of the first byte.
    public var lower: Int
    /// The offset just past the last byte; never less than `lower`.
    public var upper: Int

    /// The bytes from `lower` up to but not including `upper`.
    public init(lower: Int, upper: Int) {
        precondition(0 <= lower && lower <= upper, "a range runs forward")
        self.lower = lower
        self.upper = upper
    }

    /// From the start of this range to the end of `other`, which must not end before this one starts.
    public func extended(to other: SourceRange) -> SourceRange {
        SourceRange(lower: lower, upper: max(upper, other.upper))
    }
}

/// A value with the range where it was written. Two are equal if their values are.
public struct Located<Value: Equatable & Sendable>: Equatable, Sendable {
    /// What was written.
    public var value: Value
    /// Where it was written.
    public var range: SourceRange

    /// `value`, written at `range`.
    public init(_ value: Value, at range: SourceRange) {
        self.value = value
        self.range = range
    }

    /// Whether both say the same; where they were written does not matter.
    public static func == (left: Located, right: Located) -> Bool { left.value == right.value }
}

/// A text to parse, with the name that errors call it by: a path, `-` for standard input, `prompt`.
public struct SourceText: Equatable, Sendable {
    /// What errors call this text.
    public let name: String
    /// The whole text.
    public let text: String
    /// The number of the first line: 1, unless the text is a part of a longer one.
    public let firstLine: Int
    /// The offset of every line's first byte; the first line starts after a byte order mark.
    private let lineStarts: [Int]

    /// A text named `name`. Takes time linear in the text's length.
    public init(name: String, text: String, firstLine: Int = 1) {
        var text = text
        text.makeContiguousUTF8()
        self.name = name
        self.text = text
        self.firstLine = firstLine
        var lineStarts = [Self.byteOrderMarkLength(of: text.utf8)]
        for (offset, byte) in text.utf8.enumerated() where byte == Byte.newline { lineStarts.append(offset + 1) }
        self.lineStarts = lineStarts
    }

    /// The offset at which the text proper starts: after a byte order mark, if there is one.
    var contentStart: Int { lineStarts[0] }

    /// The line and column of `offset`; lines count from `firstLine`, columns from 1, in characters (a tab is one
    /// character). Takes time logarithmic in the number of lines and linear in the column.
    public func lineAndColumn(at offset: Int) -> (line: Int, column: Int) {
        let line = lineIndex(at: offset)
        let place = min(max(offset, lineStarts[line]), text.utf8.count)
        return (line + firstLine, text[index(lineStarts[line])..<index(place)].count + 1)
    }

    /// The line that contains `offset`, without its line ending.
    public func line(containing offset: Int) -> Substring {
        let range = lineRange(containing: offset)
        return text[index(range.lower)..<index(range.upper)]
    }

    /// The text at `range`.
    public subscript(range: SourceRange) -> Substring {
        text[index(range.lower)..<index(range.upper)]
    }

    /// The bytes of the line that contains `offset`, without its line ending.
    public func lineRange(containing offset: Int) -> SourceRange {
        let line = lineIndex(at: offset)
        let lower = lineStarts[line]
        var upper = line + 1 < lineStarts.count ? lineStarts[line + 1] - 1 : text.utf8.count
        if upper > lower, text.utf8[index(upper - 1)] == Byte.carriageReturn { upper -= 1 }
        return SourceRange(lower: lower, upper: upper)
    }

    private func lineIndex(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if lineStarts[middle] <= offset { low = middle } else { high = middle }
        }
        return low
    }

    private func index(_ offset: Int) -> String.Index {
        text.utf8.index(text.startIndex, offsetBy: min(offset, text.utf8.count))
    }

    private static func byteOrderMarkLength(of bytes: String.UTF8View) -> Int {
        bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }

    /// Two texts are equal if their names and contents are; the line table follows from those.
    public static func == (left: SourceText, right: SourceText) -> Bool {
        left.name == right.name && left.text == right.text && left.firstLine == right.firstLine
    }
}
