import CommandLanguage
import Screen
import Workbench

/// The lessons: the menu, the end of a lesson, and the user's progress.
extension InteractiveScreen {
    /// Shows the menu of lessons, with the one under way selected, or else the next one that is not finished.
    mutating func showCourse() {
        let entries = ParsedLesson.all.map { lesson in
            CourseMenu.Entry(
                number: String(lesson.fileName.prefix { $0.isNumber }), title: lesson.title, teaches: lesson.teaches,
                progress: progress[lesson.fileName])
        }
        let selected = host.state.hasScriptLeft ? currentIndex : nil
        host.screen.show(
            CourseMenu(
                entries, selected: selected ?? nextLesson ?? 0,
                missedCount: progress.missedQuestions(at: .now).count))
        needsDrawing = true
    }

    /// The place in the course of the lesson that was begun last; nil for one that is not of the course.
    private var currentIndex: Int? {
        playedLesson.flatMap { played in ParsedLesson.all.firstIndex { $0.fileName == played.fileName } }
    }

    /// The next lesson to go through: the first unfinished one after the present one, or after all that are finished. Nil
    /// where none is left.
    var nextLesson: Int? {
        func isOpen(_ index: Int) -> Bool { progress[ParsedLesson.all[index].fileName]?.isFinished != true }
        let indices = ParsedLesson.all.indices
        // At the program's start the first lesson is there, but nobody has chosen it.
        let hasBegun = host.state.lessonStep ?? 0 > 0 && !host.state.hasScriptLeft
        let last = (hasBegun ? currentIndex : nil) ?? indices.last { !isOpen($0) }
        return indices.first { $0 > last ?? -1 && isOpen($0) } ?? indices.first { isOpen($0) }
    }

    /// Begins a lesson with a new workbench.
    mutating func start(_ lesson: ParsedLesson) {
        stopPlaying()
        beginAnew()
        review = nil
        playedLesson = lesson
        play(lesson.source, lesson.commands)
    }

    /// Records the user's progress where a chapter begins.
    mutating func noteProgress(_ outputs: [CommandOutput]) {
        if outputs.contains(where: { $0.report.body is ChapterReport }) { recordProgress(isFinished: false) }
    }

    private mutating func recordProgress(isFinished: Bool) {
        guard let playedLesson, playedLesson.isLesson else { return }
        let begun = host.state.lesson.chapter.flatMap(playedLesson.chapters.firstIndex(of:)).map { $0 + 1 } ?? 0
        progress.record(
            LessonProgress(
                reached: begun, chapters: playedLesson.chapters.count, isFinished: isFinished,
                rightAtOnce: host.state.lesson.score.atOnce,
                asked: host.state.lesson.score.count > 0 ? playedLesson.questionCount : 0),
            of: playedLesson.fileName)
    }

    /// Shows that a lesson is over, once nothing of it goes on any more, and what comes next. It counts as finished where
    /// all that it asks was answered; without questions, where no chapter was skipped.
    mutating func endLessonIfDue() {
        guard lesson.isOver, !host.state.isBusy, !host.state.lesson.isPaused else { return }
        lesson.isOver = false
        if review != nil { return endReviewedQuestion() }
        guard let playedLesson, playedLesson.isLesson, host.state.lesson.mode == .study else { return }
        let score = host.state.lesson.score
        let skipped = max(0, playedLesson.questionCount - score.count)
        recordProgress(isFinished: playedLesson.questionCount > 0 ? skipped == 0 : !lesson.hasSkipped)
        let next = nextLesson.map { LessonEnd.Next(index: $0, title: ParsedLesson.all[$0].title) }
        host.screen.show(
            LessonEnd(
                title: playedLesson.title, teaches: playedLesson.teaches, score: score.text, skippedCount: skipped,
                hasSkippedChapters: lesson.hasSkipped, next: next))
        needsDrawing = true
    }
}
