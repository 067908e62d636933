import Derivations
import TerminalDrawing
import Workbench

/// A derivation, line by line, in the matrices' place.
extension ScreenModel {
    var derivationTitle: PaneTitle {
        guard let derivation = screen.derivation else { return PaneTitle("derive") }
        return PaneTitle("derive \(derivation.checked.derivation.name)", trailing: "↑ ↓ scroll, Esc closes")
    }

    func drawDerivation(on grid: inout CellGrid, in inside: Rect) {
        let lines = derivationLines(in: inside)
        let scroll = min(screen.scroll[.derivation] ?? 0, max(0, lines.count - inside.rows))
        for (offset, line) in lines.dropFirst(scroll).prefix(inside.rows).enumerated() {
            grid.put(
                glyphs.spell(line.text), at: Point(column: inside.column + 1, row: inside.row + offset),
                style: line.style, limit: inside.columns - 2, overflow: .ellipsis(glyphs.ellipsis))
        }
    }

    /// How far it can be scrolled.
    func farthestDerivationScroll(in inside: Rect) -> Int { max(0, derivationLines(in: inside).count - inside.rows) }

    private func derivationLines(in inside: Rect) -> [(text: String, style: Style)] {
        guard let derivation = screen.derivation else { return [] }
        let columns = max(1, inside.columns - 2)
        let summary = glyphs.spell(derivation.summary).wrapped(toColumns: columns)
            .map { ($0, derivation.holds ? theme.good : theme.bad) }
        let style: MathStyle = glyphs.isASCII ? .ascii : .unicode
        return derivation.lines(columns: columns, style: style).map { ($0, theme.text) } + summary
    }
}
