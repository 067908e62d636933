import PlainText

/// The pieces that commands are made of.
extension CommandParser {
    /// The command's name.
    package var name: String { entry.name }

    // MARK: - Words

    /// Whether anything but blanks and comments is left.
    package mutating func hasMore() -> Bool { !cursor.isAtEndAfterBlanks() }

    /// The error for something that is missing after what was read last.
    package func missing(_ what: String) -> ParseError {
        ParseError(.missing(what, of: name), at: cursor.placeAfterLastText)
    }

    /// The next word: up to a blank, or in quotes.
    package mutating func parseWord(_ expected: String) throws(ParseError) -> Located<String> {
        guard hasMore() else { throw missing(expected) }
        return try takeWord()
    }

    /// The word at the cursor: up to a blank, or in quotes.
    package mutating func takeWord() throws(ParseError) -> Located<String> {
        let lower = cursor.position
        if cursor.peek() == Byte.quote {
            let (text, end) = try QuotedText.read(in: cursor, at: lower)
            cursor.take(upTo: end)
            return Located(text, at: SourceRange(lower: lower, upper: end))
        }
        let range = cursor.takeWhile { !$0.isBlank && $0 != Byte.quote && $0 != Byte.hash }
        return Located(cursor.text(range), at: range)
    }

    /// One of the words in the command's entry.
    package mutating func parseFixedWord(kind: String) throws(ParseError) -> Located<String> {
        let word = try parseWord(kindWithArticle(kind) + ": " + entry.words.joined(separator: ", "))
        return try checked(word, kind: kind, among: entry.words)
    }

    /// `word`, if it is one of `choices`.
    package func checked(
        _ word: Located<String>, kind: String, among choices: some Collection<String>
    ) throws(ParseError) -> Located<String> {
        guard choices.contains(word.value) else {
            let choices = Array(choices)
            let suggestion = SpellingSuggestion.closest(to: word.value, among: choices)
            throw ParseError(
                .unknownWord(word.value, kind: kind, choices: choices, suggestion: suggestion), at: word.range)
        }
        return word
    }

    private func kindWithArticle(_ kind: String) -> String {
        ("aeiou".contains(kind.prefix(1)) ? "an " : "a ") + kind
    }

    /// Text in double quotes.
    package mutating func parseText() throws(ParseError) -> String {
        guard hasMore() else { throw missing("a text in double quotes") }
        guard cursor.peek() == Byte.quote else {
            let word = try takeWord()
            throw ParseError(.textNotQuoted(command: name), at: word.range)
        }
        return try takeWord().value
    }

    // MARK: - Names and numbers

    /// A branch's name: a word, not empty.
    package mutating func parseBranchName(_ expected: String) throws(ParseError) -> Located<String> {
        let place = cursor.placeAfterLastText
        let word = try parseWord(expected)
        if word.value.isEmpty { throw ParseError(.missing(expected, of: name), at: place) }
        return word
    }

    /// Numbers of stops or displays, up to the end; none means all.
    package mutating func parseNumbers() throws(ParseError) -> [Located<Int>] {
        var numbers: [Located<Int>] = []
        while hasMore() {
            let word = try takeWord()
            numbers.append(Located(try Self.count(from: word), at: word.range))
        }
        return numbers
    }

    // MARK: - Counts

    /// A count of at least 1; 1 if none is given.
    package mutating func parseOptionalCount() throws(ParseError) -> Int {
        guard hasMore() else { return 1 }
        return try Self.count(from: try takeWord())
    }

    /// The count of at least 1 that `word` spells.
    package static func count(from word: Located<String>) throws(ParseError) -> Int {
        let digits = word.value.utf8.drop { $0 == Byte.minus || $0 == Byte.plus }
        let signCount = word.value.utf8.count - digits.count
        guard !digits.isEmpty, digits.allSatisfy(\.isASCIIDigit), signCount <= 1 else {
            throw ParseError(.badCount(word.value), at: word.range)
        }
        if word.value.utf8.first == Byte.minus { throw ParseError(.negativeCount(word.value), at: word.range) }
        guard let count = Int(word.value) else { throw ParseError(.hugeCount(word.value), at: word.range) }
        if count == 0 { throw ParseError(.zeroCount, at: word.range) }
        return count
    }

    // MARK: - Expressions

    /// An expression whose operators bind at least as tightly as `precedence`.
    package mutating func parseExpression(
        _ expected: String = "an expression", atLeast precedence: Precedence = .or
    ) throws(ParseError) -> Expression {
        guard hasMore() else { throw missing(expected) }
        return try ExpressionParser.parse(from: &cursor, atLeast: precedence)
    }

    // MARK: - The end

    /// Throws unless only blanks and comments are left.
    package mutating func expectEnd() throws(ParseError) {
        guard hasMore() else { return }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        switch token.kind {
        case .rightParenthesis, .rightBracket:
            throw ParseError(.unopenedBracket(cursor.text(token.range)), at: token.range)
        case .approximate:
            throw ParseError(.approximateOutsideExpect, at: token.range)
        case .equals where entry.takesExpression:
            throw ParseError(.foreignOperator("=", suggestion: "=="), at: token.range)
        case .name where cursor.text(token.range) == "within" && entry.arguments.joined().contains(.keyword("~=")):
            throw ParseError(.withinWithoutApproximate, at: token.range)
        default:
            throw try unexpectedWord()
        }
    }

    /// What has been read of the command, or only its name if that is long.
    package var textSoFar: String {
        let text = cursor.text(SourceRange(lower: written.lower, upper: cursor.lastTextEnd))
        return text.utf8.count <= 30 && !text.utf8.contains(where: \.isLineEnding) ? text : name
    }

    private mutating func unexpectedWord() throws(ParseError) -> ParseError {
        let before = textSoFar
        let quote = SourceRange(lower: cursor.position, upper: cursor.position + 1)
        let range = cursor.peek() == Byte.quote ? quote : try takeWord().range
        return ParseError(.unexpectedText(cursor.text(range), after: before), at: range)
    }
}
