/// What could be written where the cursor stands.
public struct CompletionResult: Equatable, Sendable {
    /// What a candidate takes the place of: characters of the line, up to the cursor.
    public let range: Range<Int>
    /// What stands at `range` so far.
    public let typed: String
    /// What could stand there, in the order to show it; none twice.
    public let candidates: [CompletionCandidate]

    /// Nothing to offer at `cursor`.
    static func nothing(at cursor: Int) -> CompletionResult {
        CompletionResult(range: cursor..<cursor, typed: "", candidates: [])
    }

    /// The longest text that all candidates begin with, where that goes on from what is typed; else what is typed.
    public var commonPrefix: String {
        guard let first = candidates.first?.text else { return typed }
        let prefix = candidates.dropFirst().reduce(Substring(first)) { prefix, candidate in
            let length = zip(prefix, candidate.text).prefix { $0 == $1 }.count
            return prefix.prefix(length)
        }
        // Candidates that only contain what is typed begin with something else.
        let goesOn = prefix.lowercased().hasPrefix(typed.lowercased())
        return goesOn ? String(prefix) : typed
    }
}

/// A word that could be written.
public struct CompletionCandidate: Equatable, Sendable {
    /// What is written for it: `noise=`, `sum(`, `"my data/`.
    public let text: String
    /// What is shown for it, where that is shorter: a file's name without its folder.
    public let label: String
    /// What it means, in a few words; may be empty.
    public let meaning: String
    /// Whether it is whole and more may follow, so that a blank goes after it.
    public let endsInBlank: Bool

    init(_ text: String, label: String? = nil, meaning: String = "", endsInBlank: Bool = true) {
        self.text = text
        self.label = label ?? text
        self.meaning = meaning
        self.endsInBlank = endsInBlank
    }
}
