import CommandLanguage
import NeuralEngine
import StepDebugger

/// `step` to `train`: every run goes forward to a position in slices, so that it can be stopped between any two.
extension WorkbenchState {
    /// How many iterations `train until` makes at most, where `max=` does not say.
    static let iterationLimit = 1_000_000

    mutating func run(_ goal: Goal, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        try startRun(toward: goal, reportsStop: false, command)
    }

    /// `continue`: on to wherever something stops it. A scenario or a pipe has nobody who could.
    mutating func runUnbounded(_ command: PendingCommand) throws(CommandError) -> [Effect] {
        if allowsUnboundedRuns, !command.isScripted {
            return try startRun(toward: .unbounded, reportsStop: true, command)
        }
        _ = try runnableSession()
        guard hasStopThatCanCount else { throw CommandError(.nothingWouldStopIt) }
        return try startRun(
            toward: .iterations(Self.iterationLimit), reportsStop: true, endReason: .nothingStopped, command)
    }

    mutating func train(_ goal: TrainGoal, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        switch goal {
        case .epochs(let count, let options):
            let patience = try patience(options)
            return try startRun(toward: .epochs(count), patience: patience, reportsStop: true, command)
        case .iterations(let count):
            return try startRun(toward: .iterations(count), reportsStop: true, command)
        case .until(let condition, let limit):
            let limit = limit ?? Self.iterationLimit
            return try startRun(
                toward: .iterations(limit), until: condition, reportsStop: true, endReason: .limit, command)
        }
    }

    private mutating func startRun(
        toward goal: Goal, until condition: Expression? = nil, patience: EpochPatience? = nil, reportsStop: Bool,
        endReason: StopReport.Reason = .reached, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let session = try runnableSession()
        let training = TrainingRun(
            target: session.target(of: goal), endReason: endReason, patience: patience,
            watcher: watcher(on: session, until: condition))
        let run = RunInProgress(command, from: session.position, reportsStop: reportsStop, .training(training))
        if let condition, try holdsAlready(condition) { return [end(run, .condition)] }
        self.run = run
        return []
    }

    /// When `patience=` ends training; nil where it is not given.
    func patience(_ options: [CommandOption]) throws(CommandError) -> EpochPatience? {
        let session = try runnableSession()
        let named = options.first { $0.name.value == "monitor" }
        let limit = options.first { $0.name.value == "patience" }
        guard let limit else {
            if let named { throw CommandError(.monitorWithoutPatience, at: named.name.range) }
            return nil
        }
        let monitor = named.flatMap { EpochMonitor(rawValue: $0.word) } ?? session.standardMonitor
        if let named {
            let isAboutTest = monitor == .testLoss || monitor == .testAccuracy
            if isAboutTest, testSamples == nil {
                throw CommandError(.evaluation(.noTestData(monitor.rawValue)), at: named.value.range)
            }
            let isAboutAccuracy = monitor == .testAccuracy || monitor == .trainingAccuracy
            if isAboutAccuracy, session.engine.training?.isClassification == false {
                throw CommandError(.evaluation(.noClasses(monitor.rawValue)), at: named.value.range)
            }
        }
        return EpochPatience(
            monitor: monitor, limit: limit.integer,
            completedEpochs: session.position.iteration / session.iterationsPerEpoch)
    }

    /// The session, if there is something for it to run on.
    func runnableSession() throws(CommandError) -> DebugSession {
        guard let session else { throw CommandError(.noNetworkToRun) }
        if let mismatch { throw CommandError(.dataDoesNotFit(mismatch)) }
        guard session.engine.training != nil else { throw CommandError(.noDataToRun) }
        return session
    }

    /// Whether a condition holds before the first iteration; one that asks for a value still to be computed does not.
    private func holdsAlready(_ condition: Expression) throws(CommandError) -> Bool {
        do {
            return try Self.holds(condition, in: scope)
        } catch {
            switch error.problem {
            case .evaluation(.noLossYet), .evaluation(.notComputedYet): return false
            default: throw error
            }
        }
    }

    /// Whether a condition holds: it must come to one yes or no.
    private static func holds(_ condition: Expression, in scope: SessionScope) throws(CommandError) -> Bool {
        let answer: Value
        do throws(EvaluationError) {
            answer = try Evaluator(scope: scope).evaluate(condition)
        } catch {
            throw CommandError(error)
        }
        guard let scalar = answer.scalar else {
            throw CommandError(.conditionIsNotOneAnswer(answer.shape), at: condition.range)
        }
        return scalar != 0
    }

    // MARK: Slices

