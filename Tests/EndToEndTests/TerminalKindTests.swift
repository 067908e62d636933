import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// Many kinds of terminals, and users' preferences about colour.
@Suite struct TerminalKindTests {
    /// The palette numbers of all colours on the screen.
    private func palette(_ screen: VirtualScreen) -> Set<Int> {
        Set(
            screen.cells.flatMap { [$0.style.foreground, $0.style.background] }.compactMap {
                if case .palette(let number) = $0 { Int(number) } else { nil }
            })
    }

    @Test(arguments: [["TERM": "dumb"], ["TERM": nil], ["TERM": ""], ["TERM": "nobody-knows-this"]])
    func onAnUnsuitableTerminalTheErrorSaysWhatToUse(environment: [String: String?]) throws {
        let terminal = try BuiltProgram.start(environment: environment)
        #expect(try terminal.waitForExit() == .exited(2))
        #expect(terminal.outputText.hasPrefix("backstep: error: "))
        #expect(terminal.outputText.contains("backstep repl"))
        #expect(!terminal.outputText.contains("\u{1B}"))
        #expect(try terminal.modes().echoes)
    }

    @Test(arguments: ["xterm-256color", "screen-256color"])
    func terminalsWith256ColoursGetShades(name: String) throws {
        let terminal = try BuiltProgram.startLesson(environment: ["TERM": name])
        terminal.send("ss")
        try terminal.waitForHeader("2/10  LESSON")
        try terminal.wait(for: "shades") { palette($0).contains { $0 >= 16 } }
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(!terminal.screen.isAlternate)
    }

    @Test(arguments: ["xterm", "linux", "vt220"])
    func olderTerminalsGetTheEightColoursTheyHave(name: String) throws {
        let terminal = try BuiltProgram.startLesson(environment: ["TERM": name])
        terminal.send("ss")
        try terminal.waitForHeader("2/10  LESSON")
        #expect(palette(terminal.screen).allSatisfy { $0 < 8 })
        #expect(palette(terminal.screen).isEmpty == (name == "vt220"))
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(try terminal.modes().echoes)
    }

    @Test func anUnknownXtermIsTreatedAsOne() throws {
        let terminal = try BuiltProgram.startLesson(environment: ["TERM": "xterm-of-tomorrow"])
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test(arguments: ["xterm-256color", "xterm"])
    func noColorMeansNoColour(name: String) throws {
        let terminal = try BuiltProgram.startLesson(environment: ["NO_COLOR": "1", "TERM": name])
        terminal.send("ss")
        try terminal.waitForHeader("2/10  LESSON")
        try terminal.wait(forText: "▶ 2 linear1.forward")
        #expect(
            terminal.screen.cells.allSatisfy {
                $0.style.foreground == .standard && $0.style.background == .standard
            })
        // The current operation can still be recognized.
        let mark = try #require(terminal.screen.position(of: "linear1.forward"))
        let style = terminal.screen[column: mark.column, row: mark.row].style
        #expect(style.reverse || style.bold || style.underline)
    }

    @Test func anEmptyNoColorIsNoWish() throws {
        let terminal = try BuiltProgram.startLesson(environment: ["NO_COLOR": ""])
        #expect(!palette(terminal.screen).isEmpty)
    }

    @Test(arguments: ["C", "POSIX", "en_US.ISO-8859-1"])
    func withoutUTF8EveryByteIsASCII(locale: String) throws {
        let terminal = try BuiltProgram.startLesson(environment: ["LC_ALL": locale])
        terminal.send(" ")
        try terminal.waitForHeader("2/10  LESSON")
        terminal.send("?")
        try terminal.wait(forText: "help: ")
        terminal.send("?:print foo\r")
        try terminal.wait(forText: "error: ")
        terminal.send("c")
        try terminal.waitForHeader("RUNNING")
        try terminal.wait(for: "the loss") { ($0.iteration ?? 0) > 20 && $0.text.contains("*") }
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.output.allSatisfy { $0 < 0x80 })
    }

    @Test(arguments: [
        ["LC_ALL": nil], ["LC_ALL": nil, "LANG": "C.UTF-8"], ["LC_ALL": nil, "LC_CTYPE": "C.UTF-8"],
        ["LC_ALL": "xx_YY.UTF-8"],
    ])
    func withUTF8OrNoLocaleLinesAreDrawn(environment: [String: String?]) throws {
        let terminal = try BuiltProgram.startLesson(environment: environment)
        #expect(terminal.screen.text.contains("╭ operations ─"))
        #expect(terminal.screen.text.contains("W1 2×4"))
    }
}
