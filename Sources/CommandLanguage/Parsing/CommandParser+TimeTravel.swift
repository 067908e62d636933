import PlainText

/// The commands that go to other times and branches, and those that ask where a cell's number came from.
extension CommandParser {
    // MARK: - Places

    /// `start`, `end`, `best`, or what is given of a position.
    mutating func parseGotoPlace() throws(ParseError) -> GotoPlace {
        let forms = "a place: goto start, goto end, goto epoch=2 operation=update"
        guard hasMore() else { throw missing(forms) }
        let first = firstWord
        let words: [String: GotoPlace] = ["start": .start, "end": .end, "best": .best]
        if let place = words[first.value] {
            cursor.take(upTo: first.range.upper)
            return place
        }
        let names = specification.options.map(\.name)
        if !first.value.contains("="), !names.contains(first.value), !isFollowedByEquals(first) {
            throw misplaced(first)
        }
        var epoch: Located<Int>?
        var iteration: Located<Int>?
        var operation: Located<String>?
        for option in try parseOptions() {
            switch option.value.value {
            case .integer(let count) where option.name.value == "epoch":
                epoch = Located(count, at: option.value.range)
            case .integer(let count): iteration = Located(count, at: option.value.range)
            case .word(let label): operation = Located(label, at: option.value.range)
            default: preconditionFailure("the table gives '\(name)' no such option")
            }
        }
        return .position(epoch: epoch, iteration: iteration, operation: operation)
    }

    /// The text up to the next blank, not taken.
    private var firstWord: Located<String> {
        let upper = cursor.offset(from: cursor.position) { !$0.isBlank && $0 != Byte.quote && $0 != Byte.hash }
        let range = SourceRange(lower: cursor.position, upper: upper)
        return Located(cursor.text(range), at: range)
    }

    private func isFollowedByEquals(_ word: Located<String>) -> Bool {
        cursor.byte(at: cursor.offsetAfterBlanks(from: word.range.upper)) == Byte.equals
    }

    /// Says how to write what stands where a place should.
    private mutating func misplaced(_ word: Located<String>) -> ParseError {
        let suggestion: String?
        if !word.value.isEmpty, word.value.utf8.allSatisfy(\.isASCIIDigit) {
            suggestion = "iteration=\(word.value)"
        } else if Self.looksLikeOperation(word.value) {
            suggestion = "operation=\(word.value)"
        } else {
            suggestion = SpellingSuggestion.closest(to: word.value, among: Vocabulary.gotoPlaces)
        }
        // A quote is no word: then it stands for what it opens.
        let upper = max(word.range.upper, word.range.lower + 1)
        let range = SourceRange(lower: word.range.lower, upper: upper)
        return ParseError(
            .misplacedText(
                cursor.text(range), after: name,
                expected: "'start', 'end', 'best' or options such as iteration=12 go here",
                suggestion: suggestion),
            at: range)
    }

    private static func looksLikeOperation(_ word: String) -> Bool {
        word.hasSuffix(".forward") || word.hasSuffix(".backward") || word == "load-batch" || word == "update"
    }

    // MARK: - Branches

    /// A branch's name: a word, not empty.
    mutating func parseBranchName(_ expected: String) throws(ParseError) -> Located<String> {
        let place = cursor.placeAfterLastText
        let word = try parseWord(expected)
        if word.value.isEmpty { throw ParseError(.missing(expected, of: name), at: place) }
        return word
    }

    mutating func parseComparison() throws(ParseError) -> Command {
        let expected = "two branches: compare A B"
        let first = try parseBranchName(expected)
        return .compare(first, with: try parseBranchName(expected))
    }

    // MARK: - Cells

    /// The names of at most two matrices.
    mutating func parseMatrixNames() throws(ParseError) -> [Located<String>] {
        var names: [Located<String>] = []
        while names.count < 2, hasMore() {
            let token = ExpressionToken(in: cursor, from: cursor.position)
            guard token.kind == .name else { throw ParseError(.notAMatrix(command: name), at: placeOfCell(token)) }
            cursor.take(upTo: token.range.upper)
            names.append(Located(cursor.text(token.range), at: token.range))
        }
        return names
    }

    /// A name, or a name with a row and a column: `loss`, `dW1[0, 2]`.
    mutating func parseCellReference() throws(ParseError) -> CellReference {
        guard hasMore() else { throw missing("a cell: \(name) dW1[0, 2]") }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        guard token.kind == .name else { throw ParseError(.notACell(command: name), at: placeOfCell(token)) }
        let expression = try parseExpression()
        switch expression.node {
        case .name(let matrix):
            return CellReference(name: Located(matrix, at: expression.range), indices: [], range: expression.range)
        case .subscripted(let operand, let subscripts):
            guard case .name(let matrix) = operand.node else { break }
            let indices = subscripts.compactMap { picked -> Expression? in
                if case .index(let index) = picked { index } else { nil }
            }
            guard subscripts.count == 2, indices.count == 2 else {
                throw ParseError(.cellNeedsRowAndColumn, at: expression.range)
            }
            return CellReference(
                name: Located(matrix, at: operand.range), indices: indices, range: expression.range)
        default: break
        }
        throw ParseError(.notACell(command: name), at: expression.range)
    }

    private func placeOfCell(_ token: ExpressionToken) -> SourceRange {
        SourceRange(lower: token.range.lower, upper: max(token.range.upper, token.range.lower + 1))
    }
}
