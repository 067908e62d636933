/// Where the program keeps what it remembers of a user from one run to the next.
enum StateFolder {
    /// The path of a file there, for the user whose environment this is: in `$XDG_STATE_HOME/backstep`, by default
    /// `~/.local/state/backstep`; nil where there is neither.
    static func path(of file: String, _ environment: [String: String]) -> String? {
        // As the XDG specification has it, a path that is not absolute counts as none.
        func folder(_ variable: String, _ below: String) -> String? {
            environment[variable].flatMap { $0.hasPrefix("/") ? $0 + below : nil }
        }
        return folder("XDG_STATE_HOME", "/backstep/\(file)") ?? folder("HOME", "/.local/state/backstep/\(file)")
    }
}
