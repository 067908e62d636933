import CommandLanguage

extension WorkbenchState {
    /// The ending of a path, which says what a file is.
    @discardableResult
    func checkEnding(
        of path: Located<String>, among endings: [String], command: String
    ) throws(CommandError) -> String {
        let name = path.value.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let ending = parts.last.map({ $0.lowercased() }), endings.contains(ending),
            parts.count > 2 || !parts[0].isEmpty
        else {
            throw CommandError(
                .fileEnding(path.value, command: command, endings: endings.map { "." + $0 }), at: path.range)
        }
        return ending
    }
}
