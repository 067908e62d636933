import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// How the selected cell was computed, with its own numbers.
struct ExplanationPane: PaneBody {
    let model: ScreenModel

    /// A gradient is compared with a central difference at every key only if that takes fewer multiplications than this.
    private static let comparedCost = 20_000_000

    var title: PaneTitle {
        guard let session = model.workbench.session, let cell = model.screen.selectedCell(in: session) else {
            return PaneTitle("explain")
        }
        return PaneTitle("explain \(cell.spelling)", trailing: "e to the log, w why")
    }

    func draw(on grid: inout CellGrid, in inside: Rect) {
        let columns = max(1, inside.columns - 2)
        for (offset, line) in lines(columns: columns, rows: inside.rows).prefix(inside.rows).enumerated() {
            grid.put(
                glyphs.spell(line.text), at: Point(column: inside.column + 1, row: inside.row + offset),
                style: line.style, limit: columns, overflow: .ellipsis(glyphs.ellipsis))
        }
    }

    /// The explanation; nil if the cell has not been computed, or during a run.
    private var report: ExplanationReport? {
        guard model.workbench.run == nil, let session = model.workbench.session,
            let cell = model.screen.selectedCell(in: session)
        else { return nil }
        let compares = session.engine.network.weightCount * max(1, session.engine.plan.batchRows) < Self.comparedCost
        return model.memo.remembered(by: Self.pane, { MemoKey(stamp: $0, cell: cell, comparesGradient: compares) }) {
            ExplanationReport(session, cell.name, row: cell.row, column: cell.column, comparesGradient: compares)
        }
    }

    private struct MemoKey: Equatable {
        let stamp: SessionStamp
        let cell: MatrixCell
        let comparesGradient: Bool
    }

    func farthestScroll(in inside: Rect) -> Int? {
        let columns = max(1, inside.columns - 2)
        let lines =
            model.workbench.hidesVerdicts
            ? report?.linesWithoutVerdict(columns: columns) : report?.lines(columns: columns)
        return max(0, (lines?.count ?? 0) - inside.rows)
    }

    /// The whole explanation, however many rows that takes.
    func wholeLines(columns: Int) -> [String] { lines(columns: columns, rows: .max).map { glyphs.spell($0.text) } }

    /// The whole explanation if it fits or is scrolled, or else its short form of two lines.
    private func lines(columns: Int, rows: Int) -> [(text: String, style: Style)] {
        guard let session = model.workbench.session, let cell = model.screen.selectedCell(in: session) else {
            return []
        }
        // During a run the numbers change faster than anyone can read.
        guard model.workbench.run == nil else {
            let key = model.workbench.hasScriptedRun ? "Esc stops" : "space pauses"
            return [("the run goes on; \(key) it", theme.muted)]
        }
        if model.hiddenCells.contains(cell) {
            let help = model.workbench.waitsForAnswer ? "= and a number answers, space helps" : "'answer' answers"
            return glyphs.spell("\(cell.spelling) is what the lesson asks for: \(help)").wrapped(toColumns: columns)
                .map { ($0, theme.muted) }
        }
        guard let report else {
            return [("nothing has computed \(cell.name) yet: \(session.nextOperation.label) comes next", theme.muted)]
        }
        let isHunt = model.workbench.hidesVerdicts
        let whole = isHunt ? report.linesWithoutVerdict(columns: columns) : report.lines(columns: columns)
        let scroll = min(model.screen.scroll[.explanation] ?? 0, max(0, whole.count - rows))
        let lines =
            whole.count <= rows || scroll > 0
            ? Array(whole.dropFirst(scroll))
            : isHunt ? report.shortLinesWithoutVerdict(columns: columns) : report.shortLines(columns: columns)
        return lines.map { line in
            let text = line.drop { $0 == " " }
            return (line, text.hasPrefix("✗") ? theme.bad : text.hasPrefix("✓") ? theme.good : theme.text)
        }
    }
}

extension Pane {
    static let explanation = Pane(ExplanationPane.self)
}
