import Derivations
import TerminalDrawing
import Workbench

/// A derivation, line by line, in place of the matrices.
struct DerivationPane: PaneBody {
    let model: ScreenModel

    static let menuMayCover = false

    /// It is there until Esc closes it.
    var isAvailable: Bool { model.screen.derivation != nil }

    var title: PaneTitle {
        guard let derivation = model.screen.derivation else { return PaneTitle("derive") }
        let name = "derive \(derivation.checked.derivation.name)"
        let closing = "Esc closes"
        guard let scrolling else { return PaneTitle(name, trailing: closing) }
        let whole = "\(scrolling), \(closing)"
        let columns = model.layout.area(of: .derivation)?.columns ?? 0
        return PaneTitle(name, trailing: PaneTitle.hasRoom(for: whole, after: name, in: columns) ? whole : scrolling)
    }

    /// How many lines there are below, or that there are only lines above; nil if it fits.
    private var scrolling: String? {
        guard let farthest = farthestScroll, farthest > 0 else { return nil }
        let rest = farthest - (model.screen.scroll[.derivation] ?? 0)
        return rest > 0 ? "↓ \(rest) more" : "↑ scrolls"
    }

    func draw(on grid: inout CellGrid, in inside: Rect) {
        let lines = lines(in: inside)
        let scroll = min(model.screen.scroll[.derivation] ?? 0, max(0, lines.count - inside.rows))
        for (offset, line) in lines.dropFirst(scroll).prefix(inside.rows).enumerated() {
            grid.put(
                glyphs.spell(line.text), at: Point(column: inside.column + 1, row: inside.row + offset),
                style: line.style, limit: inside.columns - 2, overflow: .ellipsis(glyphs.ellipsis))
        }
    }

    func farthestScroll(in inside: Rect) -> Int? { max(0, lines(in: inside).count - inside.rows) }

    private func lines(in inside: Rect) -> [(text: String, style: Style)] {
        guard let derivation = model.screen.derivation else { return [] }
        let columns = max(1, inside.columns - 2)
        let summary = glyphs.spell(derivation.summary).wrapped(toColumns: columns)
            .map { ($0, derivation.holds ? theme.good : theme.bad) }
        let style: MathStyle = glyphs.isASCII ? .ascii : .unicode
        return derivation.lines(columns: columns, style: style).map { ($0, theme.text) } + summary
    }
}

extension Pane {
    static let derivation = Pane(DerivationPane.self)
}

extension ScreenState {
    /// Shows a derivation in place of the matrices, with the curves of its function beside it. It gets the focus, since it is
    /// long and has to be scrolled.
    mutating func take(_ report: DerivationReport) {
        if let curve = report.curve { self[CurvePane.self] = CurvePane.State(subject: .function(curve)) }
        derivation = report
        scroll[.derivation] = nil
        if layout != .lesson { layout = .step }
        focus = Focus(.derivation)
    }

    /// Shows the matrices again.
    mutating func closeDerivation() {
        derivation = nil
        if focus.pane == .derivation { focus = layout.home }
    }
}
