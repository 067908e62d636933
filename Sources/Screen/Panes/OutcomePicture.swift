import NeuralEngine
import PlainText
import StepDebugger
import TerminalDrawing
import Workbench

/// How a network does on data, as a picture, on the screen or in a transcript.
struct OutcomePicture {
    let outcome: Outcome
    let theme: Theme
    let glyphs: GlyphSet

    /// Up to this many predictions are drawn as whole characters, more as dots.
    private static let mostMarks = 200

    func draw(on grid: inout CellGrid, in area: Rect) {
        switch outcome {
        case .boundary(let field): draw(field, on: &grid, in: area)
        case .confusion(let confusion):
            ConfusionTable(confusion: confusion, theme: theme, glyphs: glyphs)
                .draw(on: &grid, in: area.splitColumns(left: 1).right)
        case .predictions(let predictions): draw(predictions, on: &grid, in: area)
        }
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
            columns: boundary.columns, rows: boundary.rows, colors: colors, marks: theme.hasColors ? [] : marks)
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
            into: &grid, in: area, glyphs: glyphs, hasColors: theme.hasColors,
            label: { NumberFormat.rounded($0, digits: 3) })
    }

    /// How confident a prediction is: 0 if its class is no more probable than the others, 1 if it is certain.
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
        // A few marks show up against the diagonal; with many, dots show where they are dense.
        let mark = predictions.pairs.count <= Self.mostMarks ? glyphs.point : nil
        plot.samples = predictions.pairs.map {
            FieldPlot.Sample(x: $0.target, y: $0.predicted, color: theme.series[0], mark: mark)
        }
        plot.horizontalTitle = "true"
        plot.verticalTitle = "predicted"
        plot.labelStyle = theme.muted
        plot.draw(
            into: &grid, in: area, glyphs: glyphs, hasColors: theme.hasColors,
            label: { NumberFormat.rounded($0, digits: 3) })
    }
}
