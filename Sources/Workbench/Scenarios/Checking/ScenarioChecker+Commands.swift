import CommandLanguage
import NeuralEngine
import StepDebugger

/// What commands have in common in a check: they are carried out where they set something up, and looked at where they
/// would run something.
extension ScenarioChecker {
    // MARK: Set-up

    mutating func checkData(_ source: DataSource, _ command: PendingCommand) throws(CommandError) {
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

    mutating func checkLoad(_ path: Located<String>, _ command: PendingCommand) throws(CommandError) {
        try state.checkEnding(of: path, among: ["safetensors", "npz"], command: "load")
        guard !knowledge.written.contains(path.value) else {
            // The scenario wrote it itself: weights that fit, or a session whose set-up may have been another one.
            return knowledge.lose(.network)
        }
        let before = state.session?.position
        try carryOut(command)
        if state.session?.position != before || state.session?.start != .start { knowledge.beginAnew() }
        knowledge.isNetworkUnknown = false
    }

    // MARK: Running

    mutating func run() throws(CommandError) {
        _ = try state.runnableSession()
        knowledge.hasRun = true
    }

    mutating func checkTraining(_ goal: TrainGoal) throws(CommandError) {
        switch goal {
        case .epochs(_, let options): _ = try state.patience(options)
        case .iterations: break
        case .until(let condition, _):
            lookingAhead { $0.checkCondition(condition) }
        }
        try run()
    }

    /// Going back changes nothing that is known here; what is done there then begins branches, which get names.
    mutating func travel() throws(CommandError) {
        try run()
        knowledge.hasUnknownBranches = true
    }

    mutating func checkTravel(to place: GotoPlace) throws(CommandError) {
        try travel()
        guard case .position(let epoch, let iteration, let operation) = place else { return }
        let session = try state.runnableSession()
        let number = try session.iteration(epoch: epoch, iteration: iteration)
        if epoch != nil || iteration != nil, number < session.start.iteration {
            throw CommandError(.beforeTheStart(iteration: number, start: session.start.iteration))
        }
        if let operation { _ = try state.operationIndex(operation) }
    }

    mutating func checkSwitch(to name: Located<String>, _ command: PendingCommand) throws(CommandError) {
        let isBranch = state.session?.branches.contains { $0.name == name.value } ?? false
        if !isBranch, state.runNames.contains(where: { $0.name == name.value }) {
            // The runs of a sweep may have other layers.
            return knowledge.lose(.network)
        }
        try tryOut(command)
    }

    // MARK: Stops

    mutating func checkStop(at place: BreakPlace, _ command: PendingCommand) throws(CommandError) {
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
        if isKnown, problems.count == count { try carryOut(command) } else { knowledge.lose(.stops) }
    }

    /// Looks at what is asked for only once something has run, so that it need not be there yet.
    mutating func lookingAhead<Result>(_ body: (inout ScenarioChecker) -> Result) -> Result {
        let hadRun = knowledge.hasRun
        knowledge.hasRun = true
        defer { knowledge.hasRun = hadRun }
        return body(&self)
    }

    // MARK: Looking

    mutating func checkPlot(_ command: PendingCommand) throws(CommandError) {
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
