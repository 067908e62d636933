import Foundation
import TerminalDrawing
import TestSupport
import Testing

/// Windows that are resized again and again: in the end, the screen is right for its size.
@Suite struct ResizeStormTests {
    /// Sizes from the smallest to larger than anyone has, in an order without a pattern.
    private static let sizes: [Size] = {
        var sizes = [Size(columns: 1, rows: 1), Size(columns: 300, rows: 100)]
        for step in 0..<40 { sizes.append(Size(columns: 1 + step * 113 % 300, rows: 1 + step * 37 % 100)) }
        return sizes
    }()

    /// Waits until a terminal shows what another does, characters and colours.
    private func wait(for terminal: PseudoTerminal, toShowTheSameAs other: PseudoTerminal) throws {
        do {
            try terminal.wait(for: "the screen of a start in this size") { $0.look == other.screen.look }
        } catch {
            let cells = zip(terminal.screen.look, other.screen.look).enumerated().filter { $1.0 != $1.1 }
            if let (index, (cell, expected)) = cells.first.map({ ($0.offset, $0.element) }) {
                let (row, column) = index.quotientAndRemainder(dividingBy: other.screen.size.columns)
                Issue.record("\(cells.count) cells differ, first \(column), \(row): \(cell), not \(expected)")
            }
            throw error
        }
    }

    /// A program that has always had this size, brought to the same place.
    private func fresh(_ size: Size, steps: Int) throws -> PseudoTerminal {
        let terminal = try BuiltProgram.startLesson(size: size)
        for step in 1...steps {
            terminal.send("s")
            try terminal.waitForHeader("\(step)/10  LESSON")
        }
        try terminal.waitForQuiet()
        return terminal
    }

    @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 133, rows: 41)])
    func whileStepping(last: Size) throws {
        let terminal = try BuiltProgram.startLesson(size: last)
        for (index, size) in Self.sizes.enumerated() {
            terminal.resize(to: size)
            if index.isMultiple(of: 8), index / 8 < 5 {
                terminal.send("s")
                let count = terminal.output.count
                try terminal.wait(for: "an answer") { [terminal] _ in terminal.output.count > count }
            }
        }
        terminal.resize(to: last)
        try terminal.waitForHeader("5/10  LESSON")
        try wait(for: terminal, toShowTheSameAs: fresh(last, steps: 5))
        #expect(terminal.screen.unknownSequences.isEmpty)
    }

    @Test func whileTraining() throws {
        let last = Size(columns: 100, rows: 30)
        let file = try ScenarioFile(xorSetUp)
        let terminal = try BuiltProgram.start(file.path, size: last)
        try terminal.waitForHeader("PAUSED")
        terminal.send("c")
        try terminal.waitForHeader("RUNNING")
        for (index, size) in Self.sizes.enumerated() {
            terminal.resize(to: size)
            if index.isMultiple(of: 6) {
                let count = terminal.output.count
                try terminal.wait(for: "more output") { [terminal] _ in terminal.output.count > count }
            }
        }
        terminal.resize(to: last)
        try terminal.waitForHeader("RUNNING")
        terminal.send(" ")
        try terminal.waitForHeader("PAUSED")
        // Back at the start with the same log: the screen does not depend on the sizes before.
        try terminal.command("restart")
        try terminal.waitForQuiet()
        let stormed = terminal.screen
        terminal.send("\u{0C}")
        let count = terminal.output.count
        try terminal.wait(for: "the same screen, drawn again") { [terminal] in
            terminal.output.count > count + last.columns * last.rows / 2 && $0.look == stormed.look
        }
        #expect(terminal.screen.unknownSequences.isEmpty)
    }
}

extension VirtualScreen {
    /// What can be seen of the cells: spaces only have a background colour.
    fileprivate var look: [ScreenCell] {
        cells.map { cell in
            guard cell.text == " ", !cell.style.underline, !cell.style.reverse else { return cell }
            var blank = cell
            blank.style.foreground = .standard
            (blank.style.bold, blank.style.dim, blank.style.italic) = (false, false, false)
            return blank
        }
    }
}
