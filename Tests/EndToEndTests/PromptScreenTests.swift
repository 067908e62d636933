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
        (
            "network 2-4-2 hidden=tahn", "│ prompt:1:22: error: ", "│   network 2-4-2 hidden=tahn",
            String(repeating: " ", count: 24) + "^~~~"
        ),
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
        try terminal.wait(forText: "67 parameters")
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
