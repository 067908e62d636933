import CommandLanguage
import NeuralEngine
import StepDebugger

extension WorkbenchState {
    /// Handles an action, and returns what is to be done outside.
    ///
    /// The one place where a workbench changes. Users' errors become reports; nothing throws.
    public mutating func reduce(_ action: WorkbenchAction) -> [Effect] {
        let path = recording.path
        var effects = react(to: action)
        // What a lesson takes back counts as not done.
        if case .goBack = action { recording.goOn(recordingTo: path) }
        effects += judgePrediction(after: effects)
        for case .report(let output) in effects { count(output) }
        effects = keepRecording(effects)
        return logs.isEmpty ? effects : effects + writeLogs()
    }

    /// Counts what passed and what failed. The claims of a learner count in the lesson's score instead.
    private mutating func count(_ output: CommandOutput) {
        if output.report.body.isLearnersClaim, lesson.mode != .test { return }
        switch output.verdict {
        case .held: expectations.passed += 1
        case .failed: expectations.failed += 1
        case .interrupted, .error, nil: break
        }
    }

    private mutating func react(to action: WorkbenchAction) -> [Effect] {
        switch action {
        case .perform(let parsed, let source):
            perform(PendingCommand(parsed: parsed, source: source, isScripted: false))
        case .play(let source, let commands):
            play(source, commands)
        case .playNext:
            playNext()
        case .playLessons(let mode):
            playLessons(mode)
        case .goBack(let former, let playsOn):
            goBack(to: former, playsOn: playsOn)
        case .advance(let budget):
            advance(budget: budget)
        case .interrupt:
            interrupt()
        case .endAfterEpoch:
            endAfterEpoch()
        case .dataLoaded(let result):
            answer { (state, command) throws(CommandError) in try state.handle(result, for: command) }
        case .scriptRead(let result):
            answer { (state, command) throws(CommandError) in try state.handle(result, for: command) }
        case .snapshotWritten(let result):
            answer { (state, command) throws(CommandError) in try state.handle(result, for: command) }
        case .logOpened(let result):
            answer { (state, command) throws(CommandError) in try state.handle(result, for: command) }
        case .logFailed(let file, let failure):
            endLog(file, failure)
        case .modelRead(let result):
            answer { (state, command) throws(CommandError) in try state.handle(result, for: command) }
        case .recordOpened(let result):
            answer { (state, command) throws(CommandError) in try state.handle(recordOpened: result, for: command) }
        case .recordFailed(let failure):
            endRecord(failure)
        case .modelWritten(let result):
            answer { (state, command) throws(CommandError) in try state.handle(written: result, for: command) }
        }
    }

    /// Carries out a command, or reports why that is impossible.
    mutating func perform(_ command: PendingCommand) -> [Effect] {
        guard !isBusy || command.parsed.command.influence.onlyLooks else {
            return fail(command, CommandError(.waitsForOtherWork))
        }
        do throws(CommandError) {
            let branch = session?.branchName
            let effects = try carryOut(command)
            return beginningBranchNoted(since: branch, effects, of: command.parsed.command)
        } catch {
            return fail(command, error)
        }
    }

    /// The effects of a command, with a note if it changed the past and so started a branch.
    func beginningBranchNoted(since former: String?, _ effects: [Effect], of command: Command) -> [Effect] {
        guard let former, let branch = session?.branchName, branch != former, !(command.body is ForkCommand) else {
            return effects
        }
        let note = "this begins '\(branch)', the future as it was stays in '\(former)': 'switch \(former)' goes there"
        return effects.map { effect in
            guard case .report(var output) = effect else { return effect }
            output.note = note
            return .report(output)
        }
    }

    /// Continues the pending command with its effect's answer.
    private mutating func answer(
        _ handle: (inout WorkbenchState, PendingCommand) throws(CommandError) -> [Effect]
    ) -> [Effect] {
        guard let command = pending else { return [] }
        pending = nil
        do throws(CommandError) {
            return try changing { (state) throws(CommandError) in try handle(&state, command) }
        } catch {
            return fail(command, error)
        }
    }

    /// Makes all changes of `change`, or none if it fails: what is refused leaves no trace.
    mutating func changing(
        _ change: (inout WorkbenchState) throws(CommandError) -> [Effect]
    ) throws(CommandError) -> [Effect] {
        var changed = self
        let effects = try change(&changed)
        self = changed
        return effects
    }

    /// Carries out a command, or starts to.
    mutating func carryOut(_ command: PendingCommand) throws(CommandError) -> [Effect] {
        try changing { (state) throws(CommandError) in
            try command.parsed.command.workbenchBody.perform(command, on: &state)
        }
    }

    /// Reports a command's problem with its location; a scenario ends there.
    mutating func fail(_ command: PendingCommand, _ error: CommandError) -> [Effect] {
        if command.isScripted { endScripts() }
        let diagnostic = Diagnostic(
            message: error.problem.description, range: error.range ?? command.place ?? command.parsed.range,
            suggestion: error.problem.suggestion)
        return [report(command, ErrorReport(diagnostic, in: command.source))]
    }

    /// The effect that shows a command's report.
    func report(_ command: PendingCommand, _ report: any CommandReport) -> Effect {
        .report(
            CommandOutput(
                source: command.source.name, line: command.parsed.line, command: command.parsed.text,
                parsed: command.parsed.command, isScripted: command.isScripted, report: report,
                displays: displays(after: command, report)))
    }

    /// Evaluates an expression in the present state.
    func evaluate(_ expression: Expression) throws(CommandError) -> Value {
        do throws(EvaluationError) {
            return try Evaluator(scope: scope).evaluate(expression)
        } catch {
            throw CommandError(error)
        }
    }

    /// The names that expressions can use now.
    var scope: SessionScope {
        SessionScope(session: session, heldOut: heldOut, variables: variables, askedCell: askedCell)
    }
}
