import Datasets
import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// The samples that the network gets wrong, worst first: as pictures if they are images, or else by their features.
struct SamplesPane: PaneBody {
    let model: ScreenModel

    /// With two features the boundary shows the samples already.
    var wantsRoom: Bool { [.confusion, .predictions].contains(OutcomePane(model: model).kind) }

    private var outcome: Outcome? { OutcomePane(model: model).outcome }

    var title: PaneTitle {
        switch outcome {
        case .confusion(let confusion):
            let wrong = confusion.samples.shown - confusion.counts.indices.reduce(0) { $0 + confusion.counts[$1][$1] }
            return PaneTitle("wrong: \(wrong) of \(confusion.samples.shown)", trailing: "most confident first")
        case .predictions: return PaneTitle("samples", trailing: "farthest off first")
        case .boundary, nil: return PaneTitle("samples")
        }
    }

    func draw(on grid: inout CellGrid, in inside: Rect) {
        let area = inside.splitColumns(left: 1).right
        switch outcome {
        case .confusion(let confusion) where confusion.mistakes.isEmpty:
            put("no sample is wrong", on: &grid, in: area, row: 0, theme.muted)
        case .confusion(let confusion):
            if let shape = model.workbench.setup.data?.imageShape {
                drawPictures(confusion, shape, on: &grid, in: area)
            } else {
                drawMistakes(confusion, on: &grid, in: area)
            }
        case .predictions(let predictions): drawMisses(predictions, on: &grid, in: area)
        case .boundary, nil:
            put("no samples that are right or wrong", on: &grid, in: area, row: 0, theme.muted)
        }
    }

    private func put(_ text: String, on grid: inout CellGrid, in area: Rect, row: Int, _ style: Style) {
        grid.put(
            glyphs.spell(text), at: Point(column: area.column, row: area.row + row), style: style, limit: area.columns,
            overflow: .ellipsis(glyphs.ellipsis))
    }

    // MARK: Pictures

    /// The columns for the words beside a picture.
    private static let captionColumns = 13

    private func drawPictures(
        _ confusion: Confusion, _ shape: ImageShape, on grid: inout CellGrid, in area: Rect
    ) {
        let size = pictureSize(shape, in: area)
        let cell = Size(columns: size.columns + 1 + Self.captionColumns, rows: size.rows + 1)
        let across = max(1, (area.columns + 1) / (cell.columns + 1))
        let down = max(1, (area.rows + 1) / cell.rows)
        for (index, mistake) in confusion.mistakes.prefix(across * down).enumerated() {
            let origin = Point(
                column: area.column + index % across * (cell.columns + 1), row: area.row + index / across * cell.rows)
            let picture = Rect(
                column: origin.column, row: origin.row, columns: size.columns,
                rows: min(size.rows, area.endRow - origin.row))
            GrayImage(rows: shape.rows, columns: shape.columns, values: mistake.features).draw(
                into: &grid, in: picture, glyphs: glyphs, hasColors: theme.hasColors, largestScale: 2)
            let words = Rect(
                column: picture.endColumn + 1, row: origin.row,
                columns: min(Self.captionColumns, area.endColumn - picture.endColumn - 1), rows: picture.rows)
            let lines: [(String, Style)] = [
                ("\(glyphs.check) \(confusion.classNames[mistake.own])", theme.good),
                ("\(glyphs.ballot) \(confusion.classNames[mistake.answer])", theme.bad),
                ("  \(NumberFormat.fixed(mistake.probability, decimals: 3))", theme.muted),
            ]
            for (row, line) in lines.enumerated() where row < words.rows {
                put(line.0, on: &grid, in: words, row: row, line.1)
            }
        }
    }

    /// The largest size at which several pictures fit, or else one.
    private func pictureSize(_ shape: ImageShape, in area: Rect) -> Size {
        let whole = (shape.rows * 2 + 1) / 2
        for rows in stride(from: min(whole, area.rows), through: 3, by: -1) {
            let size = GrayImage(
                rows: shape.rows, columns: shape.columns, values: Array(repeating: 0, count: shape.rows * shape.columns)
            ).size(
                in: Size(columns: max(1, area.columns - Self.captionColumns - 1), rows: rows), glyphs: glyphs,
                hasColors: theme.hasColors, largestScale: 2)
            let across = max(1, (area.columns + 1) / (size.columns + Self.captionColumns + 2))
            let down = (area.rows + 1) / (size.rows + 1)
            if across * down >= Self.pictureCount { return size }
        }
        return Size(columns: max(1, area.columns - Self.captionColumns - 1), rows: max(1, min(4, area.rows)))
    }

    /// This many pictures are better than one larger one.
    private static let pictureCount = 3

    // MARK: Tables

    private func drawMistakes(_ confusion: Confusion, on grid: inout CellGrid, in area: Rect) {
        let names = min(max(4, confusion.classNames.map(\.count).max() ?? 0), 14)
        put(
            "true".padded(to: names + 2) + "predicted".padded(to: max(names, 9) + 2) + "p".padded(to: 7) + "features",
            on: &grid, in: area, row: 0, theme.header)
        for (index, mistake) in confusion.mistakes.prefix(max(0, area.rows - 1)).enumerated() {
            let own = String(confusion.classNames[mistake.own].prefix(names)).padded(to: names + 2)
            let answer = String(confusion.classNames[mistake.answer].prefix(names)).padded(to: max(names, 9) + 2)
            put(
                own + answer + NumberFormat.fixed(mistake.probability, decimals: 3).padded(to: 7)
                    + Self.text(of: mistake.features),
                on: &grid, in: area, row: index + 1, theme.text)
        }
    }

    private func drawMisses(_ predictions: PredictedAgainstTrue, on grid: inout CellGrid, in area: Rect) {
        func number(_ value: Double) -> String { NumberFormat.rounded(value, digits: 4).leftPadded(to: 10) }
        put(
            "true".leftPadded(to: 10) + "  " + "predicted".leftPadded(to: 10) + "  " + "off".leftPadded(to: 10)
                + "  features", on: &grid, in: area, row: 0, theme.header)
        for (index, miss) in predictions.worst.prefix(max(0, area.rows - 1)).enumerated() {
            let numbers = [miss.pair.target, miss.pair.predicted, miss.pair.predicted - miss.pair.target]
            put(
                numbers.map(number).joined(separator: "  ") + "  " + Self.text(of: miss.features), on: &grid, in: area,
                row: index + 1, theme.text)
        }
    }

    /// The first features, more than there is room for.
    private static func text(of features: [Double]) -> String {
        features.prefix(16).map { NumberFormat.rounded($0, digits: 3).leftPadded(to: 7) }.joined(separator: " ")
    }
}

extension Pane {
    static let samples = Pane(SamplesPane.self)
}
