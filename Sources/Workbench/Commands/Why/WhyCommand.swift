import CommandLanguage
import StepDebugger

/// `why CELL`: shows where a cell's number came from.
package struct WhyCommand: CommandBody {
    package static let entry = CommandEntry(
        "why", group: .inspection, usage: ["why CELL"], summary: "shows where a cell's number came from",
        details: [
            "For a gradient: the products of the chain rule, largest first, and the share of",
            "each sample. For a weight: its history. For a number that is not finite: the",
            "first operation that wrote one.",
        ], arguments: [[.cell]], keys: ["w"])
    package static let influence = Influence()

    package let cell: CellReference

    package init(cell: CellReference) {
        self.cell = cell
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        cell = try parser.parseCellReference()
    }

    package var words: [String] {
        [cell.description]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let cell = try state.cell(self.cell, command)
        try state.refuseIfAsked(cell, at: self.cell.range)
        let session = try state.runnableSession()
        let investigation: WhyInvestigation
        do throws(WhyError) {
            investigation = try WhyInvestigation(of: cell, in: session)
        } catch {
            throw CommandError(.noAnswerToWhy(error, nextOperation: session.nextOperation.label), at: self.cell.range)
        }
        state.takeClue(command)
        state.run = RunInProgress(command, from: session.position, .why(investigation))
        return []
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.checkCell(cell, command)
        _ = try checker.state.runnableSession()
    }
}

/// The search works on copies, in slices: the session stays where it is.
extension WorkbenchState {
    /// Continues the search in progress with about as much work as `budget` operations.
    mutating func advanceWhy(budget: Int) -> [Effect] {
        guard case .why(var investigation)? = takeWork(), let run else { return [] }
        investigation.advance(budget: budget)
        guard !investigation.isFinished else { return [finish(investigation, of: run)] }
        self.run!.work = .why(investigation)
        return []
    }

    /// Ends the search in progress with what it has found so far.
    mutating func finish(_ investigation: WhyInvestigation, of run: RunInProgress) -> Effect {
        self.run = nil
        return report(run.command, investigation.report)
    }
}
