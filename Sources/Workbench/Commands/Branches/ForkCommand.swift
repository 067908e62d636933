import CommandLanguage
import StepDebugger

/// `fork NAME`: starts a branch of the run from here.
package struct ForkCommand: CommandBody {
    package static let entry = CommandEntry(
        "fork", group: .timeTravel, usage: ["fork NAME"], summary: "starts a branch of the run from here",
        details: [
            "The run goes on in the new branch. The one that it was on keeps its future:",
            "'switch' goes back to it. A change in the past, as by 'let' or 'set', starts a",
            "branch by itself.",
        ])
    package static let influence = Influence(leavesUnknown: .branches)

    package let name: Located<String>

    package init(name: Located<String>) {
        self.name = name
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        name = try parser.parseBranchName("a name for the new branch: fork NAME")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(name.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let session = try state.runnableSession()
        do {
            try state.session!.fork(name.value)
        } catch {
            throw CommandError(BranchProblem(error).problem, at: name.range)
        }
        let place = session.position.words(operations: session.engine.plan.operations)
        return [
            state.report(
                command,
                TextReport(
                    "branch '\(name.value)' begins at \(place) of '\(session.branchName)' and is the current one: "
                        + "'switch \(session.branchName)' goes back"))
        ]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.carryOut(command)
    }
}
