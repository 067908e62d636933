import CommandLanguage
import NeuralEngine
import StepDebugger

/// `why`: worked off in slices beside the session, which stays where it is.
extension WorkbenchState {
    mutating func why(_ reference: CellReference, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let cell = try cell(reference, command)
        let session = try runnableSession()
        let investigation: WhyInvestigation
        do throws(WhyError) {
            investigation = try WhyInvestigation(of: cell, in: session)
        } catch {
            throw CommandError(.noAnswerToWhy(error, nextOperation: session.nextOperation.label), at: reference.range)
        }
        run = RunInProgress(command, from: session.position, .why(investigation))
        return []
    }

    /// Takes the search under way forward by about as much work as `budget` operations are.
    mutating func advanceWhy(budget: Int) -> [Effect] {
        guard case .why(var investigation)? = takeWork(), let run else { return [] }
        investigation.advance(budget: budget)
        guard !investigation.isFinished else { return [finish(investigation, of: run)] }
        self.run!.work = .why(investigation)
        return []
    }

    /// Ends the search under way with what it has found so far.
    mutating func finish(_ investigation: WhyInvestigation, of run: RunInProgress) -> Effect {
        self.run = nil
        return report(run.command, investigation.report)
    }
}
