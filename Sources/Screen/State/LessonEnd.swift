import TerminalDrawing

/// What is shown when a lesson is over.
public struct LessonEnd: Equatable, Sendable {
    /// The lesson that comes next.
    public struct Next: Equatable, Sendable {
        /// Its place in the menu.
        let index: Int
        /// Its title.
        let title: String

        /// The lesson of that title, at that place in the menu.
        public init(index: Int, title: String) {
            self.index = index
            self.title = title
        }
    }

    /// The title of the lesson that is over.
    let title: String
    /// What it teaches, in a line; may be empty.
    let teaches: String
    /// How its questions were answered; nil where none was.
    let score: String?
    /// How many of its questions were skipped.
    let skippedCount: Int
    /// Whether chapters of it were skipped.
    let hasSkippedChapters: Bool
    /// The lesson that comes next; nil where none is left.
    let next: Next?

    /// The end of the lesson `title`.
    public init(
        title: String, teaches: String, score: String?, skippedCount: Int, hasSkippedChapters: Bool, next: Next?
    ) {
        self.title = title
        self.teaches = teaches
        self.score = score
        self.skippedCount = skippedCount
        self.hasSkippedChapters = hasSkippedChapters
        self.next = next
    }
}

extension ScreenState {
    /// Shows that a lesson is over.
    public mutating func show(_ end: LessonEnd) { lessonEnd = end }

    /// Handles a key while the end of a lesson is shown. Space, which went on all along, does not train now.
    /// - Returns: whether the key was for it, and what it asks for. Any other key closes it and does what it always does.
    mutating func handleAtLessonEnd(_ key: Key) -> (isTaken: Bool, request: ScreenRequest?) {
        guard let end = lessonEnd else { return (false, nil) }
        switch key {
        case .character(" "): return (true, nil)
        case .enter:
            lessonEnd = nil
            return (true, end.next.map { .startLesson($0.index) } ?? .showLessons)
        case .escape:
            lessonEnd = nil
            return (true, nil)
        default:
            lessonEnd = nil
            return (false, nil)
        }
    }
}
