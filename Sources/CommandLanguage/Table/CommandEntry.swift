/// What the language knows about a command; the parser, help, completion, keys and the manual page read it here.
public struct CommandEntry: Sendable {
    /// What the command is called.
    public let name: String
    /// Shorter or other spellings of the name.
    public let aliases: [String]
    /// Its heading in the overview.
    public let group: CommandGroup
    /// How it is written, a line for each form: `step [N]`.
    public let usage: [String]
    /// What it does, in one line.
    public let summary: String
    /// More about it, line by line; empty if the summary says it all.
    public let details: [String]
    /// The words that its first argument can be; empty if that is not a fixed word.
    public let words: WordList
    /// The options that it takes.
    public let options: [OptionEntry]
    /// What may follow its name: for each form, the pieces in order.
    public let arguments: [[ArgumentPart]]
    /// The keys that are short for it on the screen.
    public let keys: [KeyEntry]

    /// - arguments: by default one of `words`, if there are any, and then options.
    package init(
        _ name: String, aliases: [String] = [], group: CommandGroup, usage: [String], summary: String,
        details: [String] = [], words: WordList = [], options: [OptionEntry] = [],
        arguments: [[ArgumentPart]]? = nil, keys: [KeyEntry] = []
    ) {
        self.name = name
        self.aliases = aliases
        self.group = group
        self.usage = usage
        self.summary = summary
        self.details = details
        self.words = words
        self.options = options
        self.arguments = arguments ?? [words.isEmpty ? [.options] : [.word(words), .options]]
        self.keys = keys
    }

    /// Whether it can contain an expression, so that a stray `=` was probably meant as `==`.
    var takesExpression: Bool { arguments.joined().contains(.expression) || arguments.joined().contains(.target) }

    /// What `word` means as an argument; empty if it needs no explanation or is not one of the command's words.
    func meaning(of word: String) -> String {
        let lists = arguments.joined().lazy.compactMap { part -> WordList? in
            if case .word(let words) = part { words } else { nil }
        }
        return lists.compactMap { $0.meaning(of: word) }.first ?? ""
    }

    /// What a key for the command does.
    public func summary(of key: KeyEntry) -> String { key.arguments.isEmpty ? summary : meaning(of: key.arguments) }

    /// The options that the command takes if its first word is `form`.
    public func options(forForm form: String?) -> [OptionEntry] {
        guard let form else { return options }
        return options.filter { $0.forms.isEmpty || $0.forms.contains(form) }
    }
}

/// A key that is short for a command on the screen.
public struct KeyEntry: Equatable, Sendable, ExpressibleByStringLiteral {
    /// The key.
    public let key: Character
    /// What follows the command's name: the `start` of `goto start`; empty for the command alone.
    public let arguments: String

    /// A key for the command alone.
    public init(stringLiteral key: String) {
        self.init(Character(key))
    }

    package init(_ key: Character, _ arguments: String = "") {
        self.key = key
        self.arguments = arguments
    }
}

/// The headings of the help overview, in their order.
public enum CommandGroup: String, CaseIterable, Sendable {
    case setUp = "Set-up"
    case runControl = "Run control"
    case timeTravel = "Time travel"
    case stops = "Stops"
    case inspection = "Inspection"
    case screen = "Screen"
    case scenarios = "Scenarios"
    case files = "Files"
    case program = "Program"
}

/// An option of a command, `name=value`.
public struct OptionEntry: Sendable {
    /// What comes before the `=`.
    public let name: String
    /// What may come after it.
    public let kind: OptionKind
    /// What applies without the option, in words; nil if the option is required.
    public let defaultText: String?
    /// What it does, in one line.
    public let summary: String
    /// The first words of the command that the option goes with; empty if it goes with all.
    public let forms: [String]
    /// Why it does not go with a form, if there is a reason worth telling.
    public let refusals: [String: String]
    /// What its value names; nil if it does not name something that exists.
    public let names: ArgumentPart.NameKind?

    package init(
        _ name: String, _ kind: OptionKind, default defaultText: String?, _ summary: String, forms: [String] = [],
        refusals: [String: String] = [:], names: ArgumentPart.NameKind? = nil
    ) {
        self.name = name
        self.kind = kind
        self.defaultText = defaultText
        self.summary = summary
        self.forms = forms
        self.refusals = refusals
        self.names = names
    }
}

/// A value that `set` can change at any time.
public struct SettingEntry: Sendable {
    /// What it is called.
    public let name: String
    /// What it can be set to.
    public let kind: OptionKind
    /// What it is, in one line.
    public let summary: String

    package init(_ name: String, _ kind: OptionKind, _ summary: String) {
        self.name = name
        self.kind = kind
        self.summary = summary
    }
}

/// What kind of value an option takes.
public enum OptionKind: Equatable, Sendable {
    /// A whole number of at least `minimum`.
    case integer(minimum: Int)
    case number(NumberBounds)
    /// One or more numbers, between commas.
    case numbers(NumberBounds)
    /// `yes` or `no`
    case flag
    /// Any word; `placeholder` stands for it in help.
    case word(placeholder: String)
    /// The path of a file.
    case path
    /// One of these words.
    case choice(WordList)
    /// One or more of these words, between commas.
    case choices(WordList)
    /// One of these words, or one that takes a number after a colon.
    case choiceOrCall(WordList, calls: [WordWithNumber])
    /// One or more of them, between commas.
    case choicesOrCalls(WordList, calls: [WordWithNumber])
    /// An expression, which may contain blanks.
    case expression(placeholder: String)

    /// The placeholder for the value in help: `N`, `yes|no`, `mean|sum`.
    public var placeholder: String {
        switch self {
        case .integer: "N"
        case .number: "NUMBER"
        case .numbers: "NUMBER,..."
        case .flag: "yes|no"
        case .word(let placeholder), .expression(let placeholder): placeholder
        case .path: "PATH"
        case .choice(let choices): choices.joined(separator: "|")
        case .choices: "A,B,..."
        case .choiceOrCall: "INITIALIZER"
        case .choicesOrCalls: "INITIALIZER,..."
        }
    }
}

/// A word that takes a number of at least 0 after a colon: `normal:0.1`.
public struct WordWithNumber: Equatable, Sendable {
    /// The word.
    public let word: String
    /// What the number is.
    public let parameter: String
    /// What the word means.
    let meaning: String

    package init(_ word: String, parameter: String, meaning: String) {
        self.word = word
        self.parameter = parameter
        self.meaning = meaning
    }
}

/// Which numbers an option takes.
public enum NumberBounds: Equatable, Sendable {
    case atLeastZero
    /// At least 0 and less than 1.
    case fraction
    /// Above 0 and at most 1.
    case share

    /// Whether `value` is inside the bounds.
    public func contains(_ value: Double) -> Bool {
        switch self {
        case .atLeastZero: value >= 0
        case .fraction: value >= 0 && value < 1
        case .share: value > 0 && value <= 1
        }
    }
}
