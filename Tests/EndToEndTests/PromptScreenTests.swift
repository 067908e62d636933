import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// The `:` prompt on the screen.
@Suite struct PromptScreenTests {
    @Test(arguments: LessonScreenTests.sizes)
    func aCommandIsTypedAndItsAnswerIsInTheLog(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        terminal.send("s")
        try terminal.command("print sum(X)")
        try terminal.wait(forText: "sum(X) = 4")
        try terminal.command("let W1[0,1] = 0.25")
        try terminal.command("print W1[0,1] * 4")
        try terminal.wait(forText: "W1[0, 1] * 4 = 1")
    }

    @Test func arrowsBringEarlierCommandsBack() throws {
        let terminal = try BuiltProgram.startLesson()
        try terminal.command("print 11")
        try terminal.command("print 22")
        terminal.send(":")
        try terminal.waitForPrompt("")
        for (key, line) in [("A", "print 22"), ("A", "print 11"), ("A", "print 11"), ("B", "print 22"), ("B", "")] {
            terminal.send("\u{1B}[" + key)
            try terminal.waitForPrompt(line)
        }
        terminal.send("\u{1B}[A\u{1B}[A\r")
        try terminal.wait(for: "the answer twice") { $0.text.components(separatedBy: "\n│ 11 = 11").count == 3 }
    }

    @Test func theLineIsEditedWithTheUsualKeys() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send(":")
        try terminal.waitForPrompt("")
        for (keys, line) in [
            ("print 13", "print 13"), ("\u{1B}[D2", "print 123"), ("\u{7F}\u{7F}", "print 3"), ("\u{1}x", "xprint 3"),
            ("\u{7F}", "print 3"), ("\u{5} + 4", "print 3 + 4"), ("\u{17}5", "print 3 + 5"), ("\u{15}", ""),
            ("print \"ä\"", "print \"ä\""),
        ] {
            terminal.send(keys)
            try terminal.waitForPrompt(line)
        }
    }

    @Test func aLongLineScrollsWithTheCursor() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send(":print " + (1...40).map(String.init).joined(separator: " + "))
        try terminal.wait(for: "the line's end") { $0.isCursorShown && $0.line(23).hasSuffix("39 + 40") }
        #expect(terminal.screen.cursor == Point(column: 79, row: 23))
        terminal.send("\u{1B}[H")
        try terminal.wait(for: "the line's start") { $0.line(23).hasPrefix(" : print 1 + 2") }
        terminal.send("\r")
        try terminal.wait(forText: "> print 1 + 2 + 3")
    }

    @Test(arguments: [
        ("print foo", "│ prompt:1:7: error: ", "│   print foo", "│         ^~~"),
        ("print W1 @ W1", "│ prompt:1:7: error: ", "│   print W1 @ W1", "│         ^~~~~~~"),
    ])
    func anErrorStandsInTheLogWithItsCaretUnderThePlace(
        line: String, place: String, source: String, caret: String
    ) throws {
        let terminal = try BuiltProgram.startLesson()
        try terminal.command(line)
        try terminal.wait(forText: place)
        try terminal.wait(forText: source)
        try terminal.wait(forText: caret)
        // And the program goes on.
        terminal.send("s")
        try terminal.waitForHeader("1/10  LESSON")
    }

    @Test func aLineThatCannotBeReadStaysWithItsCaretAndTabMendsIt() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send(":network 2-4-2 hidden=tahn\r")
        try terminal.wait(forText: "did you mean 'tanh'? Tab writes it")
        try terminal.waitForQuiet()
        let lines = (19..<24).map { terminal.screen.line($0) }
        #expect(lines[0] == " : network 2-4-2 hidden=tahn")
        #expect(lines[1] == String(repeating: " ", count: 24) + "^~~~")
        #expect(lines[2].hasPrefix("   unknown value 'tahn' of 'hidden'; there are identity, sigmoid, tanh, relu,"))
        #expect(terminal.screen.cursor == Point(column: 28, row: 19))
        terminal.send("\t")
        try terminal.waitForPrompt("network 2-4-2 hidden=tanh")
        terminal.send("\r")
        try terminal.wait(forText: "> network 2-4-2 hidden=tanh")
    }

    @Test(arguments: LessonScreenTests.sizes)
    func tabCompletesAndAMenuIsWalked(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        terminal.send(":net\t")
        try terminal.waitForPrompt("network")
        terminal.send("2-4-2 hidden=\t")
        try terminal.wait(forText: "▶ identity")
        terminal.send("\t\u{1B}[B\u{1B}[B\u{1B}[Z")
        try terminal.wait(forText: "▶ tanh ")
        terminal.send("\r")
        try terminal.waitForPrompt("network 2-4-2 hidden=tanh")
        terminal.send("\r")
        try terminal.wait(forText: "> network 2-4-2 hidden=tanh")
    }

    @Test func pathsAreCompleted() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send(":source Scen\t")
        try terminal.waitForPrompt("source Scenarios/")
        terminal.send("17\t")
        try terminal.waitForPrompt("source Scenarios/17-iris.scenario")
    }

    @Test func theNextRunRemembersWhatWasTyped() throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("backstep-state-\(ProcessInfo.processInfo.globallyUniqueString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let environment = ["XDG_STATE_HOME": folder.path]
        let first = try BuiltProgram.startLesson(environment: environment)
        try first.command("print 6 * 7")
        try first.wait(forText: "6 * 7 = 42")
        // The command of a key was not typed.
        first.send("sq")
        #expect(try first.waitForExit() == .exited(0))
        let second = try BuiltProgram.startLesson(environment: environment)
        second.send(":\u{1B}[A")
        try second.waitForPrompt("print 6 * 7")
        second.send("\u{1B}[A\u{3}q")
        #expect(try second.waitForExit() == .exited(0))
        let history = folder.appendingPathComponent("backstep/history")
        #expect(try String(contentsOf: history, encoding: .utf8) == "print 6 * 7\n")
        // The line REPL has the same history.
        let repl = try BuiltProgram.start("repl", environment: environment)
        try repl.wait(forText: "backstep>")
        repl.send("pr\u{1B}[A")
        try repl.wait(forText: "backstep> print 6 * 7")
    }

    @Test(arguments: ["\u{1B}", "\u{3}", "\u{4}", "\r"])
    func thePromptIsLeftWithoutDoingAnything(key: String) throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send(":")
        try terminal.waitForPrompt("")
        if key != "\r" && key != "\u{4}" {
            terminal.send("step")
            try terminal.waitForPrompt("step")
        }
        terminal.send(key)
        try terminal.wait(for: "the keys' line") { $0.line(23).hasPrefix(" s step") && !$0.isCursorShown }
        terminal.send("s")
        try terminal.waitForHeader("1/10  LESSON")
    }

    @Test(arguments: LessonScreenTests.sizes)
    func irisIsSetUpAndTrainedFromThePrompt(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        try terminal.command("data iris test=0.2 standardize=yes seed=1")
        try terminal.wait(forText: "data iris: ")
        try terminal.command("network 4-8-3 seed=1")
        try terminal.wait(forText: "> network 4-8-3")
        try terminal.command("optimizer sgd lr=0.1 momentum=0.9")
        try terminal.command("batch 16 shuffle=yes seed=1")
        try terminal.command("train 40 epochs")
        try terminal.wait(forText: "done: 320 iterations")
        try terminal.waitForHeader("epoch 40  iteration 320  0/10  LESSON")
        try terminal.command("expect test.accuracy >= 0.93")
        try terminal.wait(forText: "✓ test.accuracy >= 0.93")
        #expect(terminal.screen.hasCurve)
    }
}
