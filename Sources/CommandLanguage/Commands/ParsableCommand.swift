/// A command of the language, as the parser, help, completion and keys need it. What it does is for other modules to say.
public protocol ParsableCommand: Equatable, Sendable {
    /// What is known about it.
    static var entry: CommandEntry { get }

    /// Reads what stands behind the command's name.
    init(parsing parser: inout CommandParser) throws(ParseError)

    /// What stands behind the name, in the canonical spelling; reading it gives the command back.
    var words: [String] { get }
}

extension ParsableCommand {
    /// Whether `other` is the same command and says the same.
    fileprivate func equals(_ other: any ParsableCommand) -> Bool { (other as? Self) == self }
}

/// A command of the language, whichever it is. It is well formed, but not checked yet for meaning: that `W7` names no
/// matrix of this network is for whoever runs the command to say. Two are equal when they say the same; places do not
/// count.
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

    /// Whether both say the same.
    public static func == (left: Command, right: Command) -> Bool { left.body.equals(right.body) }
}
