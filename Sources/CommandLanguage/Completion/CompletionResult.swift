/// What could be written at the cursor.
public struct CompletionResult: Equatable, Sendable {
    /// The characters of the line that a candidate replaces, up to the cursor.
    public let range: Range<Int>
    /// What is typed in `range` so far.
    public let typed: String
    /// What could be written there, in the order to show it, without duplicates.
    public let candidates: [CompletionCandidate]

    /// Nothing to offer at `cursor`.
    static func nothing(at cursor: Int) -> CompletionResult {
        CompletionResult(range: cursor..<cursor, typed: "", candidates: [])
    }

    /// The longest text that all candidates start with, if it continues what is typed; otherwise what is typed.
    public var commonPrefix: String {
        guard let first = candidates.first?.text else { return typed }
        let prefix = candidates.dropFirst().reduce(Substring(first)) { prefix, candidate in
            let length = zip(prefix, candidate.text).prefix { $0 == $1 }.count
            return prefix.prefix(length)
        }
        // Candidates that merely contain what is typed start with something else.
        let continues = prefix.lowercased().hasPrefix(typed.lowercased())
        return continues ? String(prefix) : typed
    }
}

/// A word that could be written.
public struct CompletionCandidate: Equatable, Sendable {
    /// What is inserted for it: `noise=`, `sum(`, `"my data/`.
    public let text: String
    /// What is shown for it, which may be shorter: a file's name without its folder.
    public let label: String
    /// A short description; may be empty.
    public let meaning: String
    /// Whether it is complete and more may follow, so that a blank is inserted after it.
    public let endsInBlank: Bool

    init(_ text: String, label: String? = nil, meaning: String = "", endsInBlank: Bool = true) {
        self.text = text
        self.label = label ?? text
        self.meaning = meaning
        self.endsInBlank = endsInBlank
    }
}
