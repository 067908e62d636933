import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// The network as the slides draw it: state flows right in the upper line, delta flows back in the lower one; if there is
/// only one line, it has the direction of the operation shown. The edge along which that passes something on is
/// highlighted.
extension ScreenModel {
    func drawPipeline(on grid: inout CellGrid, in area: Rect) {
        guard let session = workbench.session else { return }
        let shown = screen.shownOperation(in: session)
        let diagram = PipelineDiagram(session.engine.plan, session.engine.network)
        var loss =
            session.loss.map {
                isLossHidden ? "loss ?" : "loss \(NumberFormat.rounded($0))" + staleMark(of: .loss)
            } ?? ""
        // The names in the diagram are worth more than the loss, which has other places.
        if diagram.form(columns: area.columns - 5 - loss.count) == nil { loss = "" }
        let room = area.columns - 3 - (loss.isEmpty ? 0 : loss.count + 2)
        let form = diagram.form(columns: room) ?? .compact
        let lit = shown.map { session.engine.plan.operations[$0] }
        let hasBothDirections = area.rows > 1
        let isBackward = !hasBothDirections && lit?.pass == .backward
        let arrows = diagram.arrows(of: lit)
        let visible = diagram.stations(around: diagram.stations(of: lit), form, columns: room)

        var column = area.column + 1
        func put(_ text: String, row: Int, _ style: Style) {
            grid.put(
                glyphs.spell(text), at: Point(column: column, row: area.row + row), style: style,
                limit: area.endColumn - column)
        }
        if visible.lowerBound > 0 {
            put("… ", row: 0, theme.muted)
            column += 2
        }
        for index in visible {
            let station = diagram.stations[index]
            let isLit = lit.map { diagram.station(of: $0) == index || $0.pass == .update && station.isTrained } ?? false
            let style =
                !isLit ? theme.text : lit?.pass == .update ? theme.update.bold().reversed() : theme.current
            let name = form.name(of: station)
            put(name, row: 0, style)
            column += CharacterWidth.of(name)
            guard index + 1 < diagram.stations.count else { continue }
            guard index + 1 < visible.upperBound else {
                put(" …", row: 0, theme.muted)
                break
            }
            let edge = form.edge(behind: station)
            if !isBackward {
                put(
                    edge.forward(isLit: arrows.forward == index), row: 0,
                    arrows.forward == index ? theme.forward.bold() : theme.muted)
            }
            if station.delta != nil, hasBothDirections || isBackward {
                put(
                    edge.backward(isLit: arrows.backward == index), row: hasBothDirections ? 1 : 0,
                    arrows.backward == index ? theme.backward.bold() : theme.muted)
            }
            column += edge.columns
        }
        if !loss.isEmpty {
            grid.putRightAligned(
                loss, endColumn: area.endColumn - 1, row: area.row,
                style: lit?.label == "loss.forward" ? theme.forward.bold() : theme.title)
        }
    }
}

/// The stations of a network with what flows between them.
struct PipelineDiagram {
    /// A place that state flows through: the inputs, an operation's two passes, or the loss.
    struct Station: Equatable {
        /// What stands before its name.
        let mark: String
        /// Its name: `linear1`.
        let name: String
        /// What leaves it to the right; nil for the loss.
        let state: MatrixName?
        /// What comes back to it from the right; nil for the loss.
        let delta: MatrixName?
        /// Whether the optimizer changes it.
        let isTrained: Bool
    }

    let stations: [Station]
    private let stationOfOperation: [String: Int]

    init(_ plan: Plan, _ network: NetworkSpecification) {
        var stations = [
            Station(mark: "", name: "X", state: .inputs, delta: .inputs.gradient, isTrained: false)
        ]
        var places = ["load-batch": 0]
        for operation in plan.operations where operation.pass == .forward {
            let label = operation.label.prefix { $0 != "." }
            places["\(label).forward"] = stations.count
            places["\(label).backward"] = stations.count
            guard operation.layer != nil else {
                stations.append(
                    Station(
                        mark: "◆ ", name: network.loss.rawValue, state: nil, delta: nil, isTrained: false))
                continue
            }
            let state = operation.writes.last
            let isLinear = label.hasPrefix("linear")
            stations.append(
                Station(
                    mark: isLinear ? "▣ " : label.hasPrefix("dropout") ? "○ " : "◗ ", name: String(label),
                    state: state, delta: state?.gradient, isTrained: isLinear))
        }
        self.stations = stations
        stationOfOperation = places
    }

