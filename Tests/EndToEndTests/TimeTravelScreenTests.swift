import TerminalDrawing
import TestSupport
import Testing

/// Going back on the screen of the built program.
@Suite struct TimeTravelScreenTests {
    @Test func keysTypedAheadStepOneAfterAnother() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send("nnn")
        try terminal.waitForTitleLine("epoch 3  iteration 3  0/10")
        terminal.send("SS")
        try terminal.waitForTitleLine("iteration 2 of 3  8/10")
        terminal.send("FNss")
        try terminal.waitForTitleLine("iteration 2 of 3  2/10")
        #expect(!terminal.screen.text.contains("interrupted"))
    }

    @Test func aLongRunIsGoneBackInWhileTheScreenAnswers() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send(":train 20000 iterations\r")
        try terminal.waitForTitleLine("iteration 20000  0/10")
        terminal.send(":goto iteration=12345 operation=tanh1.forward\r")
        try terminal.waitForTitleLine("iteration 12345 of 20000  3/10")
        terminal.send(":let W1[0,0] = 3\r")
        try terminal.wait(forText: "this begins 'branch-1'")
        terminal.send("n")
        try terminal.waitForTitleLine("branch-1: ")
        terminal.send(":switch main\r")
        try terminal.waitForTitleLine("iteration 20000  0/10")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }
}

extension PseudoTerminal {
    /// Waits for a text in the line on top.
    fileprivate func waitForTitleLine(_ text: String) throws {
        try wait(for: "'\(text)' in the title line") { $0.line(0).contains(text) }
    }
}
