import TerminalDrawing
import Workbench

/// What the lesson said last, and what it asks. It never has the focus: earlier words are in the log, which scrolls.
struct NarrationPane: PaneBody {
    let model: ScreenModel

    static let menuMayCover = false

    /// It is there once a lesson has said something.
    var wantsRoom: Bool { model.workbench.lesson.narration != nil }

    /// The lesson's title, and the key that continues it.
    var title: PaneTitle {
        let reading = model.screen.layout == .lesson ? "" : "4 has more room"
        return PaneTitle(
            [model.workbench.lesson.title ?? "lesson", model.workbench.lesson.chapter].compactMap(\.self).joined(
                separator: " · "),
            trailing: ([continuation, reading].filter { !$0.isEmpty } as [String]).joined(separator: ", "))
    }

    private var continuation: String {
        model.workbench.waitsForAnswer
            ? "\(model.answerKeys) answers, space helps" : model.workbench.lesson.isPaused ? "space goes on" : ""
    }

    func draw(on grid: inout CellGrid, in inside: Rect) {
        let columns = max(1, inside.columns - 2)
        let asked = model.questionLines(columns: columns)
        var lines = glyphs.spell(model.workbench.lesson.narration ?? "").wrapped(toColumns: columns)
        // The question always fits; the rest gets what room is left.
        let room = max(0, inside.rows - asked.count)
        if lines.count > room { lines = lines.filter { !$0.isEmpty } }
        let kind = model.screen.showsNarration ? LogLine.Kind.narration : .note
        for (offset, line) in lines.prefix(room).enumerated() {
            let isCut = offset == room - 1 && lines.count > room
            let text = isCut ? cutLine(line, columns: columns) : line
            put(LogLine(text, kind), on: &grid, row: inside.row + offset, in: inside)
        }
        let row = inside.row + min(lines.count, room)
        // Where hints no longer fit, the question stays, and the newest of them.
        var shown = asked[...]
        let rows = inside.endRow - row
        if asked.count > rows, rows > 2 {
            let question = (asked.lastIndex { $0.kind == .question } ?? 0) + 1
            let kept = min(question, rows - 2)
            shown = asked.prefix(kept) + [LogLine("\(glyphs.ellipsis)", .hint)] + asked.suffix(rows - kept - 1)
        }
        for (offset, line) in shown.prefix(rows).enumerated() {
            put(line, on: &grid, row: row + offset, in: inside)
        }
    }

    // MARK: Keys and mouse

    var placeCount: Int { 0 }

    func target(at point: Point?, in inside: Rect) -> MouseTarget { MouseTarget(Focus(.log)) }
}

extension Pane {
    static let narration = Pane(NarrationPane.self)
}
