/// A text of commands, one per line, such as a scenario file.
public struct Script: Equatable, Sendable {
    /// The commands that could be parsed, in order.
    public let commands: [ParsedCommand]
    /// What is wrong with the other lines, in order; empty if the text has no errors.
    public let diagnostics: [Diagnostic]

    /// Reads all of `source`: an error in one line does not hide those of the others. Takes time linear in the
    /// text's length.
    public static func parse(_ source: SourceText, among table: CommandTable) -> Script {
        let bytes = Array(source.text.utf8)
        var lines = LogicalLines(bytes: bytes, from: source.contentStart, commands: table)
        var commands: [ParsedCommand] = []
        var diagnostics: [Diagnostic] = []
        while let line = lines.next() {
            do throws(ParseError) {
                if let command = try CommandParser.parse(line, bytes: bytes, in: source, among: table) {
                    commands.append(command)
                }
            } catch {
                diagnostics.append(error.diagnostic)
            }
        }
        return Script(commands: commands, diagnostics: diagnostics)
    }
}
