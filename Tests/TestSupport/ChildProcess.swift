import Foundation
import Glibc

/// How a program ended.
public enum ExitStatus: Equatable, Sendable {
    /// It ended by itself, with this status.
    case exited(Int32)
    /// A signal ended it.
    case signalled(Int32)
}

/// What keeps a test from getting an answer.
public enum TestSupportError: Error, CustomStringConvertible {
    /// A call of the operating system failed.
    case systemCall(String, errno: Int32)
    /// What was waited for did not come in time.
    case timeout(waitingFor: String, seen: String)
    /// A program of this package has not been built.
    case notBuilt(String)

    /// The error as text for a test's report.
    public var description: String {
        switch self {
        case .systemCall(let name, let number): "\(name): \(String(cString: strerror(number)))"
        case .timeout(let expected, let seen): "timed out waiting for \(expected); seen:\n\(seen)"
        case .notBuilt(let path): "\(path) is not there: build it first"
        }
    }
}

/// A running program in a session of its own, so that all it starts can be ended together.
struct ChildProcess {
    /// Held while files are opened that a program started meanwhile must not inherit, and while one is started.
    static let startLock = NSLock()

    let identifier: pid_t
    private(set) var status: ExitStatus?

    /// Starts a program.
    /// - terminal: the path of the terminal to be its controlling one and its standard input, output and error.
    /// - files: for a program without terminal, what becomes its standard input, output and error.
    init(
        program: URL, arguments: [String], environment: [String: String], directory: URL?, terminal: String? = nil,
        files: [Int32] = []
    ) throws {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        let newSession: Int32 = 0x80
        posix_spawnattr_setflags(
            &attributes, Int16(newSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)))
        // What the test runner ignores or blocks is not the program's business.
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let terminal {
            posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
            posix_spawn_file_actions_adddup2(&actions, 0, 1)
            posix_spawn_file_actions_adddup2(&actions, 0, 2)
        }
        for (target, file) in files.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file, Int32(target))
        }

        // The directory is changed by env, which every system has; posix_spawn's own way is not in every libc.
        let command =
            directory.map { ["/usr/bin/env", "-C", $0.path, program.path] + arguments }
            ?? [program.path] + arguments
        var argumentList = command.map { strdup($0) } + [nil]
        var environmentList = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { (argumentList + environmentList).forEach { free($0) } }
        var identifier: pid_t = 0
        let result = Self.startLock.withLock {
            posix_spawn(&identifier, command[0], &actions, &attributes, &argumentList, &environmentList)
        }
        guard result == 0 else { throw TestSupportError.systemCall("posix_spawn \(command[0])", errno: result) }
        self.identifier = identifier
    }

    /// Looks whether the program has ended.
    @discardableResult
    mutating func poll() -> ExitStatus? {
        if status != nil { return status }
        var raw: Int32 = 0
        guard waitpid(identifier, &raw, WNOHANG) == identifier else { return nil }
        let signal = raw & 0x7F
        status = signal == 0 ? .exited(raw >> 8 & 0xFF) : .signalled(signal)
        return status
    }

    /// Ends the program and all it started, if it still runs, and takes its status.
    mutating func end() {
        guard poll() == nil else { return }
        kill(-identifier, SIGKILL)
        kill(identifier, SIGKILL)
        var raw: Int32 = 0
        if waitpid(identifier, &raw, 0) == identifier { status = .signalled(SIGKILL) }
    }
}

/// Sets a flag of an open file.
func setNonblocking(_ file: Int32) {
    _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
}
