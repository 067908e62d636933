/// Reads one expression from a cursor by precedence climbing, in NumPy's order of precedence. It stops at the first
/// token that cannot continue the expression and leaves the cursor there, so that options and words such as `within`
/// can follow an expression.
package struct ExpressionParser {
    /// How deeply brackets, signs and calls may be nested. Bounds the parser's recursion.
    static let nestingLimit = 200
    /// How deep an expression's tree may be; a chain of operators adds a level with every link. Bounds the recursion of
    /// everything that walks the tree, including its release.
    static let treeDepthLimit = 500

    var cursor: SourceCursor
    /// The next token, not yet taken.
    var token: ExpressionToken
    private var nesting = 0

    /// A subtree and how deep it is.
    struct Branch {
        let expression: Expression
        let depth: Int
        var range: SourceRange { expression.range }
    }

    /// Reads the expression at the cursor, whose operators bind at least as tightly as `precedence`, and moves past it.
    package static func parse(
        from cursor: inout SourceCursor, atLeast precedence: Precedence = .or
    ) throws(ParseError) -> Expression {
        var parser = ExpressionParser(cursor: cursor)
        let branch = try parser.parseBinary(atLeast: precedence)
        try parser.rejectMalformedToken()
        cursor = parser.cursor
        return branch.expression
    }

    init(cursor: SourceCursor) {
        self.cursor = cursor
        self.token = ExpressionToken(in: cursor, from: cursor.position)
    }

    // MARK: - Operators

    mutating func parseBinary(atLeast precedence: Precedence) throws(ParseError) -> Branch {
        var left = try parseNotOrSign(atLeast: precedence)
        var endsInComparison = false
        while case .operation(let operation) = token.kind, operation.precedence >= precedence {
            if operation.isComparison && endsInComparison { throw ParseError(.chainedComparison, at: token.range) }
            takeToken()
            let right = try parseBinary(atLeast: operation.precedence.tighter)
            left = try join(.binary(operation, left.expression, right.expression), left, right)
            endsInComparison = operation.isComparison
        }
        return left
    }

    private mutating func parseNotOrSign(atLeast precedence: Precedence) throws(ParseError) -> Branch {
        guard token.kind == .not else { return try parseSign() }
        guard precedence <= .not else { throw ParseError(.notBeforeOperand, at: token.range) }
        let place = token.range
        try descend()
        takeToken()
        let operand = try parseBinary(atLeast: .not)
        ascend()
        return try branch(.unary(.not, operand.expression), over: [operand], at: place.extended(to: operand.range))
    }

    private mutating func parseSign() throws(ParseError) -> Branch {
        let sign: UnaryOperator
        switch token.kind {
        case .operation(.subtract): sign = .minus
        case .operation(.add): sign = .plus
        default: return try parsePower()
        }
        let place = token.range
        try descend()
        takeToken()
        let operand = try parseSign()
        ascend()
        return try branch(.unary(sign, operand.expression), over: [operand], at: place.extended(to: operand.range))
    }

    private mutating func parsePower() throws(ParseError) -> Branch {
        let base = try parsePostfix()
        guard token.kind == .operation(.power) else { return base }
        try descend()
        takeToken()
        let exponent = try parseSign()
        ascend()
        return try join(.binary(.power, base.expression, exponent.expression), base, exponent)
    }

    private mutating func parsePostfix() throws(ParseError) -> Branch {
        var operand = try parsePrimary()
        while true {
            let place = token.range
            switch token.kind {
            case .transpose:
                takeToken()
                operand = try branch(
                    .transpose(operand.expression), over: [operand], at: operand.range.extended(to: place))
            case .leftBracket:
                operand = try parseSubscripts(of: operand)
            case .dot:
                throw ParseError(.onlyTransposeAfterDot, at: place)
            default:
                return operand
            }
        }
    }

    // MARK: - Tokens and limits

    /// Moves on to the next token.
    mutating func takeToken() {
        cursor.take(upTo: token.range.upper)
        token = ExpressionToken(in: cursor, from: cursor.position)
    }

    /// The next token as it is written; nil at the end.
    var tokenText: String? { token.kind == .end ? nil : cursor.text(token.range) }

    /// The error for a token that no expression can contain.
    func rejectMalformedToken() throws(ParseError) {
        switch token.kind {
        case .badNumber: throw ParseError(.badNumber(cursor.text(token.range)), at: token.range)
        case .hugeNumber: throw ParseError(.hugeNumber(cursor.text(token.range)), at: token.range)
        case .foreign(let suggestion):
            throw ParseError(.foreignOperator(cursor.text(token.range), suggestion: suggestion), at: token.range)
        default: break
        }
    }

    /// Counts one more level of nesting, until `ascend()`.
    mutating func descend() throws(ParseError) {
        nesting += 1
        if nesting > Self.nestingLimit {
            throw ParseError(.nestedTooDeeply(limit: Self.nestingLimit), at: token.range)
        }
    }

    mutating func ascend() { nesting -= 1 }

    private func join(
        _ node: Expression.Node, _ left: Branch, _ right: Branch
    ) throws(ParseError) -> Branch {
        try branch(node, over: [left, right], at: left.range.extended(to: right.range))
    }

    /// The tree with `node` as its root, unless that is too deep.
    func branch(
        _ node: Expression.Node, over parts: [Branch], at range: SourceRange
    ) throws(ParseError) -> Branch {
        let depth = 1 + parts.reduce(0) { max($0, $1.depth) }
        guard depth <= Self.treeDepthLimit else {
            let afterFirst = parts.first.map {
                SourceRange(lower: min($0.range.upper, range.upper), upper: range.upper)
            }
            let place = parts.count > 1 ? parts[1].range : afterFirst ?? range
            throw ParseError(.tooManyOperations(limit: Self.treeDepthLimit), at: place)
        }
        return Branch(expression: Expression(node, at: range), depth: depth)
    }
}
