import CommandLanguage

/// The menu of completions, while the user chooses one.
struct CandidateMenu: Equatable, Sendable {
    /// What completion offers; at least one candidate.
    private(set) var result: CompletionResult
    /// The one that Enter takes.
    private(set) var selected = 0

    init?(_ result: CompletionResult) {
        guard !result.candidates.isEmpty else { return nil }
        self.result = result
    }

    var candidate: CompletionCandidate { result.candidates[selected] }

    /// Whether the chosen candidate is already typed, so that there is nothing to insert.
    var isTypedOut: Bool { candidate.text == result.typed }

    /// Chooses the next candidate, or with -1 the one before; after the last comes the first.
    mutating func move(by step: Int) {
        let count = result.candidates.count
        selected = (selected + step + count) % count
    }

    /// Chooses a candidate farther down, or up, but not past the ends.
    mutating func leap(by step: Int) {
        selected = min(max(0, selected + step), result.candidates.count - 1)
    }

    /// The menu after more was typed; nil if nothing fits any more, or another word is being completed.
    func narrowed(to newer: CompletionResult) -> CandidateMenu? {
        guard newer.range.lowerBound == result.range.lowerBound, var menu = CandidateMenu(newer) else { return nil }
        menu.selected = newer.candidates.firstIndex { $0.text == candidate.text } ?? 0
        return menu
    }
}
