import CommandLanguage
import StepDebugger

/// `compare A B`: shows two branches' losses and where the branches part.
package struct CompareCommand: CommandBody {
    package static let entry = CommandEntry(
        "compare", group: .timeTravel, usage: ["compare A B"],
        summary: "shows two branches' losses and where they part",
        details: ["Names the first operation, and the first cell there, that differ."],
        arguments: [[.name(.branch), .name(.branch)]])
    package static let influence = Influence()

    package let first: Located<String>
    package let second: Located<String>

    package init(first: Located<String>, second: Located<String>) {
        self.first = first
        self.second = second
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        let expected = "two branches: compare A B"
        first = try parser.parseBranchName(expected)
        second = try parser.parseBranchName(expected)
    }

    package var words: [String] {
        [first, second].map { QuotedText.quotedIfNeeded($0.value) }
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let session = try state.runnableSession()
        for name in [first, second] where !session.branches.contains(where: { $0.name == name.value }) {
            throw CommandError(
                BranchProblem(.unknown(name.value, existing: session.branches.map(\.name))).problem, at: name.range)
        }
        do {
            let comparison = try BranchComparison(of: session, first.value, second.value)
            state.run = RunInProgress(command, from: session.position, .comparison(comparison))
        } catch {
            throw CommandError(BranchProblem(error).problem)
        }
        return []
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.tryOut(command)
    }
}

extension WorkbenchState {
    /// Continues the comparison in progress by about `budget` operations.
    mutating func advanceComparison(budget: Int) -> [Effect] {
        guard case .comparison(var comparison)? = takeWork(), let run else { return [] }
        comparison.advance(budget: budget)
        guard let result = comparison.result else {
            self.run!.work = .comparison(comparison)
            return []
        }
        self.run = nil
        return [report(run.command, result)]
    }
}
