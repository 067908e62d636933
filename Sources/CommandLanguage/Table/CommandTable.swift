/// The one table of commands.
public enum CommandTable {
    /// Every command, in the order of the help overview.
    public static let all: [CommandSpecification] =
        setUp + runControl + timeTravel + stops + inspection + screen + scenarios + files + logs + program

    /// What `set` can change.
    public static let settings: [SettingSpecification] = [
        SettingSpecification("lr", .number(.atLeastZero), "the learning rate"),
        SettingSpecification(
            "timeline-memory", .number(.atLeastZero), "how many MiB the checkpoints of the run may take"),
        SettingSpecification("theme", .choice(Vocabulary.themes), "the screen's colours: dark or light"),
        SettingSpecification(
            "colors", .choice(Vocabulary.colorTiers), "how many colours the screen has, if the terminal shows them"),
        SettingSpecification("glyphs", .choice(Vocabulary.glyphSets), "the characters that the screen is drawn with"),
        SettingSpecification("mouse", .choice(Vocabulary.switches), "whether the screen takes the mouse"),
        SettingSpecification(
            "speed", .choice(Vocabulary.speeds), "how many operations a second the screen runs with space"),
        SettingSpecification("pace", .choice(Vocabulary.paces), "how fast a lesson plays by itself; 1 is the usual"),
    ]

    /// The command that `word` calls, by name or alias; nil when none.
    public static func command(spelled word: String) -> CommandSpecification? {
        commandsBySpelling[word]
    }

    /// The table's entry for `name`.
    public static func command(named name: CommandName) -> CommandSpecification {
        guard let specification = commandsBySpelling[name.rawValue] else {
            preconditionFailure("'\(name.rawValue)' is missing from the command table")
        }
        return specification
    }

    /// Every name and alias, names first: what a misspelled command is compared with.
    static let spellings: [String] = all.map(\.name.rawValue) + all.flatMap(\.aliases)

    private static let commandsBySpelling: [String: CommandSpecification] = {
        var commands: [String: CommandSpecification] = [:]
        for specification in all {
            for spelling in [specification.name.rawValue] + specification.aliases {
                precondition(commands[spelling] == nil, "'\(spelling)' calls two commands")
                commands[spelling] = specification
            }
        }
        return commands
    }()
}
