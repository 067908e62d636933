import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// Training on the screen, while the window changes its size.
@Suite struct TrainingScreenTests {
    private func startTraining(size: Size = Size(columns: 80, rows: 24)) throws -> PseudoTerminal {
        let file = try ScenarioFile(xorSetUp)
        let terminal = try BuiltProgram.start(file.path, size: size)
        try terminal.waitForHeader("PAUSED")
        terminal.send("c")
        try terminal.waitForHeader("RUNNING")
        return terminal
    }

    @Test(arguments: LessonScreenTests.sizes)
    func trainingCountsPlotsAndPauses(size: Size) throws {
        let terminal = try startTraining(size: size)
        try terminal.wait(for: "a first count") { ($0.iteration ?? 0) > 0 }
        let count = try #require(terminal.screen.iteration)
        #expect(count < 500, "the first moments of learning are missed")
        try terminal.wait(for: "a higher count") { ($0.iteration ?? 0) > count + 20 }
        try terminal.wait(for: "the loss plot") {
            $0.hasCurve && ($0.text.contains("├ loss ") || $0.text.contains("╭ loss "))
        }
        try terminal.wait(for: "the speed") { $0.line(size.rows - 1).contains("iterations/s") }
        terminal.send("=")
        try terminal.wait(for: "full speed") { ($0.iteration ?? 0) > count + 20_000 }
        terminal.send(" ")
        try terminal.waitForHeader("PAUSED")
        try terminal.wait(forText: "interrupted: ")
        let paused = try #require(terminal.screen.iteration)
        terminal.send("n")
        try terminal.waitForHeader("iteration \(paused + 1)  0/10  PAUSED")
    }

    @Test func inALessonItStopsByItself() throws {
        let file = try ScenarioFile(xorSetUp + "pause\ntrain 40 iterations\nsay \"done\"\n")
        let terminal = try BuiltProgram.start(file.path)
        try terminal.waitForHeader("LESSON")
        terminal.send("c")
        try terminal.waitForHeader("iteration 40  0/10  LESSON")
        try terminal.wait(forText: "far enough for the lesson")
    }

    @Test(arguments: ["\u{3}", "\u{1B}", "s"])
    func ctrlCAndOtherKeysStopOnlyTheRun(key: String) throws {
        let terminal = try startTraining()
        terminal.send(key)
        try terminal.waitForHeader("PAUSED")
        let paused = try #require(terminal.screen.iteration)
        terminal.send("s")
        try terminal.waitForHeader("iteration \(paused)  1/10  PAUSED")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func interruptingTheLessonsOwnTrainingLeavesItWaiting() throws {
        let file = try ScenarioFile(xorSetUp + "train until loss < 0 max=1000000000\nsay \"never\"\n")
        let terminal = try BuiltProgram.start(file.path)
        try terminal.waitForHeader("RUNNING")
        terminal.send("\u{3}")
        try terminal.waitForHeader("0/10  LESSON")
        #expect(!terminal.screen.text.contains("never"))
        terminal.send("s")
        try terminal.waitForHeader("1/10  LESSON")
    }

    @Test func thePromptAndHelpWorkWhileItTrains() throws {
        let terminal = try startTraining()
        terminal.send("?")
        try terminal.wait(forText: "╭ help: ")
        terminal.send("?")
        try terminal.wait(for: "the panes") { !$0.text.contains("╭ help: ") && $0.text.contains("╭ operations") }
        terminal.send(":print 1")
        try terminal.waitForPrompt("print 1")
        #expect(terminal.screen.line(0).hasSuffix("RUNNING"))
        terminal.send("\u{1B}")
        try terminal.wait(for: "the line of the run") { $0.line(23).contains("space pauses") }
    }

    // MARK: Sizes

    /// Whether the screen is complete: title, boxes and keys are where they belong.
    private func isWhole(_ screen: VirtualScreen, keys: String = " s step") -> Bool {
        let (columns, rows) = (screen.size.columns, screen.size.rows)
        return (columns < 60 || screen.line(0).hasPrefix(" backstep")) && screen.line(0).count == columns - 1
            && screen[column: columns - 1, row: rows - 2].text == "╯"
            && screen[column: 0, row: rows - 2].text == "╰"
            && screen.line(rows - 1).hasPrefix(keys.count > columns ? String(keys.prefix(columns)) : keys)
    }

    @Test func aResizeWhileIdleLaysThePanesOutAnew() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send("s")
        try terminal.waitForHeader("1/10  LESSON")
        for size in [
            Size(columns: 120, rows: 36), Size(columns: 200, rows: 60), Size(columns: 60, rows: 16),
            Size(columns: 40, rows: 12), Size(columns: 80, rows: 24),
        ] {
            terminal.resize(to: size)
            try terminal.wait(for: "a whole screen at \(size)") { isWhole($0) }
        }
        #expect(terminal.screen.line(0).hasSuffix("iteration 0  1/10  LESSON"))
        #expect(terminal.screen.unknownSequences.isEmpty)
    }

    @Test func aStormOfResizesWhileTrainingLeavesAWholeScreen() throws {
        let terminal = try startTraining()
        for step in 0..<60 {
            terminal.resize(to: Size(columns: 20 + step * 37 % 160, rows: 5 + step * 23 % 50))
            if step % 6 == 0 {
                let count = terminal.output.count
                try terminal.wait(for: "more output") { [terminal] _ in terminal.output.count > count }
            }
        }
        terminal.resize(to: Size(columns: 100, rows: 30))
        try terminal.wait(for: "a whole screen") { isWhole($0, keys: " ") && $0.line(29).contains("space pauses") }
        terminal.send(" ")
        try terminal.waitForHeader("PAUSED")
        try terminal.wait(for: "a whole screen") { isWhole($0) }
        try expectRepaintChangesNothing(terminal)
    }

    /// After SIGCONT everything is painted again, which shows whether the screen was right before.
    private func expectRepaintChangesNothing(_ terminal: PseudoTerminal) throws {
        try terminal.waitForQuiet()
        let before = terminal.screen.text
        let count = terminal.output.count
        terminal.signal(SIGCONT)
        try terminal.wait(for: "the same screen, painted anew") { [terminal] screen in
            terminal.output.count > count + before.count && screen.text == before
        }
    }

    @Test func tooSmallAWindowSaysSoAndRecovers() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.resize(to: Size(columns: 30, rows: 10))
        try terminal.wait(forText: "backstep needs 40×12")
        try terminal.wait(forText: "30×10")
        for size in [Size(columns: 1, rows: 1), Size(columns: 3, rows: 2), Size(columns: 500, rows: 3)] {
            terminal.resize(to: size)
            try terminal.wait(for: "something at \(size)") { !$0.text.isEmpty }
        }
        terminal.resize(to: Size(columns: 80, rows: 24))
        try terminal.wait(for: "a whole screen") { isWhole($0) }
        terminal.resize(to: Size(columns: 20, rows: 5))
        try terminal.wait(forText: "backstep needs")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func aScreenThatStartsTooSmallWaitsForMoreRoom() throws {
        let terminal = try BuiltProgram.start(BuiltProgram.lessonFile(), size: Size(columns: 20, rows: 5))
        try terminal.wait(forText: "backstep needs")
        terminal.resize(to: Size(columns: 80, rows: 24))
        try terminal.wait(for: "a whole screen") { isWhole($0) }
    }
}
