import CommandLanguage
import TerminalDrawing
import Workbench

/// The log of commands and their output.
struct LogPane: PaneBody {
    let model: ScreenModel

    static let menuMayCover = false

    static func clearSelection(_ screen: inout ScreenState) { screen.log.scroll = 0 }

    var title: PaneTitle { PaneTitle(model.layout.pinsNarration ? model.workbench.lesson.title ?? "log" : "log") }

    /// The lesson's last words stay at the top and the output of commands scrolls below them; once scrolled back, the log
    /// shows everything in order.
    func draw(on grid: inout CellGrid, in inside: Rect) {
        let columns = max(1, inside.columns - 2)
        let scroll = model.screen.log.scroll
        var pinned: [LogLine] = []
        let asks = model.workbench.lesson.isPaused && !model.questionLines(columns: columns).isEmpty
        if model.layout.pinsNarration, model.screen.showsNarration || asks, scroll == 0,
            let narration = model.workbench.lesson.narration
        {
            let lines = glyphs.spell(narration).wrapped(toColumns: columns).filter { !$0.isEmpty }
            let asked = model.questionLines(columns: columns).prefix(max(0, inside.rows - 1))
            let room = inside.rows - asked.count
            pinned = lines.prefix(room > 2 ? room - 1 : room).map { LogLine($0, .narration) }
            if pinned.count < lines.count, let last = pinned.popLast() {
                pinned.append(LogLine(cutLine(last.text, columns: columns), last.kind))
            }
            pinned += asked
        }
        for (offset, line) in pinned.enumerated() {
            put(line, on: &grid, row: inside.row + offset, in: inside)
        }
        let rows = inside.rows - pinned.count
        let lines = lines(
            columns: columns, atLeast: rows + scroll,
            includingLesson: pinned.isEmpty && model.layout.pinsNarration)
        let end = max(min(lines.count, rows), lines.count - scroll)
        for (offset, line) in lines[max(0, end - rows)..<end].enumerated() {
            put(line, on: &grid, row: inside.row + pinned.count + offset, in: inside)
        }
    }

    // MARK: Scrolling

    /// Up scrolls back in time.
    func move(_ movement: Movement, atPlace place: Int, _ screen: inout ScreenState) {
        guard let farthest = farthestScroll else { return }
        screen.log.scroll = min(max(0, screen.log.scroll - movement.rows), farthest)
    }

    /// How far the log can be scrolled back.
    func farthestScroll(in inside: Rect) -> Int? {
        let lines = lines(
            columns: max(1, inside.columns - 2), atLeast: .max, includingLesson: model.layout.pinsNarration)
        return max(0, lines.count - inside.rows)
    }

    // MARK: Lines

    /// All lines, each command with its output, the newest command first. Tables are as wide as they are.
    func wholeLines(columns: Int) -> [LogLine] {
        let entries = model.screen.log.entries
        let starts = entries.indices.filter { $0 == 0 || entries[$0].kind == .command }
        let ends = starts.dropFirst() + [entries.count]
        return zip(starts, ends).reversed().flatMap { start, end in
            lines(of: entries[start..<end], columns: columns, atLeast: .max, includingLesson: false)
        }
    }

    /// The newest lines of the log, oldest first. Entries that are further back than needed are not wrapped.
    private func lines(columns: Int, atLeast count: Int, includingLesson: Bool) -> [LogLine] {
        lines(of: model.screen.log.entries[...], columns: columns, atLeast: count, includingLesson: includingLesson)
    }

    private func lines(
        of entries: ArraySlice<ScreenLog.Entry>, columns: Int, atLeast count: Int, includingLesson: Bool
    ) -> [LogLine] {
        var lines: [LogLine] = []
        for entry in entries.reversed() where lines.count < count {
            if entry.kind.isSaidByLesson, !includingLesson { continue }
            let text = glyphs.spell(entry.kind == .command ? "> \(entry.text)" : entry.text)
            let entryLines = text.split(separator: "\n", omittingEmptySubsequences: entry.kind != .narration)
            lines =
                entryLines.flatMap { wrapped($0, of: entry, columns: columns) }
                .map { LogLine($0, entry.kind) } + lines
        }
        return lines
    }

    /// Sentences are wrapped; tables, and source lines with a caret below, keep their columns.
    private func wrapped(_ line: Substring, of entry: ScreenLog.Entry, columns: Int) -> [String] {
        // Wrapping a line would collapse its blanks.
        guard CharacterWidth.of(line) > columns else { return [String(line)] }
        let indent = line.prefix { $0 == " " }.count
        let text = line.dropFirst(indent)
        // Lines below a verdict are sentences too, unless they are values in columns or a source line with its caret.
        let isVerdict = text.hasPrefix(glyphs.spell("✓")) || text.hasPrefix(glyphs.spell("✗"))
        let isSentence = indent < columns / 2 && !text.contains("  ") && !entry.text.contains("^")
        if entry.kind == .output, let equation = wrapped(equation: line, columns: columns) { return equation }
        return switch entry.kind {
        case .narration, .note, .hint, .pause: String(line).wrapped(toColumns: columns)
        case .output where isVerdict || indent > 0 && isSentence, .success where isSentence, .failure where isSentence:
            text.wrapped(toColumns: columns - indent).map { String(repeating: " ", count: indent) + $0 }
        case .failure where indent == 0: String(line).wrapped(toColumns: columns)
        case .output where !line.hasPrefix(" ") && line.first != glyphs.current:
            String(line).wrapped(toColumns: columns)
        default: [String(line)]
        }
    }

    /// An equation whose right-hand side goes on below its beginning; nil if the line is none.
    private func wrapped(equation line: Substring, columns: Int) -> [String]? {
        guard let sign = line.firstRange(of: "= ") else { return nil }
        let (left, right) = (line[..<sign.upperBound], line[sign.upperBound...])
        guard CharacterWidth.of(left) <= columns * 2 / 3, !right.contains("  ") else { return nil }
        let indent = String(repeating: " ", count: CharacterWidth.of(left))
        return right.wrapped(toColumns: columns - indent.count).enumerated()
            .map { ($0 == 0 ? String(left) : indent) + $1 }
    }
}

extension Pane {
    static let log = Pane(LogPane.self)
}
