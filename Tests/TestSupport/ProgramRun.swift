import Foundation
import Glibc

/// What a program did that ran without a terminal.
public struct ProgramRun: Sendable {
    /// How it ended.
    public let status: ExitStatus
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error.
    public let errors: String

    /// Runs a program to its end.
    /// - input: what it reads from standard input.
    /// - Throws: if it cannot be started, or does not end in time; it is ended then, with all it started.
    public static func run(
        _ program: URL, _ arguments: [String] = [], input: String = "",
        environment: [String: String] = PseudoTerminal.environment(), directory: URL? = nil,
        within limit: Duration = .seconds(120)
    ) throws -> ProgramRun {
        let (inputReader, inputWriter) = try pipe()
        let (outputReader, outputWriter) = try pipe()
        let (errorReader, errorWriter) = try pipe()
        var child: ChildProcess
        do {
            defer { [inputReader, outputWriter, errorWriter].forEach { close($0) } }
            child = try ChildProcess(
                program: program, arguments: arguments, environment: environment, directory: directory,
                files: [inputReader, outputWriter, errorWriter])
        }
        defer { child.end() }
        var streams = [
            Stream(file: inputWriter, bytes: Array(input.utf8)), Stream(file: outputReader), Stream(file: errorReader),
        ]
        defer { streams.filter(\.isOpen).forEach { close($0.file) } }
        // A program that ends without reading its input must not end the test with it.
        Glibc.signal(SIGPIPE, SIG_IGN)
        let deadline = ContinuousClock.now + limit
        if input.isEmpty { streams[0].finish() }
        while streams[1].isOpen || streams[2].isOpen {
            guard ContinuousClock.now < deadline else {
                throw TestSupportError.timeout(
                    waitingFor: "the end of \(program.lastPathComponent) \(arguments.joined(separator: " "))",
                    seen: streams[1].text + streams[2].text)
            }
            var files = streams.enumerated().map { index, stream in
                pollfd(
                    fd: stream.isOpen ? stream.file : -1, events: Int16(index == 0 ? POLLOUT : POLLIN), revents: 0)
            }
            guard poll(&files, nfds_t(files.count), 50) > 0 else { continue }
            if files[0].revents != 0 { streams[0].write() }
            if files[1].revents != 0 { streams[1].read() }
            if files[2].revents != 0 { streams[2].read() }
        }
        while ContinuousClock.now < deadline {
            if let status = child.poll() {
                return ProgramRun(status: status, output: streams[1].text, errors: streams[2].text)
            }
            poll(nil, 0, 2)
        }
        throw TestSupportError.timeout(waitingFor: "the end of \(program.lastPathComponent)", seen: streams[1].text)
    }

    private static func pipe() throws -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [0, 0]
        try ChildProcess.startLock.withLock {
            guard Glibc.pipe(&ends) == 0 else { throw TestSupportError.systemCall("pipe", errno: errno) }
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        return (ends[0], ends[1])
    }

    /// The test's end of a pipe.
    private struct Stream {
        let file: Int32
        var bytes: [UInt8] = []
        var isOpen = true

        init(file: Int32, bytes: [UInt8] = []) {
            self.file = file
            self.bytes = bytes
            setNonblocking(file)
        }

        var text: String { String(decoding: bytes, as: UTF8.self) }

        mutating func finish() {
            close(file)
            isOpen = false
        }

        mutating func write() {
            let count = Glibc.write(file, bytes, bytes.count)
            if count > 0 { bytes.removeFirst(count) }
            if bytes.isEmpty || (count < 0 && errno != EAGAIN && errno != EINTR) { finish() }
        }

        mutating func read() {
            var buffer = [UInt8](repeating: 0, count: 65536)
            let count = Glibc.read(file, &buffer, buffer.count)
            if count > 0 { bytes += buffer[..<count] }
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { finish() }
        }
    }
}
