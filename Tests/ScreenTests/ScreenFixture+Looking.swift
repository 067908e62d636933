import CommandLanguage
import TerminalDrawing
import Testing
import Workbench

@testable import Screen

/// A kind of terminal, as far as drawing differs.
struct ScreenLook: CustomStringConvertible, Sendable {
    let description: String
    let theme: Theme
    let glyphs: GlyphSet

    static let all = [
        ScreenLook(description: "dark", theme: .dark, glyphs: .unicode),
        ScreenLook(description: "monochrome", theme: .monochrome, glyphs: .unicode),
        ScreenLook(description: "ASCII", theme: .dark, glyphs: .ascii),
    ]
}

extension ScreenFixture {
    func model(_ columns: Int, _ rows: Int, _ look: ScreenLook = .all[0], memo: ScreenMemo = ScreenMemo())
        -> ScreenModel
    {
        ScreenModel(
            workbench: workbench, screen: screen, size: Size(columns: columns, rows: rows), theme: look.theme,
            glyphs: look.glyphs, memo: memo)
    }

    /// The area of a pane; nil if it is not shown.
    func area(of pane: Pane, _ columns: Int, _ rows: Int) -> Rect? {
        model(columns, rows).layout.area(of: pane)
    }

    /// The text inside a pane's box, without the blanks at the ends of its lines.
    func text(of pane: Pane, _ columns: Int, _ rows: Int, _ look: ScreenLook = .all[0]) -> [String] {
        guard let area = area(of: pane, columns, rows)?.interior else {
            Issue.record("\(pane) is not shown")
            return []
        }
        return model(columns, rows, look).draw().text(in: area)
    }

    /// The line over a pane.
    func title(of pane: Pane, _ columns: Int, _ rows: Int, _ look: ScreenLook = .all[0]) -> String? {
        area(of: pane, columns, rows).map { area in
            var line = area
            line.rows = 1
            return model(columns, rows, look).draw().text(in: line)[0]
        }
    }

    /// Points at a place, and finishes what that starts.
    /// - Returns: what was asked of the loop.
    @discardableResult
    mutating func point(
        _ action: MouseEvent.Action = .press, at point: Point, _ columns: Int = 120, _ rows: Int = 36,
        _ look: ScreenLook = .all[0]
    ) -> ScreenRequest? {
        let request = screen.handle(
            MouseEvent(action: action, point: point), workbench: workbench,
            size: Size(columns: columns, rows: rows), theme: look.theme, glyphs: look.glyphs)
        if case .command(let line) = request { run(line) }
        return request
    }

    /// Presses a key on a screen of a given size.
    mutating func press(_ key: Key, _ columns: Int, _ rows: Int) {
        if case .command(let line) = screen.handle(
            key, workbench: workbench, size: Size(columns: columns, rows: rows))
        {
            run(line)
        }
    }

    /// Presses a key and carries out what it asks for, while the run under way stays where it is.
    mutating func pressMeanwhile(_ key: Key) {
        guard case .command(let line) = screen.handle(key, workbench: workbench) else {
            Issue.record("\(key) asks for no command")
            return
        }
        let source = SourceText(name: "prompt", text: line)
        for command in Script.parse(source).commands { send(.perform(command, source)) }
    }

    /// Begins a command and leaves it under way after a few operations.
    mutating func begin(_ line: String, operations: Int = 25) {
        let source = SourceText(name: "prompt", text: line)
        for command in Script.parse(source).commands { send(.perform(command, source)) }
        send(.advance(budget: operations))
    }
}

extension CellGrid {
    /// The characters of an area, without the blanks at the ends of its lines.
    func text(in area: Rect) -> [String] {
        (area.row..<area.endRow).map { row in
            let line = (area.column..<area.endColumn).map { self[column: $0, row: row] }
                .filter { !$0.isTrailingHalf }.map(\.character)
            return String(String(line).reversed().drop { $0 == " " }.reversed())
        }
    }

    /// The places in an area that a condition holds for.
    func points(in area: Rect? = nil, where condition: (Cell) -> Bool) -> [Point] {
        let area = area ?? bounds
        return (area.row..<area.endRow).flatMap { row in
            (area.column..<area.endColumn).map { Point(column: $0, row: row) }.filter { condition(self[$0]) }
        }
    }
}
