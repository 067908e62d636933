/// How the command under the cursor is written, in a line: what a prompt shows while somebody types.
public struct UsageHint: Equatable, Sendable {
    /// How the command, or the option under the cursor, is written: `step [N]`, `noise=NUMBER`.
    public let usage: String
    /// What it does or means.
    public let meaning: String

    /// - Parameters:
    ///   - line: the whole line.
    ///   - cursor: how many characters of it stand before the cursor.
    ///   - table: the commands that there are.
    /// - Returns: nil until the line begins with a command.
    public init?(for line: String, cursor: Int, among table: CommandTable) {
        let walk = CommandWalk(String(line.prefix(cursor)), among: table)
        if let value = walk.value {
            usage = value.name + (value.isSetting ? " " : "=") + value.kind.placeholder
            meaning = value.summary + (value.defaultText.map { "; default: \($0)" } ?? "")
            return
        }
        let words = line.split(whereSeparator: \.isWhitespace)
        guard let first = words.first.map(String.init), let command = table.entry(spelled: first) else {
            return nil
        }
        // An abbreviation is more often the start of a word, unless a blank follows.
        guard first.count > 2 || walk.command != nil else { return nil }
        usage = Self.usage(of: command, argument: words.dropFirst().first.map(String.init) ?? "")
        meaning = command.summary
    }

    /// The form that goes on with `argument`, or else the first one; all forms while there is no argument.
    private static func usage(of command: CommandEntry, argument: String) -> String {
        if argument.isEmpty { return command.usage.joined(separator: " | ") }
        let fitting = command.usage.first { usage in
            guard let part = usage.split(separator: " ").dropFirst().first else { return false }
            // Words of the language are in small letters, what stands for something else in large ones.
            return part.split(separator: "|").contains { word in
                word.first?.isLowercase == true && word.hasPrefix(argument)
            }
        }
        return fitting ?? command.usage[0]
    }
}
