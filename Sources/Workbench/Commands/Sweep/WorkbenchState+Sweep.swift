import CommandLanguage
import NeuralEngine
import StepDebugger

/// `sweep`: runs that differ in some settings, one after another.
extension WorkbenchState {
    private static let standardEpochs = 20

    mutating func sweep(_ options: [CommandOption], _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let sort = options.first { $0.name.value == "sort" }
        let epochs = options.first { $0.name.value == "epochs" }
        guard options.contains(where: { !["epochs", "sort"].contains($0.name.value) }) else {
            guard let sweep else { throw CommandError(.nothingToSweep) }
            if let epochs { throw CommandError(.nothingToSweep, at: epochs.name.range) }
            return [report(command, SweepReport(sweep, sort: try sweepSort(sort, keys: sweep.keys)))]
        }
        let session = try runnableSession()
        let grid = try SweepGrid(options, from: setup)
        let monitor = session.standardMonitor
        var sweep = Sweep(keys: grid.keys, epochs: epochs?.integer ?? Self.standardEpochs, monitor: monitor, runs: [])
        for (index, setup) in grid.setups.enumerated() {
            var trial = self
            trial.setup = setup
            trial.issuedSessions = issuedSessions
            trial.rebuildSession(keepingParameters: false)
            issuedSessions = trial.issuedSessions
            var run = SweepRun(number: index + 1, values: grid.rows[index])
            if let mismatch = trial.mismatch {
                throw CommandError(.sweepDoesNotFit(run.settings(grid.keys), mismatch))
            }
            // So that all of them together take no more than one session does.
            trial.session?.timelineMemory = setup.timelineBytes / grid.rows.count
            run.workspace = trial.workspace
            sweep.runs.append(run)
        }
        // Sorting is checked before anything runs.
        let order = try sweepSort(sort, keys: sweep.keys)
        leaveSweep()
        self.sweep = sweep
        run = RunInProgress(command, from: session.position, .sweep(sort: order))
        return []
    }

    /// Takes the sweep under way forward by about `budget` operations.
    mutating func advanceSweep(budget: Int) -> [Effect] {
        guard let run, case .sweep(let sort) = run.work else { return [] }
        guard let index = sweep?.runs.firstIndex(where: { $0.status == .waiting || $0.status == .running })
        else { return endSweep(sortedBy: sort, of: run) }
        sweep!.runs[index].status = .running
        let target = sweep!.runs[index].workspace!.session!.target(ofEpochs: sweep!.epochs)
        // In place: a copy of the session would make the engine copy its memory.
        let progress = sweep!.runs[index].workspace!.session!.advance(toward: target, budget: budget)
        takeInEpochs(ofRun: index)
        guard progress == .reached else { return [] }
        sweep!.runs[index].status = .done
        return index + 1 == sweep!.runs.count ? endSweep(sortedBy: sort, of: run) : []
    }

    /// Ends the sweep under way where it stands.
    mutating func interruptSweep(sortedBy sort: SweepSort, of run: RunInProgress) -> [Effect] {
        if let index = sweep?.runs.firstIndex(where: { $0.status == .running }) {
            sweep!.runs[index].workspace!.session!.settle()
            takeInEpochs(ofRun: index)
        }
        for index in sweep?.runs.indices ?? 0..<0 where sweep!.runs[index].status != .done {
            sweep!.runs[index].status = .interrupted
        }
        return endSweep(sortedBy: sort, of: run)
    }

    private mutating func takeInEpochs(ofRun index: Int) {
        let latest = sweep!.runs[index].workspace!.session!.epochs.latest
        guard latest != sweep!.runs[index].epochs.latest else { return }
        sweep!.runs[index].epochs = sweep!.runs[index].workspace!.session!.epochs
    }

    private mutating func endSweep(sortedBy sort: SweepSort, of run: RunInProgress) -> [Effect] {
        guard let sweep else { return [] }
        self.run = nil
        return [report(run.command, SweepReport(sweep, sort: sort))]
    }

    private func sweepSort(_ option: CommandOption?, keys: [String]) throws(CommandError) -> SweepSort {
        guard let option else { return .best }
        guard let sort = SweepSort(option.word, keys: keys) else {
            let choices = SweepSort.choices(keys: keys)
            throw CommandError(
                .unknownSort(
                    option.word, choices: choices,
                    suggestion: SpellingSuggestion.closest(to: option.word, among: choices)), at: option.value.range)
        }
        return sort
    }

    /// The sessions of which there is something to log: the one that the user has, and those of a sweep's runs, with
    /// what logs call them where that is not their branch's name.
    var sessionsToLog: [(session: DebugSession, number: Int, name: String?)] {
        let own = session.map { [(session: $0, number: sessionNumber, name: nameOfCurrentRun)] } ?? []
        guard let sweep else { return own }
        return own
            + sweep.runs.compactMap { run in
                guard run.status != .waiting, let workspace = run.workspace, let session = workspace.session else {
                    return nil
                }
                return (session, workspace.sessionNumber, run.title(sweep.keys))
            }
    }

    private var nameOfCurrentRun: String? {
        guard let sweep, sweep.current > 0 else { return nil }
        let run = sweep.runs[sweep.current - 1]
        return run.title(sweep.keys)
    }

    // MARK: switch

    /// Puts the session of a run in the place of the one that the user has; nil where there is no such run.
    mutating func switchRun(to name: String, _ command: PendingCommand) throws(CommandError) -> [Effect]? {
        guard sweep != nil else { return nil }
        let number: Int
        if name == Self.formerRunName {
            number = 0
        } else if let found = sweep!.runs.first(where: { $0.name == name })?.number {
            number = found
        } else {
            return nil
        }
        if number != sweep!.current {
            if number > 0, sweep!.runs[number - 1].workspace?.session?.position == .start {
                throw CommandError(.runHasNotRun(name))
            }
            putBack()
            workspace = (number == 0 ? sweep!.former : sweep!.runs[number - 1].workspace) ?? workspace
            if number == 0 { sweep!.former = nil } else { sweep!.runs[number - 1].workspace = nil }
            sweep!.current = number
        }
        return try when(command)
    }

    /// What `switch` calls the session that was there before the sweep.
    static let formerRunName = "run-0"

    /// The names that `switch` takes beside branches.
    var runNames: [(name: String, meaning: String)] {
        guard let sweep else { return [] }
        return [(Self.formerRunName, "what was there before the sweep")]
            + sweep.runs.map { ($0.name, $0.settings(sweep.keys)) }
    }

    /// Puts the session that the user has back into its place among the runs.
    private mutating func putBack() {
        guard let current = sweep?.current else { return }
        if current == 0 { sweep!.former = workspace } else { sweep!.runs[current - 1].workspace = workspace }
    }

    /// Goes back to the session from before a sweep, which another one then takes the place of.
    private mutating func leaveSweep() {
        guard let sweep, sweep.current > 0, let former = sweep.former else { return }
        workspace = former
    }
}

extension DebugSession {
    /// Where so many epochs from the start end.
    fileprivate func target(ofEpochs epochs: Int) -> Position {
        let (iterations, overflows) = epochs.multipliedReportingOverflow(by: iterationsPerEpoch)
        return Position(iteration: overflows ? 1 << 60 : iterations)
    }
}
