/// `name=value` after a command's words. Names and values are those that the command's entry allows; no name occurs
/// twice.
public struct CommandOption: Equatable, Sendable {
    /// The option's name.
    public var name: Located<String>
    /// Its value, of the kind that the entry gives for the name.
    public var value: Located<OptionValue>

    /// The option `name=value`.
    public init(name: Located<String>, value: Located<OptionValue>) {
        self.name = name
        self.value = value
    }
}

/// The value of an option or a setting.
public indirect enum OptionValue: Equatable, Sendable {
    /// A finite number, with its digits as written.
    case number(Double, spelling: String)
    /// `0.2,0.5`; at least one finite number, with the digits as written.
    case numbers([Double], spellings: [String])
    case integer(Int)
    /// `yes` or `no`
    case flag(Bool)
    case word(String)
    /// `tanh,tanh,identity`; at least one word.
    case words([String])
}

extension CommandOption: CustomStringConvertible {
    /// `name=value`
    public var description: String { "\(name.value)=\(value.value)" }
}

extension OptionValue: CustomStringConvertible {
    /// The value as written after `=`.
    public var description: String {
        switch self {
        case .number(_, let spelling): spelling
        case .numbers(_, let spellings): spellings.joined(separator: ",")
        case .integer(let integer): "\(integer)"
        case .flag(let isOn): isOn ? "yes" : "no"
        case .word(let word): QuotedText.quotedIfNeeded(word)
        case .words(let words): words.joined(separator: ",")
        }
    }
}