    /// The station that an operation belongs to; nil for the update, which belongs to all that are trained.
    func station(of operation: Operation) -> Int? { stationOfOperation[operation.label] }

    /// The edges along which an operation passes something on, by the stations to their left.
    func arrows(of operation: Operation?) -> (forward: Int?, backward: Int?) {
        guard let operation, let station = station(of: operation) else { return (nil, nil) }
        switch operation.pass {
        case .load, .forward: return (station < stations.count - 1 ? station : nil, nil)
        case .backward: return (nil, station - 1)
        case .update: return (nil, nil)
        }
    }

    /// The stations that an operation is about: its own, and the one that it passes something on to.
    func stations(of operation: Operation?) -> Range<Int> {
        let station = operation.flatMap { self.station(of: $0) } ?? 0
        let arrows = self.arrows(of: operation)
        if let edge = arrows.forward ?? arrows.backward { return edge..<edge + 2 }
        return station..<station + 1
    }

    /// How much of each name is written.
    struct Form: Equatable {
        let hasMarks: Bool
        /// Whether the arrows are short.
        let isCompact: Bool
        /// Whether the loss is called that, whichever it is.
        var namesNoLoss = false

        static let compact = Form(hasMarks: false, isCompact: true)

        func name(of station: Station) -> String {
            if namesNoLoss, station.state == nil { return "loss" }
            return hasMarks ? station.mark + station.name : station.name
        }

        func edge(behind station: Station) -> Edge {
            Edge(
                state: station.state?.description ?? "", delta: station.delta?.description ?? "",
                isCompact: isCompact)
        }
    }

    /// An edge with what flows along it, equally wide in both directions.
    struct Edge {
        let state: String
        let delta: String
        let isCompact: Bool

        var columns: Int { max(state.count, delta.count) + (isCompact ? 4 : delta.isEmpty ? 4 : 7) }

        /// ` ── A1 ─▶ `
        func forward(isLit: Bool) -> String { " " + line(isLit, named: state) + "▶ " }

        /// ` ◀─ dA1 ─ `
        func backward(isLit: Bool) -> String { " ◀" + line(isLit, named: delta) + " " }

        /// Dashes around a name, heavier if highlighted, three columns narrower than the edge.
        private func line(_ isLit: Bool, named name: String) -> String {
            if isCompact { return name.padded(to: columns - 3, with: isLit ? "━" : "─") }
            let label = name.isEmpty ? "" : " \(name) "
            let dashes = columns - 3 - label.count
            let left = name.isEmpty ? dashes : max(1, dashes / 2)
            func dash(_ count: Int) -> String { String(repeating: isLit ? "━" : "─", count: count) }
            return dash(left) + label + dash(dashes - left)
        }
    }

    /// The fullest form in which all stations fit into `columns`; nil if they do not.
    func form(columns: Int) -> Form? {
        let forms = [
            Form(hasMarks: true, isCompact: false), Form(hasMarks: false, isCompact: false), .compact,
            Form(hasMarks: false, isCompact: true, namesNoLoss: true),
        ]
        return forms.first { width(stations.indices, $0) <= columns }
    }

    /// The stations that fit into `columns`; if not all do, those around `current`.
    func stations(around current: Range<Int>, _ form: Form, columns: Int) -> Range<Int> {
        guard width(stations.indices, form) > columns else { return stations.indices }
        // Without the ellipses at both ends.
        let room = columns - 4
        var range = current
        let middle = current.lowerBound + current.upperBound
        while true {
            let wider = [range.lowerBound..<range.upperBound + 1, range.lowerBound - 1..<range.upperBound]
                .sorted {
                    abs($0.lowerBound + $0.upperBound - middle) < abs($1.lowerBound + $1.upperBound - middle)
                }
                .first { $0.lowerBound >= 0 && $0.upperBound <= stations.count && width($0, form) <= room }
            guard let wider else { return range }
            range = wider
        }
    }

    private func width(_ range: Range<Int>, _ form: Form) -> Int {
        range.reduce(0) { width, index in
            width + CharacterWidth.of(form.name(of: stations[index]))
                + (index + 1 < range.upperBound ? form.edge(behind: stations[index]).columns : 0)
        }
    }
}

extension String {
    /// The text with a character on both sides where it is narrower than so many columns, first on the right.
    fileprivate func padded(to columns: Int, with filling: Character) -> String {
        let missing = max(0, columns - count)
        func fill(_ count: Int) -> String { String(repeating: filling, count: count) }
        return fill(missing / 2) + self + fill(missing - missing / 2)
    }
}
