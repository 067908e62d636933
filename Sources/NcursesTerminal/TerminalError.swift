/// Why the screen cannot be used here.
public enum TerminalError: Error, Equatable, Sendable {
    /// The standard stream with this name is a file or a pipe.
    case notATerminal(stream: String)
    /// The variable TERM is not set.
    case noTerminalName
    /// The system does not know the terminal that TERM names.
    case unknownTerminal(name: String)
    /// The terminal cannot place its cursor, which a screen needs.
    case tooSimple(name: String)
    /// The system refused something that it usually grants: pipes, terminal modes, memory.
    case refused(name: String)
}

extension TerminalError: CustomStringConvertible {
    /// The error as a sentence, and what to do instead.
    public var description: String {
        switch self {
        case .notATerminal(let stream):
            "the screen needs a terminal, and standard \(stream) is not one; \(Self.instead)"
        case .noTerminalName:
            "the screen needs to know the terminal, and TERM is not set; try 'TERM=xterm-256color backstep', "
                + "or \(Self.instead)"
        case .unknownTerminal(let name):
            "the terminal '\(name)' (from TERM) is not known to this system; try 'TERM=xterm-256color backstep', "
                + "or \(Self.instead)"
        case .tooSimple(let name):
            "the terminal '\(name)' (from TERM) cannot show a screen; \(Self.instead)"
        case .refused(let name):
            "the terminal '\(name)' (from TERM) could not be set up for a screen; \(Self.instead)"
        }
    }

    private static let instead = "use 'backstep repl' for a session line by line or 'backstep run FILE' for a scenario"
}
