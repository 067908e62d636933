import CommandLanguage

/// `source PATH`: runs the commands of another file.
package struct SourceCommand: CommandBody {
    package static let entry = CommandEntry(
        "source", group: .scenarios, usage: ["source PATH"], summary: "runs the commands of another file",
        details: [
            "The path is taken from the working directory, or else from the folder of",
            "the scenario. A path with blanks or brackets goes in double quotes.",
        ],
        arguments: [[.path(endings: [".scenario"])]])
    package static let influence = Influence(isRecorded: false, leavesUnknown: .everything)

    package let path: Located<String>

    package init(path: Located<String>) {
        self.path = path
    }

    package init(parsing parser: inout CommandParser) throws(ParseError) {
        path = try parser.parseWord("a file: source PATH")
    }

    package var words: [String] {
        [QuotedText.quotedIfNeeded(path.value)]
    }

    package func perform(_ command: PendingCommand, on state: inout WorkbenchState) throws(CommandError) -> [Effect] {
        guard state.frames.count < WorkbenchState.sourceDepth else {
            throw CommandError(.sourceTooDeep(limit: WorkbenchState.sourceDepth), at: path.range)
        }
        state.pending = command
        state.pending?.place = path.range
        return [.readScript(path: path.value, relativeTo: command.source.name)]
    }

    package func check(_ command: PendingCommand, in checker: inout ScenarioChecker) throws(CommandError) {
        try checker.follow(path, command)
    }
}

extension WorkbenchState {
    /// Handles the scenario that a `source` command asked for; none of it runs if any of it cannot be parsed.
    mutating func handle(
        _ result: Result<SourceText, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure):
            throw CommandError(.effectFailed(failure.message))
        case .success(let source):
            let script = Script.parse(source)
            guard script.diagnostics.isEmpty else {
                let reports = script.diagnostics.map { report(command, ErrorReport($0, in: source)) }
                if command.isScripted { endScripts() }
                return reports
            }
            _ = play(source, script.commands)
            return [report(command, TextReport("source \(source.name)"))]
        }
    }
}
