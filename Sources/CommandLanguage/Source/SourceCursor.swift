import PlainText

/// A position in the bytes of a text that moves forward; the command parser and the expression parser both read from
/// it.
package struct SourceCursor {
    /// The whole text, so that offsets are those of the `SourceText`.
    package let bytes: [UInt8]
    /// Where reading stops.
    package let end: Int
    /// The next byte to read.
    package private(set) var position: Int
    /// The offset after the last piece of text that was taken: where something missing should have been.
    package private(set) var lastTextEnd: Int

    package init(bytes: [UInt8], range: SourceRange) {
        self.bytes = bytes
        self.end = range.upper
        self.position = range.lower
        self.lastTextEnd = range.lower
    }

    /// The byte `distance` past the position, nil past the end.
    package func peek(_ distance: Int = 0) -> UInt8? { byte(at: position + distance) }

    /// The byte at `offset`, nil past the end.
    package func byte(at offset: Int) -> UInt8? { offset < end ? bytes[offset] : nil }

    /// The empty range after the last piece of text.
    package var placeAfterLastText: SourceRange { SourceRange(lower: lastTextEnd, upper: lastTextEnd) }

    /// Moves past blanks, line endings and comments.
    package mutating func skipBlanks() { position = offsetAfterBlanks(from: position) }

    /// The first offset at or after `offset` that is not in blanks, line endings or a comment.
    package func offsetAfterBlanks(from offset: Int) -> Int {
        var offset = offset
        while let byte = byte(at: offset) {
            if byte.isBlank {
                offset += 1
            } else if byte == Byte.hash {
                while let byte = self.byte(at: offset), byte != Byte.newline { offset += 1 }
            } else {
                break
            }
        }
        return offset
    }

    /// Moves past blanks and returns whether only blanks and comments were left.
    package mutating func isAtEndAfterBlanks() -> Bool {
        skipBlanks()
        return position >= end
    }

    /// Moves to `offset`, the end of a piece of text.
    package mutating func take(upTo offset: Int) {
        position = offset
        lastTextEnd = offset
    }

    /// Takes bytes as long as they satisfy `condition`.
    package mutating func takeWhile(_ condition: (UInt8) -> Bool) -> SourceRange {
        let lower = position
        take(upTo: offset(from: position, while: condition))
        return SourceRange(lower: lower, upper: position)
    }

    /// The first offset at or after `offset` whose byte does not satisfy `condition`.
    package func offset(from offset: Int, while condition: (UInt8) -> Bool) -> Int {
        var offset = offset
        while let byte = byte(at: offset), condition(byte) { offset += 1 }
        return offset
    }

    /// The text at `range`.
    package func text(_ range: SourceRange) -> String {
        String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
    }

    /// The character that starts at `offset`, and how many bytes it takes; nil past the end.
    package func scalar(at offset: Int) -> (value: Unicode.Scalar, length: Int)? {
        guard offset < end else { return nil }
        let longest = bytes[offset..<min(offset + 4, end)]
        guard let scalar = String(decoding: longest, as: UTF8.self).unicodeScalars.first else { return nil }
        return (scalar, UTF8.width(scalar))
    }
}
