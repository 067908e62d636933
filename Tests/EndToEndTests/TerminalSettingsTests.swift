import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// The mouse, colours, characters and speeds, set while the screen is on.
@Suite struct TerminalSettingsTests {
    /// What the program has written since a mark.
    private func output(of terminal: PseudoTerminal, from mark: Int) -> String {
        String(decoding: terminal.output[mark...], as: UTF8.self)
    }

    /// A mouse report in xterm's mode 1006, in which columns and rows count from 1.
    private func report(_ button: Int, at point: Point, isRelease: Bool = false) -> String {
        "\u{1B}[<\(button);\(point.column + 1);\(point.row + 1)\(isRelease ? "m" : "M")"
    }

    private func click(_ terminal: PseudoTerminal, at point: Point) {
        terminal.send(report(0, at: point) + report(0, at: point, isRelease: true))
    }

    // MARK: Mouse

    @Test func aClickSelectsAnOperation() throws {
        let terminal = try BuiltProgram.startLesson()
        #expect(terminal.screen.reportsMouse)
        let place = try #require(terminal.screen.position(of: "linear2.forward"))
        click(terminal, at: place)
        // Its matrices replace those that were shown.
        try terminal.wait(for: "the operation's title") { $0.text.contains("╭ linear2.forward") }
    }

    @Test func theWheelScrollsWhatItIsOver() throws {
        let terminal = try BuiltProgram.startLesson()
        terminal.send("?")
        try terminal.wait(forText: "help: ")
        try terminal.waitForQuiet()
        let before = terminal.screen.text
        for _ in 0..<3 { terminal.send(report(65, at: Point(column: 10, row: 10))) }
        try terminal.wait(for: "the help, scrolled") { $0.text != before && $0.text.contains("help: ") }
        for _ in 0..<3 { terminal.send(report(64, at: Point(column: 10, row: 10))) }
        try terminal.wait(for: "the help from its start") { $0.text == before }
    }

    @Test func clicksBeyondColumn223Arrive() throws {
        let terminal = try BuiltProgram.startLesson(size: Size(columns: 300, rows: 60))
        terminal.send("?")
        try terminal.wait(forText: "help: ")
        try terminal.waitForQuiet()
        let before = terminal.screen.text
        terminal.send(report(65, at: Point(column: 280, row: 40)))
        try terminal.wait(for: "something else") { $0.text != before }
    }

    @Test func theMouseCanBeGivenBackToTheTerminalAndTakenAgain() throws {
        let terminal = try BuiltProgram.startLesson()
        let mark = terminal.output.count
        try terminal.command("set mouse off")
        try terminal.wait(for: "no mouse reports") { !$0.reportsMouse }
        #expect(output(of: terminal, from: mark).contains("\u{1B}[?1006;1000l"))
        try terminal.command("set mouse on")
        try terminal.wait(for: "mouse reports") { $0.reportsMouse }
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(!terminal.screen.reportsMouse)
    }

