import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// The screen in a terminal of 80×24 and of 120×36: the lesson, stepping, looking about.
@Suite struct LessonScreenTests {
    static let sizes = [Size(columns: 80, rows: 24), Size(columns: 120, rows: 36)]

    @Test(arguments: sizes)
    func withoutAFileTheFirstLessonIsThereAndTheOthersAreOffered(size: Size) throws {
        let folder = NSTemporaryDirectory() + "backstep-lessons-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let terminal = try BuiltProgram.start(size: size, environment: ["XDG_STATE_HOME": folder])
        try terminal.wait(forText: "Esc stays here")
        try terminal.waitForHeader("0/6  LESSON")
        #expect(terminal.screen.line(0).hasPrefix(" backstep  One number at a time"))
        #expect(terminal.screen.text.contains("XOR by hand"))
        terminal.send("s")
        try terminal.waitForHeader("1/6  LESSON")
        try terminal.wait(for: "no lessons to choose from") { !$0.text.contains("Esc stays here") }
        terminal.send("0")
        try terminal.wait(forText: "Esc stays here")
        terminal.send("\u{1B}[B\r")
        try terminal.wait(for: "the second lesson") { $0.line(0).hasPrefix(" backstep  XOR by hand") }
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        let kept = try String(contentsOfFile: folder + "/backstep/lessons", encoding: .utf8)
        #expect(kept.contains("00-one-number-at-a-time.scenario\t1\t"))
        #expect(kept.contains("01-xor-by-hand.scenario\t1\t"))
    }

    @Test(arguments: sizes)
    func opensOnALesson(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        #expect(terminal.screen.line(0).hasPrefix(" backstep  XOR by hand"))
        #expect(terminal.screen.text.contains("The network is 2-4-2"))
        #expect(terminal.screen.text.contains("space goes on"))
        #expect(terminal.screen.text.contains("Nothing has run yet"))
        #expect(terminal.screen.line(size.rows - 1).hasPrefix(" s step  n next  f finish"))
        #expect(terminal.screen.isAlternate)
        #expect(!terminal.screen.isCursorShown)
        #expect(terminal.screen.unknownSequences.isEmpty)
    }

    @Test(arguments: sizes)
    func spacePlaysTheLessonFromPauseToPause(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        for header in ["2/10  LESSON", "5/10  LESSON", "7/10  LESSON", "9/10  LESSON", "iteration 2  0/10  LESSON"] {
            terminal.send(" ")
            try terminal.waitForHeader(header)
        }
        terminal.send(" ")
        try terminal.waitForHeader("iteration 33  0/10  PAUSED")
        try terminal.wait(forText: "All four answers are right")
        #expect(terminal.screen.hasCurve)
    }

    @Test(arguments: sizes)
    func stepNextAndFinishMoveTheListAndTheTitleLine(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        let steps = [
            ("s", "iteration 0  1/10  LESSON", "▶ 1 load-batch"),
            ("s", "iteration 0  2/10  LESSON", "▶ 2 linear1.forward"),
            ("f", "iteration 0  5/10  LESSON", "▶ 5 loss.forward"),
            ("f", "iteration 0  9/10  LESSON", "▶ 9 linear1.backward"),
            ("f", "iteration 1  0/10  LESSON", "▶10 update"),
            ("n", "iteration 2  0/10  LESSON", "▶10 update"),
            ("\r", "iteration 3  0/10  LESSON", "▶10 update"),
            ("s", "iteration 3  1/10  LESSON", "▶ 1 load-batch"),
        ]
        for (key, header, mark) in steps {
            terminal.send(key)
            try terminal.waitForHeader(header)
            try terminal.wait(for: "only '\(mark)' in the list") { screen in
                let list = (2..<size.rows).map { screen.line($0) }.filter { $0.hasPrefix("│ ▶") }
                return list.count == 1 && list[0].hasPrefix("│ \(mark)")
            }
        }
    }

    @Test(arguments: sizes)
    func aBurstOfKeysIsTakenInOrder(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        terminal.send(String(repeating: "s", count: 34))
        try terminal.waitForHeader("iteration 3  4/10  LESSON")
    }

    @Test(arguments: sizes)
    func tabAndArrowsMoveTheCellCursor(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        terminal.send(" ")
        try terminal.wait(forText: "Z1[0,0] = 0 ")
        terminal.send("\t")
        for (key, cell) in [
            ("\u{1B}[C", "Z1[0,1] = 0 "), ("\u{1B}OB", "Z1[1,1] = 0.5 "), ("l", "Z1[1,2] = -0.8 "),
            ("j", "Z1[2,2] = 0.8 "), ("k", "Z1[1,2] = -0.8 "), ("\u{1B}[D", "Z1[1,1] = 0.5 "),
        ] {
            terminal.send(key)
            try terminal.wait(forText: cell)
        }
        // At the edge it stays.
        terminal.send("hhhhkkkk")
        try terminal.wait(forText: "Z1[0,0] = 0 ")
        // The other matrices come after it, and the way back is Shift-Tab.
        terminal.send("\t")
        try terminal.wait(for: "another matrix") { !$0.text.contains("Z1[0,0] = ") }
        terminal.send("\u{1B}[Z")
        try terminal.wait(forText: "Z1[0,0] = 0 ")
    }

    @Test func arrowsInTheListShowAnotherOperationAndEscapeComesBack() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send("s")
        try terminal.wait(forText: "╭ load-batch")
        terminal.send("\u{1B}[B\u{1B}[B")
        try terminal.wait(forText: "╭ tanh1.forward")
        try terminal.wait(forText: "▶ 1 load-batch")
        terminal.send("\u{1B}")
        try terminal.wait(forText: "╭ load-batch")
    }

    @Test(arguments: sizes)
    func helpCoversTheScreenAndGoesAway(size: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: size)
        terminal.send("?")
        try terminal.wait(forText: "╭ help: ")
        try terminal.waitForQuiet()
        for text in ["runs one operation", "arrows hjkl", "Ctrl-C", "Set-up", " print "] {
            // Pages on, until it is there.
            for _ in 0..<9 where !terminal.screen.text.contains(text) {
                terminal.send("\u{1B}[6~")
                try terminal.waitForQuiet()
            }
            try terminal.wait(forText: text)
        }
        terminal.send("?")
        try terminal.wait(forText: "Nothing has run yet")
        // A key that leaves the help does nothing else.
        terminal.send("?")
        try terminal.wait(forText: "╭ help: ")
        terminal.send("q")
        try terminal.wait(forText: "Nothing has run yet")
    }

    @Test(arguments: ["17-iris", "20-going-back", "21-find-the-bug-one"])
    func aLessonGoesFromChapterToChapterToItsEnd(_ name: String) throws {
        let path = "Scenarios/\(name).scenario"
        let text = try String(contentsOf: BuiltProgram.packageFolder.appendingPathComponent(path), encoding: .utf8)
        let chapters = text.split(separator: "\n").filter { $0.hasPrefix("chapter ") }.map {
            $0.dropFirst(9).dropLast()
        }
        #expect(chapters.count > 2)
        let terminal = try BuiltProgram.start(path, size: Size(columns: 200, rows: 60))
        try terminal.wait(forText: " · \(chapters[0])")
        try terminal.waitForHeader("LESSON")
        for chapter in chapters.dropFirst() {
            terminal.send("]")
            try terminal.wait(forText: " · \(chapter)")
            try terminal.waitForHeader("LESSON")
        }
        terminal.send("]")
        try terminal.waitForHeader("PAUSED")
        // And back to the beginning of the last one.
        terminal.send("[")
        try terminal.waitForHeader("LESSON")
    }
}
