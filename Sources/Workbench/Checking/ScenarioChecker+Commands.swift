import CommandLanguage
import NeuralEngine
import StepDebugger

/// Commands, one by one: carried out where they set something up, looked at where they would run something.
extension ScenarioChecker {
    mutating func check(_ parsed: Command, _ command: PendingCommand) throws(CommandError) {
        switch parsed {
        // Set-up.
        case .data(let source, _): try checkData(source, command)
        case .network:
            try carryOut(command)
            knowledge.isNetworkUnknown = false
            knowledge.beginAnew()
        case .batch:
            try carryOut(command)
            knowledge.beginAnew()
        case .optimizer, .regularize, .schedule, .set: try carryOut(command)
        case .load(let path): try checkLoad(path, command)
        case .assign(let target, let expression): try checkAssignment(expression, to: target)
        // Running.
        case .step, .stepi, .finish, .next, .epoch: try run()
        case .train(let goal): try checkTraining(goal)
        case .continue:
            try run()
            guard state.hasStopThatCanCount else { throw CommandError(.nothingWouldStopIt) }
        case .restart: try tryOut(command)
        case .sweep:
            guard !knowledge.isSetUpUnknown else { return }
            let runsBefore = state.sweep
            try carryOut(command)
            if state.sweep != runsBefore { knowledge.hasRun = true }
        case .reverseStep, .reverseStepi, .reverseFinish, .reverseNext, .reverseEpoch, .reverseContinue:
            try travel()
        case .goto(let place): try checkTravel(to: place)
        // Branches.
        case .fork: try carryOut(command)
        case .switch(let name): try checkSwitch(to: name, command)
        case .compare: try tryOut(command)
        // Stops.
        case .break(let place), .tbreak(let place): try checkStop(at: place, command)
        case .watch(let expression), .display(let expression?):
            let isKnown = lookingAhead { $0.values(of: expression) != nil }
            if isKnown { try carryOut(command) } else { knowledge.lose(parsed.name) }
        case .catch, .delete, .enable, .disable, .display(nil), .undisplay: try carryOut(command)
        // Looking.
        case .print(let expression): values(of: expression)
        case .when, .list, .info, .view, .layout, .help: try tryOut(command)
        case .check: _ = try state.runnableSession()
        case .explain(let cell), .focus(let cell): checkCell(cell, command)
        case .why(let cell):
            checkCell(cell, command)
            _ = try state.runnableSession()
        case .plot(let source, _):
            if case .histogram(let expression) = source { values(of: expression) }
            try checkPlot(command)
        // Files.
        case .save(let path), .export(let path), .snapshot(let path, _), .log(let path, _):
            knowledge.written.insert(path.value)
            try tryOut(command)
        case .record(let path): knowledge.written.insert(path.value)
        case .recordOff, .logOff: break
        // Lessons.
        case .expect(let expectation): checkExpectation(expectation)
        case .ask(let question):
            values(of: question.expression)
            checkTolerance(question.tolerance)
        case .answer(let expression):
            values(of: expression)
            guard knowledge.isAsked else { throw CommandError(.nothingAsked) }
            knowledge.isAsked = false
        case .bug(_, let operation), .accuse(let operation): _ = try state.operationIndex(operation)
        case .derive(_, let numbers, _): if let numbers { values(of: numbers) }
        case .highlight(let regions): for region in regions { checkRegion(region) }
        case .bugOff, .title, .chapter, .say, .pause, .wait, .source: break
        case .exit: knowledge.hasExited = true
        }
    }

    // MARK: Set-up

