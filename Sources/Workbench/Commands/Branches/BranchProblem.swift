import CommandLanguage
import PlainText
import StepDebugger

/// A branch that cannot be had, as a command's problem.
struct BranchProblem {
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
