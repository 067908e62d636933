import NeuralEngine
import PlainText
import TerminalDrawing
import Workbench

/// A network as neurons and edges, on the screen or in a transcript. Places depend on the network and the area alone, so
/// that nothing moves while stepping.
struct GraphPicture {
    let graph: NetworkGraph
    let theme: Theme
    let glyphs: GlyphSet

    /// The rows that a picture is best drawn in: a line for each neuron, with gaps where there are few.
    static func usualRows(of network: NetworkSpecification) -> Int {
        let most = network.layerSizes.max() ?? 1
        return 1 + max(most, min(2 * most - 1, 9))
    }

    /// How lines tell signs apart.
    static func legend(_ glyphs: GlyphSet) -> String {
        glyphs.isASCII ? "# + positive, = - negative" : "solid +, dashed −"
    }

    // MARK: Places

    /// The characters of a number.
    private static let valueColumns = 6
    /// The most characters of a name.
    private static let mostNameColumns = 10
    /// The widest that the space for edges gets.
    private static let mostGap = 32

    /// What is written beside the neurons, from the fullest form to the barest.
    private struct Form {
        let hasInputNames: Bool
        let hasOutputNames: Bool
        let hasValues: Bool
        /// Whether the loss has a place of its own behind the outputs.
        let hasLossColumn: Bool
        let smallestGap: Int

        static let all = [
            Form(
                hasInputNames: true, hasOutputNames: true, hasValues: true, hasLossColumn: true, smallestGap: 9),
            Form(
                hasInputNames: true, hasOutputNames: true, hasValues: true, hasLossColumn: false, smallestGap: 4),
            Form(
                hasInputNames: false, hasOutputNames: true, hasValues: true, hasLossColumn: false, smallestGap: 4),
            Form(
                hasInputNames: false, hasOutputNames: false, hasValues: true, hasLossColumn: false, smallestGap: 3),
            Form(
                hasInputNames: false, hasOutputNames: false, hasValues: false, hasLossColumn: false, smallestGap: 3),
        ]
    }

    /// The columns of a layer: its neuron's mark, and what is written on the side where no edges are.
    private struct Column {
        let mark: Int
        let value: Int
        let name: Int
        /// Where it begins and where the next thing may begin.
        let start: Int
        let end: Int
    }

    private struct Places {
        let form: Form
        let columns: [Column]
        let gap: Int
        /// Where the loss's mark is; nil if it has no place of its own.
        let loss: Int?
    }

    private static let lossGap = 5

    /// The columns of a layer's names; 0 if they are left out.
    private func nameColumns(_ layer: Int, _ form: Form) -> Int {
        guard layer == 0 ? form.hasInputNames : form.hasOutputNames else { return 0 }
        return min(Self.mostNameColumns, graph.layers[layer].names.map { CharacterWidth.of($0) }.max() ?? 0)
    }

    /// The columns of a layer in a form, in characters.
    private func width(_ layer: Int, _ form: Form) -> Int {
        let value = form.hasValues ? 1 + Self.valueColumns : 0
        let name = nameColumns(layer, form)
        // Outputs have a check mark as well.
        return 1 + value + (name > 0 ? 1 + name + (layer > 0 ? 2 : 0) : 0)
    }

    private func places(columns: Int) -> Places? {
        let count = graph.layers.count
        for form in Form.all {
            let taken = (0..<count).reduce(0) { $0 + width($1, form) }
            let loss = form.hasLossColumn ? Self.lossGap + 2 + Self.valueColumns : 0
            let gap = min(Self.mostGap, (columns - taken - loss) / (count - 1))
            guard gap >= form.smallestGap else { continue }
            var places: [Column] = []
            var start = 0
            for layer in 0..<count {
                let width = width(layer, form)
                let names = nameColumns(layer, form)
                // The inputs' marks are at the right, where their edges begin.
                places.append(
                    layer == 0
                        ? Column(
                            mark: start + width - 1, value: names > 0 ? start + names + 1 : start, name: start,
                            start: start, end: start + width)
                        : Column(
                            mark: start, value: start + 2, name: start + (form.hasValues ? 3 + Self.valueColumns : 2),
                            start: start, end: start + width))
                start += width + gap
            }
            return Places(
                form: form, columns: places, gap: gap,
                loss: form.hasLossColumn ? places[count - 1].end + Self.lossGap : nil)
        }
        return nil
    }

    /// The rows of a layer's neurons below the heading, and how many do not fit.
    private func rows(of layer: Int, in rows: Int) -> (places: [Int], left: Int) {
        let count = graph.layers[layer].nodes.count
        guard count <= rows else { return (Array(0..<max(0, rows - 1)), count - max(0, rows - 1)) }
        guard count > 1 else { return ([(rows - 1) / 2], 0) }
        let step = min((rows - 1) / (count - 1), rows / count + 1)
        let first = (rows - 1 - step * (count - 1)) / 2
        return ((0..<count).map { first + $0 * step }, 0)
    }

    // MARK: Drawing

