/// `name=value` after a command's words. Names and values are those that the command's table entry allows, each name
/// at most once.
public struct CommandOption: Equatable, Sendable {
    /// The option's name.
    public var name: Located<String>
    /// Its value, of the kind that the table gives for the name.
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
