import PlainText

/// A token of an expression. Reading one never fails: what is not a token of the language is one of the last four
/// kinds, and the parser reports it if it gets that far.
package struct ExpressionToken: Equatable {
    package let kind: Kind
    package let range: SourceRange

    package enum Kind: Equatable {
        case number(Double)
        case name
        case operation(BinaryOperator)
        case not
        case transpose
        case dot
        case leftParenthesis, rightParenthesis
        case leftBracket, rightBracket
        case comma
        case colon
        case equals
        case approximate
        case end
        /// Starts like a number but is not one.
        case badNumber
        /// A number beyond the largest Double.
        case hugeNumber
        /// A spelling from another language, or from the formulas on the screen, of something that is spelled
        /// differently here.
        case foreign(suggestion: String?)
        case unknown
    }
}

extension ExpressionToken {
    /// The token at or after `offset`, past blanks and comments.
    package init(in cursor: SourceCursor, from offset: Int) {
        let lower = cursor.offsetAfterBlanks(from: offset)
        guard let first = cursor.byte(at: lower) else {
            self.init(kind: .end, range: cursor.placeAfterLastText)
            return
        }
        let second = cursor.byte(at: lower + 1)
        if first.isASCIIDigit || first == Byte.dot && second?.isASCIIDigit == true {
            self.init(numberIn: cursor, at: lower)
        } else if let upper = Self.endOfIdentifier(in: cursor, at: lower) {
            self.init(nameIn: cursor, from: lower, firstPartEnd: upper)
        } else if first == Byte.dot {
            let end = Self.endOfIdentifier(in: cursor, at: lower + 1)
            let isTranspose = end == lower + 2 && second == UInt8(ascii: "T")
            let range = SourceRange(lower: lower, upper: end ?? lower + 1)
            self.init(kind: isTranspose ? .transpose : .dot, range: range)
        } else {
            self.init(symbolIn: cursor, at: lower)
        }
    }

    private init(numberIn cursor: SourceCursor, at lower: Int) {
        var upper = cursor.offset(from: lower, while: \.isASCIIDigit)
        if cursor.byte(at: upper) == Byte.dot { upper = cursor.offset(from: upper + 1, while: \.isASCIIDigit) }
        if let mark = cursor.byte(at: upper), mark | 0x20 == UInt8(ascii: "e") {
            let sign = cursor.byte(at: upper + 1)
            let digits = sign == Byte.minus || sign == Byte.plus ? upper + 2 : upper + 1
            let end = cursor.offset(from: digits, while: \.isASCIIDigit)
            if end > digits { upper = end }
        }
        let end = cursor.offset(from: upper) {
            $0.isASCIILetter || $0.isASCIIDigit || $0 == Byte.underscore || $0 == Byte.dot
        }
        let range = SourceRange(lower: lower, upper: end)
        guard end == upper, let value = Double(cursor.text(range)) else {
            self.init(kind: .badNumber, range: range)
            return
        }
        self.init(kind: value.isFinite ? .number(value) : .hugeNumber, range: range)
    }

    /// A name may contain dots (`test.loss`), but not `.T`.
    private init(nameIn cursor: SourceCursor, from lower: Int, firstPartEnd: Int) {
        var upper = firstPartEnd
        while cursor.byte(at: upper) == Byte.dot, let end = Self.endOfIdentifier(in: cursor, at: upper + 1) {
            if end == upper + 2 && cursor.byte(at: upper + 1) == UInt8(ascii: "T") { break }
            upper = end
        }
        let range = SourceRange(lower: lower, upper: upper)
        let kind: Kind =
            switch upper - lower <= 3 ? cursor.text(range) : "" {
            case "and": .operation(.and)
            case "or": .operation(.or)
            case "not": .not
            default: .name
            }
        self.init(kind: kind, range: range)
    }

    /// The end of the identifier that starts at `offset`; nil if none does.
    private static func endOfIdentifier(in cursor: SourceCursor, at offset: Int) -> Int? {
        var upper = offset
        while let byte = cursor.byte(at: upper) {
            if byte.isASCIILetter || byte == Byte.underscore || byte.isASCIIDigit && upper > offset {
                upper += 1
            } else if byte >= 0x80, let (scalar, length) = cursor.scalar(at: upper),
                scalar.properties.isAlphabetic, foreignSymbols[scalar] == nil
            {
                upper += length
            } else {
                break
            }
        }
        return upper > offset ? upper : nil
    }

    private init(symbolIn cursor: SourceCursor, at lower: Int) {
        func symbol(_ length: Int) -> String? {
            lower + length <= cursor.end ? cursor.text(SourceRange(lower: lower, upper: lower + length)) : nil
        }
        if cursor.bytes[lower] < 0x80 {
            for length in [2, 1] {
                if let kind = symbol(length).flatMap({ Self.symbols[$0] }) {
                    self.init(kind: kind, range: SourceRange(lower: lower, upper: lower + length))
                    return
                }
            }
        }
        let (scalar, length) = cursor.scalar(at: lower) ?? ("?", 1)
        let suggestion = Self.foreignSymbols[scalar]
        self.init(
            kind: suggestion.map { .foreign(suggestion: $0) } ?? .unknown,
            range: SourceRange(lower: lower, upper: lower + length))
    }

    private static let symbols: [String: Kind] = {
        var symbols: [String: Kind] = [
            "(": .leftParenthesis, ")": .rightParenthesis, "[": .leftBracket, "]": .rightBracket,
            ",": .comma, ":": .colon, "=": .equals, "~=": .approximate,
            "&&": .foreign(suggestion: "and"), "||": .foreign(suggestion: "or"), "!": .foreign(suggestion: "not"),
            "&": .foreign(suggestion: "and"), "|": .foreign(suggestion: "or"), "^": .foreign(suggestion: "**"),
            "<>": .foreign(suggestion: "!="), "=<": .foreign(suggestion: "<="), "=>": .foreign(suggestion: ">="),
            "=~": .foreign(suggestion: "~="), "'": .foreign(suggestion: ".T"), "//": .foreign(suggestion: "/"),
            "%": .foreign(suggestion: nil), ";": .foreign(suggestion: ","),
        ]
        for operation in BinaryOperator.allCases { symbols[operation.rawValue] = .operation(operation) }
        return symbols
    }()

    /// The symbols of formulas, and what word processors turn plain ones into.
    private static let foreignSymbols: [Unicode.Scalar: String] = [
        "\u{2212}": "-", "\u{2013}": "-", "\u{2014}": "-", "\u{D7}": "*", "\u{2299}": "*", "\u{2217}": "*",
        "\u{B7}": "@", "\u{22C5}": "@", "\u{F7}": "/", "\u{1D40}": ".T", "\u{22A4}": ".T",
        "\u{2264}": "<=", "\u{2265}": ">=", "\u{2260}": "!=", "\u{2248}": "~=", "\u{B2}": "**2",
        "\u{201C}": "\"", "\u{201D}": "\"", "\u{AC}": "not", "\u{2227}": "and", "\u{2228}": "or",
    ]
}
