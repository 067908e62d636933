/// What a subcommand of the program is called, and which options it takes.
public struct Subcommand: Sendable {
    /// The word that it begins with; nil is the program without one.
    public let name: String?
    /// The long options that take a value, as `--format json` or `--format=json`.
    public let valuedOptions: [String]
    /// Those that take none.
    public let flags: [String]
    /// Its help text.
    public let help: String

    /// A subcommand.
    public init(name: String?, valuedOptions: [String] = [], flags: [String] = [], help: String) {
        self.name = name
        self.valuedOptions = valuedOptions
        self.flags = flags
        self.help = help
    }
}
