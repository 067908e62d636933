import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// `fork`, `switch`, `compare`, and what `info timeline` tells.
extension WorkbenchState {
    mutating func fork(_ name: Located<String>, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let session = try runnableSession()
        do {
            try self.session!.fork(name.value)
        } catch {
            throw CommandError(BranchProblem(error).problem, at: name.range)
        }
        let place = session.position.words(operations: session.engine.plan.operations)
        return [
            report(
                command,
                TextReport(
                    "branch '\(name.value)' begins at \(place) of '\(session.branchName)' and is the current one: "
                        + "'switch \(session.branchName)' goes back"))
        ]
    }

    /// `switch`: to a branch, or else to a run of the last sweep.
    mutating func switchTo(_ name: Located<String>, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        let isBranch = session?.branches.contains { $0.name == name.value } ?? false
        if !isBranch, let effects = try switchRun(to: name.value, command) { return effects }
        return try switchBranch(to: name, command)
    }

    private mutating func switchBranch(
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

    // MARK: compare

    mutating func compare(
        _ a: Located<String>, with b: Located<String>, _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let session = try runnableSession()
        for name in [a, b] where !session.branches.contains(where: { $0.name == name.value }) {
            throw CommandError(
                BranchProblem(.unknown(name.value, existing: session.branches.map(\.name))).problem, at: name.range)
        }
        do {
            let comparison = try BranchComparison(of: session, a.value, b.value)
            run = RunInProgress(command, from: session.position, .comparison(comparison))
        } catch {
            throw CommandError(BranchProblem(error).problem)
        }
        return []
    }

    /// Takes the comparison under way forward by about `budget` operations.
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

    // MARK: info timeline

    var timelineDetails: String {
        guard let session else { return "no network" }
        let summary = session.timelineSummary
        let operations = session.engine.plan.operations
        var lines = [
            "position    \(session.position.words(operations: operations)), "
                + "the run goes to \(session.end.words(operations: operations))",
            "checkpoints \(summary.checkpointCount), a new one every \(counted(summary.checkpointInterval, "iteration")), "
                + "the longest way from one to the next is \(counted(summary.longestGap, "iteration"))",
            "memory      \(Self.mebibytes(summary.byteCount)) of \(Self.mebibytes(summary.byteLimit)) MiB "
                + "('set timeline-memory' changes that)",
            "branches",
        ]
        lines += branchTree(summary.branches, operations)
        return lines.joined(separator: "\n")
    }

    /// The branches as a tree, each below the one that it left.
    private func branchTree(_ branches: [BranchSummary], _ operations: [Operation]) -> [String] {
        func lines(of name: String?, depth: Int) -> [(tree: String, text: String)] {
            branches.filter { $0.origin?.name == name }.flatMap { branch in
                let mark = branch.isCurrent ? "*" : " "
                let tree =
                    "\(mark) " + String(repeating: "   ", count: max(0, depth - 1))
                    + (depth > 0 ? "└─ " : "") + branch.name
                var text = branch.origin.map { "from \($0.position.words(operations: operations))" } ?? "from the start"
                text += " to \(branch.end.words(operations: operations)), \(counted(branch.editCount, "change"))"
                return [(tree, text)] + lines(of: branch.name, depth: depth + 1)
            }
        }
        let rows = lines(of: nil, depth: 0)
        let width = rows.map(\.tree.count).max() ?? 0
        return rows.map { $0.tree.padded(to: width) + "  " + $0.text }
    }

    private static func mebibytes(_ bytes: Int) -> String {
        NumberFormat.rounded(Double(bytes) / Double(1 << 20), digits: 3)
    }
}

extension Position {
    /// `iteration 12`, `iteration 12 after tanh1.forward`, `the start`.
    func words(operations: [Operation]) -> String {
        var text = self == .start ? "the start" : "iteration \(iteration)"
        if operation > 0 { text = "iteration \(iteration) after \(operations[operation - 1].label)" }
        if cell > 0 { text = "iteration \(iteration) at cell \(cell) of \(operations[operation].label)" }
        return text
    }
}

/// A branch that cannot be had, as a command's problem.
private struct BranchProblem {
    let problem: CommandProblem

    /// - runs: the names of a sweep's runs, which do as well.
    init(_ error: BranchError, runs: [String] = []) {
        switch error {
        case .taken(let name): problem = .branchTaken(name)
        case .unknown(let name, let existing):
            problem = .unknownBranch(
                name, existing: existing, suggestion: SpellingSuggestion.closest(to: name, among: existing + runs))
        }
    }
}
