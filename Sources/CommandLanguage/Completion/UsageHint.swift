/// How the command under the cursor is written, in one line; a prompt shows it during typing.
public struct UsageHint: Equatable, Sendable {
    /// How the command, or the option under the cursor, is written: `step [N]`, `noise=NUMBER`.
    public let usage: String
    /// What it does or means.
    public let meaning: String

    /// - Parameters:
    ///   - line: the whole line.
    ///   - cursor: how many of its characters are before the cursor.
    ///   - table: the commands.
    /// - Returns: nil until the line starts with a command.
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
        // Without a blank after it, an abbreviation is more likely to be the start of a word.
        guard first.count > 2 || walk.command != nil else { return nil }
        usage = Self.usage(of: command, argument: words.dropFirst().first.map(String.init) ?? "")
        meaning = command.summary
    }

    /// The form that continues with `argument`, or else the first; all forms if there is no argument.
    private static func usage(of command: CommandEntry, argument: String) -> String {
        if argument.isEmpty { return command.usage.joined(separator: " | ") }
        let fitting = command.usage.first { usage in
            guard let part = usage.split(separator: " ").dropFirst().first else { return false }
            // Words of the language are in lower case, placeholders in upper case.
            return part.split(separator: "|").contains { word in
                word.first?.isLowercase == true && word.hasPrefix(argument)
            }
        }
        return fitting ?? command.usage[0]
    }
}
