import CommandLanguage
import NeuralEngine
import StepDebugger

/// `bug` and `accuse`: a fault is planted in an operation for the learner to find.
extension WorkbenchState {
    /// `bug KIND in OPERATION`. What is reported, the command included, tells nothing of where the fault is.
    mutating func plant(
        _ kind: Located<String>, in operation: Located<String>, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let session = try runnableSession()
        _ = try operationIndex(operation)
        guard let faultKind = Fault.Kind(rawValue: kind.value) else {
            let suggestion = SpellingSuggestion.closest(to: kind.value, among: Vocabulary.bugs)
            throw CommandError(.unknownFault(kind.value, suggestion: suggestion), at: kind.range)
        }
        let fault = Fault(faultKind, in: operation.value)
        var engine = session.engine
        do throws(FaultProblem) {
            try engine.plant(fault)
        } catch {
            throw CommandError(.fault(error), at: kind.range)
        }
        try edit(.fault(fault), at: operation.range)
        clearedOperations = []
        return [
            report(
                command.withoutItsWords,
                TextReport("a fault is planted: find it, and name its operation with 'accuse OPERATION'"))
        ]
    }

    /// `bug off`
    mutating func repair(_ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard session?.fault != nil else { throw CommandError(.noFault(toDo: "repair")) }
        try edit(.fault(nil), at: command.parsed.range)
        clearedOperations = []
        return [report(command, TextReport("the fault is repaired from here on"))]
    }

    /// `accuse OPERATION`: counts like an `expect`; the right one is repaired.
    mutating func accuse(_ operation: Located<String>, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let isLessonsTurn = command.isScripted && lessonMode == .study
        if isLessonsTurn, session?.fault == nil, session != nil {
            // The learner has found it.
            suspicion = nil
            return []
        }
        let report = try judgeAccusation(operation)
        if isLessonsTurn, suspicion == nil { return askForOperation(command) }
        if report.passed {
            try edit(.fault(nil), at: operation.range)
            if let open = suspicion {
                score.settle(wasTold: command.isScripted, hadHelp: open.hasHint || open.wrongCount > 0)
                suspicion = nil
                isPausedByScenario = false
            }
        } else {
            suspicion?.wrongCount += 1
        }
        clearedOperations = report.cleared
        return [self.report(command, report)]
    }

    /// Waits for the learner to name the operation that the scenario would name here.
    private mutating func askForOperation(_ command: PendingCommand) -> [Effect] {
        suspicion = OpenSuspicion()
        isPausedByScenario = true
        // Nobody has named it yet, so that the command is still to come.
        frames[frames.count - 1].next -= 1
        return [report(command.withoutItsWords, suspicionReport(hint: nil))]
    }

    /// The hint how the fault is found; when it was given before, the scenario names the operation.
    mutating func helpWithSuspicion() -> [Effect] {
        guard suspicion?.hasHint == false, let frame = frames.last, frame.next < frame.commands.count else {
            isPausedByScenario = false
            return playNext()
        }
        suspicion?.hasHint = true
        let command = PendingCommand(parsed: frame.commands[frame.next], source: frame.source, isScripted: true)
        return [report(command.withoutItsWords, suspicionReport(hint: OpenSuspicion.hint))]
    }

    private func suspicionReport(hint: String?) -> QuestionReport {
        QuestionReport(
            question: OpenSuspicion.question, isInWords: true, hint: hint, hintNumber: hint == nil ? 0 : 1,
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

extension PendingCommand {
    /// The command as it is reported where its words would give something away.
    fileprivate var withoutItsWords: PendingCommand {
        PendingCommand(
            parsed: ParsedCommand(
                command: parsed.command, range: parsed.range, line: parsed.line,
                text: parsed.command.name),
            source: source, isScripted: isScripted)
    }
}
