import CommandLanguage

/// `answer EXPRESSION`: answers what `ask` asked.
package struct AnswerCommand: CommandBody {
    package static let entry = CommandEntry(
        "answer", group: .scenarios, usage: ["answer EXPRESSION"], summary: "answers what 'ask' asked",
        arguments: [[.expression]])
    package static let influence = Influence(isRecorded: false)

    package let expression: Expression

    package init(expression: Expression) {
        self.expression = expression
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        expression = try parser.parseExpression("a value: answer 0.25")
    }

    package var words: [String] {
        [expression.description]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        try state.answer(expression, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.values(of: expression)
        guard checker.knowledge.isAsked else { throw CommandError(.nothingAsked) }
        checker.knowledge.isAsked = false
    }
}
