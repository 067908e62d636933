import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// A line a layer: how its activations are spread, and how large its gradient and its update are beside its weights.
extension ScreenModel {
    /// A column of the table, left out where there is no room for it.
    private struct LayerColumn {
        let title: String
        let width: Int
        let text: (LayerReport) -> String
        var isWorth: (LayerReport) -> Bool = { _ in false }
    }

    private static let layerBins = 12
    /// From this share on, dead units and saturated cells deserve a look.
    private static let worthyShare = 0.5

    func drawLayers(on grid: inout CellGrid, in inside: Rect) {
        guard let session = workbench.session else { return }
        let reports = memo.layerReports(of: session, bins: Self.layerBins)
        let labelColumns = min(max(5, reports.map(\.label.count).max() ?? 0), max(8, inside.columns / 3))
        let columns = layerColumns(in: inside.columns - labelColumns - 2)
        var column = inside.column + 1 + labelColumns + 2
        let scroll = min(screen.scroll[.layers] ?? 0, farthestLayerScroll(in: inside))
        let visible = reports.dropFirst(scroll).prefix(max(0, inside.rows - 1))
        for (offset, report) in visible.enumerated() {
            grid.put(
                report.label, at: Point(column: inside.column + 1, row: inside.row + 1 + offset), style: theme.text,
                limit: labelColumns, overflow: .ellipsis(glyphs.ellipsis))
        }
        for entry in columns {
            grid.putRightAligned(
                glyphs.spell(entry.title), endColumn: column + entry.width, row: inside.row, style: theme.header)
            for (offset, report) in visible.enumerated() {
                let text = entry.text(report)
                let style = entry.isWorth(report) || text == "nan" ? theme.warning : theme.text
                grid.putRightAligned(
                    glyphs.spell(text), endColumn: column + entry.width, row: inside.row + 1 + offset,
                    style: entry.title == Self.histogramTitle ? theme.forward : style)
            }
            column += entry.width + 2
        }
    }

    /// How far the table can be scrolled below its heading.
    func farthestLayerScroll(in inside: Rect) -> Int {
        max(0, (workbench.session?.engine.network.layerCount ?? 0) - inside.rows + 1)
    }

    private static let histogramTitle = "activations"

    /// The columns that there is room for, the most telling first.
    private func layerColumns(in available: Int) -> [LayerColumn] {
        func number(_ value: Double?) -> String {
            value.map { NumberFormat.rounded($0, digits: 2) } ?? "-"
        }
        func percent(_ share: Double?) -> String { share.map { "\(Int(($0 * 100).rounded())) %" } ?? "-" }
        let bars = glyphs
        // Who steps looks at values, who trains at how fast the weights move and whether units still live.
        let isTraining = screen.layout == .train
        let all: [(order: Int, column: LayerColumn)] = [
            (
                isTraining ? 5 : 0,
                LayerColumn(title: Self.histogramTitle, width: Self.layerBins) { report in
                    report.activations.map {
                        bars.sparkline($0.counts.map(Double.init), columns: Self.layerBins)
                    } ?? "-"
                }
            ),
            (isTraining ? 4 : 1, LayerColumn(title: "|A|", width: 7) { number($0.activationMagnitude) }),
            (isTraining ? 3 : 6, LayerColumn(title: "|W|", width: 7) { number($0.weightsNorm) }),
            (2, LayerColumn(title: "|dW|", width: 7) { number($0.gradientNorm) }),
            (isTraining ? 1 : 4, LayerColumn(title: "|dW|/|W|", width: 8) { number($0.gradientRatio) }),
            (isTraining ? 6 : 5, LayerColumn(title: "|ΔW|/|W|", width: 8) { number($0.updateRatio) }),
            (
                isTraining ? 0 : 3,
                LayerColumn(
                    title: "dead/sat", width: 8, text: { percent($0.deadShare ?? $0.saturatedShare) },
                    isWorth: { ($0.deadShare ?? $0.saturatedShare ?? 0) >= Self.worthyShare })
            ),
        ]
        var kept: Set<Int> = []
        var room = available
        for entry in all.sorted(by: { $0.order < $1.order }) where entry.column.width + 2 <= room {
            kept.insert(entry.order)
            room -= entry.column.width + 2
        }
        return all.filter { kept.contains($0.order) }.map(\.column)
    }
}
