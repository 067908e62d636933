import Foundation
import Glibc
import Platform

/// The result of a program that ran without a terminal.
public struct ProgramRun: Sendable {
    /// How it ended.
    public let status: ProgramEnd
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error.
    public let errors: String

    /// How long a program may run unless a test says otherwise. This only ends programs that hang: on a busy machine, one
    /// that measures or trains may take many times as long as usual.
    public static let patience = Duration.seconds(120)

    /// Runs a program to its end.
    /// - input: what it reads from standard input.
    /// - Throws: if it cannot be started or does not end in time; it is then ended with everything that it started.
    public static func run(
        _ program: URL, _ arguments: [String] = [], input: String = "",
        environment: [String: String] = PseudoTerminal.environment(), directory: URL? = nil,
        within limit: Duration = ProgramRun.patience
    ) throws -> ProgramRun {
        var pipes = try ChildPipes()
        defer { pipes.close() }
        var child = try ChildProcess(
            program: program, arguments: arguments, environment: environment, directory: directory,
            files: pipes.childEnds)
        defer { child.end() }
        pipes.closeChildEnds()
        // A program that ends without reading its input must not end the test with it.
        Glibc.signal(SIGPIPE, SIG_IGN)
        let deadline = ContinuousClock.now + limit
        var rest = Array(input.utf8)[...]
        var (output, errors): ([UInt8], [UInt8]) = ([], [])
        while pipes.canRead {
            guard ContinuousClock.now < deadline else {
                throw TestSupportError.timeout(
                    waitingFor: "the end of \(program.lastPathComponent) \(arguments.joined(separator: " "))",
                    seen: String(decoding: output + errors, as: UTF8.self))
            }
            pipes.write(&rest)
            pipes.wait(milliseconds: 50)
            let (moreOutput, moreErrors) = pipes.read()
            output += moreOutput
            errors += moreErrors
        }
        let text = String(decoding: output, as: UTF8.self)
        while !child.hasEnded {
            guard ContinuousClock.now < deadline else {
                throw TestSupportError.timeout(waitingFor: "the end of \(program.lastPathComponent)", seen: text)
            }
            poll(nil, 0, 2)
        }
        return ProgramRun(status: child.end(), output: text, errors: String(decoding: errors, as: UTF8.self))
    }
}

extension ChildProcess {
    /// Starts a program in a session of its own.
    ///
    /// - Parameters:
    ///   - terminal: the path of its controlling terminal, which is also its standard input, output and error.
    ///   - files: the standard input, output and error of a program without a terminal.
    init(
        program: URL, arguments: [String], environment: [String: String], directory: URL?, terminal: String? = nil,
        files: [Int32] = []
    ) throws {
        // `env` changes the directory, because posix_spawn cannot do that with every libc.
        let command =
            directory.map { ["/usr/bin/env", "-C", $0.path, program.path] + arguments }
            ?? [program.path] + arguments
        try self.init(command, environment: environment, files: files, in: .session(terminal: terminal))
    }
}
