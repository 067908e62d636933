import CommandLanguage
import TerminalDrawing
import Workbench
import Screen

/// The screen as the player of a lesson.
extension InteractiveScreen {
    /// Whether the scenario goes on by itself, now or after time to read.
    var isPlayingLesson: Bool {
        host.state.hasScriptLeft && (!host.state.lesson.isPaused || lesson.isSkipping)
    }

    /// Whether the scenario goes on by itself now.
    var playsOn: Bool { isPlayingLesson && !lesson.isHolding(at: .now) }

    /// How much longer the lesson leaves time to read; nil if it waits for a key.
    var lessonHold: Duration? {
        guard let end = lesson.holdEnd, isPlayingLesson else { return nil }
        return max(.zero, end - .now)
    }

    /// Gives the lesson's next command.
    mutating func playLesson() {
        lesson.release()
        lesson.willPlay(&host)
        let outputs = host.send(.playNext, isLogged: isLogged)
        take(outputs)
        // A key that is pressed again continues again, and does not interrupt a short run.
        finishShortRun()
        lesson.didPlay(host)
        noteProgress(outputs)
        if !host.state.hasScriptLeft, !host.state.lesson.isPaused {
            lesson.endSkipping(&host)
            lesson.isOver = true
            if let score = host.state.lesson.score.text { host.screen.note("the lesson's questions: \(score)") }
        }
    }

    /// Continues a lesson that waits.
    mutating func resumeLesson() {
        if lesson.resume(&host) { host.screen.note("the lesson goes on from where it waited") }
        playLesson()
    }

    /// Does what a key asks of the lesson.
    mutating func follow(_ request: LessonRequest) {
        needsDrawing = true
        stopPlaying()
        switch request {
        case .resume:
            resumeLesson()
        case .nextChapter:
            guard host.state.hasScriptLeft else { return host.screen.note("the lesson is at its end") }
            lesson.skip(&host)
        case .chapterBefore:
            if host.state.isBusy { take(host.send(.interrupt)) }
            if !lesson.goToChapterBefore(&host) { host.screen.note("this is the beginning of the lesson") }
        case .stopBefore:
            if host.state.isBusy { take(host.send(.interrupt)) }
            if lesson.goToStopBefore(&host) {
                host.screen.note("back to where the lesson waited")
            } else {
                host.screen.note("the lesson has not waited before")
            }
        case .playItself:
            let plays = host.state.lesson.mode != .watch
            host.play(as: plays ? .watch : .study)
            lesson.release()
            host.screen.note(
                plays
                    ? "the lesson plays by itself and answers its questions: + and - change its pace, a ends it"
                    : "the lesson waits for your answers")
        }
    }
}
