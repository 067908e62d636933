import CommandLanguage

/// `watch EXPRESSION`: stops at the operation that changes a value.
package struct WatchCommand: CommandBody {
    package static let entry = CommandEntry(
        "watch", group: .stops, usage: ["watch EXPRESSION"],
        summary: "stops at the operation that changes a value",
        details: ["Changes made by hand count too. The old value is shown with the new one."],
        arguments: [[.expression]])
    package static let influence = Influence(leavesUnknown: .stops)

    package let expression: Expression

    package init(expression: Expression) {
        self.expression = expression
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        expression = try parser.parseExpression("an expression: watch W1[0, 2]")
    }

    package var words: [String] {
        [expression.description]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let session = try state.sessionForStops()
        try state.checkNames(in: expression)
        try state.checkThatItChanges(expression, in: session)
        _ = try state.valueSoFar(of: expression)
        return state.addStop(.change(of: expression), expression.description, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        let isKnown = checker.lookingAhead { $0.values(of: expression) != nil }
        if isKnown { try checker.carryOut(command) } else { checker.knowledge.lose(Self.influence.leavesUnknown) }
    }
}
