/// A command of the language, as the parser, help, completion and keys see it. What it does is up to other modules.
public protocol ParsableCommand: Equatable, Sendable {
    /// What is known about it.
    static var entry: CommandEntry { get }

    /// Reads what follows the command's name.
    init(parsing parser: inout CommandParser) throws(ParseError)

    /// What follows the name, in the canonical spelling; parsing it gives the command back.
    var words: [String] { get }
}

extension ParsableCommand {
    /// Whether `other` is the same command with the same arguments.
    fileprivate func equals(_ other: any ParsableCommand) -> Bool { (other as? Self) == self }
}

/// Any command of the language. It is well formed, but its meaning has not been checked: whether `W7` is a matrix of
/// this network is up to whoever runs the command. Two commands are equal if they say the same; where they were written
/// does not matter.
public struct Command: Equatable, Sendable, CustomStringConvertible {
    /// The command itself.
    public let body: any ParsableCommand

    /// The command `body`.
    public init(_ body: any ParsableCommand) { self.body = body }

    /// What is known about it.
    public var entry: CommandEntry { type(of: body).entry }

    /// The command's name.
    public var name: String { entry.name }

    /// The command in the language, in its canonical spelling: parsing it gives the command back.
    public var description: String { ([name] + body.words).joined(separator: " ") }

    /// Whether both are the same command with the same arguments.
    public static func == (left: Command, right: Command) -> Bool { left.body.equals(right.body) }
}
