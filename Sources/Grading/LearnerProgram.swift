import Foundation
import Platform

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

    /// For so long at most it is waited for something to read or write before the clock is looked at.
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
