import Foundation

/// How a program ended.
public enum ProgramEnd: Equatable, Sendable {
    /// It ended by itself, with this status.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)
}

/// A call that the operating system refused.
public struct SystemCallFailure: Error, Equatable, Sendable, CustomStringConvertible {
    /// The call.
    public let call: String
    /// Its error number.
    public let number: Int32

    /// A call that failed; the error number is that of the last call of this thread unless another is given.
    public init(_ call: String, number: Int32 = errno) {
        self.call = call
        self.number = number
    }

    /// The operating system's reason, in lower case.
    public var reason: String { String(cString: strerror(number)).lowercased() }

    /// The call with the reason.
    public var description: String { "\(call): \(reason)" }
}

/// A running program in a process group of its own, so that it can be ended with everything that it started.
public struct ChildProcess {
    /// Held while a program is started, and while files are opened that it must not inherit.
    public static let startLock = NSLock()

    /// Its process ID, which is also that of its group.
    public let identifier: pid_t
    private var ended: ProgramEnd?

    /// What a program is started in.
    public enum Context {
        /// A process group of its own, on this program's terminal.
        case group
        /// A session of its own, with the terminal at this path if one is given.
        case session(terminal: String?)
    }

    /// Starts a program. It does not inherit the signals that this one ignores or blocks.
    ///
    /// - Parameters:
    ///   - command: the program, looked up in `PATH` unless it contains a slash, and its arguments; no shell interprets
    ///     them.
    ///   - environment: its environment variables; nil for this program's.
    ///   - files: its standard input, output and error, unless it has a terminal for them.
    public init(
        _ command: [String], environment: [String: String]? = nil, files: [Int32] = [],
        in context: Context = .group
    ) throws(SystemCallFailure) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        switch context {
        case .group:
            flags |= Int32(POSIX_SPAWN_SETPGROUP)
            posix_spawnattr_setpgroup(&attributes, 0)
        case .session(let terminal):
            flags |= Self.newSession
            if let terminal {
                posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
                posix_spawn_file_actions_adddup2(&actions, 0, 1)
                posix_spawn_file_actions_adddup2(&actions, 0, 2)
            }
        }
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for (target, file) in files.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file, Int32(target))
        }

        var arguments = command.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] =
            environment?.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } ?? []
        variables.append(nil)
        defer { (arguments + variables).forEach { free($0) } }
        var identifier: pid_t = 0
        let result = Self.startLock.withLock {
            environment == nil
                ? posix_spawnp(&identifier, command[0], &actions, &attributes, &arguments, environ)
                : posix_spawnp(&identifier, command[0], &actions, &attributes, &arguments, &variables)
        }
        guard result == 0 else { throw SystemCallFailure("posix_spawn \(command[0])", number: result) }
        self.identifier = identifier
    }

    /// POSIX_SPAWN_SETSID, which Swift does not import.
    private static let newSession: Int32 = 0x80

    /// Whether it has ended. It is not reaped yet, so its process ID stays valid.
    public var hasEnded: Bool {
        guard ended == nil else { return true }
        var information = siginfo_t()
        let result = waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
        return result != 0 || information.si_signo == SIGCHLD
    }

    /// Ends it with its whole group, if it still runs, and reaps it.
    @discardableResult
    public mutating func end() -> ProgramEnd {
        if let ended { return ended }
        kill(-identifier, SIGKILL)
        var raw: Int32 = 0
        while waitpid(identifier, &raw, 0) < 0, errno == EINTR {}
        let signal = raw & 0x7F
        let end = signal == 0 ? ProgramEnd.exited(raw >> 8 & 0xFF) : .signalled(signal)
        ended = end
        return end
    }
}
