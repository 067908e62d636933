import CommandLanguage

/// `accuse OPERATION`: names the operation that has the fault.
package struct AccuseCommand: CommandBody {
    package static let entry = CommandEntry(
        "accuse", group: .scenarios, usage: ["accuse OPERATION"],
        summary: "names the operation that has the fault",
        details: ["If that is right, the fault is explained and repaired."], arguments: [[.name(.operation)]])
    package static let influence = Influence(movesOrChanges: true)

    package let operation: Located<String>

    package init(operation: Located<String>) {
        self.operation = operation
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        operation = try parser.parseWord("an operation: accuse linear1.backward")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(operation.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let isLessonsTurn = command.isScripted && state.lesson.mode == .study
        if isLessonsTurn, state.session?.fault == nil, state.session != nil {
            // The learner has found it.
            state.lesson.openAccusation = nil
            return []
        }
        let report = try state.judgeAccusation(operation)
        if isLessonsTurn, state.lesson.openAccusation == nil { return state.askForOperation(command) }
        if report.passed {
            try state.edit(.fault(nil), at: operation.range)
            if let open = state.lesson.openAccusation {
                state.lesson.score.settle(command.isScripted ? .told : open.hasHelp ? .withHelp : .atOnce)
                state.lesson.openAccusation = nil
                state.lesson.isPaused = false
            }
        } else {
            state.lesson.openAccusation?.wrongCount += 1
        }
        state.clearedOperations = report.cleared
        return [state.report(command, report)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        _ = try checker.state.operationIndex(operation)
    }
}

extension WorkbenchState {
    /// Waits for the learner to name the operation that the scenario would name here.
    fileprivate mutating func askForOperation(_ command: PendingCommand) -> [Effect] {
        lesson.openAccusation = OpenAccusation()
        lesson.isPaused = true
        // Nobody has named it yet, so the command comes again.
        frames[frames.count - 1].next -= 1
        return [report(command.withoutItsWords, accusationQuestion(hint: nil))]
    }

    /// Gives the hint how to find the fault; if it was given before, lets the scenario name the operation.
    mutating func helpWithAccusation() -> [Effect] {
        guard lesson.openAccusation?.hasHint == false, let frame = frames.last, frame.next < frame.commands.count else {
            lesson.isPaused = false
            return playNext()
        }
        lesson.openAccusation?.hasHint = true
        let command = PendingCommand(parsed: frame.commands[frame.next], source: frame.source, isScripted: true)
        return [report(command.withoutItsWords, accusationQuestion(hint: OpenAccusation.hint))]
    }

    /// Whether a planted fault is to be found, so nothing may give it away unasked.
    public var hidesVerdicts: Bool { session?.fault != nil }

    /// Counts a clue if a fault is to be found and the learner, not the scenario, asks whether numbers are right.
    mutating func takeClue(_ command: PendingCommand) {
        guard hidesVerdicts, !command.isScripted else { return }
        lesson.score.clues += 1
        lesson.openAccusation?.hasClue = true
    }

    private func accusationQuestion(hint: String?) -> QuestionReport {
        QuestionReport(
            question: OpenAccusation.question, sentence: "\(OpenAccusation.question)?", hint: hint,
            hintNumber: hint == nil ? 0 : 1,
            hintCount: hint == nil ? 0 : 1, isTold: false)
    }

    /// Whether an operation has the fault that is planted here. Changes nothing.
    func judgeAccusation(_ operation: Located<String>) throws(CommandError) -> AccusationReport {
        guard let session, let fault = session.fault else { throw CommandError(.noFault(toDo: "find")) }
        _ = try operationIndex(operation)
        let label = operation.value
        guard label == fault.operation else {
            return AccusationReport(
                passed: false, operation: label, finding: nil,
                cleared: clearedOperations.filter { $0 != label } + [label])
        }
        return AccusationReport(
            passed: true, operation: label, finding: AccusationReport.Finding(fault, in: session.engine), cleared: [])
    }
}

/// A lesson's question which operation has the fault, until someone has named it.
public struct OpenAccusation: Equatable, Sendable {
    /// Whether the hint was given.
    public internal(set) var hasHint = false
    /// How many accusations were wrong.
    public internal(set) var wrongCount = 0
    /// Whether a clue was asked for.
    var hasClue = false

    /// Whether the learner had help, so a right answer no longer counts as right at once.
    var hasHelp: Bool { hasHint || hasClue || wrongCount > 0 }

    /// What is asked.
    public static let question = "which operation has the fault"
    /// How to find it.
    public static let hint =
        "'explain' a cell of each operation's result: an operation whose number does not follow from its operands has the "
        + "fault; 'check gradients' shows which gradients are wrong: if there are several, the operation that runs first "
        + "has it; each of these two commands counts as a clue"
}
