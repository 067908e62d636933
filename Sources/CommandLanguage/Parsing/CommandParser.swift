import PlainText

/// Reads one command.
public struct CommandParser {
    package var cursor: SourceCursor
    /// The commands.
    package let table: CommandTable
    /// What is known about the command.
    package let entry: CommandEntry
    /// The word that the user wrote for it: its name or an alias.
    let written: SourceRange

    /// The command in `line`; nil if there are only blanks and comments.
    public static func parse(_ line: String, among table: CommandTable) throws(ParseError) -> Command? {
        try parse(SourceText(name: "", text: line), among: table)
    }

    /// The one command in `source`, which spans several lines while a bracket or quote is open; nil if there are only
    /// blanks and comments.
    public static func parse(_ source: SourceText, among table: CommandTable) throws(ParseError) -> Command? {
        let bytes = Array(source.text.utf8)
        var lines = LogicalLines(bytes: bytes, from: source.contentStart, commands: table)
        var commands: [ParsedCommand] = []
        while let line = lines.next() {
            guard let command = try parse(line, bytes: bytes, in: source, among: table) else { continue }
            if let first = commands.first {
                throw ParseError(
                    .misplacedText(
                        command.text, after: first.text, expected: "one command at a time", suggestion: nil),
                    at: command.range)
            }
            commands.append(command)
        }
        return commands.first?.command
    }

    /// The command on `line`, one of the lines of `source`; nil if there is none.
    static func parse(
        _ line: LogicalLine, bytes: [UInt8], in source: SourceText, among table: CommandTable
    ) throws(ParseError) -> ParsedCommand? {
        var cursor = SourceCursor(bytes: bytes, range: line.range)
        guard !cursor.isAtEndAfterBlanks() else { return nil }
        let lower = cursor.position
        do throws(ParseError) {
            var parser = try CommandParser(cursor: cursor, table: table)
            let command = try parser.parseArguments()
            try parser.expectEnd()
            if let unclosed = line.unclosed { throw unclosed }
            let range = SourceRange(lower: lower, upper: parser.cursor.lastTextEnd)
            return ParsedCommand(
                command: command, range: range, line: source.lineAndColumn(at: lower).line, text: String(source[range]))
        } catch {
            // The mistake is seldom in what an open bracket swallowed, but it can be before it.
            if let unclosed = line.unclosed, error.range.lower >= unclosed.range.lower { throw unclosed }
            throw error
        }
    }

    /// Reads the command's name.
    private init(cursor: SourceCursor, table: CommandTable) throws(ParseError) {
        var cursor = cursor
        let written = cursor.takeWhile(Self.belongsToName)
        let word = cursor.text(written)
        guard let first = word.utf8.first, first.isASCIILetter || first >= 0x80 else {
            let length = word.isEmpty ? cursor.scalar(at: cursor.position)?.length ?? 0 : word.utf8.count
            let range = SourceRange(lower: written.lower, upper: written.lower + length)
            throw ParseError(.notACommand(cursor.text(range)), at: range)
        }
        guard let entry = table.entry(spelled: word) else {
            throw ParseError(Self.unknownCommand(word, before: cursor, among: table), at: written)
        }
        self.cursor = cursor
        self.table = table
        self.entry = entry
        self.written = written
    }

    private static func unknownCommand(
        _ word: String, before cursor: SourceCursor, among table: CommandTable
    ) -> ParseError.Kind {
        let next = ExpressionToken(in: cursor, from: cursor.position).kind
        if next == .equals && !word.contains("-") { return .missingAssignment(target: word) }
        let isValue = Vocabulary.scalars.contains(word) || Vocabulary.isMatrixName(word)
        let suggestion =
            isValue ? "print \(word)" : SpellingSuggestion.closest(to: word, among: table.spellings)
        return .unknownCommand(word, suggestion: suggestion)
    }

    package static func belongsToName(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == Byte.minus || byte == Byte.underscore || byte == Byte.dot
            || byte >= 0x80
    }

    private mutating func parseArguments() throws(ParseError) -> Command {
        guard let type = table.command(spelled: entry.name) else {
            preconditionFailure("the table has its own commands")
        }
        return Command(try type.init(parsing: &self))
    }
}

/// A command of a text, with its location.
public struct ParsedCommand: Equatable, Sendable {
    /// The command.
    public let command: Command
    /// Where it is, without the blanks and comments around it.
    public let range: SourceRange
    /// The line it starts on, counted from 1.
    public let line: Int
    /// How it is written, without the blanks and comments around it.
    public let text: String

    /// The command `command`, written as `text`.
    public init(command: Command, range: SourceRange, line: Int, text: String) {
        self.command = command
        self.range = range
        self.line = line
        self.text = text
    }
}
