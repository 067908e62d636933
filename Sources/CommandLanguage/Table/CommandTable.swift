/// The commands of a language, and what else has a name in it. The parser, help and completion know commands only
/// through such a table.
public struct CommandTable: Sendable {
    /// The commands, in the order of the help overview.
    public let commands: [any ParsableCommand.Type]
    /// Their entries.
    public let entries: [CommandEntry]
    /// What can be set, and to what.
    public let settings: [SettingEntry]
    /// What `help` explains besides the commands, with a short description.
    public let helpTopics: [(name: String, meaning: String)]
    private let places: [String: Int]

    /// A table of `commands`.
    /// - Precondition: no two of them share a name or an alias.
    public init(
        _ commands: [any ParsableCommand.Type], settings: [SettingEntry] = [],
        helpTopics: [(name: String, meaning: String)] = []
    ) {
        self.commands = commands
        self.settings = settings
        self.helpTopics = helpTopics
        entries = commands.map { $0.entry }
        var places: [String: Int] = [:]
        for (index, entry) in entries.enumerated() {
            for spelling in [entry.name] + entry.aliases {
                precondition(places[spelling] == nil, "'\(spelling)' calls two commands")
                places[spelling] = index
            }
        }
        self.places = places
    }

    /// The entry of the command with this name or alias; nil if there is none.
    public func entry(spelled word: String) -> CommandEntry? { places[word].map { entries[$0] } }

    /// The command with this name or alias; nil if there is none.
    func command(spelled word: String) -> (any ParsableCommand.Type)? { places[word].map { commands[$0] } }

    /// Every name and alias, names first; a misspelled command is compared with these.
    var spellings: [String] { entries.map(\.name) + entries.flatMap(\.aliases) }
}
