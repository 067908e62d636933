extension Script {
    /// Whether a bracket or a quote is still open at the end of `text`, so that a prompt should ask for more lines.
    public static func isUnfinished(_ text: String, among table: CommandTable) -> Bool {
        let source = SourceText(name: "", text: text)
        let bytes = Array(source.text.utf8)
        var lines = LogicalLines(bytes: bytes, from: source.contentStart, commands: table)
        while let line = lines.next() {
            guard line.unclosed != nil else { continue }
            do throws(ParseError) {
                _ = try CommandParser.parse(line, bytes: bytes, in: source, among: table)
            } catch {
                if error.isIncomplete { return true }
            }
        }
        return false
    }
}
