import TerminalDrawing

/// The menu of lessons.
public struct CourseMenu: Equatable, Sendable {
    /// A lesson as the menu shows it.
    public struct Entry: Equatable, Sendable {
        /// Its number, as its file has it: `07`.
        public let number: String
        /// Its title.
        public let title: String
        /// What it teaches, in a line.
        public let teaches: String
        /// How far the user got; nil if it was never begun.
        public let progress: LessonProgress?

        /// A lesson with that title.
        public init(number: String, title: String, teaches: String, progress: LessonProgress?) {
            self.number = number
            self.title = title
            self.teaches = teaches
            self.progress = progress
        }
    }

    /// The lessons, in their order.
    public let entries: [Entry]
    /// The one that Enter begins.
    public internal(set) var selected: Int
    /// How many questions were missed and may come back.
    let missedCount: Int

    /// A menu of `entries`, at least one, with one of them selected.
    public init(_ entries: [Entry], selected: Int = 0, missedCount: Int = 0) {
        precondition(entries.indices.contains(selected), "there is no lesson with that number")
        self.entries = entries
        self.selected = selected
        self.missedCount = missedCount
    }
}

/// How far somebody got in a lesson.
public struct LessonProgress: Equatable, Sendable {
    /// How many of its chapters were begun.
    public var reached: Int
    /// How many chapters it has.
    public var chapters: Int
    /// Whether its end was reached.
    public var isFinished: Bool
    /// How many questions were answered correctly at the first try, in the best attempt.
    public var rightAtOnce: Int
    /// How many questions that attempt had.
    public var asked: Int

    /// Progress through `reached` of `chapters` chapters.
    public init(reached: Int, chapters: Int, isFinished: Bool = false, rightAtOnce: Int = 0, asked: Int = 0) {
        self.reached = reached
        self.chapters = chapters
        self.isFinished = isFinished
        self.rightAtOnce = rightAtOnce
        self.asked = asked
    }

    /// The better of two: the farther one, with the better score.
    public func merged(with other: LessonProgress) -> LessonProgress {
        var merged = self
        merged.chapters = other.chapters
        merged.reached = min(max(reached, other.reached), other.chapters)
        merged.isFinished = isFinished || other.isFinished
        // Compared as fractions: 3 of 4 is better than 4 of 6.
        if other.asked > 0, asked == 0 || other.rightAtOnce * asked >= rightAtOnce * other.asked {
            merged.rightAtOnce = other.rightAtOnce
            merged.asked = other.asked
        }
        return merged
    }
}

extension ScreenState {
    /// Shows the lessons to choose from.
    public mutating func show(_ menu: CourseMenu) { courseMenu = menu }

    /// Shows them no longer.
    public mutating func closeMenu() { courseMenu = nil }

    /// Handles a key while the menu is open.
    /// - Returns: whether the key was for the menu, and what it asks for. Any other key closes the menu and does what it
    ///   always does.
    mutating func handleInMenu(_ key: Key) -> (isTaken: Bool, request: ScreenRequest?) {
        guard var menu = courseMenu else { return (false, nil) }
        switch key {
        case .enter:
            courseMenu = nil
            return (true, .startLesson(menu.selected))
        case .escape:
            courseMenu = nil
            return (true, nil)
        case .character("r") where menu.missedCount > 0:
            courseMenu = nil
            return (true, .review)
        default:
            guard let movement = Movement(key), movement.columns == 0 || movement.isToAnEnd else {
                courseMenu = nil
                return (false, nil)
            }
            let step = movement.isToAnEnd ? movement.columns * menu.entries.count : movement.rows
            menu.selected = min(max(0, menu.selected + step), menu.entries.count - 1)
            courseMenu = menu
            return (true, nil)
        }
    }
}
