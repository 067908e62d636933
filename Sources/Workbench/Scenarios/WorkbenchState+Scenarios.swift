import CommandLanguage

/// Playing scenarios, command by command.
extension WorkbenchState {
    /// How deeply scenarios may `source` one another.
    static let sourceDepth = 32

    mutating func play(_ source: SourceText, _ commands: [ParsedCommand]) -> [Effect] {
        frames.append(ScriptFrame(source: source, commands: commands))
        return []
    }

    /// Carries out the scenario's next command, also after a pause. If the lesson waits for an answer, it gives help
    /// instead.
    mutating func playNext() -> [Effect] {
        guard !isBusy, !hasExited else { return [] }
        if waitsForAnswer { return lesson.question == nil ? helpWithAccusation() : help() }
        if let next = askNextOfExercise() { return next }
        lesson.isPaused = false
        lesson.answered = nil
        while let frame = frames.last, frame.next >= frame.commands.count { frames.removeLast() }
        guard let frame = frames.last else { return [] }
        frames[frames.count - 1].next += 1
        return perform(
            PendingCommand(parsed: frame.commands[frame.next], source: frame.source, isScripted: true))
    }

    mutating func playLessons(_ mode: LessonMode) -> [Effect] {
        lesson.mode = mode
        // The scenario answers its own question.
        if mode != .study, lesson.question != nil || lesson.openAccusation != nil {
            lesson.isPaused = false
            lesson.openAccusation = nil
        }
        return []
    }

    /// Restores a former state, except for what is outside the program: files being written, and the names used in
    /// them.
    mutating func goBack(to former: WorkbenchState, playsOn: Bool) -> [Effect] {
        let present = self
        self = former
        logs = present.logs
        lesson.score.clues = max(present.lesson.score.clues, former.lesson.score.clues)
        freshSeed = present.freshSeed
        sessionNumbers.issued = max(present.sessionNumbers.issued, former.sessionNumbers.issued)
        lesson.mode = present.lesson.mode
        if playsOn { lesson.isPaused = false }
        return []
    }

    /// Drops the rest of the scenarios, and what they asked.
    mutating func endScripts() {
        frames.removeAll()
        lesson.isPaused = false
        lesson.question = nil
        lesson.prediction = nil
        lesson.exercise = nil
        lesson.answered = nil
        lesson.openAccusation = nil
    }
}
