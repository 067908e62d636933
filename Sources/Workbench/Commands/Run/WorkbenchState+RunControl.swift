import CommandLanguage
import NeuralEngine
import StepDebugger

/// `step` to `train`: every run goes forward to a position in slices, and can be stopped between any two.
extension WorkbenchState {
    /// The most iterations of `train until` without `max=`.
    static let iterationLimit = 1_000_000

    mutating func run(_ goal: Goal, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        try startRun(toward: goal, reportsStop: false, command)
    }

    mutating func startRun(
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
        let body = command.parsed.command.body
        if body is TrainCommand || body is ContinueCommand { hasTrained = true }
        return []
    }

    /// The session, if it has data to run on.
    package func runnableSession() throws(CommandError) -> DebugSession {
        guard let session else { throw CommandError(.noNetworkToRun) }
        if let mismatch { throw CommandError(.dataDoesNotFit(mismatch)) }
        guard session.engine.training != nil else { throw CommandError(.noDataToRun) }
        return session
    }

    /// Whether a condition holds before the first iteration; one that needs a value yet to be computed does not.
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

    /// Whether a condition, which must be one truth value, holds.
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

    /// Continues a run of the session by about `budget` operations. If epochs are judged, a slice is divided at the
    /// ends of epochs.
    mutating func advanceTraining(budget: Int) -> [Effect] {
        guard var session, case .training(var training)? = takeWork(), let start = run?.start else { return [] }
        // The session is taken out of the state as well, so that it has a single owner and can be changed in place.
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

    /// Ends the run in progress where it is, or the wait for data. The scenario that started it ends too, unless a
    /// learner works through it: then it waits there. A scenario that was already waiting keeps waiting.
    mutating func interrupt() -> [Effect] {
        if (run?.command ?? pending)?.isScripted ?? !lesson.isPaused {
            if lesson.mode == .study, run != nil, hasScriptLeft { lesson.isPaused = true } else { endScripts() }
        }
        if let command = pending {
            pending = nil
            return [report(command, InterruptionReport("interrupted: everything is as it was"))]
        }
        return interruptRun()
    }

    /// Lets the run in progress end at the end of its present epoch.
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
        if let end = curveEnd, let session { curveEnd = max(end, session.position.iteration) }
        // A run through the past repeats the changes that were made there.
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
}

extension TrainingRun {
    /// Runs the session forward by about `budget` operations, or to the end of an epoch if epochs are judged.
    fileprivate mutating func advance(
        _ session: inout DebugSession, since start: Position, budget: Int
    ) -> StoppableProgress<StopWatcher.Finding> {
        guard watcher != nil else {
            let progress = session.advance(toward: target, budget: budget, endingAfterEpoch: patience != nil)
            return progress == .reached ? .reached : .budgetSpent
        }
        return session.advance(
            toward: target, budget: budget, endingAfterEpoch: patience != nil, judgedBy: &watcher!, since: start)
    }
}
