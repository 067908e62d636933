/// The commands that make and change stops.
extension CommandParser {
    /// `OPERATION [if CONDITION]`, or `if CONDITION`.
    mutating func parseBreakPlace() throws(ParseError) -> BreakPlace {
        guard hasMore() else {
            throw missing("an operation or a condition: \(name) tanh1.forward, \(name) if loss < 0.1")
        }
        let range = cursor.takeWhile(Self.belongsToName)
        let operation = Located(cursor.text(range), at: range)
        if operation.value == "if" { return .condition(try parseStopCondition()) }
        guard !operation.value.isEmpty else {
            throw ParseError(
                .misplacedText(
                    try takeWord().value, after: name, expected: "the name of an operation or 'if' goes here",
                    suggestion: nil),
                at: SourceRange(lower: range.lower, upper: cursor.position))
        }
        guard hasMore() else { return .operation(operation, if: nil) }
        let before = textSoFar
        let token = ExpressionToken(in: cursor, from: cursor.position)
        let word = cursor.text(token.range)
        guard word == "if" else {
            let suggestion = SpellingSuggestion.closest(to: word, among: ["if"])
            let expected = "a condition comes after 'if': \(name) if loss < 0.1"
            throw ParseError(
                .misplacedText(word, after: before, expected: expected, suggestion: suggestion), at: token.range)
        }
        cursor.take(upTo: token.range.upper)
        return .operation(operation, if: try parseStopCondition())
    }

    private mutating func parseStopCondition() throws(ParseError) -> Expression {
        try parseExpression("a condition after 'if': \(name) if loss < 0.1")
    }

    /// `KIND [OPTION...]`
    mutating func parseCatch() throws(ParseError) -> Command {
        let kind = try parseFixedWord(kind: "kind of trouble")
        return .catch(kind, try parseOptions(form: kind.value))
    }

    /// Numbers of stops or displays, up to the end; none stands for all.
    mutating func parseNumbers() throws(ParseError) -> [Located<Int>] {
        var numbers: [Located<Int>] = []
        while hasMore() {
            let word = try takeWord()
            numbers.append(Located(try Self.count(from: word), at: word.range))
        }
        return numbers
    }
}
