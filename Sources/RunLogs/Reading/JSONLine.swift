import PlainText

/// Reads a line that is a JSON object (RFC 8259), strictly enough to tell a record from anything else. In addition to JSON's
/// numbers it accepts Python's `NaN` and `Infinity` and this program's `"nan"` and `"inf"`. Nested values are skipped.
struct JSONLine {
    private let bytes: [UInt8]
    private let end: Int
    private var index: Int

    private init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        index = range.lowerBound
        end = range.upperBound
    }

    /// Reads the fields of `bytes[range]`.
    /// - Returns: whether it is a record.
    static func read(
        _ bytes: [UInt8], _ range: Range<Int>, columns: inout LogColumns, into line: inout LogLine
    ) -> Bool {
        var scanner = JSONLine(bytes, range)
        return scanner.readObject(&columns, &line)
    }

    private mutating func readObject(_ columns: inout LogColumns, _ line: inout LogLine) -> Bool {
        skipBlanks()
        guard take(Byte.leftBrace) else { return false }
        skipBlanks()
        var count = 0
        if !take(Byte.rightBrace) {
            repeat {
                skipBlanks()
                guard let column = readKey(index: count, &columns) else { return false }
                skipBlanks()
                guard take(Byte.colon) else { return false }
                skipBlanks()
                guard readValue(of: column, into: &line) else { return false }
                skipBlanks()
                count += 1
            } while take(Byte.comma)
            guard take(Byte.rightBrace) else { return false }
        }
        skipBlanks()
        return index == end
    }

    private mutating func readKey(index number: Int, _ columns: inout LogColumns) -> LogColumns.Column? {
        guard let (range, hasEscapes) = takeString() else { return nil }
        if hasEscapes { return columns.column(named: unescaped(range)) }
        return columns.column(spelled: bytes, range, index: number)
    }

    private mutating func readValue(of column: LogColumns.Column, into line: inout LogLine) -> Bool {
        guard index < end else { return false }
        let start = index
        switch bytes[index] {
        case Byte.quote:
            guard let (range, hasEscapes) = takeString() else { return false }
            if column == .run {
                line.run = hasEscapes ? unescaped(range) : String(decoding: bytes[range], as: UTF8.self)
            } else if let value = notFinite(range) {
                line.set(column, to: value)
            }
            return true
        case Byte.leftBrace, Byte.leftBracket: return skipNested()
        case UInt8(ascii: "t"): return takeWord("true")
        case UInt8(ascii: "f"): return takeWord("false")
        case UInt8(ascii: "n") where takeWord("null"): return true
        default:
            guard let value = DecimalNumber.readAlsoNonFinite(bytes, at: &index, end: end) else { return false }
            if column == .run {
                line.run = String(decoding: bytes[start..<index], as: UTF8.self)
            } else {
                line.set(column, to: value)
            }
            return true
        }
    }

    /// The value of a string that spells NaN or infinity.
    private func notFinite(_ range: Range<Int>) -> Double? {
        guard (3...9).contains(range.count) else { return nil }
        var position = range.lowerBound
        guard let value = DecimalNumber.readAlsoNonFinite(bytes, at: &position, end: range.upperBound), !value.isFinite,
            position == range.upperBound, bytes[position - 1] >= UInt8(ascii: "A")
        else { return nil }
        return value
    }

    // MARK: Pieces

    private mutating func skipBlanks() {
        while index < end, bytes[index].isBlank { index += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard index < end, bytes[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func takeWord(_ word: StaticString) -> Bool {
        var place = index
        for byte in "\(word)".utf8 {
            guard place < end, bytes[place] == byte else { return false }
            place += 1
        }
        index = place
        return true
    }

    /// Takes a string and returns the range between its quotes.
    private mutating func takeString() -> (range: Range<Int>, hasEscapes: Bool)? {
        guard take(Byte.quote) else { return nil }
        let start = index
        var hasEscapes = false
        while index < end {
            let byte = bytes[index]
            index += 1
            if byte == Byte.quote { return (start..<index - 1, hasEscapes) }
            if byte == Byte.backslash {
                hasEscapes = true
                index += 1
            } else if byte < 0x20 {
                return nil
            }
        }
        return nil
    }

    /// Skips an object or an array with everything in it.
    private mutating func skipNested() -> Bool {
        var closing: [UInt8] = []
        while index < end {
            switch bytes[index] {
            case Byte.quote:
                guard takeString() != nil else { return false }
                continue
            case Byte.leftBrace: closing.append(Byte.rightBrace)
            case Byte.leftBracket: closing.append(Byte.rightBracket)
            case Byte.rightBrace, Byte.rightBracket:
                guard closing.popLast() == bytes[index] else { return false }
            default: break
            }
            index += 1
            if closing.isEmpty { return true }
        }
        return false
    }

    /// A string with its escapes resolved. An invalid escape, or half of a surrogate pair, becomes �.
    private func unescaped(_ range: Range<Int>) -> String {
        var units: [UInt16] = []
        var text = ""
        func flush() {
            text += String(decoding: units, as: UTF16.self)
            units = []
        }
        var place = range.lowerBound
        while place < range.upperBound {
            guard bytes[place] == Byte.backslash, place + 1 < range.upperBound else {
                let start = place
                while place < range.upperBound, bytes[place] != Byte.backslash || place + 1 == range.upperBound {
                    place += 1
                }
                flush()
                text += String(decoding: bytes[start..<place], as: UTF8.self)
                continue
            }
            let escape = bytes[place + 1]
            place += 2
            if escape == UInt8(ascii: "u"), place + 4 <= range.upperBound, let unit = JSONString.unit(bytes, at: place)
            {
                units.append(unit)
                place += 4
            } else {
                units.append(JSONString.character(escapedBy: escape).map(UInt16.init) ?? 0xfffd)
            }
        }
        flush()
        return text
    }
}
