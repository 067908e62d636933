import CommandLanguage
import StepDebugger

/// `switch NAME`: goes to the end of a branch.
package struct SwitchCommand: CommandBody {
    package static let entry = CommandEntry(
        "switch", group: .timeTravel, usage: ["switch NAME"], summary: "goes to the end of a branch",
        details: ["'info timeline' lists the branches; 'goto' goes on to other places."],
        arguments: [[.name(.branch)]])
    package static let influence = Influence(movesOrChanges: true)

    package let name: Located<String>

    package init(name: Located<String>) {
        self.name = name
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        name = try parser.parseBranchName("the name of a branch: switch NAME")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(name.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        let isBranch = state.session?.branches.contains { $0.name == name.value } ?? false
        if !isBranch, let effects = try state.switchRun(to: name.value, command) { return effects }
        return try state.switchBranch(to: name, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        let isBranch = checker.state.session?.branches.contains { $0.name == name.value } ?? false
        if !isBranch, checker.state.runNames.contains(where: { $0.name == name.value }) {
            // The runs of a sweep may have different layers.
            return checker.knowledge.lose(.network)
        }
        try checker.tryOut(command)
    }
}

extension WorkbenchState {
    fileprivate mutating func switchBranch(
        to name: Located<String>, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let session = try runnableSession()
        do {
            let (traveller, target) = try session.departing(forBranch: name.value)
            return setOut(traveller, to: target, command)
        } catch {
            throw CommandError(BranchProblem(error, runs: runNames.map(\.name)).problem, at: name.range)
        }
    }
}
