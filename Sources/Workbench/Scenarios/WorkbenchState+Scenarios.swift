import CommandLanguage

/// Playing scenarios: the steps from one command to the next.
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
        if waitsForAnswer { return question == nil ? helpWithAccusation() : help() }
        if let next = askNextOfExercise() { return next }
        isPausedByScenario = false
        answered = nil
        while let frame = frames.last, frame.next >= frame.commands.count { frames.removeLast() }
        guard let frame = frames.last else { return [] }
        frames[frames.count - 1].next += 1
        return perform(
            PendingCommand(parsed: frame.commands[frame.next], source: frame.source, isScripted: true))
    }

    mutating func playLessons(_ mode: LessonMode) -> [Effect] {
        lessonMode = mode
        // The scenario has the answer to what it asked.
        if mode != .study, question != nil || openAccusation != nil {
            isPausedByScenario = false
            openAccusation = nil
        }
        return []
    }

    /// Takes all back to how it was, but for what is outside: files that are written to, and names that were used there.
    mutating func goBack(to former: WorkbenchState, playsOn: Bool) -> [Effect] {
        let present = self
        self = former
        logs = present.logs
        score.clues = max(present.score.clues, former.score.clues)
        freshSeed = present.freshSeed
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
        prediction = nil
        exercise = nil
        answered = nil
        openAccusation = nil
    }
}
