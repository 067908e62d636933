extension Expression {
    /// The expression that a whole text is.
    public init(parsing text: String) throws(ParseError) {
        let bytes = Array(text.utf8)
        var cursor = SourceCursor(bytes: bytes, range: SourceRange(lower: 0, upper: bytes.count))
        self = try ExpressionParser.parse(from: &cursor)
        guard cursor.isAtEndAfterBlanks() else {
            let rest = SourceRange(lower: cursor.position, upper: bytes.count)
            throw ParseError(
                .misplacedText(cursor.text(rest), after: text, expected: "one expression", suggestion: nil), at: rest)
        }
    }
}