    func draw(on grid: inout CellGrid, in area: Rect) {
        let inside = area.splitColumns(left: 1).right
        guard let places = places(columns: inside.columns - 1), inside.rows >= 3 else {
            let sentence =
                "too little room for \(graph.layers.count) columns of neurons: z gives the pane the whole screen"
            for (row, line) in glyphs.spell(sentence).wrapped(toColumns: max(1, inside.columns)).enumerated()
            where row < inside.rows {
                grid.put(
                    line, at: inside.origin.offset(rows: row), style: theme.muted, limit: inside.columns)
            }
            return
        }
        let most = graph.layers.map(\.nodes.count).max() ?? 1
        let body = inside.splitRows(top: 1).bottom.splitRows(top: 3 * most).top
        let rows = graph.layers.indices.map { self.rows(of: $0, in: body.rows) }
        drawHeadings(on: &grid, at: inside.origin, places)
        for (index, edges) in graph.edges.enumerated() {
            let start = places.columns[index].end
            let room = Rect(
                column: body.column + start, row: body.row, columns: places.columns[index + 1].mark - start,
                rows: body.rows)
            EdgeDrawing(edges: lines(edges, from: rows[index].places, to: rows[index + 1].places))
                .draw(into: &grid, in: room, glyphs: glyphs)
        }
        for (index, layer) in graph.layers.enumerated() {
            drawNodes(of: layer, index, on: &grid, at: body.origin, rows[index], places)
        }
        drawLoss(on: &grid, in: inside, body, rows[rows.count - 1].places, places)
    }

    /// The names of the matrices that are shown; those that the last operation was about are bright, with an arrow for the
    /// direction in which it went.
    private func drawHeadings(on grid: inout CellGrid, at origin: Point, _ places: Places) {
        for (index, layer) in graph.layers.enumerated() {
            let place = places.columns[index]
            let name = layer.matrix.description
            let column = index == 0 ? max(place.start, place.mark + 1 - name.count) : place.mark
            grid.put(
                name, at: origin.offset(columns: column), style: layer.isLit ? litText : theme.header,
                limit: max(name.count, place.end - place.start))
        }
        for (index, edges) in graph.edges.enumerated() {
            let start = places.columns[index].end
            let width = places.columns[index + 1].mark - start - 1
            let text = heading(edges, columns: width)
            grid.put(
                glyphs.spell(text), at: origin.offset(columns: start), style: edges.isLit ? litText : theme.header,
                limit: width)
        }
    }

    private func heading(_ edges: NetworkGraph.Edges, columns: Int) -> String {
        let name = edges.matrix.description
        guard name.count <= columns else { return "" }
        let left = (columns - name.count) / 2
        // Where there is no room for a line there is still some for its head.
        guard name.count + 6 <= columns else {
            let before = String(repeating: " ", count: max(0, left - 1))
            let space = name.count < columns ? " " : ""
            switch graph.pass {
            case .forward where edges.isLit && name.count < columns:
                return before + (name.count + 2 <= columns ? " " : "") + name + "▶"
            case .backward where edges.isLit && name.count < columns: return before + "◀" + name
            default: return before + space + name
            }
        }
        let right = columns - name.count - left
        func line(_ count: Int) -> String { String(repeating: "━", count: max(0, count)) }
        guard edges.isLit else { return String(repeating: " ", count: left) + name }
        return switch graph.pass {
        case .forward: " " + line(left - 2) + " " + name + " " + line(right - 2) + "▶"
        case .backward: " ◀" + line(left - 3) + " " + name + " " + line(right - 1)
        case .load, .update, nil: " " + line(left - 2) + " " + name + " " + line(right - 1)
        }
    }

    private func drawNodes(
        of layer: NetworkGraph.Layer, _ index: Int, on grid: inout CellGrid, at origin: Point,
        _ rows: (places: [Int], left: Int), _ places: Places
    ) {
        let place = places.columns[index]
        let scale = layer.nodes.compactMap { $0.value?.magnitude }.filter(\.isFinite).max() ?? 0
        for (node, row) in zip(layer.nodes.indices, rows.places) {
            let mark = layer.nodes[node]
            func put(_ text: String, _ column: Int, _ style: Style, _ limit: Int) {
                grid.put(
                    glyphs.spell(text), at: origin.offset(columns: column, rows: row), style: style, limit: limit,
                    overflow: .ellipsis(glyphs.ellipsis))
            }
            // A filled mark is one that the last operation wrote: colours are not needed to see it.
            let color = mark.value.map { edgeColor($0, scale: scale, isDim: false) } ?? theme.muted.foreground
            grid[origin.offset(columns: place.mark, rows: row)] = Cell(
                glyphs.folding(mark.isLit ? "●" : "○"), style: theme.text.foreground(color).bold(mark.isLit))
            if places.form.hasValues {
                let text = Self.spelled(mark)
                let column = index == 0 ? place.value + Self.valueColumns - text.count : place.value
                put(
                    text, max(place.value, column),
                    mark.isHidden ? theme.warning : mark.isLit ? theme.written : theme.text, Self.valueColumns)
            }
            let names = nameColumns(index, places.form)
            guard names > 0, layer.names.indices.contains(node) else { continue }
            put(layer.names[node], place.name, theme.muted, names)
            if index > 0, let prediction = graph.prediction, prediction.output == node {
                grid[origin.offset(columns: place.name + names + 1, rows: row)] = Cell(
                    prediction.isRight ? glyphs.check : glyphs.ballot,
                    style: prediction.isRight ? theme.good : theme.bad)
            }
        }
        if rows.left > 0 {
            grid.put(
                glyphs.spell("+\(rows.left) …"), at: origin.offset(columns: place.start, rows: rows.places.count),
                style: theme.muted, limit: max(5, place.end - place.start))
        }
    }

