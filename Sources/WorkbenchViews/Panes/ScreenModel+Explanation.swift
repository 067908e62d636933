import CommandLanguage
import NeuralEngine
import StepDebugger
import TerminalDrawing
import Workbench

/// How the cell under the cursor came about, in its own numbers.
extension ScreenModel {
    /// Beyond so many multiplications a gradient is not held against a central difference at each key.
    private static let comparedCost = 20_000_000

    var explanationTitle: PaneTitle {
        guard let session = workbench.session, let cell = screen.selectedCell(in: session) else {
            return PaneTitle("explain")
        }
        return PaneTitle("explain \(cell.spelling)", trailing: "e to the log, w why")
    }

    func drawExplanation(on grid: inout CellGrid, in inside: Rect) {
        let columns = max(1, inside.columns - 2)
        for (offset, line) in explanationLines(columns: columns, rows: inside.rows).prefix(inside.rows).enumerated() {
            grid.put(
                glyphs.spell(line.text), at: Point(column: inside.column + 1, row: inside.row + offset),
                style: line.style, limit: columns, overflow: .ellipsis(glyphs.ellipsis))
        }
    }

    /// How the cell came about, where it has been computed and no run goes on.
    private var explanationReport: ExplanationReport? {
        guard let session = workbench.session, workbench.run == nil, let cell = screen.selectedCell(in: session) else {
            return nil
        }
        let compares = session.engine.network.weightCount * max(1, session.engine.plan.batchRows) < Self.comparedCost
        return memo.explanation(session, cell, comparesGradient: compares)
    }

    /// How far the explanation can be scrolled.
    func farthestExplanationScroll(in inside: Rect) -> Int {
        max(0, (explanationReport?.lines(columns: max(1, inside.columns - 2)).count ?? 0) - inside.rows)
    }

    /// The whole explanation where there is room for it, or where it is scrolled; its two lines where there is not.
    private func explanationLines(columns: Int, rows: Int) -> [(text: String, style: Style)] {
        guard let session = workbench.session, let cell = screen.selectedCell(in: session) else { return [] }
        // In a run the numbers are gone before anybody has read them.
        guard workbench.run == nil else { return [("the run goes on; space pauses it", theme.muted)] }
        if hiddenCells.contains(cell) {
            let help = workbench.waitsForAnswer ? "= and a number answers, space helps" : "'answer' answers"
            return [("\(cell.spelling) is what the lesson asks for: \(help)", theme.muted)]
        }
        guard let report = explanationReport else {
            return [("nothing has computed \(cell.name) yet: \(session.nextOperation.label) comes next", theme.muted)]
        }
        let whole = report.lines(columns: columns)
        let scroll = min(screen.scroll[.explanation] ?? 0, max(0, whole.count - rows))
        let lines =
            whole.count <= rows || scroll > 0 ? Array(whole.dropFirst(scroll)) : report.shortLines(columns: columns)
        return lines.map { line in
            let text = line.drop { $0 == " " }
            return (line, text.hasPrefix("✗") ? theme.bad : text.hasPrefix("✓") ? theme.good : theme.text)
        }
    }
}
