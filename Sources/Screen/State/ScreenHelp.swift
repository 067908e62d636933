import CommandLanguage
import TerminalDrawing

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

    /// The box of the help, on a screen of some size.
    static func area(in size: Size) -> Rect {
        Rect(column: 0, row: 1, columns: size.columns, rows: size.rows - 2)
    }

    /// The scroll position at which the last line comes into view.
    static func farthestScroll(in size: Size) -> Int { max(0, lines.count - area(in: size).interior.rows) }
}
