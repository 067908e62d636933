/// A key, as far as terminals tell keys apart.
public enum Key: Hashable, Sendable {
    /// A printable character, with shift already applied.
    case character(Character)
    /// A letter pressed with Ctrl, in lower case. Ctrl-C, Ctrl-Z and Ctrl-\ arrive as signals instead.
    case control(Character)
    /// A key pressed with Alt, as far as the line editor knows it: `b`, `d`, `f`.
    case alt(Character)
    /// The arrow upward.
    case up
    /// The arrow downward.
    case down
    /// The arrow to the left.
    case left
    /// The arrow to the right.
    case right
    /// Page up.
    case pageUp
    /// Page down.
    case pageDown
    /// Home.
    case home
    /// End.
    case end
    /// Tab, which is also Ctrl-I.
    case tab
    /// Tab pressed with shift.
    case backTab
    /// Enter, which is also Ctrl-M and Ctrl-J.
    case enter
    /// Escape.
    case escape
    /// Backspace.
    case backspace
    /// Insert.
    case insert
    /// Delete.
    case delete
    /// A function key, counted from 1.
    case function(Int)
}

/// Something the mouse did.
public struct MouseEvent: Hashable, Sendable {
    /// What it did.
    public enum Action: Hashable, Sendable {
        /// The left button went down.
        case press
        /// The left button went down for the second time in quick succession, on the same cell.
        case doublePress
        /// The left button went up.
        case release
        /// The right button went down.
        case secondaryPress
        /// The wheel turned away from the user.
        case scrollUp
        /// The wheel turned toward the user.
        case scrollDown
    }

    /// What it did.
    public let action: Action
    /// The cell it pointed at.
    public let point: Point

    /// An event from its parts.
    public init(action: Action, point: Point) {
        self.action = action
        self.point = point
    }
}

/// A signal of the operating system that a terminal program answers.
public enum TerminalSignal: Int32, Hashable, Sendable, CaseIterable {
    /// Hang-up (1): the terminal went away.
    case hangup = 1
    /// Interrupt (2): Ctrl-C.
    case interrupt = 2
    /// Quit (3): Ctrl-\.
    case quit = 3
    /// Termination (15): someone asks the program to end.
    case terminate = 15
    /// Continuation (18): the program was stopped, by Ctrl-Z for example, and runs again. The screen has already been
    /// drawn again.
    case resume = 18

    /// The exit status of a program that the signal ended, by the convention of shells.
    public var exitStatus: Int32 { 128 + rawValue }
}

/// What a terminal reports to the program.
public enum TerminalEvent: Hashable, Sendable {
    /// A key was pressed.
    case key(Key)
    /// The terminal has this size now.
    case resize(Size)
    /// The mouse did something.
    case mouse(MouseEvent)
    /// A signal arrived.
    case signal(TerminalSignal)
    /// The terminal is closed; nothing else will ever arrive, and the program should end.
    case endOfInput
}
