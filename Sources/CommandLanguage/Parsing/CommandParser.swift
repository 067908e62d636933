import PlainText

/// Reads one command.
public struct CommandParser {
    var cursor: SourceCursor
    /// The command's entry in the table.
    let specification: CommandSpecification
    /// The word that was written for it: its name or an alias.
    let written: SourceRange

    /// The command that `line` holds; nil when there is none, only blanks and comments.
    public static func parse(_ line: String) throws(ParseError) -> Command? {
        try parse(SourceText(name: "", text: line))
    }

    /// The one command that `source` holds, over several lines where a bracket or quote is open; nil when there is
    /// only blanks and comments.
    public static func parse(_ source: SourceText) throws(ParseError) -> Command? {
        let bytes = Array(source.text.utf8)
        var lines = LogicalLines(bytes: bytes, from: source.contentStart)
        var commands: [ParsedCommand] = []
        while let line = lines.next() {
            guard let command = try parse(line, bytes: bytes, in: source) else { continue }
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

    /// The command on `line`, one of the lines of `source`; nil when there is none.
    static func parse(
        _ line: LogicalLine, bytes: [UInt8], in source: SourceText
    ) throws(ParseError) -> ParsedCommand? {
        var cursor = SourceCursor(bytes: bytes, range: line.range)
        guard !cursor.isAtEndAfterBlanks() else { return nil }
        let lower = cursor.position
        do throws(ParseError) {
            var parser = try CommandParser(cursor: cursor)
            let command = try parser.parseArguments()
            try parser.expectEnd()
            if let unclosed = line.unclosed { throw unclosed }
            let range = SourceRange(lower: lower, upper: parser.cursor.lastTextEnd)
            return ParsedCommand(
                command: command, range: range, line: source.lineAndColumn(at: lower).line, text: String(source[range]))
        } catch {
            // What an open bracket swallowed is seldom the mistake; what stands before it can be.
            if let unclosed = line.unclosed, error.range.lower >= unclosed.range.lower { throw unclosed }
            throw error
        }
    }

    /// Reads the command's name.
    private init(cursor: SourceCursor) throws(ParseError) {
        var cursor = cursor
        let written = cursor.takeWhile(Self.belongsToName)
        let word = cursor.text(written)
        guard let first = word.utf8.first, first.isASCIILetter || first >= 0x80 else {
            let length = word.isEmpty ? cursor.scalar(at: cursor.position)?.length ?? 0 : word.utf8.count
            let range = SourceRange(lower: written.lower, upper: written.lower + length)
            throw ParseError(.notACommand(cursor.text(range)), at: range)
        }
        guard let specification = CommandTable.command(spelled: word) else {
            throw ParseError(Self.unknownCommand(word, before: cursor), at: written)
        }
        self.cursor = cursor
        self.specification = specification
        self.written = written
    }

    private static func unknownCommand(_ word: String, before cursor: SourceCursor) -> ParseError.Kind {
        let next = ExpressionToken(in: cursor, from: cursor.position).kind
        if next == .equals && !word.contains("-") { return .missingAssignment(target: word) }
        let isValue = Vocabulary.scalars.contains(word) || Vocabulary.isMatrixName(word)
        let suggestion =
            isValue ? "print \(word)" : SpellingSuggestion.closest(to: word, among: CommandTable.spellings)
        return .unknownCommand(word, suggestion: suggestion)
    }

    static func belongsToName(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == Byte.minus || byte == Byte.underscore || byte == Byte.dot
            || byte >= 0x80
    }

    private mutating func parseArguments() throws(ParseError) -> Command {
        switch specification.name {
        case .data: try parseData()
        case .network: try parseNetwork()
        case .optimizer: try parseOptimizer()
        case .schedule: try parseSchedule()
        case .regularize: try parseRegularization()
        case .batch: try parseBatch()
        case .set: try parseSet()
        case .let: try parseAssignment()
        case .step: .step(try parseOptionalCount())
        case .stepi: .stepi(try parseOptionalCount())
        case .finish: .finish
        case .next: .next(try parseOptionalCount())
        case .epoch: .epoch(try parseOptionalCount())
        case .continue: .continue
        case .train: .train(try parseTrainGoal())
        case .restart: .restart
        case .sweep: .sweep(try parseOptions())
        case .reverseStep: .reverseStep(try parseOptionalCount())
        case .reverseStepi: .reverseStepi(try parseOptionalCount())
        case .reverseFinish: .reverseFinish
        case .reverseNext: .reverseNext(try parseOptionalCount())
        case .reverseEpoch: .reverseEpoch(try parseOptionalCount())
        case .reverseContinue: .reverseContinue
        case .goto: .goto(try parseGotoPlace())
        case .fork: .fork(try parseBranchName("a name for the new branch: fork NAME"))
        case .switch: .switch(try parseBranchName("the name of a branch: switch NAME"))
        case .compare: try parseComparison()
        case .break: .break(try parseBreakPlace())
        case .tbreak: .tbreak(try parseBreakPlace())
        case .watch: .watch(try parseExpression("an expression: watch W1[0, 2]"))
        case .catch: try parseCatch()
        case .delete: .delete(try parseNumbers())
        case .enable: .enable(try parseNumbers())
        case .disable: .disable(try parseNumbers())
        case .display: .display(hasMore() ? try parseExpression() : nil)
        case .undisplay: .undisplay(try parseNumbers())
        case .when: .when
        case .list: .list
        case .print: .print(try parseExpression())
        case .info: .info(try parseFixedWord(kind: "topic"))
        case .check: .check(try parseFixedWord(kind: "thing to check"), try parseOptions())
        case .explain: .explain(try parseCellReference())
        case .why: .why(try parseCellReference())
        case .plot: try parsePlot()
        case .view: .view(try parseMatrixNames())
        case .layout: .layout(try parseFixedWord(kind: "layout"))
        case .focus: .focus(try parseCellReference())
        case .save: .save(try parseWord("a file: save PATH.safetensors"))
        case .load: .load(try parseWord("a file: load PATH.safetensors"))
        case .export: .export(try parseWord("a file: export PATH.onnx"))
        case .expect: .expect(try parseExpectation())
        case .say: .say(try parseText())
        case .title: .title(try parseText())
        case .pause: .pause
        case .source: .source(try parseWord("a file: source PATH"))
        case .snapshot: .snapshot(path: try parseWord("a file: snapshot PATH.svg"), try parseOptions())
        case .chapter: .chapter(try parseText())
        case .wait: .wait(try parseDuration())
        case .highlight: .highlight(try parseRegions())
        case .ask: .ask(try parseQuestion())
        case .answer: .answer(try parseExpression("a value: answer 0.25"))
        case .bug: try parseBug()
        case .accuse: .accuse(try parseWord("an operation: accuse linear1.backward"))
        case .record: try parseRecord()
        case .derive: try parseDerivation()
        case .log: try parseLog()
        case .help: .help(try parseHelpTopic())
        case .exit: .exit
        }
    }
}

/// A command of a text, with its place.
public struct ParsedCommand: Equatable, Sendable {
    /// The command.
    public let command: Command
    /// Where it stands, without the blanks and comments around it.
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
