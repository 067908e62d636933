import PlainText

/// Text in double quotes: `\"`, `\\`, `\n`, `\t` and `\u{1F600}` are escapes, and text that spans several lines is
/// folded, so that narration can be indented and wrapped in a scenario.
package enum QuotedText {
    /// `text` in quotes, on one line.
    package static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\t": quoted += "\\t"
            default:
                if scalar.isControl {
                    quoted += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    quoted.unicodeScalars.append(scalar)
                }
            }
        }
        return quoted + "\""
    }

    /// `word` as it is if it reads as one word, otherwise in quotes.
    package static func quotedIfNeeded(_ word: String) -> String {
        let isPlain =
            word.utf8.allSatisfy { !$0.isBlank && isPlainByte($0) } && !word.unicodeScalars.contains(where: \.isControl)
        return isPlain && !word.isEmpty ? word : quoted(word)
    }

    /// The quoted text that starts at `opening`, the offset of the opening quote, and the offset past the closing one.
    /// Takes time linear in the text's length.
    package static func read(
        in cursor: SourceCursor, at opening: Int
    ) throws(ParseError) -> (text: String, end: Int) {
        var bytes: [UInt8] = []
        var offset = opening + 1
        while let byte = cursor.byte(at: offset) {
            switch byte {
            case Byte.quote:
                return (String(decoding: bytes, as: UTF8.self), offset + 1)
            case Byte.backslash:
                let (scalar, end) = try readEscape(in: cursor, at: offset)
                bytes.append(contentsOf: Array(String(scalar).utf8))
                offset = end
            case Byte.newline,
                Byte.carriageReturn where cursor.byte(at: offset + 1) == Byte.newline:
                while bytes.last == Byte.space || bytes.last == Byte.tab { bytes.removeLast() }
                let end = cursor.offset(from: offset, while: \.isBlank)
                let isInside = !bytes.isEmpty && cursor.byte(at: end) != Byte.quote
                let lineCount = cursor.bytes[offset..<end].count { $0 == Byte.newline }
                if isInside { bytes += lineCount > 1 ? [Byte.newline, Byte.newline] : [Byte.space] }
                offset = end
            default:
                bytes.append(byte)
                offset += 1
            }
        }
        throw ParseError(.unterminatedString, at: SourceRange(lower: opening, upper: opening + 1))
    }

    private static func readEscape(
        in cursor: SourceCursor, at backslash: Int
    ) throws(ParseError) -> (scalar: Unicode.Scalar, end: Int) {
        guard let (letter, length) = cursor.scalar(at: backslash + 1) else {
            throw ParseError(.unknownEscape("\\"), at: SourceRange(lower: backslash, upper: backslash + 1))
        }
        let end = backslash + 1 + length
        switch letter {
        case "\"": return ("\"", end)
        case "\\": return ("\\", end)
        case "n": return ("\n", end)
        case "t": return ("\t", end)
        case "u":
            let digits = end + 1
            let digitsEnd = cursor.offset(from: digits) { $0.isASCIIDigit || $0.isASCIILetter }
            let hasBraces = cursor.byte(at: end) == Byte.leftBrace && cursor.byte(at: digitsEnd) == Byte.rightBrace
            if hasBraces, let value = UInt32(cursor.text(SourceRange(lower: digits, upper: digitsEnd)), radix: 16),
                let scalar = Unicode.Scalar(value)
            {
                return (scalar, digitsEnd + 1)
            }
        default: break
        }
        let range = SourceRange(lower: backslash, upper: end)
        throw ParseError(.unknownEscape(cursor.text(range)), at: range)
    }

    private static func isPlainByte(_ byte: UInt8) -> Bool {
        switch byte {
        case Byte.quote, Byte.hash, Byte.backslash, Byte.leftParenthesis, Byte.rightParenthesis, Byte.leftBracket,
            Byte.rightBracket, Byte.equals:
            false
        default: true
        }
    }
}
