import CommandLanguage
import StepDebugger

/// `reverse-continue`: goes back to the last place where a stop was hit.
package struct ReverseContinueCommand: CommandBody {
    package static let entry = CommandEntry(
        "reverse-continue", aliases: ["rc"], group: .timeTravel, usage: ["reverse-continue"],
        summary: "goes back to the last place where a stop was hit",
        details: ["If there is none, it goes back to the start."], keys: ["C"])
    package static let influence = Influence(movesOrChanges: true)

    package init() {}

    package init(parsing parser: inout CommandParser) throws(ParseError) {

    }

    package var words: [String] {
        []
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let session = try state.runnableSession()
        return state.searchBack(notBefore: session.start, reportsStop: true, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.travel()
    }
}

/// Copies of the session search the past, so that it stays where it is until something is found.
extension WorkbenchState {
    /// Searches for the last stop before here and goes there, or otherwise to a position.
    mutating func searchBack(
        notBefore target: Position, reportsStop: Bool, _ command: PendingCommand
    ) -> [Effect] {
        guard let session else { return [] }
        let isJourney = watcher(on: session) == nil || session.position == session.start
        run = RunInProgress(
            command, from: session.position, reportsStop: reportsStop,
            isJourney
                ? .journey(Journey(traveller: session.departing(for: target), target: target, endReason: .start))
                : .pastSearch(PastSearch(ReverseSearch(from: session, notBefore: target))))
        return []
    }

    /// Continues the search in progress by about `budget` operations.
    mutating func advancePastSearch(budget: Int) -> [Effect] {
        guard case .pastSearch(var search)? = takeWork(), let run else { return [] }
        let (stops, heldOut, variables) = (stopList.enabled, heldOut, variables)
        let outcome = search.search.advance(budget: budget) { session in
            StopWatcher(
                stops.filter { !$0.operations(in: session.engine).isEmpty }, in: session, heldOut: heldOut,
                variables: variables)
        }
        guard case .arrived(let found, let finding) = outcome else {
            self.run!.work = .pastSearch(search)
            return []
        }
        session = found
        for hit in finding?.hits ?? [] { stopList.count(hitOf: hit.number) }
        return [finishRun(run, finding?.reason ?? .start, hits: finding?.hits ?? [])]
    }
}

/// A search of the past for the last place at which a stop was hit.
public struct PastSearch: Equatable, Sendable {
    var search: ReverseSearch<StopWatcher>

    init(_ search: ReverseSearch<StopWatcher>) {
        self.search = search
    }

    /// The first iteration that has been searched or is being searched.
    public var iteration: Int { search.searchedFrom.iteration }
}
