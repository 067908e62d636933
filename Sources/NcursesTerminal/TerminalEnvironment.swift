import Glibc
import TerminalDrawing

/// What the environment variables say about the terminal and the user's preferences.
struct TerminalEnvironment {
    private let variables: [String: String]

    init(_ variables: [String: String]) {
        self.variables = variables
    }

    /// The value of a variable; nil if it is missing or empty.
    private func value(_ name: String) -> String? {
        guard let value = variables[name], !value.isEmpty else { return nil }
        return value
    }

    /// Whether the user wants no colours (https://no-color.org).
    var forbidsColor: Bool { value("NO_COLOR") != nil }

    /// The terminal's name, and other names to try if the system does not know it. Newer terminals named
    /// xterm-something understand what xterm understands.
    var terminalNames: [String] {
        guard let name = value("TERM") else { return [] }
        return name.hasPrefix("xterm-") ? [name, "xterm-256color", "xterm"] : [name]
    }

    /// Sets the locale of the C library for characters, and for nothing else.
    ///
    /// If no locale is named at all, as in a fresh container, or the one named is for UTF-8 but not installed, as often
    /// over ssh, the C library's own UTF-8 locale is used: terminals show UTF-8 unless told otherwise.
    /// - Returns: whether characters beyond ASCII can be shown.
    func establishLocale() -> Bool {
        let name = value("LC_ALL") ?? value("LC_CTYPE") ?? value("LANG")
        let isNamedUTF8 = name.map { name in
            let lowered = name.lowercased()
            return lowered.contains("utf-8") || lowered.contains("utf8")
        }
        if let name, setlocale(LC_CTYPE, name) != nil {
            return String(cString: nl_langinfo(Int32(CODESET))) == "UTF-8"
        }
        guard isNamedUTF8 ?? true else { return false }
        return setlocale(LC_CTYPE, "C.UTF-8") != nil
    }
}
