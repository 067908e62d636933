import Foundation
import Testing

@testable import Grading

/// Running somebody else's program.
@Suite struct LearnerProgramTests {
    private func run(_ script: String, input: String = "", seconds: Double = 10) throws -> String {
        let program = LearnerProgram(command: ["sh", "-c", script], timeout: .seconds(seconds))
        return String(decoding: try program.run(Array(input.utf8)), as: UTF8.self)
    }

    private func failure(_ body: () throws -> String) -> LearnerProgram.Failure? {
        do {
            Issue.record("it ended well with \(try body())")
            return nil
        } catch {
            return error as? LearnerProgram.Failure
        }
    }

    @Test func whatItReadsAndWritesGoesThroughWhole() throws {
        #expect(try run("cat", input: "one\ntwo\n") == "one\ntwo\n")
        // More than a pipe holds, both ways at once.
        let much = String(repeating: "0123456789", count: 200_000)
        #expect(try run("cat", input: much) == much)
        // A program need not read the case.
        #expect(try run("echo answer", input: much) == "answer\n")
    }

    @Test func argumentsAreNoShellCommands() throws {
        let program = LearnerProgram(command: ["printf", "%s|", "a b", "$HOME", ";"], timeout: .seconds(10))
        #expect(String(decoding: try program.run([]), as: UTF8.self) == "a b|$HOME|;|")
    }

    @Test func failuresAreReportedWithTheProgramsMessages() {
        #expect(
            failure {
                try String(
                    decoding: LearnerProgram(command: ["no-such-program"], timeout: .seconds(1)).run([]), as: UTF8.self)
            }
                == .notFound("no-such-program"))
        #expect(failure { try run("echo oh dear >&2; exit 3") } == .exited(3, messages: "oh dear\n"))
        #expect(failure { try run("kill -9 $$") } == .signalled(9, messages: ""))
        let message = LearnerProgram.Failure.exited(1, messages: "Traceback:\n\u{1B}[31mno\n").description
        #expect(message == "the program ended with exit status 1; it said:\n  Traceback:\n  \u{FFFD}[31mno")
    }

    @Test func aProgramThatTakesTooLongIsEndedWithAllThatItStarted() throws {
        let mark = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        let start = ContinuousClock.now
        #expect(
            failure { try run("(sleep 2; touch \(mark)) & echo late >&2; sleep 60", seconds: 0.2) }
                == .timeout(.seconds(0.2), messages: "late\n"))
        #expect(ContinuousClock.now - start < .seconds(5))
        poll(nil, 0, 2200)
        #expect(!FileManager.default.fileExists(atPath: mark))
    }

    @Test func whatItLeftRunningDoesNotHoldTheAnswerUp() throws {
        let start = ContinuousClock.now
        #expect(try run("sleep 30 & echo here") == "here\n")
        #expect(ContinuousClock.now - start < .seconds(5))
    }

    @Test func endlessOutputIsRefused() {
        #expect(failure { try run("yes", seconds: 60) } == .tooMuch(limit: 64 << 20))
    }

    @Test func whoeverInterruptsGetsAnAnswerAtOnce() {
        let program = LearnerProgram(command: ["sleep", "60"], timeout: .seconds(60))
        #expect(
            failure { String(decoding: try program.run([], isInterrupted: { true }), as: UTF8.self) } == .interrupted)
    }
}
