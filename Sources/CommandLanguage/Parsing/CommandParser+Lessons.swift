/// The commands that lessons are made of, beside those that narrate and check.
extension CommandParser {
    /// `500ms`, `2s` or `1.5s`, in milliseconds.
    mutating func parseDuration() throws(ParseError) -> Located<Int> {
        let word = try parseWord("how long: wait 500ms, wait 2s")
        let units = [("ms", 1.0), ("s", 1000.0)]
        guard let (unit, scale) = units.first(where: { word.value.hasSuffix($0.0) }),
            let number = Self.number(from: String(word.value.dropLast(unit.count))), number >= 0
        else {
            throw ParseError(.badDuration(word.value), at: word.range)
        }
        let milliseconds = (number * scale).rounded()
        guard milliseconds <= Self.longestWait else {
            throw ParseError(.longDuration(word.value), at: word.range)
        }
        return Located(Int(milliseconds), at: word.range)
    }

    /// An hour, in milliseconds.
    private static let longestWait = 3_600_000.0

    /// Matrices or some of their cells, with blanks between them, up to the end: `dW1[0, 2] X[:, 0]`.
    mutating func parseRegions() throws(ParseError) -> [CellRegion] {
        var regions: [CellRegion] = []
        while hasMore() {
            let token = ExpressionToken(in: cursor, from: cursor.position)
            guard token.kind == .name else {
                throw ParseError(
                    .notARegion(command: name),
                    at: SourceRange(
                        lower: token.range.lower, upper: max(token.range.upper, token.range.lower + 1)))
            }
            regions.append(try parseRegion(Located(cursor.text(token.range), at: token.range)))
        }
        return regions
    }

    /// `EXPRESSION [hint "TEXT"] [within TOLERANCE]`, hint and tolerance in any order.
    mutating func parseQuestion() throws(ParseError) -> Question {
        var question = Question(try parseExpression("what is asked for: ask dW1[0, 2]"))
        while hasMore() {
            let token = ExpressionToken(in: cursor, from: cursor.position)
            let word = token.kind == .name ? cursor.text(token.range) : ""
            switch word {
            case "hint" where question.hint == nil:
                cursor.take(upTo: token.range.upper)
                question.hint = try parseText()
            case "within" where question.tolerance == nil:
                cursor.take(upTo: token.range.upper)
                question.tolerance = try parseExpression("a tolerance after 'within'")
            case "hint", "within":
                throw ParseError(.repeatedOption(word), at: token.range)
            default:
                return question
            }
        }
        return question
    }

    /// `KIND in OPERATION`, or `off`.
    mutating func parseBug() throws(ParseError) -> Command {
        let kind = try parseFixedWord(kind: "kind of bug")
        if kind.value == "off" { return .bugOff }
        let expected = "the operation: bug \(kind.value) in linear1.backward"
        let word = try parseWord(expected)
        guard word.value == "in" else {
            throw ParseError(
                .misplacedText(word.value, after: "\(name) \(kind.value)", expected: "'in' goes here", suggestion: nil),
                at: word.range)
        }
        return .bug(kind, in: try parseWord(expected))
    }

    /// A path, or `off`.
    mutating func parseRecord() throws(ParseError) -> Command {
        let path = try parseWord("a file: record PATH.scenario, or record off")
        return path.value == "off" ? .recordOff : .record(path)
    }

    /// `NAME [at NUMBERS] [OPTION...]`
    mutating func parseDerivation() throws(ParseError) -> Command {
        let subject = try parseFixedWord(kind: "derivation")
        guard hasMore() else { return .derive(subject, at: nil, []) }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        guard token.kind == .name, cursor.text(token.range) == "at" else {
            return .derive(subject, at: nil, try parseOptions(form: subject.value))
        }
        cursor.take(upTo: token.range.upper)
        let place = try parseExpression("numbers: derive sigmoid at 0.5")
        return .derive(subject, at: place, hasMore() ? try parseOptions(form: subject.value) : [])
    }
}
