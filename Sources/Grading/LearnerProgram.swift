import Foundation
import Platform

/// Somebody else's program: it gets something on standard input, and its output is read, within limits.
struct LearnerProgram {
    /// The program and its arguments, which no shell looks at.
    let command: [String]
    /// How long it may take.
    let timeout: Duration

    /// More bytes than any answer has.
    private static let outputLimit = 64 << 20
    /// How many bytes of the messages are kept, from the end.
    private static let messageLimit = 64 << 10

    /// Why a program gave no answer.
    enum Failure: Error, Equatable {
        case notFound(String)
        case cannotStart(String, reason: String)
        case exited(Int32, messages: String)
        case signalled(Int32, messages: String)
        case timeout(Duration, messages: String)
        case tooMuch(limit: Int)
        case interrupted
    }

    /// Runs the program to its end. If it takes too long, it is ended with everything that it started.
    ///
    /// - Parameters:
    ///   - input: what it gets on standard input, whether it reads it or not.
    ///   - isInterrupted: whether to give up.
    /// - Returns: what it wrote to standard output.
    func run(_ input: [UInt8], isInterrupted: () -> Bool = { false }) throws(Failure) -> [UInt8] {
        // A program that ends without reading must not end this one, and must not inherit the held signal.
        let held = HeldSignals([SIGPIPE], deliversLate: false)
        defer { withExtendedLifetime(held) {} }
        var (process, streams) = try start()
        defer { streams.close() }
        let deadline = ContinuousClock.now + timeout
        var output: [UInt8] = []
        var messages: [UInt8] = []
        var rest = input[...]
        var failure: Failure?
        while failure == nil {
            let hasEnded = process.hasEnded
            streams.wait(milliseconds: Self.moment)
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

    /// How long to wait for something to read or write before checking the clock, in milliseconds.
    private static let moment: Int32 = 20

    private func start() throws(Failure) -> (ChildProcess, ChildPipes) {
        do throws(SystemCallFailure) {
            var pipes = try ChildPipes()
            do throws(SystemCallFailure) {
                let process = try ChildProcess(command, files: pipes.childEnds)
                pipes.closeChildEnds()
                return (process, pipes)
            } catch {
                pipes.close()
                throw error
            }
        } catch {
            throw error.number == ENOENT ? .notFound(command[0]) : .cannotStart(command[0], reason: error.reason)
        }
    }
}
