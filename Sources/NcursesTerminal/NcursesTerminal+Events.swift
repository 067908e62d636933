import CNcurses
import Glibc
import TerminalDrawing

extension NcursesTerminal {
    /// The next event, from the keyboard, the mouse, signals or the terminal itself.
    public func nextEvent(timeoutMilliseconds: Int) -> TerminalEvent? {
        let clock = ContinuousClock()
        let deadline = clock.now + .milliseconds(timeoutMilliseconds)
        while true {
            if let event = availableEvent() { return event }
            var wait = -1
            if timeoutMilliseconds >= 0 {
                let rest = clock.now.duration(to: deadline).components
                wait = max(0, Int(rest.seconds) * 1000 + Int(rest.attoseconds / 1_000_000_000_000_000))
            }
            let wakeUp = waitForNews(milliseconds: wait)
            if wakeUp == .input, let event = availableEvent() { return event }
            if wakeUp == .input, hasTerminalGone() {
                hasInputEnded = true
                return .endOfInput
            }
            if wakeUp == .nothing, timeoutMilliseconds >= 0, clock.now >= deadline { return nil }
        }
    }

    /// An event that has already arrived.
    private func availableEvent() -> TerminalEvent? {
        guard isOpen else { return .endOfInput }
        takeSignals()
        if !pendingEvents.isEmpty { return pendingEvents.removeFirst() }
        if hasInputEnded { return .endOfInput }
        return readInput()
    }

    private enum WakeUp { case nothing, input, signal }

    private func waitForNews(milliseconds: Int) -> WakeUp {
        var files = [
            pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signalPipe, events: Int16(POLLIN), revents: 0),
        ]
        let count = poll(&files, 2, Int32(clamping: milliseconds))
        if count <= 0 { return .nothing }
        return files[1].revents != 0 ? .signal : .input
    }

    /// Whether the terminal reports something to read but has nothing, which means that it was closed.
    private func hasTerminalGone() -> Bool {
        var file = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&file, 1, 0) > 0 else { return false }
        if file.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { return true }
        var waiting: Int32 = 0
        return ioctl(STDIN_FILENO, UInt(FIONREAD), &waiting) != 0 || waiting == 0
    }

    /// Handles all signals that have come in: those that the program should know of become events.
    private func takeSignals() {
        terminalGuardAnswerSignals()
        var news: UInt8 = 0
        // This is called between any two slices of a run, so nothing is prepared before there is something to read.
        guard read(signalPipe, &news, 1) == 1 else { return }
        var bytes = [UInt8](repeating: 0, count: 64)
        var numbers: Set<Int32> = [Int32(news)]
        while case let count = read(signalPipe, &bytes, bytes.count), count > 0 {
            numbers.formUnion(bytes[..<count].map(Int32.init))
        }
        for signal in [TerminalSignal.hangup, .terminate, .quit, .interrupt] where numbers.contains(signal.rawValue) {
            pendingEvents.append(.signal(signal))
        }
        let formerSize = size
        if numbers.contains(SIGTSTP) {
            suspend()
        } else if numbers.contains(SIGCONT) {
            adoptSize()
            repaint()
        } else if numbers.contains(SIGWINCH) {
            adoptSize()
        }
        if size != formerSize { pendingEvents.append(.resize(size)) }
        // Continuing after our own stop leaves another byte in the pipe, which then makes the event.
        if numbers.contains(SIGCONT) { pendingEvents.append(.signal(.resume)) }
    }

    /// A key or mouse event that has come in, if any.
    private func readInput() -> TerminalEvent? {
        while true {
            var code = wint_t()
            switch wget_wch(cursesWindow(), &code) {
            case OK:
                if let key = key(forScalar: code) { return .key(key) }
            case KEY_CODE_YES:
                if let event = event(forCode: Int32(bitPattern: code)) { return event }
            default:
                return nil
            }
        }
    }

    private func key(forScalar value: wint_t) -> Key? {
        switch value {
        case 0: return .control(" ")
        case 8, 127: return .backspace
        case 9: return .tab
        case 10, 13: return .enter
        case 27: return keyAfterEscape()
        case 1...26: return Unicode.Scalar(value + 96).map { .control(Character($0)) }
        case 28...31: return Unicode.Scalar(value + 64).map { .control(Character($0)) }
        case 128...159: return nil
        default: return Unicode.Scalar(value).map { .character(Character($0)) }
        }
    }

    /// Alt and a letter arrive as Escape and the letter at once. Only the line editor's letters count as such, so that
    /// Escape and some other key stay two keys, however fast they follow.
    private func keyAfterEscape() -> Key {
        var next = wint_t()
        guard wget_wch(cursesWindow(), &next) == OK else { return .escape }
        if let scalar = Unicode.Scalar(next), "bdf".unicodeScalars.contains(scalar) {
            return .alt(Character(scalar))
        }
        unget_wch(wchar_t(bitPattern: next))
        return .escape
    }

    private func event(forCode code: Int32) -> TerminalEvent? {
        switch code {
        case KEY_UP: return .key(.up)
        case KEY_DOWN: return .key(.down)
        case KEY_LEFT: return .key(.left)
        case KEY_RIGHT: return .key(.right)
        case KEY_PPAGE: return .key(.pageUp)
        case KEY_NPAGE: return .key(.pageDown)
        case KEY_HOME: return .key(.home)
        case KEY_END: return .key(.end)
        case KEY_BTAB: return .key(.backTab)
        case KEY_ENTER: return .key(.enter)
        case KEY_BACKSPACE: return .key(.backspace)
        case KEY_IC: return .key(.insert)
        case KEY_DC: return .key(.delete)
        case KEY_F0 + 1...KEY_F0 + 12: return .key(.function(Int(code - KEY_F0)))
        case KEY_MOUSE: return mouseEvent()
        default: return keyByName(code)
        }
    }

    /// Arrow keys with Ctrl or Alt have no fixed codes, only names.
    private func keyByName(_ code: Int32) -> TerminalEvent? {
        guard let name = keyname(code) else { return nil }
        switch String(cString: name) {
        case "kLFT3", "kLFT5": return .key(.alt("b"))
        case "kRIT3", "kRIT5": return .key(.alt("f"))
        default: return nil
        }
    }

    private func mouseEvent() -> TerminalEvent? {
        var event = MEVENT()
        guard getmouse(&event) == OK else { return nil }
        let point = Point(column: Int(event.x), row: Int(event.y))
        let action: MouseEvent.Action
        switch event.bstate {
        case let state where state & CursesScrollUp != 0: action = .scrollUp
        case let state where state & CursesScrollDown != 0: action = .scrollDown
        case let state where state & CursesPrimaryPress != 0: action = press(at: point)
        case let state where state & CursesPrimaryRelease != 0: action = .release
        case let state where state & CursesSecondaryPress != 0: action = .secondaryPress
        default: return nil
        }
        return .mouse(MouseEvent(action: action, point: point))
    }

    /// Two presses on a cell within this time are a double press.
    private static let doublePressTime = Duration.milliseconds(400)

    /// Tells a second press from a first. ncurses could do that, but only by holding the first one back for a while.
    private func press(at point: Point) -> MouseEvent.Action {
        let now = ContinuousClock.now
        if let last = lastPress, last.point == point, now - last.time < Self.doublePressTime {
            lastPress = nil
            return .doublePress
        }
        lastPress = (now, point)
        return .press
    }
}