    private mutating func checkData(_ source: DataSource, _ command: PendingCommand) throws(CommandError) {
        var files: [String] = []
        switch source {
        case .builtIn: break
        case .csv(let path): files = [path.value]
        case .idx(let images, let labels): files = [images.value, labels.value]
        case .inline(let inputs, let targets):
            let values = [values(of: inputs), values(of: targets)]
            // What is computed in a run cannot be known.
            guard values.allSatisfy({ $0?.count == 1 && $0?.first?.matrix.elements.allSatisfy(\.isFinite) ?? false })
            else { return knowledge.lose(.data) }
        }
        guard knowledge.written.isDisjoint(with: files) else { return knowledge.lose(.data) }
        try carryOut(command)
        knowledge.isDataUnknown = false
        knowledge.beginAnew()
    }

    private mutating func checkLoad(_ path: Located<String>, _ command: PendingCommand) throws(CommandError) {
        try state.checkEnding(of: path, among: ["safetensors", "npz"], command: "load")
        guard !knowledge.written.contains(path.value) else {
            // The scenario wrote it itself: weights that fit, or a session whose set-up may have been another one.
            return knowledge.lose(.load)
        }
        let before = state.session?.position
        try carryOut(command)
        if state.session?.position != before || state.session?.start != .start { knowledge.beginAnew() }
        knowledge.isNetworkUnknown = false
    }

    // MARK: Running

    private mutating func run() throws(CommandError) {
        _ = try state.runnableSession()
        knowledge.hasRun = true
    }

    private mutating func checkTraining(_ goal: TrainGoal) throws(CommandError) {
        switch goal {
        case .epochs(_, let options): _ = try state.patience(options)
        case .iterations: break
        case .until(let condition, _):
            lookingAhead { $0.checkCondition(condition) }
        }
        try run()
    }

    /// Going back changes nothing that is known here; what is done there then begins branches, which get names.
    private mutating func travel() throws(CommandError) {
        try run()
        knowledge.hasUnknownBranches = true
    }

    private mutating func checkTravel(to place: GotoPlace) throws(CommandError) {
        try travel()
        guard case .position(let epoch, let iteration, let operation) = place else { return }
        let session = try state.runnableSession()
        let number = try session.iteration(epoch: epoch, iteration: iteration)
        if epoch != nil || iteration != nil, number < session.start.iteration {
            throw CommandError(.beforeTheStart(iteration: number, start: session.start.iteration))
        }
        if let operation { _ = try state.operationIndex(operation) }
    }

    private mutating func checkSwitch(to name: Located<String>, _ command: PendingCommand) throws(CommandError) {
        let isBranch = state.session?.branches.contains { $0.name == name.value } ?? false
        if !isBranch, state.runNames.contains(where: { $0.name == name.value }) {
            // The runs of a sweep may have other layers.
            return knowledge.lose(.sweep)
        }
        try tryOut(command)
    }

    // MARK: Stops

    private mutating func checkStop(at place: BreakPlace, _ command: PendingCommand) throws(CommandError) {
        let condition: Expression?
        switch place {
        case .operation(let name, let asked):
            _ = try state.operationIndex(name)
            condition = asked
        case .condition(let asked): condition = asked
        }
        let count = problems.count
        let isKnown = lookingAhead { checker in
            checker.checkCondition(condition)
            return condition.map { checker.values(of: $0) != nil } ?? true
        }
        if isKnown, problems.count == count { try carryOut(command) } else { knowledge.lose(.break) }
    }

    /// Looks at what is asked for only once something has run, so that it need not be there yet.
    private mutating func lookingAhead<Result>(_ body: (inout ScenarioChecker) -> Result) -> Result {
        let hadRun = knowledge.hasRun
        knowledge.hasRun = true
        defer { knowledge.hasRun = hadRun }
        return body(&self)
    }

    // MARK: Looking

    private mutating func checkPlot(_ command: PendingCommand) throws(CommandError) {
        guard !knowledge.isSetUpUnknown else { return }
        do throws(CommandError) {
            try tryOut(command)
        } catch {
            // A histogram's expression has been looked at.
            if case .evaluation(let problem) = error.problem {
                guard case .noClasses = problem else { return }
            }
            throw error
        }
    }
}
