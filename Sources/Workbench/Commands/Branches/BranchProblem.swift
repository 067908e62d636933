import CommandLanguage
import PlainText
import StepDebugger

/// The problem of a command that names a branch which is not available.
struct BranchProblem {
    let problem: CommandProblem

    /// - runs: the names of a sweep's runs, which are possible too.
    init(_ error: BranchError, runs: [String] = []) {
        switch error {
        case .taken(let name): problem = .branchTaken(name)
        case .unknown(let name, let existing):
            problem = .unknownBranch(
                name, existing: existing, suggestion: SpellingSuggestion.closest(to: name, among: existing + runs))
        }
    }
}
