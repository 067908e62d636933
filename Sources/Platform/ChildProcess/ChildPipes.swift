import Foundation

/// The pipes to a program's standard input, output and error.
///
/// If the program ends without reading, writing raises SIGPIPE: hold or ignore that signal.
public struct ChildPipes {
    /// The program's ends, to start it with.
    public private(set) var childEnds: [Int32] = []
    private var input: Int32 = -1
    private var outputs: [Int32] = []
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    /// Opens them.
    public init() throws(SystemCallFailure) {
        do throws(SystemCallFailure) {
            for index in 0..<3 {
                let ends = try Self.pipe()
                let (child, own) = index == 0 ? (ends.reader, ends.writer) : (ends.writer, ends.reader)
                _ = fcntl(own, F_SETFL, fcntl(own, F_GETFL) | O_NONBLOCK)
                childEnds.append(child)
                if index == 0 { input = own } else { outputs.append(own) }
            }
        } catch {
            close()
            throw error
        }
    }

    private static func pipe() throws(SystemCallFailure) -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [0, 0]
        ChildProcess.startLock.lock()
        defer { ChildProcess.startLock.unlock() }
        guard Foundation.pipe(&ends) == 0 else { throw SystemCallFailure("pipe") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    /// Whether more output can come from the program.
    public var canRead: Bool { outputs.contains { $0 >= 0 } }

    /// Waits until there is something to read, or room to write, but for at most `milliseconds`.
    public func wait(milliseconds: Int32) {
        var requests = outputs.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        requests.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0))
        poll(&requests, nfds_t(requests.count), milliseconds)
    }

    /// Writes as much as there is room for, and closes the pipe after the last byte.
    public mutating func write(_ rest: inout ArraySlice<UInt8>) {
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

    /// Reads what is there now, at most a piece of each stream.
    public mutating func read() -> (output: [UInt8], errors: [UInt8]) {
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

    /// Closes the program's ends, once it has been started and has them.
    public mutating func closeChildEnds() {
        childEnds.forEach { Foundation.close($0) }
        childEnds = []
    }

    /// Closes all that is open.
    public mutating func close() {
        closeChildEnds()
        ([input] + outputs).filter { $0 >= 0 }.forEach { Foundation.close($0) }
        (input, outputs) = (-1, outputs.map { _ in -1 })
    }
}
