import CommandLanguage
import NeuralEngine
import StepDebugger

/// `reverse-…` and `goto`: journeys are made by a copy of the session, so that one that is given up changes nothing.
extension WorkbenchState {
    mutating func goBack(_ goal: ReverseGoal, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let session = try runnableSession()
        let target = session.target(goingBack: goal)
        return hasStopThatCanCount
            ? searchBack(notBefore: target, reportsStop: false, command) : travel(to: target, command)
    }

    mutating func goTo(_ place: GotoPlace, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let session = try runnableSession()
        switch place {
        case .start: return travel(to: session.start, command)
        case .end: return travel(to: session.end, command)
        case .best:
            guard let best = session.standardMonitor.best(of: session.epochsToEnd.points) else {
                throw CommandError(.noEpochYet)
            }
            return travel(to: Position(iteration: best.iteration), command)
        case .position(let epoch, let iteration, let operation):
            let iteration = try session.iteration(epoch: epoch, iteration: iteration)
            guard iteration >= session.start.iteration else {
                throw CommandError(.beforeTheStart(iteration: iteration, start: session.start.iteration))
            }
            guard let operation else { return travel(to: Position(iteration: iteration), command) }
            let index = try operationIndex(operation)
            // Right after the operation, so that it is the current one; after the last one that is the next iteration.
            let isLast = index + 1 == session.engine.plan.operations.count
            return travel(
                to: isLast ? Position(iteration: iteration + 1) : Position(iteration: iteration, operation: index + 1),
                command)
        }
    }

    /// The place in the plan of an operation that the user names.
    func operationIndex(_ name: Located<String>) throws(CommandError) -> Int {
        guard let plan = session?.engine.plan else { throw CommandError(.noNetworkToRun) }
        guard let index = plan.index(ofOperationLabelled: name.value) else {
            let suggestion = SpellingSuggestion.closest(to: name.value, among: plan.operations.map(\.label))
            throw CommandError(.unknownOperation(name.value, suggestion: suggestion), at: name.range)
        }
        return index
    }

    private mutating func travel(to target: Position, _ command: PendingCommand) -> [Effect] {
        guard let session else { return [] }
        return setOut(session.departing(for: target), to: target, command)
    }

    /// Sends a copy of the session to a position; the session is there once it has arrived.
    mutating func setOut(_ traveller: DebugSession, to target: Position, _ command: PendingCommand) -> [Effect] {
        run = RunInProgress(
            command, from: session?.position ?? traveller.start,
            .journey(Journey(traveller: traveller, target: target)))
        return []
    }

    /// Takes the journey under way forward by about `budget` operations.
    mutating func advanceJourney(budget: Int) -> [Effect] {
        guard case .journey(var journey)? = takeWork(), let run else { return [] }
        guard journey.traveller.advance(toward: journey.target, budget: budget) == .reached else {
            self.run!.work = .journey(journey)
            return []
        }
        session = journey.traveller
        return [finishRun(run, journey.endReason)]
    }

    /// Makes the set-up what it is where the session stands.
    mutating func takeOverSettings() {
        guard let engine = session?.engine else { return }
        setup.optimizer = engine.optimizer
        setup.regularization = engine.regularization
    }
}

extension DebugSession {
    /// The iteration that `goto` means: `iteration=` counts from the run's start, or else, behind `epoch=`, within that
    /// epoch; without it, it is the epoch's first, and without both the current one.
    func iteration(epoch: Located<Int>?, iteration: Located<Int>?) throws(CommandError) -> Int {
        guard let epoch else {
            guard let iteration else { return currentIteration }
            guard iteration.value <= Self.iterationLimit else {
                throw CommandError(.tooFarAway(limit: Self.iterationLimit), at: iteration.range)
            }
            return iteration.value
        }
        guard epoch.value <= Self.iterationLimit / iterationsPerEpoch else {
            throw CommandError(.tooFarAway(limit: Self.iterationLimit), at: epoch.range)
        }
        let first = epoch.value * iterationsPerEpoch
        guard let iteration else { return first }
        if iteration.value < iterationsPerEpoch { return first + iteration.value }
        guard (first..<first + iterationsPerEpoch).contains(iteration.value) else {
            throw CommandError(
                .iterationOutsideEpoch(
                    iteration: iteration.value, epoch: epoch.value, first: first, last: first + iterationsPerEpoch - 1),
                at: iteration.range)
        }
        return iteration.value
    }

    /// No run comes as far, and no sum of positions overflows.
    private static let iterationLimit = 1_000_000_000_000
}
