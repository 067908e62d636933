import CommandLanguage

/// `snapshot PATH`: writes the screen to a file.
package struct SnapshotCommand: CommandBody {
    package static let entry = CommandEntry(
        "snapshot", group: .scenarios, usage: ["snapshot PATH [size=WxH]"],
        summary: "writes the screen to a .txt, .svg or .html file",
        details: ["A path with blanks or brackets goes in double quotes."],
        options: [
            OptionEntry(
                "size", .word(placeholder: "WxH"), default: "120x36", "the screen's columns and rows")
        ],
        arguments: [[.path(endings: [".svg", ".html", ".txt"]), .options]])
    package static let influence = Influence(isRecorded: false)

    package let path: Located<String>
    package let options: [CommandOption]

    package init(path: Located<String>, options: [CommandOption]) {
        self.path = path
        self.options = options
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseWord("a file: snapshot PATH.svg")
        options = try parser.parseOptions()
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(path.value)] + options.map(\.description)
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard let format = SnapshotRequest.format(of: path.value) else {
            throw CommandError(.snapshotFormat(path.value), at: path.range)
        }
        var size = SnapshotRequest.standardSize
        if let option = options.first {
            guard let asked = SnapshotRequest.size(option.word) else {
                throw CommandError(.snapshotSize(option.word), at: option.value.range)
            }
            size = asked
        }
        state.pending = command
        state.pending?.place = path.range
        return [
            .writeSnapshot(
                SnapshotRequest(path: path.value, format: format, columns: size.columns, rows: size.rows))
        ]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        checker.knowledge.written.insert(path.value)
        try checker.tryOut(command)
    }
}

extension WorkbenchState {
    /// Handles a picture that was written.
    mutating func handle(
        _ result: Result<SnapshotRequest, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure): throw CommandError(.effectFailed(failure.message))
        case .success(let request):
            return [report(command, TextReport("snapshot \(request.path): \(request.columns)×\(request.rows)"))]
        }
    }
}
