import TerminalDrawing
import Workbench

/// A report with a drawing, which transcripts include.
package protocol DrawnReport: CommandReport {
    /// The drawing in characters; empty if there is nothing to draw.
    var drawing: String { get }
    /// Whether it stands before the words.
    var isDrawnFirst: Bool { get }
}

extension PlotReport: DrawnReport {
    /// The plot is what was asked for; the words add to it.
    public var isDrawnFirst: Bool { true }

    /// The size of plots in transcripts.
    static let textSize = Size(columns: 72, rows: 16)

    /// The plot as lines of text, for when there is no screen: in one size and in ASCII, so that transcripts are the
    /// same on every machine. Empty if there is nothing to draw.
    public var drawing: String {
        var grid = CellGrid(size: Self.textSize)
        var lines: [String] = []
        switch data {
        case .curves(let curves, let usualSmoothing):
            var content = PlotContent(curves, .monochrome)
            content.usualSmoothing = usualSmoothing
            var state = PlotState()
            if case .curve(let subject, let options) = request {
                state.take(options, data)
                if subject == .accuracy { content.legendPlace = .bottomRight }
            }
            let pane = PlotPane(content, state, theme: .monochrome, glyphs: .ascii)
            guard pane.draw(on: &grid, in: grid.bounds) else { return "" }
            if !pane.notes.isEmpty { lines.append(pane.notes.joined(separator: "  ")) }
        case .histogram(let histogram):
            guard histogram.summary != nil else { return "" }
            histogram.chart(.monochrome).draw(into: &grid, in: grid.bounds, glyphs: .ascii)
        case .outcome(let outcome):
            OutcomePicture(outcome: outcome, theme: .monochrome, glyphs: .ascii).draw(on: &grid, in: grid.bounds)
        case .graph(let graph):
            let most = graph.layers.map(\.nodes.count).max() ?? 1
            grid = CellGrid(size: Size(columns: Self.textSize.columns, rows: max(2 * most, most + 2, 9)))
            GraphPicture(graph: graph, theme: .monochrome, glyphs: .ascii).draw(on: &grid, in: grid.bounds)
            lines.append("lines: \(GraphPicture.legend(.ascii)), # and = from half of the largest on")
        }
        let text = grid.textWithoutEmptyEnds
        if !text.isEmpty { lines.append(text) }
        return lines.joined(separator: "\n")
    }
}

extension CellGrid {
    /// The text without the empty lines at its start and end.
    var textWithoutEmptyEnds: String {
        let rows = plainText.split(separator: "\n", omittingEmptySubsequences: false)
        let first = rows.firstIndex { !$0.isEmpty } ?? rows.count
        let last = rows.lastIndex { !$0.isEmpty } ?? first - 1
        return first <= last ? rows[first...last].joined(separator: "\n") : ""
    }
}
