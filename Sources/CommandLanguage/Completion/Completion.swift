/// What could be written next, according to the table of commands: a new command needs nothing here unless it takes
/// something of a new kind.
public enum Completion {
    /// What could be written at the cursor.
    ///
    /// - Parameters:
    ///   - line: the whole line.
    ///   - cursor: how many of its characters are before the cursor.
    ///   - names: the names that exist now.
    ///   - table: the commands.
    ///   - files: the paths that start with its argument; those of folders end in `/`.
    public static func candidates(
        for line: String, cursor: Int, names: CompletionNames, among table: CommandTable,
        files: (String) -> [String] = { _ in [] }
    ) -> CompletionResult {
        let before = String(line.prefix(cursor))
        let walk = CommandWalk(before, among: table)
        guard let lower = walk.places.first?.lower else { return .nothing(at: cursor) }
        let start = before.utf8.index(before.startIndex, offsetBy: lower)
        let typed = String(before[start...])
        var candidates: [CompletionCandidate] = []
        if case .path(let endings)? = walk.places.first?.kind {
            candidates = CandidateList.paths(endings: endings, typed: typed, files: files)
        } else {
            candidates = closest(
                CandidateList(names: names, table: table).candidates(walk.places, typed: typed), to: typed)
        }
        return CompletionResult(
            range: before[..<start].count..<before.count, typed: typed, candidates: unique(candidates))
    }

    /// The candidates that start with what is typed; failing that, those that do so except for case; failing that,
    /// those that contain it.
    private static func closest(_ candidates: [CompletionCandidate], to typed: String) -> [CompletionCandidate] {
        let exact = candidates.filter { $0.text.hasPrefix(typed) }
        if !exact.isEmpty { return exact }
        let lowered = typed.lowercased()
        let similar = candidates.filter { $0.text.lowercased().hasPrefix(lowered) }
        if !similar.isEmpty { return similar }
        // Almost everything contains one or two given letters.
        return typed.count < 3 ? [] : candidates.filter { $0.text.lowercased().contains(lowered) }
    }

    private static func unique(_ candidates: [CompletionCandidate]) -> [CompletionCandidate] {
        var seen: Set<String> = []
        return candidates.filter { seen.insert($0.text).inserted }
    }
}
