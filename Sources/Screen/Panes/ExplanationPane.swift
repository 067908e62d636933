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
        if let step = lossSteps.last {
            return PaneTitle("explain loss of sample \(step.sample)", trailing: "i goes on")
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

    /// The formula of a cell without a value, unless it would take too long to come by.
    private func toCome(_ cell: MatrixCell, _ session: DebugSession) -> ExplanationToCome? {
        guard session.engine.network.weightCount * max(1, session.engine.plan.batchRows) < Self.comparedCost else {
            return nil
        }
        return model.memo.remembered(by: Self.pane, { ToComeKey(stamp: $0, cell: cell) }) {
            model.workbench.explanationToCome(of: cell)
        }
    }

    private struct ToComeKey: Equatable {
        let stamp: SessionStamp
        let cell: MatrixCell
    }

    /// The steps of the sample's loss, if the last of them is what is looked at.
    private var lossSteps: [LossStep] {
        guard model.workbench.run == nil, let session = model.workbench.session,
            let cell = model.screen.selectedCell(in: session)
        else { return [] }
        let steps = session.lossSteps
        return steps.last?.cell == cell ? steps : []
    }

    /// The steps so far. If they do not all fit, the newest are shown under a mark, and scrolling shows the others.
    private func linesOfLoss(columns: Int, rows: Int) -> [(text: String, style: Style)] {
        let steps = lossSteps.map { LossStepReport($0).lines(columns: columns).map(glyphs.spell) }
        let whole = steps.enumerated().flatMap { index, lines in
            lines.map { (text: $0, style: index == steps.count - 1 ? theme.text : theme.muted) }
        }
        guard whole.count > rows else { return whole }
        let scroll = model.screen.scroll[.explanation] ?? 0
        guard scroll == 0 else { return Array(whole.dropFirst(min(scroll, whole.count - rows))) }
        guard let last = steps.last, let step = lossSteps.last else { return [] }
        func mark(_ count: Int) -> (text: String, style: Style) {
            ("\(glyphs.ellipsis) \(count) \(count == 1 ? "line" : "lines") above", theme.muted)
        }
        if last.count < rows { return [mark(whole.count - rows + 1)] + whole.suffix(rows - 1) }
        let short = LossStepReport(step).shortLines(columns: columns).map {
            (text: glyphs.spell($0), style: theme.text)
        }
        guard short.count > rows || whole.count == last.count else {
            return short.count < rows ? [mark(whole.count - last.count)] + short : short
        }
        guard short.count > rows, rows > 0 else { return short }
        return Array(short.prefix(rows - 1)) + [
            (String(short[rows - 1].text.prefix(columns - 2)) + " \(glyphs.ellipsis)", theme.text)
        ]
    }

    private struct MemoKey: Equatable {
        let stamp: SessionStamp
        let cell: MatrixCell
        let comparesGradient: Bool
    }

    func farthestScroll(in inside: Rect) -> Int? {
        let columns = max(1, inside.columns - 2)
        let steps = lossSteps
        if !steps.isEmpty {
            return max(0, steps.reduce(0) { $0 + LossStepReport($1).lines(columns: columns).count } - inside.rows)
        }
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
        guard lossSteps.isEmpty else { return linesOfLoss(columns: columns, rows: rows) }
        guard let report else {
            guard let toCome = toCome(cell, session) else {
                return glyphs.spell("\(cell.name) has no value yet; \(session.nextOperation.label) comes next")
                    .wrapped(toColumns: columns).map { ($0, theme.muted) }
            }
            let whole = toCome.lines(columns: columns)
            return (whole.count <= rows ? whole : toCome.shortLines(columns: columns)).map { ($0, theme.muted) }
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
