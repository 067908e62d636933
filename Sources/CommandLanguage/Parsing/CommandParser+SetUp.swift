import PlainText

/// The set-up commands.
extension CommandParser {
    mutating func parseNetwork() throws(ParseError) -> Command {
        let word = try parseWord("the layers' sizes, as network 2-4-2")
        let layers = try layerSizes(from: word)
        return .network(layers: Located(layers, at: word.range), try parseOptions())
    }

    private func layerSizes(from word: Located<String>) throws(ParseError) -> [Int] {
        let isPlain = word.range.upper - word.range.lower == word.value.utf8.count
        var lower = word.range.lower
        var sizes: [Int] = []
        for part in word.value.split(separator: "-", omittingEmptySubsequences: false) {
            let range = isPlain ? SourceRange(lower: lower, upper: lower + part.utf8.count) : word.range
            if part.isEmpty { throw ParseError(.missingLayerSize, at: range) }
            guard part.utf8.allSatisfy(\.isASCIIDigit) else {
                throw ParseError(.badLayerSize(String(part)), at: range)
            }
            guard let size = Int(part) else { throw ParseError(.hugeCount(String(part)), at: range) }
            if size == 0 { throw ParseError(.zeroLayerSize, at: range) }
            sizes.append(size)
            lower = range.upper + 1
        }
        if sizes.count < 2 { throw ParseError(.oneLayerSize(word.value), at: word.range) }
        return sizes
    }

    mutating func parseOptimizer() throws(ParseError) -> Command {
        let kind = try parseFixedWord(kind: "optimizer")
        return .optimizer(kind, try parseOptions(form: kind.value))
    }

    mutating func parseSchedule() throws(ParseError) -> Command {
        let form = try parseFixedWord(kind: "schedule")
        let options = try parseOptions(form: form.value)
        for option in specification.options(forForm: form.value) where option.defaultText == nil {
            if !options.contains(where: { $0.name.value == option.name }) {
                throw ParseError(
                    .missingOption(
                        "\(option.name)=\(option.kind.placeholder), \(option.summary)", of: "schedule \(form.value)"),
                    at: cursor.placeAfterLastText)
            }
        }
        return .schedule(form, options)
    }

    mutating func parseRegularization() throws(ParseError) -> Command {
        let options = try parseOptions()
        if options.isEmpty { throw missing("l1=NUMBER or l2=NUMBER; l1=0 l2=0 switches the penalty off") }
        return .regularize(options)
    }

    mutating func parseBatch() throws(ParseError) -> Command {
        let word = try parseWord("a size: batch 32 or batch full")
        let rows: BatchRows
        if word.value == "full" {
            rows = .full
        } else {
            do throws(ParseError) {
                rows = .rows(try Self.count(from: word))
            } catch {
                guard case .badCount = error.kind else { throw error }
                throw ParseError(.badBatchSize(word.value), at: word.range)
            }
        }
        return .batch(Located(rows, at: word.range), try parseOptions())
    }

    mutating func parseSet() throws(ParseError) -> Command {
        guard hasMore() else { throw missing("a setting and its value: set lr 0.05") }
        let range = cursor.takeWhile { !$0.isBlank && $0 != Byte.equals && $0 != Byte.hash && $0 != Byte.quote }
        let names = CommandTable.settings.map(\.name)
        let name = try checked(Located(cursor.text(range), at: range), kind: "setting", among: names)
        guard let setting = CommandTable.settings.first(where: { $0.name == name.value }) else {
            preconditionFailure("a checked name is in the table")
        }
        if hasMore(), cursor.peek() == Byte.equals {
            let equals = SourceRange(lower: cursor.position, upper: cursor.position + 1)
            throw ParseError(
                .misplacedText(
                    "=", after: textSoFar, expected: "a blank separates name and value", suggestion: nil),
                at: equals)
        }
        let word = try parseWord("a value for '\(name.value)': \(setting.kind.expectation)")
        return .set(name, try Self.value(from: word, of: name.value, kind: setting.kind))
    }

    /// `let NAME = EXPR` or `let NAME[…] = EXPR`.
    mutating func parseAssignment() throws(ParseError) -> Command {
        guard hasMore() else { throw missing("a name, '=' and a value: let W1[0, 1] = 0.3") }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        let word = cursor.text(token.range)
        let isWordOfTheLanguage = Function(rawValue: word) != nil || ["and", "or", "not"].contains(word)
        if isWordOfTheLanguage { throw ParseError(.assignmentToReservedWord(word), at: token.range) }
        guard token.kind == .name else {
            throw ParseError(
                .misplacedText(word, after: self.name, expected: "a name goes here", suggestion: nil), at: token.range)
        }
        if word.contains(".") { throw ParseError(.assignmentToDottedName(word), at: token.range) }
        let name = Located(word, at: token.range)
        let target = try parseRegion(name)
        try takeAssignmentSign(after: target)
        return .assign(target, try parseExpression("a value after '='"))
    }

    /// The subscripts, where there are any, of the name at the cursor.
    mutating func parseRegion(_ name: Located<String>) throws(ParseError) -> CellRegion {
        var parser = ExpressionParser(cursor: cursor)
        parser.takeToken()
        var target = CellRegion(name: name, subscripts: [], range: name.range)
        if parser.token.kind == .leftBracket {
            let operand = ExpressionParser.Branch(expression: Expression(.name(name.value), at: name.range), depth: 1)
            let subscripted = try parser.parseSubscripts(of: operand).expression
            if case .subscripted(_, let subscripts) = subscripted.node { target.subscripts = subscripts }
            target.range = subscripted.range
        }
        cursor = parser.cursor
        return target
    }

    private mutating func takeAssignmentSign(after target: CellRegion) throws(ParseError) {
        guard hasMore() else { throw missing("'=' and a value after '\(target)'") }
        let token = ExpressionToken(in: cursor, from: cursor.position)
        guard token.kind == .equals else {
            let suggestion: String? = token.kind == .operation(.equal) ? "=" : nil
            throw ParseError(
                .misplacedText(
                    cursor.text(token.range), after: textSoFar, expected: "'=' goes here", suggestion: suggestion),
                at: token.range)
        }
        cursor.take(upTo: token.range.upper)
    }
}
