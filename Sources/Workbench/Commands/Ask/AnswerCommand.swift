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
        guard var open = state.lesson.question else {
            // The learner has been asked, and has answered himself; he may let the lesson play by itself from here on.
            if command.isScripted, state.lesson.mode != .test { return [] }
            throw CommandError(.nothingAsked)
        }
        let given = try state.evaluate(expression)
        let comparison = state.compare(given, open.expected, open.text) { _, expected in open.allowed(for: expected) }
        let triesAgain = !comparison.passed && state.lesson.mode != .test && !command.isScripted
        var hint: String?
        let diagnosis = comparison.passed ? nil : state.diagnosis(of: given, for: open)
        if triesAgain {
            open.wrongCount += 1
            if open.hasHints {
                hint = open.hints[open.hintCount]
                open.hintCount += 1
            }
        }
        let report = AnswerReport(
            question: open.text, passed: comparison.passed, answer: given,
            expected: triesAgain ? nil : open.expected, differences: comparison.differences,
            shapesDiffer: comparison.shapesDiffer, diagnosis: diagnosis, hint: hint,
            because: comparison.passed ? open.because : nil, wrongCount: open.wrongCount - (triesAgain ? 1 : 0))
        if triesAgain {
            open.lastMiss = report.judgement
            state.lesson.question = open
        } else {
            state.settle(open, wasTold: false, verdict: report.judgement)
        }
        return [state.report(command, report)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.values(of: expression)
        guard checker.knowledge.isAsked else { throw CommandError(.nothingAsked) }
        checker.knowledge.isAsked = false
    }
}
