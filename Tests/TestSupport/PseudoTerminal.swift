import Foundation
import Glibc
import Platform
import TerminalDrawing

/// A program that runs in a terminal of its own, which a test can read and type into.
///
/// Every wait has a deadline, and the program is ended when the terminal is closed or released.
public final class PseudoTerminal {
    /// A terminal's modes, to compare before and after.
    public struct Modes: Equatable, Sendable {
        let flags: [UInt32]
        let controlCharacters: [UInt8]

        init(file: Int32) throws {
            var modes = termios()
            guard tcgetattr(file, &modes) == 0 else {
                throw TestSupportError.systemCall("tcgetattr", errno: errno)
            }
            flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
            controlCharacters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
        }

        /// Whether typed characters are echoed, as a shell leaves it.
        public var echoes: Bool { flags[3] & UInt32(ECHO) != 0 }
    }

    /// The environment of programs unless a test says otherwise: that of the test, with a known terminal, UTF-8, no
    /// history, and without the half minute for which Swift's backtracer waits for a key after a crash.
    public static func environment(_ changes: [String: String?] = [:]) -> [String: String] {
        var variables = ProcessInfo.processInfo.environment
        for name in ["NO_COLOR", "COLORTERM", "LINES", "COLUMNS", "LC_CTYPE", "LANG"] { variables[name] = nil }
        variables["TERM"] = "xterm-256color"
        variables["LC_ALL"] = "C.UTF-8"
        variables["SWIFT_BACKTRACE"] = "enable=no"
        // What tests type must not end up in the user's history. Below a file there can be no folder.
        variables["XDG_STATE_HOME"] = "/dev/null/state"
        for (name, value) in changes { variables[name] = value }
        return variables
    }

    /// How long to wait for anything unless a test says otherwise: long enough for busy machines.
    public static let patience = Duration.seconds(20)

    /// What the terminal shows.
    public private(set) var screen: VirtualScreen
    /// Everything the program wrote, for reports of failures.
    public private(set) var output: [UInt8] = []
    /// The program's process ID.
    public var processIdentifier: pid_t { child.identifier }

    private var child: ChildProcess
    private let pair: TerminalPair
    private var controller: Int32
    private var terminal: Int32

    /// Starts a program in a new terminal.
    public init(
        program: URL, arguments: [String] = [], environment: [String: String] = PseudoTerminal.environment(),
        directory: URL? = nil, size: Size = Size(columns: 80, rows: 24)
    ) throws {
        pair = try TerminalPair()
        controller = pair.controller
        // Held open so that the modes can be read after the program ended.
        terminal = try pair.openTerminal()
        _ = fcntl(controller, F_SETFL, fcntl(controller, F_GETFL) | O_NONBLOCK)
        screen = VirtualScreen(size: size)
        pair.setSize(columns: size.columns, rows: size.rows)
        child = try ChildProcess(
            program: program, arguments: arguments, environment: environment, directory: directory,
            terminal: pair.path)
    }

    /// Starts a shell command in a new terminal.
    public convenience init(
        shell command: String, environment: [String: String] = PseudoTerminal.environment(),
        directory: URL? = nil, size: Size = Size(columns: 80, rows: 24)
    ) throws {
        try self.init(
            program: URL(fileURLWithPath: "/bin/sh"), arguments: ["-c", command], environment: environment,
            directory: directory, size: size)
    }

    deinit {
        child.end()
        hangUp()
    }

    /// Types text; `\u{1B}[A` and the like are keys.
    public func send(_ text: String) {
        var bytes = Array(text.utf8)[...]
        let deadline = ContinuousClock.now + Self.patience
        while !bytes.isEmpty, ContinuousClock.now < deadline {
            let count = bytes.withUnsafeBytes { write(controller, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if count < 0, errno == EAGAIN {
                pump(milliseconds: 10)
            } else if count < 0, errno != EINTR {
                return
            }
        }
    }

    /// Reads until the screen meets a condition.
    /// - Throws: with the screen as text, if that does not happen in time or the program ends first.
    public func wait(
        for what: String, within limit: Duration = PseudoTerminal.patience,
        until condition: (VirtualScreen) -> Bool
    ) throws {
        let deadline = ContinuousClock.now + limit
        while !condition(screen) {
            let hasEnded = child.hasEnded
            let hasRead = pump(milliseconds: hasEnded ? 0 : 10)
            if hasEnded, !hasRead, !condition(screen) {
                throw TestSupportError.timeout(waitingFor: what, seen: "\(screen.text)\n(ended: \(child.end()))")
            }
            if ContinuousClock.now > deadline {
                throw TestSupportError.timeout(waitingFor: what, seen: screen.text)
            }
        }
    }

    /// Reads until `text` is on the screen.
    public func wait(forText text: String, within limit: Duration = PseudoTerminal.patience) throws {
        try wait(for: "'\(text)'", within: limit) { $0.text.contains(text) }
    }

    /// Reads until the program has ended and all it wrote has been read.
    public func waitForExit(within limit: Duration = PseudoTerminal.patience) throws -> ProgramEnd {
        let deadline = ContinuousClock.now + limit
        while true {
            if child.hasEnded {
                while pump(milliseconds: 0) {}
                return child.end()
            }
            if ContinuousClock.now > deadline {
                throw TestSupportError.timeout(waitingFor: "the program's end", seen: screen.text)
            }
            pump(milliseconds: 10)
        }
    }

    /// Reads until the program has written nothing for a while: frames arrive in pieces, and only then is the screen
    /// complete.
    public func waitForQuiet(within limit: Duration = PseudoTerminal.patience) throws {
        let deadline = ContinuousClock.now + limit
        while pump(milliseconds: 500) {
            if ContinuousClock.now > deadline {
                throw TestSupportError.timeout(waitingFor: "the program to be quiet", seen: screen.text)
            }
        }
    }

    /// Changes the size and tells the program, as when the edge of a window is dragged.
    public func resize(to size: Size) {
        screen.resize(to: size)
        // The system sends SIGWINCH to the foreground process group by itself.
        pair.setSize(columns: size.columns, rows: size.rows)
    }

    /// Sends a signal to the program.
    public func signal(_ number: Int32) {
        kill(child.identifier, number)
    }

    /// The terminal's modes at this moment.
    public func modes() throws -> Modes { try Modes(file: terminal) }

    /// Closes the terminal, as when its window is closed; the program gets SIGHUP.
    public func hangUp() {
        if controller >= 0 { close(controller) }
        if terminal >= 0 { close(terminal) }
        controller = -1
        terminal = -1
    }

    /// Reads what there is, waiting at most for the given time.
    /// - Returns: whether anything was read.
    @discardableResult
    private func pump(milliseconds: Int32) -> Bool {
        var file = pollfd(fd: controller, events: Int16(POLLIN), revents: 0)
        guard controller >= 0 else {
            poll(nil, 0, milliseconds)
            return false
        }
        guard poll(&file, 1, milliseconds) > 0 else { return false }
        var buffer = [UInt8](repeating: 0, count: 65536)
        let count = read(controller, &buffer, buffer.count)
        guard count > 0 else { return false }
        output += buffer[..<count]
        screen.feed(buffer[..<count])
        return true
    }
}
