/// Where the program keeps what it remembers from one run to the next.
enum StateFolder {
    /// The path of a file there, in a user's environment: in `$XDG_STATE_HOME/backstep`, by default
    /// `~/.local/state/backstep`; nil if there is neither.
    static func path(of file: String, _ environment: [String: String]) -> String? {
        // According to the XDG specification, relative paths are to be ignored.
        func folder(_ variable: String, _ below: String) -> String? {
            environment[variable].flatMap { $0.hasPrefix("/") ? $0 + below : nil }
        }
        return folder("XDG_STATE_HOME", "/backstep/\(file)") ?? folder("HOME", "/.local/state/backstep/\(file)")
    }
}
