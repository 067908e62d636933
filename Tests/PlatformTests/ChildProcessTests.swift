import Foundation
import Platform
import Testing

@Suite struct ChildProcessTests {
    /// Runs a shell command with something on standard input.
    private func run(_ script: String, input: String = "") throws -> (end: ProgramEnd, output: String, errors: String) {
        let held = HeldSignals([SIGPIPE], deliversLate: false)
        defer { withExtendedLifetime(held) {} }
        var pipes = try ChildPipes()
        defer { pipes.close() }
        var process = try ChildProcess(["sh", "-c", script], files: pipes.childEnds)
        defer { process.end() }
        pipes.closeChildEnds()
        var rest = Array(input.utf8)[...]
        var (output, errors): ([UInt8], [UInt8]) = ([], [])
        let deadline = ContinuousClock.now + .seconds(60)
        while pipes.canRead, ContinuousClock.now < deadline {
            pipes.write(&rest)
            pipes.wait(milliseconds: 50)
            let more = pipes.read()
            output += more.output
            errors += more.errors
        }
        while !process.hasEnded, ContinuousClock.now < deadline { poll(nil, 0, 1) }
        try #require(process.hasEnded)
        return (process.end(), String(decoding: output, as: UTF8.self), String(decoding: errors, as: UTF8.self))
    }

    @Test func itsStreamsAreOurs() throws {
        let (end, output, errors) = try run("cat; echo said >&2; exit 3", input: "given")
        #expect(end == .exited(3))
        #expect(output == "given")
        #expect(errors == "said\n")
    }

    @Test func aProgramNeedNotReadWhatItIsGiven() throws {
        let (end, output, _) = try run("echo done", input: String(repeating: "x", count: 1 << 20))
        #expect(end == .exited(0))
        #expect(output == "done\n")
    }

    @Test func aSignalThatEndsItIsTold() throws {
        #expect(try run("kill -TERM $$").end == .signalled(SIGTERM))
    }

    @Test func aMissingProgramIsNamed() {
        #expect(throws: SystemCallFailure("posix_spawn no-such-program", number: ENOENT)) {
            try ChildProcess(["no-such-program"])
        }
    }

    @Test func allThatItStartedEndsWithIt() throws {
        // The pipe only ends when nobody holds it any more, including the program in the background.
        var pipes = try ChildPipes()
        defer { pipes.close() }
        var process = try ChildProcess(["sh", "-c", "sleep 1000 & echo here; wait"], files: pipes.childEnds)
        pipes.closeChildEnds()
        var output: [UInt8] = []
        let deadline = ContinuousClock.now + .seconds(60)
        while output.isEmpty, ContinuousClock.now < deadline {
            pipes.wait(milliseconds: 50)
            output += pipes.read().output
        }
        #expect(process.end() == .signalled(SIGKILL))
        #expect(process.hasEnded)
        while pipes.canRead, ContinuousClock.now < deadline {
            pipes.wait(milliseconds: 50)
            _ = pipes.read()
        }
        #expect(!pipes.canRead)
    }
}
