import Foundation
import Platform
import TerminalDrawing
import TestSupport
import Testing

/// However the program ends, the terminal is restored.
@Suite struct RestoredTerminalTests {
    /// Modes that differ from a new terminal's, so that setting the usual ones would not pass for restoring.
    private static let unusualModes = "stty erase '^H' -echoctl -ixon susp '^Z'; ulimit -c 0; "

    /// The screen on the first lesson, in a terminal with unusual modes.
    private func start() throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(
            shell: Self.unusualModes + "exec '\(BuiltProgram.path())'", directory: BuiltProgram.packageFolder)
        try terminal.waitForLessonScreen(operations: 6)
        return terminal
    }

    private func unusualModes() throws -> PseudoTerminal.Modes {
        let terminal = try PseudoTerminal(shell: Self.unusualModes)
        _ = try terminal.waitForExit()
        return try terminal.modes()
    }

    private func expectRestored(_ terminal: PseudoTerminal) throws {
        #expect(try terminal.modes() == unusualModes())
        #expect(!terminal.screen.isAlternate)
        #expect(terminal.screen.isCursorShown)
        #expect(!terminal.screen.reportsMouse)
        #expect(!terminal.screen.isKeypadApplication)
        #expect(terminal.screen.unknownSequences.isEmpty)
    }

    @Test(arguments: [("q", 0), (":exit\r", 0), (":quit\r", 0), ("\u{3}", 130), ("\u{1C}", 131), ("ssf:q\r", 0)])
    func afterTheUserLeaves(keys: String, status: Int32) throws {
        let terminal = try start()
        terminal.send(keys)
        #expect(try terminal.waitForExit() == .exited(status))
        try expectRestored(terminal)
        #expect(terminal.screen.text.isEmpty)
    }

    @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130), (SIGQUIT, 131)] as [(Int32, Int32)])
    func afterASignal(signal: Int32, status: Int32) throws {
        let terminal = try start()
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == .exited(status))
        try expectRestored(terminal)
    }

    @Test(arguments: [SIGSEGV, SIGABRT, SIGTRAP, SIGBUS, SIGILL, SIGFPE])
    func afterACrash(signal: Int32) throws {
        let terminal = try start()
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == .signalled(signal))
        try expectRestored(terminal)
    }

    @Test(
        arguments: [
            (.keys("q"), .exited(0)), (.signal(SIGTERM), .exited(143)), (.signal(SIGSEGV), .signalled(SIGSEGV)),
        ]
            as [(Leaving, ProgramEnd)])
    func whileItTrains(leaving: Leaving, status: ProgramEnd) throws {
        let terminal = try start()
        terminal.send("c")
        try terminal.waitForHeader("RUNNING")
        switch leaving {
        case .keys(let keys): terminal.send(keys)
        case .signal(let number): terminal.signal(number)
        }
        #expect(try terminal.waitForExit() == status)
        try expectRestored(terminal)
    }

    /// What ends the program.
    enum Leaving: Sendable {
        case keys(String)
        case signal(Int32)
    }

    @Test(arguments: [false, true])
    func aTerminalThatIsClosedEndsTheProgram(isTraining: Bool) throws {
        let terminal = try BuiltProgram.startLesson()
        if isTraining {
            terminal.send("c")
            try terminal.waitForHeader("RUNNING")
        }
        terminal.hangUp()
        #expect([.exited(0), .exited(129)].contains(try terminal.waitForExit(within: .seconds(5))))
    }

    /// The shell's job control: Ctrl-Z brings the shell back, `fg` the program.
    @Test(arguments: [false, true])
    func ctrlZGivesTheTerminalBackUntilTheProgramContinues(isTraining: Bool) throws {
        let terminal = try PseudoTerminal(
            shell: Self.unusualModes
                + "set -m; '\(BuiltProgram.path())' '\(BuiltProgram.lessonFile())'; echo \"stopped: $?\"; read line; fg; echo \"ended: $?\"",
            directory: BuiltProgram.packageFolder)
        try terminal.waitForHeader("LESSON")
        terminal.send(isTraining ? "c" : "s")
        try terminal.waitForHeader(isTraining ? "RUNNING" : "1/10  LESSON")
        terminal.send("\u{1A}")
        try terminal.wait(forText: "stopped: 148")
        try expectRestored(terminal)
        terminal.send("\n")
        try terminal.waitForHeader(isTraining ? "RUNNING" : "1/10  LESSON")
        #expect(terminal.screen.isAlternate)
        if isTraining {
            terminal.send(" ")
            try terminal.waitForHeader("LESSON")
        }
        terminal.send("s")
        try terminal.waitForHeader("/10  LESSON")
        terminal.send("q")
        try terminal.wait(forText: "ended: 0")
        try expectRestored(terminal)
    }

    @Test func aWindowThatChangedWhileStoppedIsFilledOnReturn() throws {
        let terminal = try PseudoTerminal(
            shell:
                "set -m; '\(BuiltProgram.path())' '\(BuiltProgram.lessonFile())'; echo \"stopped: $?\"; read line; fg")
        try terminal.waitForHeader("LESSON")
        terminal.send("\u{1A}")
        try terminal.wait(forText: "stopped: 148")
        terminal.resize(to: Size(columns: 120, rows: 36))
        terminal.send("\n")
        try terminal.wait(for: "a screen of the new size") {
            $0[column: 119, row: 34].text == "╯" && $0.line(35).hasPrefix(" s step")
        }
    }

    @Test func continuingWithoutAStopPaintsTheScreenAnew() throws {
        let terminal = try BuiltProgram.startLesson()
        try terminal.waitForQuiet()
        let count = terminal.output.count
        let before = terminal.screen.text
        terminal.signal(SIGCONT)
        try terminal.wait(for: "the screen, painted anew") { [terminal] in
            terminal.output.count > count + before.count && $0.text == before
        }
        terminal.send("s")
        try terminal.waitForHeader("1/10  LESSON")
    }
}
