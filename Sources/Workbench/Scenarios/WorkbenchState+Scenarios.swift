import CommandLanguage

/// Playing scenarios: `title`, `chapter`, `say`, `pause`, `wait`, `source`, `snapshot`, `exit`, and the steps from one
/// command to the next.
extension WorkbenchState {
    /// How many scenarios may be `source`d inside one another.
    static let sourceDepth = 32

    mutating func play(_ source: SourceText, _ commands: [ParsedCommand]) -> [Effect] {
        frames.append(ScriptFrame(source: source, commands: commands))
        return []
    }

    /// Carries out the scenario's next command; also goes on from a pause. Where an answer is waited for it helps instead.
    mutating func playNext() -> [Effect] {
        guard !isBusy, !hasExited else { return [] }
        if waitsForAnswer { return question == nil ? helpWithSuspicion() : help() }
        isPausedByScenario = false
        while let frame = frames.last, frame.next >= frame.commands.count { frames.removeLast() }
        guard let frame = frames.last else { return [] }
        frames[frames.count - 1].next += 1
        return perform(
            PendingCommand(parsed: frame.commands[frame.next], source: frame.source, isScripted: true))
    }

    mutating func playLessons(_ mode: LessonMode) -> [Effect] {
        lessonMode = mode
        // The scenario has the answer to what it asked.
        if mode != .study, question != nil || suspicion != nil {
            isPausedByScenario = false
            suspicion = nil
        }
        return []
    }

    /// Takes all back to how it was, but for what is outside: files that are written to, and names that were used there.
    mutating func goBack(to former: WorkbenchState, playsOn: Bool) -> [Effect] {
        let present = self
        self = former
        logs = present.logs
        issuedSessions = max(present.issuedSessions, former.issuedSessions)
        lessonMode = present.lessonMode
        if playsOn { isPausedByScenario = false }
        return []
    }

    /// Gives up what is left of the scenarios, and what they asked.
    mutating func endScripts() {
        frames.removeAll()
        isPausedByScenario = false
        question = nil
        suspicion = nil
    }

    mutating func say(_ text: String, _ command: PendingCommand) -> [Effect] {
        narration = text
        return [report(command, NarrationReport(text))]
    }

    mutating func beginChapter(_ text: String, _ command: PendingCommand) -> [Effect] {
        chapter = text
        return [report(command, ChapterReport(text))]
    }

    func wait(_ milliseconds: Int, _ command: PendingCommand) -> [Effect] {
        [report(command, WaitReport(milliseconds: milliseconds))]
    }

    mutating func setTitle(_ text: String, _ command: PendingCommand) -> [Effect] {
        title = text
        return [report(command, TitleReport(text))]
    }

    mutating func pause(_ command: PendingCommand) -> [Effect] {
        // At the end of a scenario, or typed by hand, there is nothing to wait with.
        isPausedByScenario = command.isScripted && hasScriptLeft
        return [report(command, PauseReport())]
    }

    mutating func readScript(_ path: Located<String>, _ command: PendingCommand) throws(CommandError) -> [Effect] {
        guard frames.count < Self.sourceDepth else {
            throw CommandError(.sourceTooDeep(limit: Self.sourceDepth), at: path.range)
        }
        pending = command
        pending?.place = path.range
        return [.readScript(path: path.value, besides: command.source.name)]
    }

    /// Takes in the scenario that a `source` command asked for; nothing of it runs if any of it cannot be read.
    mutating func takeIn(
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

    mutating func requestSnapshot(
        _ path: Located<String>, _ options: [CommandOption], _ command: PendingCommand
    ) throws(CommandError) -> [Effect] {
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
        pending = command
        pending?.place = path.range
        return [
            .writeSnapshot(
                SnapshotRequest(path: path.value, format: format, columns: size.columns, rows: size.rows))
        ]
    }

    /// Takes in that a picture was written.
    mutating func takeIn(
        _ result: Result<SnapshotRequest, EffectFailure>, for command: PendingCommand
    ) throws(CommandError) -> [Effect] {
        switch result {
        case .failure(let failure): throw CommandError(.effectFailed(failure.message))
        case .success(let request):
            return [report(command, TextReport("snapshot \(request.path): \(request.columns)×\(request.rows)"))]
        }
    }

    mutating func exit(_ command: PendingCommand) -> [Effect] {
        endScripts()
        hasExited = true
        return [report(command, TextReport("exit")), .exit]
    }
}
