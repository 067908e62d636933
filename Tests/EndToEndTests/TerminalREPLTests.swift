import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// `backstep repl` on a terminal.
@Suite struct TerminalREPLTests {
    private func start(_ environment: [String: String?] = [:]) throws -> PseudoTerminal {
        let terminal = try BuiltProgram.start("repl", environment: environment)
        try waitForPrompt(terminal)
        return terminal
    }

    /// Waits until the line with the cursor is the prompt and `text`.
    private func waitForPrompt(_ terminal: PseudoTerminal, _ text: String = "") throws {
        try terminal.wait(for: "the prompt with '\(text)'") {
            $0.line($0.cursor.row) == (text.isEmpty ? "backstep>" : "backstep> \(text)")
        }
    }

    private func enter(_ terminal: PseudoTerminal, _ line: String) throws {
        terminal.send(line)
        try waitForPrompt(terminal, line)
        terminal.send("\r")
        try waitForPrompt(terminal)
    }

    @Test func aPromptAnswersAndWaitsAgain() throws {
        let terminal = try start()
        try enter(terminal, "print 6 * 7")
        #expect(terminal.screen.text == "backstep> print 6 * 7\n6 * 7 = 42\nbackstep>")
    }

    @Test func theLineIsEditedWithArrows() throws {
        let terminal = try start()
        for (keys, line) in [
            ("print 13", "print 13"), ("\u{1B}[D2", "print 123"), ("\u{1B}OC\u{7F}", "print 12"),
            ("\u{1B}[H\u{1B}[3~", "rint 12"), ("p", "print 12"), ("\u{5} + ä\u{7F}1", "print 12 + 1"),
        ] {
            terminal.send(keys)
            try waitForPrompt(terminal, line)
        }
        terminal.send("\r")
        try terminal.wait(forText: "12 + 1 = 13")
    }

    @Test func arrowsBringEarlierLinesBack() throws {
        let terminal = try start()
        try enter(terminal, "print 1")
        try enter(terminal, "print 2")
        for (key, line) in [("A", "print 2"), ("A", "print 1"), ("B", "print 2"), ("B", "")] {
            terminal.send("\u{1B}[" + key)
            try waitForPrompt(terminal, line)
        }
    }

    @Test func tabCompletesOrListsWhatThereIs() throws {
        let terminal = try start()
        terminal.send("opti\t")
        try waitForPrompt(terminal, "optimizer")
        terminal.send("ad\t")
        try waitForPrompt(terminal, "optimizer ada")
        terminal.send("\t")
        try terminal.wait(forText: "adagrad  over the root of the sum of squares")
        try waitForPrompt(terminal, "optimizer ada")
        #expect(
            terminal.screen.text == """
                backstep> optimizer ada
                adam     averages of gradients and of their squares
                adamw    adam with the weights' decay apart
                adagrad  over the root of the sum of squares
                backstep> optimizer ada
                """)
        terminal.send("g\t")
        try waitForPrompt(terminal, "optimizer adagrad")
        terminal.send("\u{3}")
        try waitForPrompt(terminal)
        try enter(terminal, "let weight = 3")
        terminal.send("print wei\t + 1")
        try waitForPrompt(terminal, "print weight + 1")
    }

    @Test func theHistoryIsSearched() throws {
        let terminal = try start()
        try enter(terminal, "print 11 + 1")
        try enter(terminal, "print 22")
        terminal.send("\u{12}11")
        try terminal.wait(forText: "(search '11') print 11 + 1")
        terminal.send("x")
        try terminal.wait(forText: "(no search '11x') print 11 + 1")
        terminal.send("\u{7F}\r")
        try waitForPrompt(terminal)
        #expect(terminal.screen.text.components(separatedBy: "\n11 + 1 = 12").count == 3)
    }

    @Test func aLongLineCanBePasted() throws {
        let terminal = try start()
        let sum = (1...2000).map { "\($0 % 2)" }.joined(separator: "+")
        terminal.send("let total = sum([[\(sum.replacing("+", with: ", "))]])\rprint total\r")
        try terminal.wait(forText: "total = 1000")
        try waitForPrompt(terminal)
    }

    @Test func ctrlCGivesTheLineUp() throws {
        let terminal = try start()
        terminal.send("garbage that is no command")
        try waitForPrompt(terminal, "garbage that is no command")
        terminal.send("\u{3}")
        try waitForPrompt(terminal)
        try enter(terminal, "print 5")
        #expect(terminal.screen.text.contains("\n5 = 5\n"))
        #expect(!terminal.screen.text.contains("error"))
    }

    @Test func ctrlCStopsATrainingAndTheSessionGoesOn() throws {
        let terminal = try start()
        for line in xorSetUp.split(separator: "\n") { try enter(terminal, String(line)) }
        terminal.send("continue\r")
        try terminal.waitForWork()
        terminal.send("\u{3}")
        try terminal.wait(forText: "interrupted: ")
        try waitForPrompt(terminal)
        try enter(terminal, "print iteration > 0")
        #expect(terminal.screen.text.contains("iteration > 0 = true"))
    }

    @Test(arguments: [("\u{4}", 0), ("exit\r", 0), ("print foo\rquit\r", 0)] as [(String, Int32)])
    func theSessionEndsAndTheModesAreRestored(keys: String, status: Int32) throws {
        let terminal = try start()
        #expect(try !terminal.modes().echoes)
        terminal.send(keys)
        #expect(try terminal.waitForExit() == .exited(status))
        let fresh = try PseudoTerminal(shell: "true")
        _ = try fresh.waitForExit()
        #expect(try terminal.modes() == fresh.modes())
    }

    @Test(arguments: [SIGTERM, SIGHUP])
    func aSignalEndsItWithTheModesRestored(signal: Int32) throws {
        let terminal = try start()
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == .signalled(signal))
        #expect(try terminal.modes().echoes)
    }

    @Test func ctrlDOnANonEmptyLineDoesNotEndIt() throws {
        let terminal = try start()
        terminal.send("print 1\u{4}")
        try waitForPrompt(terminal, "print 1")
        terminal.send("\r")
        try terminal.wait(forText: "1 = 1")
    }

    @Test func anOpenBracketGoesOnToTheNextLine() throws {
        let terminal = try start()
        terminal.send("print [[1,\r")
        try terminal.wait(for: "the second prompt") { $0.line($0.cursor.row).hasSuffix("...") }
        terminal.send("2]]\r")
        try terminal.wait(forText: "  1  2")
        try waitForPrompt(terminal)
    }

    @Test func pastedLinesAreAllCarriedOut() throws {
        let terminal = try start()
        terminal.send("let a = 20\rlet b = 22\rprint a + b\r")
        try terminal.wait(forText: "a + b = 42")
        try waitForPrompt(terminal)
    }

    @Test func onADumbTerminalThereAreNoEscapeSequences() throws {
        let terminal = try start(["TERM": "dumb"])
        terminal.send("print 3\n")
        try terminal.wait(forText: "3 = 3")
        terminal.send("\u{4}")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(!terminal.outputText.contains("\u{1B}"))
    }
}
