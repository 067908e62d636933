import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// A line for each layer: the distribution of its activations, and how its gradient and update compare with its weights.
struct LayersPane: PaneBody {
    let model: ScreenModel

    /// Which figures are of before a change by hand.
    var title: PaneTitle {
        guard let session = model.workbench.session, let stale = model.staleMatrices, !stale.isEmpty else {
            return PaneTitle("layers")
        }
        let layers = 1...session.engine.network.layerCount
        let figures = [
            ("|A|", layers.map(MatrixName.activation)), ("|dW|", layers.map { MatrixName.weights($0).gradient }),
        ].filter { $0.1.contains { !stale.causes(of: $0).isEmpty } }.map(\.0)
        guard !figures.isEmpty else { return PaneTitle("layers") }
        return PaneTitle("layers", trailing: "\(StaleMatrices.mark): \(figures.joined(separator: ", "))")
    }

    /// A line for each layer and one for the headings.
    var mostRows: Int? { max(layerCount, 1) + 3 }

    private var layerCount: Int { model.workbench.session?.engine.network.layerCount ?? 0 }

    /// A column of the table, left out if it does not fit.
    private struct Column {
        let title: String
        let width: Int
        let text: (LayerReport) -> String
        var isNotable: (LayerReport) -> Bool = { _ in false }
    }

    private static let layerBins = 12
    /// From this share on, dead units and saturated cells are highlighted.
    private static let notableShare = 0.5

    func draw(on grid: inout CellGrid, in inside: Rect) {
        guard let session = model.workbench.session else { return }
        let reports = reports(of: session)
        let labelColumns = min(max(5, reports.map(\.label.count).max() ?? 0), max(8, inside.columns / 3))
        let columns = columns(in: inside.columns - labelColumns - 2)
        var column = inside.column + 1 + labelColumns + 2
        let scroll = min(model.screen.scroll[.layers] ?? 0, farthestRow(in: inside))
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
                let style = entry.isNotable(report) || text == "nan" ? theme.warning : theme.text
                grid.putRightAligned(
                    glyphs.spell(text), endColumn: column + entry.width, row: inside.row + 1 + offset,
                    style: entry.title == Self.histogramTitle ? theme.forward : style)
            }
            column += entry.width + 2
        }
    }

    private struct MemoKey: Equatable {
        let stamp: SessionStamp
    }

    private func reports(of session: DebugSession) -> [LayerReport] {
        model.memo.remembered(by: Self.pane, MemoKey.init) { session.layerReports(bins: Self.layerBins) }
    }

    func farthestScroll(in inside: Rect) -> Int? { farthestRow(in: inside) }

    /// How far the table can be scrolled under its headings.
    private func farthestRow(in inside: Rect) -> Int { max(0, layerCount - inside.rows + 1) }

    private static let histogramTitle = "activations"

    /// The columns that fit, chosen by how telling they are.
    private func columns(in available: Int) -> [Column] {
        func number(_ value: Double?) -> String {
            value.map { NumberFormat.rounded($0, digits: 2) } ?? "-"
        }
        func percent(_ share: Double?) -> String { share.map { "\(Int(($0 * 100).rounded())) %" } ?? "-" }
        let bars = glyphs
        // While stepping, values matter; while training, how fast the weights move and whether units are still alive.
        let isTraining = model.screen.layout == .train
        let all: [(order: Int, column: Column)] = [
            (
                isTraining ? 5 : 0,
                Column(title: Self.histogramTitle, width: Self.layerBins) { report in
                    report.activations.map {
                        bars.sparkline($0.counts.map(Double.init), columns: Self.layerBins)
                    } ?? "-"
                }
            ),
            (isTraining ? 4 : 1, Column(title: "|A|", width: 7) { number($0.activationMagnitude) }),
            (isTraining ? 3 : 6, Column(title: "|W|", width: 7) { number($0.weightsNorm) }),
            (2, Column(title: "|dW|", width: 7) { number($0.gradientNorm) }),
            (isTraining ? 1 : 4, Column(title: "|dW|/|W|", width: 8) { number($0.gradientRatio) }),
            (isTraining ? 6 : 5, Column(title: "|ΔW|/|W|", width: 8) { number($0.updateRatio) }),
            (
                isTraining ? 0 : 3,
                Column(
                    title: "dead/sat", width: 8, text: { percent($0.deadShare ?? $0.saturatedShare) },
                    isNotable: { ($0.deadShare ?? $0.saturatedShare ?? 0) >= Self.notableShare })
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

extension Pane {
    static let layers = Pane(LayersPane.self)
}
