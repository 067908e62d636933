/// The commands of a language, and what else has a name in it. The parser, help and completion know commands only
/// through a table.
public struct CommandTable: Sendable {
    /// The commands, in the order of the help overview.
    public let commands: [any ParsableCommand.Type]
    /// What is known about each.
    public let entries: [CommandEntry]
    /// What can be set, and to what.
    public let settings: [SettingEntry]
    /// What `help` explains beside the commands.
    public let helpTopics: [HelpTopic]
    /// What a word means as an argument of the command, or as a value of the option or setting, of that name.
    let meaning: @Sendable (_ word: String, _ list: String) -> String
    private let places: [String: Int]

    /// A table of `commands`.
    /// - Precondition: no name or alias calls two of them.
    public init(
        _ commands: [any ParsableCommand.Type], settings: [SettingEntry] = [],
        helpTopics: [HelpTopic] = [],
        meaning: @escaping @Sendable (_ word: String, _ list: String) -> String = { _, _ in "" }
    ) {
        self.commands = commands
        self.settings = settings
        self.helpTopics = helpTopics
        self.meaning = meaning
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

    /// What is known about the command that `word` calls, by name or alias; nil when none.
    public func entry(spelled word: String) -> CommandEntry? { places[word].map { entries[$0] } }

    /// The topic of the help that `word` calls, by name or alias, in any case; nil when none.
    public func helpTopic(spelled word: String) -> HelpTopic? {
        let word = word.lowercased()
        return helpTopics.first { $0.name == word } ?? helpTopics.first { $0.aliases.contains(word) }
    }

    /// The command that `word` calls, by name or alias; nil when none.
    func command(spelled word: String) -> (any ParsableCommand.Type)? { places[word].map { commands[$0] } }

    /// Every name and alias, names first: what a misspelled command is compared with.
    var spellings: [String] { entries.map(\.name) + entries.flatMap(\.aliases) }

    /// What `word` means, where `list` has it; a key for it, or a word of expressions, has the same meaning everywhere.
    func meaning(of word: String, in list: String) -> String {
        if let key = entry(spelled: list)?.keys.first(where: { $0.arguments == word }), let summary = key.summary {
            return summary
        }
        let own = meaning(word, list)
        return own.isEmpty ? Vocabulary.meaning(of: word, in: list) : own
    }
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
