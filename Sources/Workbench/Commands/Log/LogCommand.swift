import CommandLanguage

/// `log PATH`, `log off`: writes loss and accuracy to a file as the run goes.
package struct LogCommand: CommandBody {
    package static let entry = CommandEntry(
        "log", group: .files,
        usage: ["log PATH.jsonl|PATH.csv [OPTION...]", "log FOLDER format=tensorboard [OPTION...]", "log off"],
        summary: "writes loss and accuracy to a file as the run goes",
        details: [
            "What the run has left so far is written first, then each iteration that",
            "the curves keep and each epoch, as they come. Nothing of a run is written",
            "twice: not after going back, and not after 'log off' and 'log' again.",
            "Branches and later networks are told apart by the field 'run'. Several",
            "logs may be written at once; 'log off' ends all of them.",
            "'backstep watch PATH' shows a log while it grows.",
        ],
        options: [
            OptionEntry(
                "format", .choice(Vocabulary.logFormats), default: "as the path ends", "how it is written"),
            OptionEntry(
                "records", .choice(Vocabulary.logRecords), default: "all", "what is written"),
            OptionEntry(
                "append", .flag, default: "yes", "whether what the file holds stays; with no, it is replaced"),
            OptionEntry(
                "run", .word(placeholder: "NAME"), default: "the branch's name", "what the run is called"),
        ],
        arguments: [[.word(["off"])], [.path(endings: [".jsonl", ".csv"]), .options]])
    package static let influence = Influence(isRecorded: false)

    package let path: Located<String>?
    package let options: [CommandOption]

    package init(path: Located<String>? = nil, options: [CommandOption]) {
        self.path = path
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        (path, options) = try parser.parseLog()
    }

    package var words: [String] {
        [path.map { QuotedText.quotedIfNeeded($0.value) } ?? "off"] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard let path else { return state.endLogs(command) }
        return try state.requestLog(path, options, command)
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        guard let path else { return }
        checker.knowledge.written.insert(path.value)
        try checker.tryOut(command)
    }
}

extension CommandParser {
    /// `off`, or a path and options.
    fileprivate mutating func parseLog() throws(ParseError) -> (Located<String>?, [CommandOption]) {
        let expected = "a file: log PATH.jsonl, log PATH.csv or log off"
        let place = cursor.placeAfterLastText
        let path = try parseWord(expected)
        if path.value == "off" { return (nil, []) }
        let name = path.value.split(separator: "=", omittingEmptySubsequences: false).first.map(String.init)
        let isPlain = path.range.upper - path.range.lower == path.value.utf8.count
        if path.value.isEmpty
            || isPlain && name != path.value && entry.options.contains(where: { $0.name == name })
        {
            throw ParseError(.missing(expected, of: self.name), at: place)
        }
        return (path, try parseOptions())
    }
}
