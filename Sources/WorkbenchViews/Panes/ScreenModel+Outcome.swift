import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// What the network makes of the data: with two features the boundary between classes, with classes who was taken for
/// whom, with numbers what was predicted beside what is true.
extension ScreenModel {
    /// Multiplications that a frame may spend on it: while training runs, and while it rests.
    private static let products = (running: 10_000_000, resting: 1_100_000_000)
    /// The most samples that are drawn.
    private static let mostSamples = 10_000
    /// The most predictions that have a mark of a whole character.
    private static let mostMarks = 200

    var outcomeTitle: PaneTitle {
        func count(_ samples: SampleCount, _ isTest: Bool) -> String {
            let kind = (isTest ? "test" : "training") + (testedEpoch.map { ", after epoch \($0)" } ?? "")
            return samples.isComplete ? "\(samples.total) \(kind)" : "\(samples.shown) of \(samples.total) \(kind)"
        }
        guard let outcome else { return PaneTitle("outcome") }
        switch outcome {
        case .boundary(let field):
            return PaneTitle(field.classNames.isEmpty ? "prediction" : "decision boundary")
        case .confusion(let confusion):
            let accuracy = confusion.accuracy.map { "  accuracy \(NumberFormat.rounded($0, digits: 3))" } ?? ""
            return PaneTitle("confusion  \(count(confusion.samples, confusion.isTest))\(accuracy)")
        case .predictions(let predictions):
            let determination =
                predictions.determination.map { "  R² \(NumberFormat.rounded($0, digits: 3))" } ?? ""
            return PaneTitle(
                "predicted against true  \(count(predictions.samples, predictions.isTest))\(determination)")
        }
    }

    func drawOutcome(on grid: inout CellGrid, in inside: Rect) {
        guard let outcome = outcome(in: inside) else {
            grid.put(
                "no data that fits the network yet", at: Point(column: inside.column + 1, row: inside.row),
                style: theme.muted, limit: inside.columns - 1)
            return
        }
        draw(outcome, on: &grid, in: inside)
    }

    /// Draws an outcome, whatever it was made from.
    func draw(_ outcome: Outcome, on grid: inout CellGrid, in inside: Rect) {
        switch outcome {
        case .boundary(let field): draw(field, on: &grid, in: inside)
        case .confusion(let confusion):
            ConfusionTable(confusion: confusion, theme: theme, glyphs: glyphs, hasColors: hasColors)
                .draw(on: &grid, in: inside.splitColumns(left: 1).right)
        case .predictions(let predictions): draw(predictions, on: &grid, in: inside)
        }
    }

    var hasColors: Bool { theme != .monochrome }

    /// The epoch of which the outcome shows the test while a run goes on; nil where it shows what is now.
    var testedEpoch: Int? {
        guard workbench.run != nil, outcomeKind != .boundary else { return nil }
        return workbench.session?.latestTest?.epoch
    }

    /// Which outcome is shown: the one that was asked for, where there is such, else the one that suits.
    var outcomeKind: Outcome.Kind? {
        guard let wanted = screen.outcomeKind, Outcome.kinds(for: workbench).contains(wanted) else {
            return Outcome.kind(for: workbench)
        }
        return wanted
    }

    /// The outcome as its own pane shows it, or as it would if it had one of that size.
    var outcome: Outcome? {
        let area = layout.slots.first { $0.pane == .outcome }?.area.interior
        return outcome(in: area ?? Rect(column: 0, row: 0, columns: 1, rows: 1))
    }

    /// The outcome in a form for an area, within what a frame may cost.
    private func outcome(in area: Rect) -> Outcome? {
        guard let session = workbench.session, session.engine.canRun else { return nil }
        let products = workbench.run == nil ? Self.products.resting : Self.products.running
        let budget = max(1, products / session.engine.network.weightCount)
        var field = FieldPlot.fieldResolution(in: area.size, glyphs: glyphs, hasColors: hasColors)
        while field.columns * field.rows > max(budget, 64) {
            field = (max(1, field.columns / 2), max(1, field.rows / 2))
        }
        return memo.outcome(
            of: workbench,
            ScreenMemo.OutcomeForm(
                columns: field.columns, rows: field.rows, sampleLimit: min(budget, Self.mostSamples),
                kind: screen.outcomeKind, testedEpoch: testedEpoch))
    }

    // MARK: Two features

    private func draw(_ boundary: BoundaryField, on grid: inout CellGrid, in area: Rect) {
        let classes = theme.classColors
        func color(_ index: Int) -> Color { classes[index % classes.count] }
        let scale = boundary.numberRange.map { max(-$0.lowerBound, $0.upperBound) } ?? 1
        func color(_ number: Double) -> Color { theme.heat.color(for: number, scale: scale) }
        let colors = boundary.cells.map { answer -> Color in
            switch answer {
            case .classIndex(let index, let probability):
                theme.regionColor(
                    ofClass: index, confidence: Self.confidence(probability, of: boundary.classNames.count))
            case .number(let number): color(number)
            case .undefined: theme.heat.invalid
            }
        }
        let marks = boundary.cells.map { answer -> Character in
            switch answer {
            case .classIndex(let index, _): glyphs.regionMarks[index % glyphs.regionMarks.count]
            case .number(let number): number < 0 ? "-" : "+"
            case .undefined: "!"
            }
        }
        var plot = FieldPlot(horizontal: boundary.horizontal.range, vertical: boundary.vertical.range)
        plot.field = FieldPlot.Field(
            columns: boundary.columns, rows: boundary.rows, colors: colors, marks: hasColors ? [] : marks)
        plot.samples = boundary.points.map { sample in
            switch sample.target {
            case .classIndex(let index):
                FieldPlot.Sample(
                    x: sample.x, y: sample.y, color: color(index),
                    mark: glyphs.classMarks[index % glyphs.classMarks.count])
            case .number(let number):
                FieldPlot.Sample(x: sample.x, y: sample.y, color: color(number), mark: number < 0 ? "o" : "x")
            }
        }
        plot.horizontalTitle = Self.title(of: boundary.horizontal)
        plot.verticalTitle = Self.title(of: boundary.vertical)
        plot.labelStyle = theme.muted
        plot.draw(
            into: &grid, in: area, glyphs: glyphs, hasColors: hasColors,
            label: { NumberFormat.rounded($0, digits: 3) })
    }

    /// How sure a probability is: 0 where it is no better than any other class, 1 where it is certain.
    private static func confidence(_ probability: Double, of classCount: Int) -> Double {
        let chance = 1 / Double(max(2, classCount))
        return max(0, (probability - chance) / (1 - chance))
    }

    private static func title(of axis: FeatureAxis) -> String {
        axis.isStandardized ? "\(axis.name) (standardized)" : axis.name
    }

    // MARK: Numbers

    private func draw(_ predictions: PredictedAgainstTrue, on grid: inout CellGrid, in area: Rect) {
        var plot = FieldPlot(horizontal: predictions.range, vertical: predictions.range)
        plot.diagonal = theme.muted.foreground
        // A few are marks that one sees on the diagonal; of many, dots tell where they are dense.
        let mark = predictions.pairs.count <= Self.mostMarks ? glyphs.point : nil
        plot.samples = predictions.pairs.map {
            FieldPlot.Sample(x: $0.target, y: $0.predicted, color: theme.series[0], mark: mark)
        }
        plot.horizontalTitle = "true"
        plot.verticalTitle = "predicted"
        plot.labelStyle = theme.muted
        plot.draw(
            into: &grid, in: area, glyphs: glyphs, hasColors: hasColors,
            label: { NumberFormat.rounded($0, digits: 3) })
    }
}
