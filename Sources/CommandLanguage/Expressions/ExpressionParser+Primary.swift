import PlainText

extension ExpressionParser {
    /// A number, name, call, matrix literal, or an expression in parentheses.
    mutating func parsePrimary() throws(ParseError) -> Branch {
        let place = token.range
        switch token.kind {
        case .number(let value):
            let spelling = cursor.text(place)
            takeToken()
            return try branch(.number(value, spelling: spelling), over: [], at: place)
        case .name:
            return try parseNameOrCall()
        case .leftParenthesis:
            return try parseParentheses()
        case .leftBracket:
            return try parseMatrix()
        default:
            try rejectMalformedToken()
            if token.kind == .approximate { throw ParseError(.approximateOutsideExpect, at: place) }
            throw ParseError(.missingOperand(found: tokenText), at: place)
        }
    }

    private mutating func parseParentheses() throws(ParseError) -> Branch {
        let opening = token.range
        try descend()
        takeToken()
        let content = try parseBinary(atLeast: .or)
        let closing = try takeClosing(.rightParenthesis, ")")
        ascend()
        // The range includes the parentheses, so that the ranges of enclosing operations nest.
        let expression = Expression(content.expression.node, at: opening.extended(to: closing))
        return Branch(expression: expression, depth: content.depth)
    }

    // MARK: - Names and calls

    private mutating func parseNameOrCall() throws(ParseError) -> Branch {
        let name = cursor.text(token.range)
        let place = token.range
        takeToken()
        guard token.kind == .leftParenthesis else {
            if Function(rawValue: name) != nil { throw ParseError(.functionWithoutArguments(name), at: place) }
            if let suggestion = Self.callMeant(by: name) {
                throw ParseError(.unknownFunction(name, suggestion: suggestion), at: place)
            }
            return try branch(.name(name), over: [], at: place)
        }
        guard let function = Function(rawValue: name) else {
            let names = Function.allCases.map(\.rawValue)
            let suggestion =
                Self.callMeant(by: name) ?? Self.foreignFunctions[name]
                ?? SpellingSuggestion.closest(to: name, among: names)
            throw ParseError(.unknownFunction(name, suggestion: suggestion), at: place)
        }
        return try parseCall(of: Located(function, at: place))
    }

    private mutating func parseCall(of function: Located<Function>) throws(ParseError) -> Branch {
        try descend()
        takeToken()
        var arguments: [Branch] = []
        var axis: Int?
        while token.kind != .rightParenthesis {
            if token.kind == .name, namesAnArgument(token) {
                let isRepeated = axis != nil
                let place = token.range
                let value = try parseAxis(of: function.value)
                if isRepeated { throw ParseError(.repeatedArgument("axis"), at: place) }
                axis = value
            } else {
                let argument = try parseBinary(atLeast: .or)
                arguments.append(argument)
                if arguments.count > 1 { throw wrongArgumentCount(of: function, arguments) }
            }
            guard token.kind == .comma else { break }
            takeToken()
        }
        let closing = try takeClosing(.rightParenthesis, ")")
        ascend()
        if arguments.isEmpty { throw wrongArgumentCount(of: function, arguments, closing: closing) }
        return try branch(
            .call(function: function, arguments: arguments.map(\.expression), axis: axis), over: arguments,
            at: function.range.extended(to: closing))
    }

    private func wrongArgumentCount(
        of function: Located<Function>, _ arguments: [Branch], closing: SourceRange? = nil
    ) -> ParseError {
        ParseError(
            .wrongArgumentCount(
                function: function.value.rawValue, count: arguments.count, takesAxis: function.value.takesAxis),
            at: arguments.last?.range ?? function.range.extended(to: closing ?? function.range))
    }

    /// Whether a single `=` follows the name.
    private func namesAnArgument(_ name: ExpressionToken) -> Bool {
        ExpressionToken(in: cursor, from: name.range.upper).kind == .equals
    }

    /// `axis=0`; -1 and -2 count from the last axis, as in NumPy.
    private mutating func parseAxis(of function: Function) throws(ParseError) -> Int {
        let name = cursor.text(token.range)
        guard name == "axis" else {
            let suggestion = function.takesAxis ? SpellingSuggestion.closest(to: name, among: ["axis"]) : nil
            throw ParseError(
                .unknownArgument(name, function: function.rawValue, suggestion: suggestion), at: token.range)
        }
        guard function.takesAxis else {
            throw ParseError(.axisNotTaken(function: function.rawValue), at: token.range)
        }
        takeToken()
        takeToken()
        let place = token.range
        let isNegative = token.kind == .operation(.subtract)
        if isNegative { takeToken() }
        let range = SourceRange(lower: place.lower, upper: token.range.upper)
        switch (token.kind, isNegative) {
        case (.number(0), false), (.number(2), true):
            takeToken()
            return 0
        case (.number(1), _):
            takeToken()
            return 1
        default:
            throw ParseError(.badAxis(cursor.text(range)), at: range)
        }
    }