    private func drawLoss(
        on grid: inout CellGrid, in inside: Rect, _ body: Rect, _ outputs: [Int], _ places: Places
    ) {
        let style = graph.loss.isLit ? litText : theme.text
        let value = glyphs.spell(Self.spelled(graph.loss))
        guard let column = places.loss, let first = outputs.first, let last = outputs.last else {
            // In the heading, if that leaves the names of the matrices alone, or else at the bottom.
            let width = 5 + Self.valueColumns
            let end = places.columns[places.columns.count - 1].mark + 4
            let isBelow = inside.columns - 1 - end < width
            guard !isBelow || (outputs.last ?? 0) < body.rows - 1 else { return }
            grid.put(
                "loss \(value)",
                at: Point(
                    column: inside.endColumn - 1 - width, row: isBelow ? inside.endRow - 1 : inside.row),
                style: style, limit: width)
            return
        }
        let row = (first + last) / 2
        let start = places.columns[places.columns.count - 1].end
        let edges = outputs.map {
            EdgeDrawing.Edge(
                from: $0, to: row, kind: .neutral, style: graph.loss.isLit ? litText : theme.border)
        }
        EdgeDrawing(edges: edges).draw(
            into: &grid,
            in: Rect(column: body.column + start, row: body.row, columns: column - start, rows: body.rows),
            glyphs: glyphs)
        grid.put("loss", at: inside.origin.offset(columns: column), style: graph.loss.isLit ? litText : theme.header)
        let point = body.origin.offset(columns: column, rows: row)
        grid.put(glyphs.spell("◆"), at: point, style: style)
        grid.put(value, at: point.offset(columns: 2), style: style)
    }

    // MARK: Styles

    /// What the last operation was about.
    private var litText: Style {
        switch graph.pass {
        case .backward: theme.backward.bold()
        case .update: theme.update.bold()
        case .forward, .load, nil: theme.forward.bold()
        }
    }

    /// The lines of some edges, the strongest ones and those that are lit on top.
    private func lines(_ edges: NetworkGraph.Edges, from starts: [Int], to ends: [Int]) -> [EdgeDrawing.Edge] {
        let scale = edges.scale
        let isAnyLit = graph.layers.contains(where: \.isLit) || graph.edges.contains(where: \.isLit)
        var lines: [(edge: EdgeDrawing.Edge, isLit: Bool, strength: Double)] = []
        for (source, start) in starts.enumerated() {
            for (target, end) in ends.enumerated() {
                let mark = edges[source, target]
                let strength = mark.value.map { $0.isFinite && scale > 0 ? $0.magnitude / scale : 0 } ?? 0
                var style = theme.border
                if let value = mark.value {
                    style = theme.text.foreground(edgeColor(value, scale: scale, isDim: isAnyLit && !mark.isLit))
                }
                style.bold = mark.isLit
                style.dim = !theme.hasColors && isAnyLit && !mark.isLit
                let kind: EdgeDrawing.Kind =
                    mark.value.map { $0 < 0 ? .negative : $0 > 0 ? .positive : .neutral } ?? .neutral
                lines.append(
                    (
                        EdgeDrawing.Edge(
                            from: start, to: end, kind: kind, isHeavy: strength >= 0.5, style: style),
                        mark.isLit, strength
                    ))
            }
        }
        return lines.sorted { ($0.isLit ? 2 : 0) + $0.strength < ($1.isLit ? 2 : 0) + $1.strength }.map(\.edge)
    }

    /// The colour of a signed number, never as faint as the screen.
    private func edgeColor(_ value: Double, scale: Double, isDim: Bool) -> Color {
        guard value.isFinite, value != 0, scale > 0 else {
            return value.isFinite ? theme.muted.foreground : theme.bad.foreground
        }
        let strength = min(1, value.magnitude / scale)
        let shown = isDim ? 0.3 + 0.2 * strength : 0.5 + 0.5 * strength
        return theme.heat.color(for: value < 0 ? -shown : shown, scale: 1)
    }

    /// A number in six characters, `?` if it is hidden, or a mark for one that is not computed yet.
    private static func spelled(_ mark: NetworkGraph.Mark) -> String {
        guard let value = mark.value else { return mark.isHidden ? "?" : "–" }
        for digits in [3, 2] {
            let text = NumberFormat.rounded(value, digits: digits)
            if text.count <= valueColumns { return text }
        }
        return NumberFormat.rounded(value, digits: 1)
    }
}
