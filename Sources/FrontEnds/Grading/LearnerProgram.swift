import Foundation

/// A program of somebody else's: it gets something on standard input, and what it writes is taken, within limits.
struct LearnerProgram {
    /// The program and its arguments, which no shell looks at.
    let command: [String]
    /// How long it may take.
    let timeout: Duration

    /// More than any answer has.
    private static let outputLimit = 64 << 20
    /// What is kept of the messages, from the end.
    private static let messageLimit = 64 << 10

    /// What keeps a program from giving an answer.
    enum Failure: Error, Equatable {
        case notFound(String)
        case cannotStart(String, reason: String)
        case exited(Int32, messages: String)
        case signalled(Int32, messages: String)
        case timeout(Duration, messages: String)
        case tooMuch(limit: Int)
        case interrupted
    }

    /// Runs the program to its end; it is ended with all that it started where it takes too long.
    ///
    /// - Parameters:
    ///   - input: what it gets on standard input; it need not read it.
    ///   - isInterrupted: whether to give up.
    /// - Returns: what it wrote to standard output.
    func run(_ input: [UInt8], isInterrupted: () -> Bool = { false }) throws(Failure) -> [UInt8] {
        // A program that ends without reading must not end this one; and it must not inherit what is held back here.
        let held = HeldSignals([SIGPIPE], deliversLate: false)
        defer { withExtendedLifetime(held) {} }
        var streams = try Streams(command[0])
        defer { streams.close() }
        let process = try start(&streams)
        let deadline = ContinuousClock.now + timeout
        var output: [UInt8] = []
        var messages: [UInt8] = []
        var rest = input[...]
        var failure: Failure?
        while failure == nil {
            let hasEnded = process.hasEnded
            streams.wait()
            streams.write(&rest)
            let (more, said) = streams.read()
            output += more
            messages = (messages + said).suffix(Self.messageLimit)
            if output.count > Self.outputLimit {
                failure = .tooMuch(limit: Self.outputLimit)
            } else if isInterrupted() {
                failure = .interrupted
            } else if hasEnded, more.isEmpty, said.isEmpty {
                break
            } else if ContinuousClock.now >= deadline {
                failure = .timeout(timeout, messages: "")
            }
        }
        let status = process.end()
        let text = String(decoding: messages, as: UTF8.self)
        if case .timeout? = failure { throw .timeout(timeout, messages: text) }
        if let failure { throw failure }
        switch status {
        case .exited(0): return output
        case .exited(let number): throw .exited(number, messages: text)
        case .signalled(let number): throw .signalled(number, messages: text)
        }
    }

    // MARK: The process

    private enum Status {
        case exited(Int32)
        case signalled(Int32)
    }

    private struct Process {
        let identifier: pid_t

        /// Whether it has ended; it is not let go yet, so that its number still means it.
        var hasEnded: Bool {
            var information = siginfo_t()
            let result = waitid(P_PID, id_t(identifier), &information, WEXITED | WNOHANG | WNOWAIT)
            return result != 0 || information.si_signo == SIGCHLD
        }

        /// Ends it, if it still runs, with all of its group, and takes its status.
        func end() -> Status {
            kill(-identifier, SIGKILL)
            var raw: Int32 = 0
            while waitpid(identifier, &raw, 0) < 0, errno == EINTR {}
            let signal = raw & 0x7F
            return signal == 0 ? .exited(raw >> 8 & 0xFF) : .signalled(signal)
        }
    }

    /// Starts the program in a group of its own.
    private func start(_ streams: inout Streams) throws(Failure) -> Process {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (target, end) in streams.childEnds.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, end, Int32(target))
        }
        var arguments = command.map { strdup($0) } + [nil]
        defer { arguments.forEach { free($0) } }
        var identifier: pid_t = 0
        let result = posix_spawnp(&identifier, command[0], &actions, &attributes, &arguments, environ)
        streams.closeChildEnds()
        switch result {
        case 0: return Process(identifier: identifier)
        case ENOENT: throw .notFound(command[0])
        default: throw .cannotStart(command[0], reason: String(cString: strerror(result)).lowercased())
        }
    }
}

/// The three pipes to a program.
private struct Streams {
    private(set) var childEnds: [Int32] = []
    private var input: Int32 = -1
    private var outputs: [Int32] = []
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    init(_ program: String) throws(LearnerProgram.Failure) {
        for index in 0..<3 {
            var ends: [Int32] = [0, 0]
            guard pipe(&ends) == 0 else {
                let reason = String(cString: strerror(errno)).lowercased()
                close()
                throw .cannotStart(program, reason: reason)
            }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
            let (child, own) = index == 0 ? (ends[0], ends[1]) : (ends[1], ends[0])
            _ = fcntl(own, F_SETFL, fcntl(own, F_GETFL) | O_NONBLOCK)
            childEnds.append(child)
            if index == 0 { input = own } else { outputs.append(own) }
        }
    }

    /// Waits a moment for something to read, or to write.
    func wait() {
        let moment: Int32 = 20
        var requests = outputs.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        requests.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
        poll(&requests, nfds_t(requests.count), moment)
    }

    /// Writes as much as there is room for, and closes the pipe behind the last byte.
    mutating func write(_ rest: inout ArraySlice<UInt8>) {
        guard input >= 0 else { return }
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(input, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN { return }
            // Nobody reads any more.
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        Foundation.close(input)
        input = -1
    }

    /// What there is to read now: output, and messages.
    mutating func read() -> ([UInt8], [UInt8]) {
        var found: [[UInt8]] = [[], []]
        for index in outputs.indices where outputs[index] >= 0 {
            let count = Foundation.read(outputs[index], &buffer, buffer.count)
            if count > 0 { found[index] = Array(buffer[..<count]) }
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) {
                Foundation.close(outputs[index])
                outputs[index] = -1
            }
        }
        return (found[0], found[1])
    }

    mutating func closeChildEnds() {
        childEnds.forEach { Foundation.close($0) }
        childEnds = []
    }

    mutating func close() {
        closeChildEnds()
        ([input] + outputs).filter { $0 >= 0 }.forEach { Foundation.close($0) }
        (input, outputs) = (-1, [])
    }
}