    @Test(arguments: [true, false])
    func theMouseIsAsItWasAfterAStop(isOn: Bool) throws {
        let terminal = try PseudoTerminal(
            shell:
                "set -m; '\(BuiltProgram.path())' '\(BuiltProgram.lessonFile())'; echo \"stopped: $?\"; read line; fg")
        try terminal.waitForHeader("LESSON")
        if !isOn {
            try terminal.command("set mouse off")
            try terminal.wait(for: "no mouse reports") { !$0.reportsMouse }
        }
        terminal.send("\u{1A}")
        try terminal.wait(forText: "stopped: 148")
        #expect(!terminal.screen.reportsMouse)
        terminal.resize(to: Size(columns: 100, rows: 30))
        let mark = terminal.output.count
        terminal.send("\n")
        try terminal.wait(for: "the screen in its new size") { $0.line(29).hasPrefix(" s step") }
        terminal.send("s")
        try terminal.waitForHeader("1/10  LESSON")
        #expect(terminal.screen.reportsMouse == isOn)
        if !isOn { #expect(!output(of: terminal, from: mark).contains("1000h")) }
        terminal.send("q")
        try terminal.wait(for: "the end") { !$0.isAlternate }
        #expect(!terminal.screen.reportsMouse)
    }

    // MARK: Colours and characters

    private func isColored(_ screen: VirtualScreen) -> Bool {
        screen.cells.contains { $0.style.foreground != .standard || $0.style.background != .standard }
    }

    /// Whether output sets a colour other than the terminal's own.
    private func setsColor(_ text: String) -> Bool {
        text.firstMatch(of: /\e\[[0-9;]*?\b(3[0-8]|4[0-8]|9[0-7]|10[0-7])[;m]/) != nil
    }

    @Test func coloursCanBeGivenUpAndTakenAgain() throws {
        let terminal = try BuiltProgram.startLesson()
        #expect(isColored(terminal.screen))
        try terminal.command("set colors none")
        try terminal.wait(for: "a screen without colours") { !isColored($0) }
        try terminal.waitForQuiet()
        let mark = terminal.output.count
        terminal.send("ssss")
        try terminal.waitForHeader("4/10  LESSON")
        terminal.send("?")
        try terminal.wait(forText: "help: ")
        #expect(!setsColor(output(of: terminal, from: mark)))
        #expect(setsColor(String(decoding: terminal.output[..<mark], as: UTF8.self)))
        terminal.send("?")
        try terminal.command("set colors auto")
        try terminal.wait(for: "colours") { isColored($0) }
    }

    @Test func askingForColoursOverridesNoColor() throws {
        let terminal = try BuiltProgram.startLesson(environment: ["NO_COLOR": "1"])
        #expect(!setsColor(terminal.outputText))
        try terminal.command("set colors 16")
        try terminal.wait(for: "colours") { isColored($0) }
        for style in terminal.screen.cells.map(\.style) {
            for case .palette(let number) in [style.foreground, style.background] { #expect(number < 16) }
        }
        try terminal.command("set colors auto")
        try terminal.wait(for: "no colours") { !isColored($0) }
    }

    @Test func noMoreColoursAreWrittenThanTheTerminalHas() throws {
        let terminal = try BuiltProgram.startLesson(environment: ["TERM": "xterm"])
        try terminal.command("set colors direct")
        terminal.send("ss")
        try terminal.waitForHeader("2/10  LESSON")
        for style in terminal.screen.cells.map(\.style) {
            for color in [style.foreground, style.background] {
                if case .palette(let number) = color { #expect(number < 8) }
                if case .direct = color { Issue.record("a direct colour on a terminal with eight") }
            }
        }
        #expect(terminal.screen.unknownSequences.isEmpty)
    }

    @Test func charactersCanBeASCIIAndMoreAgain() throws {
        let terminal = try BuiltProgram.startLesson()
        #expect(terminal.screen.text.contains("╭"))
        try terminal.command("set glyphs ascii")
        try terminal.wait(for: "nothing but ASCII") {
            $0.text.allSatisfy(\.isASCII) && $0.text.contains("+ operations -")
        }
        try terminal.command("set glyphs unicode")
        try terminal.wait(for: "lines") { $0.text.contains("╭") }
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test func charactersBeyondTheLocaleStayASCII() throws {
        let terminal = try BuiltProgram.startLesson(environment: ["LC_ALL": "C"])
        try terminal.command("set glyphs unicode")
        terminal.send("s")
        try terminal.waitForHeader("1/10  LESSON")
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
    }

    // MARK: Speed

    @Test func spacePlaysAtASpeedAndPauses() throws {
        let file = try ScenarioFile(xorSetUp)
        let player = try BuiltProgram.start(file.path)
        try player.waitForHeader("PAUSED")
        try player.command("set speed 20")
        player.send(" ")
        for count in 1...3 {
            try player.wait(for: "operation \(count)") { $0.line(0).contains("\(count)/10  PLAYING") }
        }
        player.send(" ")
        try player.waitForHeader("PAUSED")
        try player.wait(for: "the keys") { $0.line(23).hasPrefix(" s step") }
        player.send(" +++++")
        try player.waitForHeader("RUNNING")
        player.send(String(repeating: "-", count: 30))
        try player.waitForHeader("PLAYING")
        player.send("q")
        #expect(try player.waitForExit() == .exited(0))
    }
}
