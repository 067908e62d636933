import CommandLanguage
import TerminalDrawing
import Workbench

/// The lesson's words, and the log of what commands said.
extension ScreenModel {
    /// What the lesson said last.
    func drawNarration(on grid: inout CellGrid, in inside: Rect) {
        let columns = max(1, inside.columns - 2)
        let text = workbench.narration ?? ""
        let asked = questionLines(columns: columns)
        var lines = glyphs.spell(text).wrapped(toColumns: columns)
        // What is asked is there, whatever else there is room for.
        let room = max(0, inside.rows - asked.count)
        if lines.count > room { lines = lines.filter { !$0.isEmpty } }
        for (offset, line) in lines.prefix(room).enumerated() {
            let isCut = offset == room - 1 && lines.count > room
            put(
                isCut ? String(line.prefix(columns - 2)) + " \(glyphs.ellipsis)" : line,
                screen.showsNarration ? .narration : .note, row: inside.row + offset, in: inside, on: &grid)
        }
        let row = inside.row + min(lines.count, room)
        for (offset, line) in asked.prefix(inside.endRow - row).enumerated() {
            put(line.text, line.kind, row: row + offset, in: inside, on: &grid)
        }
    }

    /// What the lesson asks, with the last hint.
    private func questionLines(columns: Int) -> [(text: String, kind: LogLine.Kind)] {
        func wrapped(_ text: String, _ kind: LogLine.Kind) -> [(text: String, kind: LogLine.Kind)] {
            glyphs.spell(text).split(separator: "\n")
                .flatMap { CharacterWidth.of($0) > columns ? String($0).wrapped(toColumns: columns) : [String($0)] }
                .map { ($0, kind) }
        }
        if let question = workbench.question {
            return wrapped("What is \(question.text)?", .question) + wrapped(question.lastHint ?? "", .hint)
        }
        guard let suspicion = workbench.suspicion else { return [] }
        return wrapped("Which operation has the fault? :accuse names it", .question)
            + wrapped(suspicion.hasHint ? OpenSuspicion.hint : "", .hint)
    }

    /// The lesson's title, and how it goes on.
    var narrationTitle: PaneTitle {
        let reading = screen.layout == .lesson ? "" : "4 has more room"
        return PaneTitle(
            [workbench.title ?? "lesson", workbench.chapter].compactMap(\.self).joined(separator: " · "),
            trailing: ([lessonGoesOn, reading].filter { !$0.isEmpty } as [String]).joined(separator: ", "))
    }

    private var lessonGoesOn: String {
        workbench.waitsForAnswer ? "= answers, space helps" : workbench.isPausedByScenario ? "space goes on" : ""
    }

    /// The lesson's last words stay at the top while what commands say scrolls below; scrolled back, the log shows
    /// everything in its order.
    func drawLog(on grid: inout CellGrid, in inside: Rect) {
        let columns = max(1, inside.columns - 2)
        var pinned: [(text: String, kind: LogLine.Kind)] = []
        if layout.pinsNarration, screen.showsNarration, screen.log.scroll == 0, let narration = workbench.narration {
            let lines = glyphs.spell(narration).wrapped(toColumns: columns).filter { !$0.isEmpty }
            let asked = questionLines(columns: columns).prefix(max(0, inside.rows - 1))
            let room = inside.rows - asked.count
            pinned = lines.prefix(room > 2 ? room - 1 : room).map { ($0, .narration) }
            if pinned.count < lines.count, let last = pinned.indices.last { pinned[last].text += " \(glyphs.ellipsis)" }
            pinned += asked
        }
        for (offset, line) in pinned.enumerated() {
            put(line.text, line.kind, row: inside.row + offset, in: inside, on: &grid)
        }
        let rows = inside.rows - pinned.count
        let lines = logLines(
            columns: columns, atLeast: rows + screen.log.scroll,
            includingLesson: pinned.isEmpty && layout.pinsNarration)
        let end = max(min(lines.count, rows), lines.count - screen.log.scroll)
        for (offset, line) in lines[max(0, end - rows)..<end].enumerated() {
            put(line.text, line.kind, row: inside.row + pinned.count + offset, in: inside, on: &grid)
        }
    }

    /// How far the log can be scrolled back.
    func farthestLogScroll(in inside: Rect) -> Int {
        let lines = logLines(
            columns: max(1, inside.columns - 2), atLeast: .max, includingLesson: layout.pinsNarration)
        return max(0, lines.count - inside.rows)
    }

    private func put(_ line: String, _ kind: LogLine.Kind, row: Int, in inside: Rect, on grid: inout CellGrid) {
        grid.put(
            line, at: Point(column: inside.column + 1, row: row), style: theme.log(kind), limit: inside.columns - 2)
    }

    /// The newest lines of the log, oldest first; no more entries are wrapped than the view reaches back.
    private func logLines(
        columns: Int, atLeast count: Int, includingLesson: Bool
    ) -> [(text: String, kind: LogLine.Kind)] {
        var lines: [(text: String, kind: LogLine.Kind)] = []
        for entry in screen.log.entries.reversed() where lines.count < count {
            if entry.kind.isSaidByLesson, !includingLesson { continue }
            let text = glyphs.spell(entry.kind == .command ? "> \(entry.text)" : entry.text)
            let entryLines = text.split(separator: "\n", omittingEmptySubsequences: entry.kind != .narration)
            lines = entryLines.flatMap { wrapped($0, of: entry, columns: columns) }.map { ($0, entry.kind) } + lines
        }
        return lines
    }

    /// Sentences go on in the next line; tables, and source lines with a caret under the place, keep their columns.
    private func wrapped(_ line: Substring, of entry: ScreenLog.Entry, columns: Int) -> [String] {
        // Breaking a line folds its blanks.
        guard CharacterWidth.of(line) > columns else { return [String(line)] }
        let indent = line.prefix { $0 == " " }.count
        let text = line.dropFirst(indent)
        // Below a verdict stand sentences, too; values in columns, and a source line over its caret, do not.
        let isSentence = indent < columns / 2 && !text.contains("  ") && !entry.text.contains("^")
        return switch entry.kind {
        case .narration, .note, .hint, .pause: String(line).wrapped(toColumns: columns)
        case .success where isSentence, .failure where isSentence:
            text.wrapped(toColumns: columns - indent).map { String(repeating: " ", count: indent) + $0 }
        case .failure where indent == 0: String(line).wrapped(toColumns: columns)
        case .output where !line.hasPrefix(" ") && line.first != glyphs.current:
            String(line).wrapped(toColumns: columns)
        default: [String(line)]
        }
    }
}
