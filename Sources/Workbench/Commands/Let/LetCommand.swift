import CommandLanguage

/// `let W1[0, 1] = 0.3`: changes a matrix or its cells, or makes a variable.
package struct LetCommand: CommandBody {
    package static let entry = CommandEntry(
        "let", group: .setUp, usage: ["let NAME = EXPRESSION", "let NAME[ROW, COLUMN] = EXPRESSION"],
        summary: "changes a matrix or its cells, or makes a variable",
        arguments: [[.target, .keyword("="), .expression]])
    package static let influence = Influence(movesOrChanges: true, leavesUnknown: .variables)

    package let target: CellRegion
    package let expression: Expression

    package init(target: CellRegion, expression: Expression) {
        self.target = target
        self.expression = expression
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (target, expression) = try parser.parseAssignment()
    }

    package var words: [String] {
        [target.description, "=", expression.description]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.assign(expression, to: target, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.checkAssignment(expression, to: target)
    }
}

extension CommandParser {
    /// `let NAME = EXPR` or `let NAME[…] = EXPR`.
    fileprivate mutating func parseAssignment() throws(ParseError) -> (CellRegion, Expression) {
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
        return (target, try parseExpression("a value after '='"))
    }

    fileprivate mutating func takeAssignmentSign(after target: CellRegion) throws(ParseError) {
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
