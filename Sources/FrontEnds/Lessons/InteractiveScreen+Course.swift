import CommandLanguage
import Workbench
import Screen

/// The lessons of the course: the menu, and the user's progress.
extension InteractiveScreen {
    /// Shows the menu of lessons, with the first unfinished one selected.
    mutating func showCourse() {
        let lessons = ParsedLesson.all
        let entries = lessons.map { lesson in
            CourseMenu.Entry(
                title: lesson.title, teaches: lesson.teaches, progress: progress[lesson.fileName])
        }
        let current = courseLesson.flatMap { name in lessons.firstIndex { $0.fileName == name } }
        let next = entries.firstIndex { $0.progress?.isFinished != true } ?? 0
        host.screen.show(CourseMenu(entries, selected: host.state.hasScriptLeft ? current ?? next : next))
        needsDrawing = true
    }

    /// Begins a lesson with a new workbench.
    mutating func start(_ lesson: ParsedLesson) {
        stopPlaying()
        beginAnew()
        courseLesson = lesson.fileName
        play(lesson.source, lesson.commands)
    }

    /// Records the user's progress after a command of the lesson.
    mutating func noteProgress(_ outputs: [CommandOutput]) {
        guard let courseLesson, let lesson = ParsedLesson.all.first(where: { $0.fileName == courseLesson }) else {
            return
        }
        let isAtEnd = !host.state.hasScriptLeft && host.state.lessonStep != nil
        let hasChapter = outputs.contains { $0.report.body is ChapterReport }
        guard isAtEnd || hasChapter, !lesson.chapters.isEmpty else { return }
        let begun = host.state.chapter.flatMap(lesson.chapters.firstIndex(of:)).map { $0 + 1 } ?? 0
        let score = host.state.score
        progress.record(
            LessonProgress(
                reached: begun, chapters: lesson.chapters.count, isFinished: isAtEnd,
                rightAtOnce: isAtEnd ? score.atOnce : 0, asked: isAtEnd ? score.count : 0), of: courseLesson)
    }
}
