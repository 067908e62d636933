/// The commands of a language, and what else has a name in it. The parser, help and completion know commands only
/// through such a table.
public struct CommandTable: Sendable {
    /// The commands, in the order of the help overview.
    public let commands: [any ParsableCommand.Type]
    /// Their entries.
    public let entries: [CommandEntry]
    /// What can be set, and to what.
    public let settings: [SettingEntry]
    /// What `help` explains besides the commands.
    public let helpTopics: [HelpTopic]
    private let places: [String: Int]

    /// A table of `commands`.
    /// - Precondition: no two of them share a name or an alias.
    public init(
        _ commands: [any ParsableCommand.Type], settings: [SettingEntry] = [],
        helpTopics: [HelpTopic] = []
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

    /// The topic of the help with this name or alias, in any case; nil if there is none.
    public func helpTopic(spelled word: String) -> HelpTopic? {
        let word = word.lowercased()
        return helpTopics.first { $0.name == word } ?? helpTopics.first { $0.aliases.contains(word) }
    }

    /// The command with this name or alias; nil if there is none.
    func command(spelled word: String) -> (any ParsableCommand.Type)? { places[word].map { commands[$0] } }

    /// Every name and alias, names first; a misspelled command is compared with these.
    var spellings: [String] { entries.map(\.name) + entries.flatMap(\.aliases) }
}

/// Something that `help` explains and that is not a command.
public struct HelpTopic: Sendable {
    /// The word that `help` takes.
    public let name: String
    /// Other words for it, which `help` takes too.
    let aliases: [String]
    /// What it is about, in a few words.
    public let meaning: String
    /// The help itself. Lines that are too wide are wrapped.
    let text: @Sendable () -> String

    /// A topic of the help.
    public init(_ name: String, _ meaning: String, aliases: [String] = [], text: @escaping @Sendable () -> String) {
        self.name = name
        self.aliases = aliases
        self.meaning = meaning
        self.text = text
    }
}
