import CommandLanguage

/// The help of the screen: every key and every command with one line each, from the tables that they are read with.
enum ScreenHelp {
    static var lines: [String] {
        let columns = KeyMap.keys.map(\.key.count).max() ?? 0
        let keys = KeyMap.keys.map { key, meaning in
            "  \(key)\(String(repeating: " ", count: columns - key.count))  \(meaning)"
        }
        let commands = HelpText.overview().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return ["Keys"] + keys + [""] + commands
    }
}
