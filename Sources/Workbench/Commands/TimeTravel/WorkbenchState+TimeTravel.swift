import CommandLanguage
import PlainText
import StepDebugger

/// `reverse-…` and `goto`: a copy of the session makes the journey, so that an interrupted one changes nothing.
extension WorkbenchState {
    /// The index in the plan of an operation that the user names.
    func operationIndex(_ name: Located<String>) throws(CommandError) -> Int {
        guard let plan = session?.engine.plan else { throw CommandError(.noNetworkToRun) }
        guard let index = plan.index(ofOperationLabelled: name.value) else {
            let suggestion = SpellingSuggestion.closest(to: name.value, among: plan.operations.map(\.label))
            throw CommandError(.unknownOperation(name.value, suggestion: suggestion), at: name.range)
        }
        return index
    }

    mutating func travel(to target: Position, _ command: PendingCommand) -> [Effect] {
        guard let session else { return [] }
        return setOut(session.departing(for: target), to: target, command)
    }

    /// Sends a copy of the session to a position; it replaces the session when it has arrived.
    mutating func setOut(_ traveller: DebugSession, to target: Position, _ command: PendingCommand) -> [Effect] {
        run = RunInProgress(
            command, from: session?.position ?? traveller.start,
            .journey(Journey(traveller: traveller, target: target)))
        return []
    }

    /// Continues the journey in progress by about `budget` operations.
    mutating func advanceJourney(budget: Int) -> [Effect] {
        guard case .journey(var journey)? = takeWork(), let run else { return [] }
        guard journey.traveller.advance(toward: journey.target, budget: budget) == .reached else {
            self.run!.work = .journey(journey)
            return []
        }
        session = journey.traveller
        return [finishRun(run, journey.endReason)]
    }

    /// Makes the set-up that of the session's position.
    mutating func takeOverSettings() {
        guard let engine = session?.engine else { return }
        setup.optimizer = engine.optimizer
        setup.regularization = engine.regularization
    }
}
