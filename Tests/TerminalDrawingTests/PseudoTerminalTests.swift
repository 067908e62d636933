import Foundation
import TerminalDrawing
import TestSupport
import Testing

@Suite struct PseudoTerminalTests {
    @Test func programsRunInATerminalOfTheirOwn() throws {
        let terminal = try PseudoTerminal(shell: "tty; stty size; printf '\\033[2;1Hplaced'; exit 3")
        #expect(try terminal.waitForExit() == .exited(3))
        #expect(terminal.screen.line(0).hasPrefix("/dev/pts/"))
        #expect(terminal.screen.line(1) == "placed")
    }

    @Test func theSizeIsKnownAndChangesAreSignalled() throws {
        let terminal = try PseudoTerminal(
            shell: "trap 'stty size' WINCH; echo ready; while :; do read -r line && echo got $line; done",
            size: Size(columns: 100, rows: 30))
        try terminal.wait(forText: "ready")
        terminal.resize(to: Size(columns: 60, rows: 20))
        terminal.send("x\n")
        try terminal.wait(forText: "20 60")
        try terminal.wait(forText: "got x")
        #expect(terminal.screen.size == Size(columns: 60, rows: 20))
    }

    @Test func controlCInterruptsAndModesCanBeCompared() throws {
        let terminal = try PseudoTerminal(
            shell: "stty -echo; trap 'stty echo; echo on; exit 130' INT; echo off; while :; do read -r x; done")
        let before = try terminal.modes()
        try terminal.wait(forText: "off")
        let during = try terminal.modes()
        #expect(!during.echoes)
        terminal.send("\u{3}")
        #expect(try terminal.waitForExit() == .exited(130))
        #expect(try terminal.modes().echoes)
        #expect(before == during || before.echoes)
    }

    @Test func signalsAndHangUpsEndPrograms() throws {
        let killed = try PseudoTerminal(shell: "echo ready; exec cat")
        try killed.wait(forText: "ready")
        killed.signal(SIGTERM)
        #expect(try killed.waitForExit() == .signalled(SIGTERM))

        let hungUp = try PseudoTerminal(shell: "echo ready; exec cat")
        try hungUp.wait(forText: "ready")
        hungUp.hangUp()
        #expect(try hungUp.waitForExit() == .signalled(SIGHUP))
    }

    @Test func waitingGivesUpWithWhatWasSeen() throws {
        let terminal = try PseudoTerminal(shell: "echo something; exec cat")
        try terminal.wait(forText: "something")
        #expect(throws: TestSupportError.self) {
            try terminal.wait(forText: "nothing of the kind", within: .milliseconds(50))
        }
    }

    @Test func workingDirectoryAndEnvironmentAreTheTests() throws {
        let terminal = try PseudoTerminal(
            shell: "pwd; echo $TERM-$MARK", environment: PseudoTerminal.environment(["MARK": "yes", "TERM": "vt100"]),
            directory: URL(fileURLWithPath: "/usr"))
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.screen.text == "/usr\nvt100-yes")
    }
}

@Suite struct ProgramRunTests {
    private let shell = URL(fileURLWithPath: "/bin/sh")

    @Test func streamsAndStatusAreCollected() throws {
        let run = try ProgramRun.run(
            shell, ["-c", "cat; echo $1 >&2; exit 4", "sh", "an argument"], input: "given\n",
            directory: URL(fileURLWithPath: "/"))
        #expect(run.output == "given\n")
        #expect(run.errors == "an argument\n")
        #expect(run.status == .exited(4))
    }

    @Test func largeStreamsDoNotBlockEachOther() throws {
        let input = String(repeating: "0123456789abcdef\n", count: 40_000)
        let run = try ProgramRun.run(shell, ["-c", "tee /dev/stderr"], input: input)
        #expect(run.output == input)
        #expect(run.errors == input)
    }

    @Test func inputThatNobodyReadsIsNoError() throws {
        let input = String(repeating: "x", count: 1 << 20)
        #expect(try ProgramRun.run(shell, ["-c", "exit 0"], input: input).status == .exited(0))
    }

    @Test func aProgramThatDoesNotEndIsEnded() {
        #expect(throws: TestSupportError.self) {
            try ProgramRun.run(shell, ["-c", "cat /dev/zero > /dev/null"], within: .milliseconds(100))
        }
    }
}