    /// Takes a run of the session forward by about `budget` operations. Where epochs are judged, a slice has as many parts
    /// as it completes.
    mutating func advanceTraining(budget: Int) -> [Effect] {
        guard var session, case .training(var training)? = takeWork(), let start = run?.start else { return [] }
        // The session too is out of the state, so that it has one owner and changes in place.
        self.session = nil
        var ending: (reason: StopReport.Reason, hits: [StopHit])?
        var failure: CommandError?
        var rest = budget
        repeat {
            let before = session.position
            switch training.advance(&session, since: start, budget: rest) {
            case .budgetSpent: break
            case .reached: ending = (training.endReason, [])
            case .stopped(let finding):
                for hit in finding.hits { stopList.count(hitOf: hit.number) }
                failure = finding.goalError
                ending = (finding.reason, finding.hits)
            }
            guard ending == nil, training.patience != nil else { break }
            if training.patience!.isExhausted(after: session.epochs.latest) {
                session.settle()
                ending = (.patience, [])
            }
            rest -= session.operationsRun(since: before)
        } while ending == nil && rest > 0
        self.session = session
        run!.work = .training(training)
        guard let ending, let run else { return [] }
        if let failure {
            self.run = nil
            return fail(run.command, failure)
        }
        return [finishRun(run, ending.reason, hits: ending.hits)]
    }

    /// Ends the run under way where it stands, or the wait for data. The scenario that started it ends too, unless a learner
    /// goes through it: then it waits there. One that waits already goes on waiting.
    mutating func interrupt() -> [Effect] {
        if (run?.command ?? pending)?.isScripted ?? !isPausedByScenario {
            if lessonMode == .study, run != nil, hasScriptLeft { isPausedByScenario = true } else { endScripts() }
        }
        if let command = pending {
            pending = nil
            return [report(command, InterruptionReport("interrupted: everything is as it was"))]
        }
        return interruptRun()
    }

    /// Lets the run under way end with the epoch that it is in.
    mutating func endAfterEpoch() -> [Effect] {
        guard var training = run?.training, let session else { return [] }
        let end = session.target(of: .epochs(1))
        guard let end, training.target.map({ end < $0 }) ?? true else { return [] }
        training.target = end
        training.endReason = .endOfEpoch
        run!.work = .training(training)
        return []
    }

    mutating func finishRun(_ run: RunInProgress, _ reason: StopReport.Reason, hits: [StopHit] = []) -> Effect {
        self.run = nil
        // A run through the past makes the changes again that were made there.
        takeOverSettings()
        return end(run, reason, hits: hits)
    }

    private func end(_ run: RunInProgress, _ reason: StopReport.Reason, hits: [StopHit] = []) -> Effect {
        guard let report = positionReport else { return self.report(run.command, TextReport("")) }
        guard run.reportsStop || reason == .interrupted || !hits.isEmpty else {
            return self.report(run.command, report)
        }
        let iterations = report.position.iteration - run.start.iteration
        return self.report(
            run.command,
            StopReport(
                reason: reason, hits: hits, iterations: iterations, best: best(of: run, reason), position: report))
    }

    private func best(of run: RunInProgress, _ reason: StopReport.Reason) -> BestEpoch? {
        guard reason == .patience, let patience = run.training?.patience, let best = patience.best else { return nil }
        return BestEpoch(monitor: patience.monitor, epoch: best, patience: patience.limit)
    }

    // MARK: restart and when

    mutating func restart(_ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard session != nil else { throw CommandError(.noNetworkToRun) }
        session!.restart()
        takeOverSettings()
        return try when(command)
    }

    func when(_ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard let report = positionReport else { throw CommandError(.noNetworkToRun) }
        return [self.report(command, report)]
    }

    /// Where the session stands; nil without a network.
    public var positionReport: PositionReport? {
        guard let session else { return nil }
        let engine = session.engine
        return PositionReport(
            position: session.position, epoch: session.epoch, batch: session.batchIndex,
            branch: session.branches.count > 1 ? session.branchName : nil,
            operation: session.currentOperation?.label, summary: session.currentOperation?.summary,
            operationNumber: session.currentOperationIndex.map { $0 + 1 } ?? 0,
            operationCount: engine.plan.operations.count, nextOperation: session.nextOperation.label,
            cell: lastRevealedCell, loss: engine.loss,
            accuracy: engine.training?.isClassification == true ? engine.accuracy : nil)
    }

    private var lastRevealedCell: CellReport? {
        guard let session, session.position.cell > 0 else { return nil }
        let (name, row, column) = session.engine.outputCell(
            session.position.cell - 1, ofOperation: session.position.operation)
        guard let matrix = session.matrix(name) else { return nil }
        return CellReport(matrix: name, row: row, column: column, value: matrix[row, column])
    }
}

extension TrainingRun {
    /// Runs the session forward by about `budget` operations, or to the end of an epoch that is judged.
    fileprivate mutating func advance(
        _ session: inout DebugSession, since start: Position, budget: Int
    ) -> HeedingProgress<StopWatcher.Finding> {
        guard watcher != nil else {
            let progress = session.advance(toward: target, budget: budget, endingAfterEpoch: patience != nil)
            return progress == .reached ? .reached : .budgetSpent
        }
        return session.advance(
            toward: target, budget: budget, endingAfterEpoch: patience != nil, heeding: &watcher!, since: start)
    }
}
