import CNcurses
import Glibc
import TerminalDrawing

extension NcursesTerminal {
    /// The first of `names` that the system knows, if it can show a screen.
    static func usableTerminal(among names: [String]) throws(TerminalError) -> String {
        guard let firstName = names.first else { throw .noTerminalName }
        for name in names {
            var status: Int32 = 0
            guard setupterm(name, STDOUT_FILENO, &status) == OK else { continue }
            guard cursesCapability("cup") != nil else { throw .tooSimple(name: firstName) }
            return name
        }
        throw .unknownTerminal(name: firstName)
    }

    /// Keys arrive one by one and without echo; Ctrl-C, Ctrl-Z and Ctrl-\ as signals, so that they arrive while the
    /// program is busy; Ctrl-S and Ctrl-Q as keys, so that nobody freezes the screen by accident.
    static func setUpInput() {
        cbreak()
        noecho()
        nonl()
        var modes = termios()
        if tcgetattr(STDIN_FILENO, &modes) == 0 {
            modes.c_iflag &= ~tcflag_t(IXON)
            // Otherwise Ctrl-C would discard the part of a frame that is still on its way, and ncurses would not know.
            modes.c_lflag |= tcflag_t(NOFLSH)
            // Otherwise the terminal's line discipline would swallow Ctrl-V and Ctrl-O.
            modes.c_lflag &= ~tcflag_t(IEXTEN)
            tcsetattr(STDIN_FILENO, TCSANOW, &modes)
            def_prog_mode()
        }
        keypad(cursesWindow(), true)
        nodelay(cursesWindow(), true)
        // How long Escape waits for the rest of a sequence, in milliseconds.
        set_escdelay(25)
        mouseinterval(0)
        curs_set(0)
        // The sequences of terminals that do not follow keypad mode, or not their terminfo entry.
        let alternatives: [(String, Int32)] = [
            ("[A", KEY_UP), ("[B", KEY_DOWN), ("[C", KEY_RIGHT), ("[D", KEY_LEFT), ("OA", KEY_UP),
            ("OB", KEY_DOWN), ("OC", KEY_RIGHT), ("OD", KEY_LEFT), ("[H", KEY_HOME), ("[F", KEY_END),
            ("OH", KEY_HOME), ("OF", KEY_END), ("[1~", KEY_HOME), ("[4~", KEY_END), ("[Z", KEY_BTAB),
            ("[5~", KEY_PPAGE), ("[6~", KEY_NPAGE), ("[3~", KEY_DC), ("[2~", KEY_IC),
        ]
        for (sequence, code) in alternatives where key_defined("\u{1B}" + sequence) == 0 {
            define_key("\u{1B}" + sequence, code)
        }
    }

    /// Turns colours on.
    /// - Returns: the colours that the terminal shows.
    static func startColors() -> ColorTier {
        guard has_colors(), start_color() == OK else { return .none }
        use_default_colors()
        return switch cursesColorCount() {
        case 0x1000000...: tigetflag("RGB") == 1 ? .direct : .palette256
        case 256...: .palette256
        case 8...: .sixteen
        default: .none
        }
    }

    /// What to write after a crash to leave the screen: mouse and keypad off, plain text, the cursor shown, the normal
    /// screen with its last line free.
    static func restoreBytes() -> [UInt8] {
        var bytes: [UInt8] = []
        if cursesCapability("kmous") != nil {
            bytes += Array("\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1003l\u{1B}[?1006l".utf8)
        }
        for name in ["rmkx", "sgr0", "cnorm", "rmcup"] {
            guard let capability = cursesCapability(name) else { continue }
            bytes += withoutPadding(String(cString: capability).utf8)
        }
        return bytes + Array("\r".utf8)
    }

    /// A capability without the delays for slow terminals, which are written `$<5>`.
    private static func withoutPadding(_ capability: some Sequence<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var isInPadding = false
        for byte in capability {
            if isInPadding {
                isInPadding = byte != UInt8(ascii: ">")
            } else if byte == UInt8(ascii: "<"), bytes.last == UInt8(ascii: "$") {
                bytes.removeLast()
                isInPadding = true
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }
}
