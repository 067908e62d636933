import CommandLanguage
import NeuralEngine
import StepDebugger

extension WorkbenchState {
    /// Takes in what happened, and says what is to be done about it.
    ///
    /// The one place in which a workbench changes. Errors of users become reports; nothing throws.
    public mutating func reduce(_ action: WorkbenchAction) -> [Effect] {
        let path = journal.path
        var effects = react(to: action)
        // What a lesson takes back was not done.
        if case .goBack = action { journal.goOn(recordingTo: path) }
        effects = keepJournal(effects)
        return logs.isEmpty ? effects : effects + writeLogs()
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
            answer { (state, command) throws(CommandError) in try state.takeIn(result, for: command) }
        case .scriptRead(let result):
            answer { (state, command) throws(CommandError) in try state.takeIn(result, for: command) }
        case .snapshotWritten(let result):
            answer { (state, command) throws(CommandError) in try state.takeIn(result, for: command) }
        case .logOpened(let result):
            answer { (state, command) throws(CommandError) in try state.takeIn(result, for: command) }
        case .logFailed(let file, let failure):
            endLog(file, failure)
        case .modelRead(let result):
            answer { (state, command) throws(CommandError) in try state.takeIn(result, for: command) }
        case .recordOpened(let result):
            answer { (state, command) throws(CommandError) in try state.takeIn(recordOpened: result, for: command) }
        case .recordFailed(let failure):
            endRecord(failure)
        case .modelWritten(let result):
            answer { (state, command) throws(CommandError) in try state.takeIn(written: result, for: command) }
        }
    }

    /// Carries out a command, or reports why it cannot be.
    mutating func perform(_ command: PendingCommand) -> [Effect] {
        guard !isBusy || command.parsed.command.name.onlyLooks else {
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

    /// The effects of a command, with a note where it changed the past and so began a branch.
    func beginningBranchNoted(since former: String?, _ effects: [Effect], of command: Command) -> [Effect] {
        guard let former, let branch = session?.branchName, branch != former, command.name != .fork else {
            return effects
        }
        let note = "this begins '\(branch)', the future as it was stays in '\(former)': 'switch \(former)' goes there"
        return effects.map { effect in
            guard case .report(var output) = effect else { return effect }
            output.note = note
            return .report(output)
        }
    }

    /// Ends the wait of the pending command with its effect's answer.
    private mutating func answer(
        _ takeIn: (inout WorkbenchState, PendingCommand) throws(CommandError) -> [Effect]
    ) -> [Effect] {
        guard let command = pending else { return [] }
        pending = nil
        do throws(CommandError) {
            return try takeIn(&self, command)
        } catch {
            return fail(command, error)
        }
    }

    /// Does what a command asks for, or begins to.
    mutating func carryOut(_ command: PendingCommand) throws(CommandError) -> [Effect] {
        switch command.parsed.command {
        case .data(let source, let options): try requestData(source, options, command)
        case .network(let layers, let options): try setNetwork(layers, options, command)
        case .optimizer(let kind, let options): try setOptimizer(kind, options, command)
        case .regularize(let options): try setRegularization(options, command)
        case .schedule(let form, let options): try setSchedule(form, options, command)
        case .batch(let rows, let options): try setBatch(rows, options, command)
        case .set(let name, let value): try set(name, value, command)
        case .assign(let target, let expression): try assign(expression, to: target, command)
        case .step(let count): try run(.operations(count), command)
        case .stepi(let count): try run(.cells(count), command)
        case .finish: try run(.endOfPass, command)
        case .next(let count): try run(.iterations(count), command)
        case .epoch(let count): try run(.epochs(count), command)
        case .continue: try runUnbounded(command)
        case .train(let goal): try train(goal, command)
        case .restart: try restart(command)
        case .sweep(let options): try sweep(options, command)
        case .break(let place): try setBreakpoint(place, isTemporary: false, command)
        case .tbreak(let place): try setBreakpoint(place, isTemporary: true, command)
        case .watch(let expression): try watch(expression, command)
        case .catch(let kind, let options): try catchTrouble(kind, options, command)
        case .delete(let numbers): try deleteStops(numbers, command)
        case .enable(let numbers): try enableStops(numbers, true, command)
        case .disable(let numbers): try enableStops(numbers, false, command)
        case .display(let expression): try display(expression, command)
        case .undisplay(let numbers): try undisplay(numbers, command)
        case .reverseStep(let count): try goBack(.operations(count), command)
        case .reverseStepi(let count): try goBack(.cells(count), command)
        case .reverseFinish: try goBack(.startOfPass, command)
        case .reverseNext(let count): try goBack(.iterations(count), command)
        case .reverseEpoch(let count): try goBack(.epochs(count), command)
        case .goto(let place): try goTo(place, command)
        case .fork(let name): try fork(name, command)
        case .switch(let name): try switchTo(name, command)
        case .compare(let a, let b): try compare(a, with: b, command)
        case .reverseContinue: try reverseContinue(command)
        case .when: try when(command)
        case .list: try list(command)
        case .print(let expression): try print(expression, command)
        case .info(let topic): try info(topic, command)
        case .check(let subject, let options): try check(subject, options, command)
        case .explain(let cell): try explain(cell, command)
        case .why(let cell): try why(cell, command)
        case .derive(let subject, let place, let options): try derive(subject, at: place, options, command)
        case .plot(let source, let options): try plot(source, options, command)
        case .view(let names): try view(names, command)
        case .layout(let name): setLayout(name, command)
        case .focus(let cell): try focus(cell, command)
        case .save(let path): try save(path, command)
        case .load(let path): try load(path, command)
        case .export(let path): try export(path, command)
        case .expect(let expectation): try expect(expectation, command)
        case .say(let text): say(text, command)
        case .title(let text): setTitle(text, command)
        case .pause: pause(command)
        case .source(let path): try readScript(path, command)
        case .snapshot(let path, let options): try requestSnapshot(path, options, command)
        case .log(let path, let options): try requestLog(path, options, command)
        case .logOff: endLogs(command)
        case .chapter(let text): beginChapter(text, command)
        case .wait(let duration): wait(duration.value, command)
        case .highlight(let regions): try highlight(regions, command)
        case .ask(let question): try ask(question, command)
        case .answer(let value): try answer(value, command)
        case .bug(let kind, let operation): try plant(kind, in: operation, command)
        case .bugOff: try repair(command)
        case .accuse(let operation): try accuse(operation, command)
        case .record(let path): try requestRecord(path, command)
        case .recordOff: endRecord(command)
        case .exit: exit(command)
        case .help(let topic): help(topic, command)
        }
    }

    /// Reports a command's problem with its place; a scenario ends there.
    mutating func fail(_ command: PendingCommand, _ error: CommandError) -> [Effect] {
        if command.isScripted { endScripts() }
        let diagnostic = Diagnostic(
            message: error.problem.description, range: error.range ?? command.place ?? command.parsed.range,
            suggestion: error.problem.suggestion)
        return [report(command, .error(diagnostic, command.source))]
    }

    /// The report that a command leaves behind.
    func report(_ command: PendingCommand, _ content: CommandOutput.Content) -> Effect {
        .report(
            CommandOutput(
                source: command.source.name, line: command.parsed.line, command: command.parsed.text,
                parsed: command.parsed.command, isScripted: command.isScripted, content: content,
                displays: displays(after: command, content)))
    }

    /// Evaluates an expression as things stand.
    func evaluate(_ expression: Expression) throws(CommandError) -> Value {
        do throws(EvaluationError) {
            return try Evaluator(scope: scope).evaluate(expression)
        } catch {
            throw CommandError(error)
        }
    }

    /// The names that expressions can use now.
    var scope: SessionScope {
        SessionScope(session: session, testSamples: testSamples, variables: variables)
    }
}

extension CommandName {
    /// Whether a command changes nothing but what is looked at, so that it can be given while another one is at work.
    public var onlyLooks: Bool {
        [.layout, .view, .focus, .plot, .print, .list, .when, .info, .help, .exit].contains(self)
    }
}
