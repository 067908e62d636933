/// What the language knows about a command: parser, help, completion, keys and the manual page read it here.
public struct CommandEntry: Sendable {
    /// What the command is called.
    public let name: String
    /// Shorter or other spellings of the name.
    public let aliases: [String]
    /// The heading that it stands under in the overview.
    public let group: CommandGroup
    /// How it is written, one line a form: `step [N]`.
    public let usage: [String]
    /// What it does, in a line.
    public let summary: String
    /// More about it, a line each; empty where the summary says it all.
    public let details: [String]
    /// The words that its first argument can be; empty where that is no fixed word.
    public let words: [String]
    /// The options that it takes.
    public let options: [OptionEntry]
    /// What may follow its name, form by form, piece by piece.
    public let arguments: [[ArgumentPart]]
    /// The keys that are short for it on the screen.
    public let keys: [KeyEntry]

    /// - arguments: left out where it is one of `words`, if there are any, and then options.
    package init(
        _ name: String, aliases: [String] = [], group: CommandGroup, usage: [String], summary: String,
        details: [String] = [], words: [String] = [], options: [OptionEntry] = [],
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

    /// Whether an expression may stand in it, so that a stray `=` was probably meant as `==`.
    var takesExpression: Bool { arguments.joined().contains(.expression) || arguments.joined().contains(.target) }

    /// The options that the command takes with `form` as its first word.
    public func options(forForm form: String?) -> [OptionEntry] {
        guard let form else { return options }
        return options.filter { $0.forms.isEmpty || $0.forms.contains(form) }
    }
}

/// A key that is short for a command on the screen.
public struct KeyEntry: Equatable, Sendable, ExpressibleByStringLiteral {
    /// The key.
    public let key: Character
    /// What stands behind the command's name: the `start` of `goto start`; empty for the command alone.
    public let arguments: String
    /// What it does, where that is not the command's summary.
    public let summary: String?

    /// A key for the command alone.
    public init(stringLiteral key: String) {
        self.init(Character(key))
    }

    package init(_ key: Character, _ arguments: String = "", summary: String? = nil) {
        self.key = key
        self.arguments = arguments
        self.summary = summary
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
    /// What stands before the `=`.
    public let name: String
    /// What may stand after it.
    public let kind: OptionKind
    /// What holds without the option, in words; nil when it has to be given.
    public let defaultText: String?
    /// What it does, in a line.
    public let summary: String
    /// The first words of the command with which the option is allowed; empty: with all.
    public let forms: [String]
    /// Why it does not go with a form, where there is more to say than that.
    public let refusals: [String: String]
    /// What its value is the name of; nil where that is nothing that exists.
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

/// A value that can be changed at any moment by `set`.
public struct SettingEntry: Sendable {
    /// What it is called.
    public let name: String
    /// What it can be set to.
    public let kind: OptionKind
    /// What it is, in a line.
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
    case choice([String])
    /// One or more of these words, between commas.
    case choices([String])
    /// One of these words, or a word with a number after a colon.
    case choiceOrCall([String], calls: [WordWithNumber])
    /// One or more of them, between commas.
    case choicesOrCalls([String], calls: [WordWithNumber])
    /// An expression, which may contain blanks.
    case expression(placeholder: String)

    /// What stands for the value in help: `N`, `yes|no`, `mean|sum`.
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
    /// What the number is, in words.
    public let parameter: String

    package init(_ word: String, parameter: String) {
        self.word = word
        self.parameter = parameter
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
