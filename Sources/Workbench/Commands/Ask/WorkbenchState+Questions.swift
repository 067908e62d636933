import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// `ask` and `answer`: what a learner works out by himself.
extension WorkbenchState {
    mutating func ask(_ asked: Question, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard lessonMode == .study || !command.isScripted || hasAnswerAhead else {
            throw CommandError(.questionWithoutAnswer)
        }
        let expected = try evaluate(asked.expression)
        guard expected.matrix.elements.allSatisfy(\.isFinite) else {
            throw CommandError(.questionHasNoAnswer, at: asked.expression.range)
        }
        var tolerance: Double?
        if let within = asked.tolerance { tolerance = try self.tolerance(of: within) }
        let cell = cellAskedFor(asked.expression)
        let text = asked.expression.description
        question = OpenQuestion(
            text: text, cell: cell, expected: expected, tolerance: tolerance,
            hints: hints(for: text, cell, expected, first: asked.hint))
        isPausedByScenario = command.isScripted && lessonMode == .study
        return [
            report(
                command,
                QuestionReport(question: text, hint: nil, hintNumber: 0, hintCount: 0, isTold: false))
        ]
    }

    mutating func answer(_ expression: Expression, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard var open = question else {
            // The learner has been asked, and has answered himself.
            if command.isScripted, lessonMode == .study { return [] }
            throw CommandError(.nothingAsked)
        }
        if let cell = open.cell, !command.isScripted,
            expression.names.contains(where: { $0.name.value == cell.name.description && !$0.isPrevious })
        {
            throw CommandError(.answerIsTheQuestion(cell.name.description), at: expression.range)
        }
        let given = try evaluate(expression)
        let comparison = compare(given, open.expected, open.text) { _, expected in open.allowed(for: expected) }
        let triesAgain = !comparison.passed && lessonMode != .test && !command.isScripted
        var hint: String?
        if triesAgain {
            open.wrongCount += 1
            if open.hasHints {
                hint = open.hints[open.hintCount]
                open.hintCount += 1
            }
            question = open
        } else {
            settle(open, wasTold: false)
        }
        return [
            report(
                command,
                AnswerReport(
                    question: open.text, passed: comparison.passed, answer: given,
                    expected: triesAgain ? nil : open.expected, differences: comparison.differences,
                    shapesDiffer: comparison.shapesDiffer, hint: hint,
                    wrongCount: open.wrongCount - (triesAgain ? 1 : 0)))
        ]
    }

    /// The next hint to the question that is open; after the last one it is settled, and the lesson goes on.
    mutating func help() -> [Effect] {
        guard var open = question, let asking = frames.last.flatMap({ $0.next > 0 ? $0 : nil }) else {
            question = nil
            return []
        }
        let command = PendingCommand(
            parsed: asking.commands[asking.next - 1], source: asking.source, isScripted: true)
        let hint = open.hints[open.hintCount]
        open.hintCount += 1
        let isTold = open.hintCount == open.hints.count
        if isTold { settle(open, wasTold: true) } else { question = open }
        return [
            report(
                command,
                QuestionReport(
                    question: open.text, hint: hint, hintNumber: open.hintCount, hintCount: open.hints.count,
                    isTold: isTold))
        ]
    }

    /// Ends a question.
    private mutating func settle(_ open: OpenQuestion, wasTold: Bool) {
        question = nil
        isPausedByScenario = false
        if lessonMode == .study { score.settle(wasTold: wasTold, hadHelp: open.wrongCount > 0 || open.hintCount > 0) }
    }

    /// Whether the scenario answers before it asks something else.
    private var hasAnswerAhead: Bool {
        frames.last.map { Self.hasAnswer(in: $0.commands.dropFirst($0.next)) } ?? false
    }

    /// Whether an answer comes in some commands before the next question.
    static func hasAnswer(in commands: ArraySlice<ParsedCommand>) -> Bool {
        for parsed in commands {
            if parsed.command.body is AnswerCommand { return true }
            if parsed.command.body is AskCommand { return false }
        }
        return false
    }

    /// The cell of the network that an expression is, where it is one and nothing more.
    private func cellAskedFor(_ expression: Expression) -> MatrixCell? {
        guard case .subscripted(let operand, let subscripts) = expression.node else {
            guard case .name("loss") = expression.node else { return nil }
            return MatrixCell(.loss, 0, 0)
        }
        guard case .name(let text) = operand.node, let name = MatrixName(text), variables[text] == nil,
            subscripts.count == 2, let shape = try? evaluate(operand).shape,
            let selection = try? CellSelection(
                subscripts, in: shape,
                evaluate: { (index) throws(EvaluationError) in try Evaluator(scope: scope).evaluate(index) }),
            selection.isSingleCell
        else { return nil }
        return MatrixCell(name, selection.rows.lowerBound, selection.columns.lowerBound)
    }

    // MARK: Hints

    /// What helps: the scenario's own hint, then of a cell the formula, its operands and the sum; the last one tells the
    /// value.
    private func hints(for text: String, _ cell: MatrixCell?, _ expected: Value, first: String?) -> [String] {
        var hints = [first].compactMap(\.self)
        let explained = cell.flatMap { explanation(of: $0.name, row: $0.row, column: $0.column) }
        if let explained, let formula = explained.explanation.formula {
            let symbol = formula.cell.symbol
            let number = NumberFormat.plain
            let letters = formula.expression.spelled(.letters, number: number).joined()
            hints.append("the formula is \(symbol) = \(letters)")
            let indices = formula.expression.spelled(.indices, number: number).joined()
            if indices != letters { hints.append("this cell is \(formula.cell.place) = \(indices)") }
            let numbers = formula.expression.spelled(.numbers, number: number).joined()
            if numbers != NumberFormat.rounded(explained.explanation.value) {
                hints.append("with numbers: \(formula.cell.place) = \(numbers)")
            }
            hints.append("it is worked out like this:\n\(explained.text)")
            return hints
        }
        if let value = expected.scalar, value != value.rounded() {
            let digit = Double(NumberFormat.rounded(value, digits: 1)) ?? value
            hints.append("rounded to one digit it is \(NumberFormat.shortest(digit))")
        }
        hints.append(
            "it is \(expected.text(named: text).split(separator: "=").last.map { $0.drop { $0 == " " } } ?? "")")
        return hints
    }
}
