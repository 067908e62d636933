import CommandLanguage

/// `print EXPRESSION`: shows a value.
package struct PrintCommand: CommandBody {
    package static let entry = CommandEntry(
        "print", aliases: ["p"], group: .inspection, usage: ["print EXPRESSION"],
        summary: "shows a value; see 'help expressions'", arguments: [[.expression]])
    package static let influence = Influence(onlyLooks: true)

    package let expression: Expression

    package init(expression: Expression) {
        self.expression = expression
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        expression = try parser.parseExpression()
    }

    package var words: [String] {
        [expression.description]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let value = try state.evaluate(expression)
        let stale = StaleValue(expression, in: state.session)
        return [state.report(command, ValueReport(expression.description, value, stale: stale))]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.values(of: expression)
    }
}
