import CommandLanguage
import PlainText
import RunLogs

/// `log PATH`, `log off`: writes loss and accuracy to a file during the run.
package struct LogCommand: CommandBody {
    package static let entry = CommandEntry(
        "log", group: .files,
        usage: ["log PATH.jsonl|PATH.csv [OPTION...]", "log FOLDER format=tensorboard [OPTION...]", "log off"],
        summary: "writes loss and accuracy to a file during the run",
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
                "format", .choice(WordList(RunLogFormat.allCases, meaning: \.meaning)), default: "as the path ends",
                "how it is written"),
            OptionEntry(
                "records", .choice(WordList(RunLogRequest.Records.allCases, meaning: \.meaning)), default: "all",
                "what is written"),
            OptionEntry(
                "append", .flag, default: "yes", "whether what the file holds stays; with no, it is replaced"),
            OptionEntry(
                "run", .word(placeholder: "NAME"), default: "the branch's name", "what the run is called"),
        ],
        arguments: [[.word(["off": "ends all logs"])], [.path(endings: [".jsonl", ".csv"]), .options]])
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
        func option(_ name: String) -> CommandOption? { options.first { $0.name.value == name } }
        let ending = RunLogFormat(ending: path.value)
        guard let format = option("format").flatMap({ RunLogFormat(rawValue: $0.word) }) ?? ending else {
            throw CommandError(.logFormat(path.value), at: path.range)
        }
        if let ending, ending != format { throw CommandError(.logEnding(path.value, format), at: path.range) }
        let appends = option("append")?.flag ?? true
        if format == .tensorBoard, !appends {
            throw CommandError(.eventFilesAreAddedTo, at: option("append")?.value.range)
        }
        if state.logs.contains(where: { $0.isOpen && $0.request.path == path.value }) {
            throw CommandError(.logTwice(path.value), at: path.range)
        }
        state.pending = command
        state.pending?.place = path.range
        return [
            .openLog(
                RunLogRequest(
                    path: path.value, format: format, appends: appends,
                    records: option("records").flatMap { .init(rawValue: $0.word) } ?? .all,
                    runName: option("run")?.word))
        ]
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

/// Decides between two slices of a run which records go to which file; the front end writes them.
extension WorkbenchState {
    /// Handles an opened log: what has run so far is written to it.
    mutating func handle(
        _ result: Result<RunLogOpening, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        let opening: RunLogOpening
        switch result {
        case .failure(let failure): throw CommandError(.effectFailed(failure.message))
        case .success(let opened): opening = opened
        }
        let request = opening.request
        var entry = RunLogEntry(request: request, file: opening.file, command: command, takenNames: opening.runs)
        if let known = logs.firstIndex(where: { $0.file == opening.file }) {
            let former = logs.remove(at: known)
            // It continues where it ended, unless its contents are gone.
            if opening.recordCount > 0, former.request.format == request.format {
                entry = former
                entry.request = request
                entry.command = command
                entry.isOpen = true
            }
        }
        let before = entry.recordCount
        let writes = writes(to: &entry)
        logs.append(entry)
        let answer = report(
            command, TextReport(entry.beginning(with: entry.recordCount - before, after: opening.recordCount)))
        return [answer] + writes
    }

    /// Writes to each log what has run since the last time.
    mutating func writeLogs() -> [Effect] {
        logs.indices.filter { logs[$0].isOpen }.flatMap { index in
            var entry = logs[index]
            defer { logs[index] = entry }
            return writes(to: &entry)
        }
    }

    /// The records that a log is due, session by session.
    private func writes(to entry: inout RunLogEntry) -> [Effect] {
        entry.progressBefore = entry.progress
        return sessionsToLog.compactMap { session, number, name in
            let records = entry.takeDueRecords(of: session, number: number, named: name)
            return records.isEmpty ? nil : .writeLog(file: entry.file, records)
        }
    }

    /// Ends a log that can no longer be written. What was not written is due again if the log is opened again.
    mutating func endLog(_ file: String, _ failure: EffectFailure) -> [Effect] {
        guard let index = logs.firstIndex(where: { $0.file == file && $0.isOpen }) else { return [] }
        logs[index].isOpen = false
        logs[index].progress = logs[index].progressBefore
        let problem = CommandProblem.logEnded(failure.message, path: logs[index].request.path)
        return fail(logs[index].command, CommandError(problem))
    }

    fileprivate mutating func endLogs(_ command: PendingCommand) -> [Effect] {
        let open = logs.indices.filter { logs[$0].isOpen }
        guard !open.isEmpty else { return [report(command, TextReport(Self.noLogs))] }
        // They contain everything that has run: every action writes to them.
        for index in open { logs[index].isOpen = false }
        let lines = open.map { "log \(logs[$0].request.path) ends after \(logs[$0].count)" }
        return [report(command, TextReport(lines.joined(separator: "\n")))]
            + open.map { .closeLog(file: logs[$0].file) }
    }

    /// The text of `info logs`.
    var logDetails: String {
        let rows = logs.map { entry in
            [
                entry.isOpen ? "*" : " ", entry.request.path, entry.count,
                entry.isOpen ? entry.description : "\(entry.description), ended",
            ]
        }
        guard !rows.isEmpty else { return Self.noLogs }
        let columns = rows.map { $0[1].count }.max() ?? 0
        let counts = rows.map { $0[2].count }.max() ?? 0
        return rows.map { "\($0[0]) \($0[1].padded(to: columns))  \($0[2].leftPadded(to: counts))  \($0[3])" }
            .joined(separator: "\n")
    }

    private static let noLogs = "nothing is logged: 'log run.jsonl' starts a log"
}

extension RunLogEntry {
    /// `1 record`
    fileprivate var count: String { counted(recordCount, "record") }

    /// `JSON Lines of iterations and epochs`
    fileprivate var description: String {
        "\(request.format.title) of \(request.records == .all ? "iterations and epochs" : "epochs")"
    }

    /// The answer of `log`: what is written where, and what is already there.
    fileprivate func beginning(with count: Int, after former: Int) -> String {
        var text = "log \(request.path): \(description)"
        text += count > 0 ? ", \(counted(count, "record")) of the run so far" : ""
        guard former > 0 else { return text }
        return text
            + (request.format == .tensorBoard
                ? ", beside \(counted(former, "event file")) in that folder"
                : ", after \(counted(former, "record")) that it holds")
    }
}
