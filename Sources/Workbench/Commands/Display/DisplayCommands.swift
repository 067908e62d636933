import CommandLanguage

/// `display [EXPRESSION]`: shows a value after every move, or all of them now.
package struct DisplayCommand: CommandBody {
    package static let entry = CommandEntry(
        "display", group: .stops, usage: ["display [EXPRESSION]"],
        summary: "shows a value after every move; or all of them now", arguments: [[.expression]])
    package static let influence = Influence(leavesUnknown: .displays)

    package let expression: Expression?

    package init(expression: Expression? = nil) {
        self.expression = expression
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        expression = parser.hasMore() ? try parser.parseExpression() : nil
    }

    package var words: [String] {
        expression.map { [$0.description] } ?? []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.display(expression, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        guard let expression else { return try checker.carryOut(command) }
        let isKnown = checker.lookingAhead { $0.values(of: expression) != nil }
        if isKnown { try checker.carryOut(command) } else { checker.knowledge.lose(Self.influence.leavesUnknown) }
    }
}

/// `undisplay [N...]`: ends displays.
package struct UndisplayCommand: CommandBody {
    package static let entry = CommandEntry(
        "undisplay", group: .stops, usage: ["undisplay [N...]"],
        summary: "ends displays, those with these numbers or all", arguments: [[.names(.display)]])
    package static let influence = Influence(leavesUnknown: .displays)

    package let numbers: [Located<Int>]

    package init(numbers: [Located<Int>]) {
        self.numbers = numbers
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        numbers = try parser.parseNumbers()
    }

    package var words: [String] {
        numbers.map { "\($0.value)" }
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.undisplay(numbers, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}
