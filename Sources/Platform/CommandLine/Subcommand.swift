/// A subcommand of the program: its name, its options, its help.
public struct Subcommand: Sendable {
    /// Its name; nil for the program without a subcommand.
    public let name: String?
    /// The long options that take a value, such as `--format json` or `--format=json`.
    public let valuedOptions: [String]
    /// The long options without a value.
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