    /// What `W1.sum` was meant to be.
    private static func callMeant(by name: String) -> String? {
        guard let dot = name.lastIndex(of: "."), Function(rawValue: String(name[name.index(after: dot)...])) != nil
        else { return nil }
        return "\(name[name.index(after: dot)...])(\(name[..<dot]))"
    }

    /// What NumPy, PyTorch and mathematics call the functions that are here too.
    private static let foreignFunctions = [
        "transpose": ".T", "matmul": "@", "dot": "@", "power": "**", "pow": "**", "ln": "log", "average": "mean",
        "absolute": "abs", "amax": "max", "amin": "min", "size": "shape",
    ]

    // MARK: - Matrix literals and subscripts

    private mutating func parseMatrix() throws(ParseError) -> Branch {
        let opening = token.range
        try descend()
        takeToken()
        var rows: [[Expression]] = []
        var depth = 0
        if token.kind == .leftBracket {
            repeat {
                if token.kind == .rightBracket { break }
                let place = token.range
                guard token.kind == .leftBracket else { throw ParseError(.cellAmongRows, at: place) }
                takeToken()
                let row = try parseCells(depth: &depth)
                let closing = try takeClosing(.rightBracket, "]")
                if let first = rows.first, first.count != row.count {
                    throw ParseError(
                        .raggedMatrix(columns: row.count, expected: first.count), at: place.extended(to: closing))
                }
                if row.isEmpty { throw ParseError(.emptyMatrix, at: place.extended(to: closing)) }
                rows.append(row)
            } while takeComma()
        } else {
            rows = [try parseCells(depth: &depth)]
        }
        let range = opening.extended(to: try takeClosing(.rightBracket, "]"))
        ascend()
        if rows[0].isEmpty { throw ParseError(.emptyMatrix, at: range) }
        let expression = Expression(.matrix(rows), at: range)
        guard depth < Self.treeDepthLimit else {
            throw ParseError(.tooManyOperations(limit: Self.treeDepthLimit), at: range)
        }
        return Branch(expression: expression, depth: depth + 1)
    }

    /// Cells up to but not including the closing bracket; a comma may follow the last one.
    private mutating func parseCells(depth: inout Int) throws(ParseError) -> [Expression] {
        var cells: [Expression] = []
        repeat {
            if token.kind == .rightBracket { break }
            if token.kind == .leftBracket { throw ParseError(.tooManyMatrixLevels, at: token.range) }
            let cell = try parseBinary(atLeast: .or)
            depth = max(depth, cell.depth)
            cells.append(cell.expression)
        } while takeComma()
        return cells
    }

    mutating func parseSubscripts(of operand: Branch) throws(ParseError) -> Branch {
        let opening = token.range
        try descend()
        takeToken()
        var subscripts: [Subscript] = []
        var parts = [operand]
        repeat {
            let place = token.range
            if token.kind == .rightBracket || token.kind == .comma {
                throw ParseError(.emptySubscript, at: subscripts.isEmpty ? opening.extended(to: place) : place)
            }
            if subscripts.count == 2 { throw ParseError(.tooManySubscripts, at: place) }
            subscripts.append(try parseSubscript(parts: &parts))
        } while takeComma()
        let closing = try takeClosing(.rightBracket, "]")
        ascend()
        return try branch(
            .subscripted(operand.expression, subscripts), over: parts, at: operand.range.extended(to: closing))
    }

    private mutating func parseSubscript(parts: inout [Branch]) throws(ParseError) -> Subscript {
        var lower: Branch?
        if token.kind != .colon {
            let index = try parseBinary(atLeast: .or)
            parts.append(index)
            guard token.kind == .colon else { return .index(index.expression) }
            lower = index
        }
        takeToken()
        guard token.kind != .colon else { throw ParseError(.sliceWithStep, at: token.range) }
        guard token.kind != .rightBracket && token.kind != .comma else {
            return .slice(lower: lower?.expression, upper: nil)
        }
        let upper = try parseBinary(atLeast: .or)
        parts.append(upper)
        if token.kind == .colon { throw ParseError(.sliceWithStep, at: token.range) }
        return .slice(lower: lower?.expression, upper: upper.expression)
    }

    // MARK: - Punctuation

    private mutating func takeComma() -> Bool {
        guard token.kind == .comma else { return false }
        takeToken()
        return true
    }

    private mutating func takeClosing(
        _ kind: ExpressionToken.Kind, _ symbol: String
    ) throws(ParseError) -> SourceRange {
        guard token.kind == kind else {
            try rejectMalformedToken()
            if token.kind == .approximate { throw ParseError(.approximateOutsideExpect, at: token.range) }
            throw ParseError(.missingClosing(symbol, found: tokenText), at: token.range)
        }
        let range = token.range
        takeToken()
        return range
    }
}
