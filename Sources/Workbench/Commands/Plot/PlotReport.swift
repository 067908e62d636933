import CommandLanguage
import NeuralEngine
import PlainText
import StepDebugger

/// A requested plot: what the screen shows from now on, and the data at that time.
public struct PlotReport: Equatable, Sendable {
    /// What the screen shows.
    public let request: PlotRequest
    /// What was plotted.
    public let data: PlotData
}

/// What a plot shows on the screen.
public indirect enum PlotRequest: Equatable, Sendable {
    /// The curves of a subject.
    case curve(PlotSubject, PlotOptions)
    /// How the cells of a value are distributed.
    case histogram(Expression, bins: Int)
    /// How the network answers for the data.
    case outcome(Outcome.Kind)
    /// The network as neurons and edges, with the values of a row of the batch; nil for the one chosen on the screen.
    case graph(row: Int?)
}

/// How the user wants a curve to be shown; nil is up to the screen.
public struct PlotOptions: Equatable, Sendable {
    /// Whether the horizontal axis is logarithmic.
    public var isLogX: Bool?
    /// Whether the vertical axis is.
    public var isLogY: Bool?
    /// How strongly the curves are smoothed, 0 … 1.
    public var smoothing: Double?
    /// The first iteration that is shown.
    public var start: Int?
    /// The last one.
    public var end: Int?
}

/// The data of a plot.
public indirect enum PlotData: Equatable, Sendable {
    /// The curves of a subject with all their points, and how strongly they are smoothed by default.
    case curves([PlotCurve], usualSmoothing: Double)
    /// How cells are distributed.
    case histogram(Histogram)
    /// How the network answers for the data.
    case outcome(Outcome)
    /// The network as neurons and edges.
    case graph(NetworkGraph)
}

/// The text has a plot's key figures; whoever shows it draws the plot itself.
extension PlotReport: CommandReport {
    package var kind: String { "plot" }

    /// The figures, a line for each curve.
    public var text: String {
        switch data {
        case .curves(let curves, _):
            let columns = curves.map(\.name.count).max() ?? 0
            let lines = curves.map { $0.name.padded(to: columns) + "  " + $0.figures }
            return lines.joined(separator: "\n")
        case .histogram(let histogram): return histogram.figures.joined(separator: "  ")
        case .outcome(let outcome): return outcome.figures
        case .graph(let graph): return graph.figures
        }
    }

    /// The data of a plot: the points of each series, the bins of a histogram, or the network's answers.
    public var fields: [JSONField] {
        switch data {
        case .curves(let curves, _):
            var subject = ""
            if case .curve(let curve, _) = request { subject = curve.rawValue }
            return [
                JSONField("plot", .string(subject)), JSONField("series", .array(curves.map { .object($0.fields) })),
            ]
        case .histogram(let histogram):
            return [JSONField("plot", .string("hist"))] + histogram.fields
        case .graph(let graph):
            return [JSONField("plot", .string("graph"))] + graph.fields
        case .outcome(.boundary(let field)):
            return [JSONField("plot", .string("boundary"))] + field.fields
        case .outcome(.confusion(let confusion)):
            return [
                JSONField("plot", .string("confusion")),
                JSONField("classes", .array(confusion.classNames.map(JSONValue.string))),
                JSONField("counts", .array(confusion.counts.map { .array($0.map(JSONValue.integer)) })),
                JSONField("undefined", .array(confusion.undefined.map(JSONValue.integer))),
                JSONField("part", .string(confusion.part.rawValue)),
                JSONField("samples", .integer(confusion.samples.shown)),
                JSONField("accuracy", confusion.accuracy.map(JSONValue.number) ?? .null),
            ]
        case .outcome(.predictions(let predictions)):
            return [
                JSONField("plot", .string("predictions")), JSONField("output", .integer(predictions.output)),
                JSONField(
                    "pairs",
                    .array(predictions.pairs.map { .array([.number($0.target), .number($0.predicted)]) })
                ),
                JSONField("part", .string(predictions.part.rawValue)),
                JSONField("determination", predictions.determination.map(JSONValue.number) ?? .null),
            ]
        }
    }
}

extension PlotCurve {
    /// `iterations 0 to 39: first 0.6931, last 0.01, least 0.009 at 37, greatest 0.6931 at 0`
    fileprivate var figures: String {
        guard let first = points.first, let last = points.last else { return "no point yet" }
        func number(_ value: Double) -> String { NumberFormat.rounded(value, digits: 4) }
        var text =
            "iterations \(first.iteration) to \(last.iteration): first \(number(first.value)), last \(number(last.value))"
        let finite = points.filter(\.value.isFinite)
        if let least = finite.min(by: { $0.value < $1.value }), let greatest = finite.max(by: { $0.value < $1.value }) {
            text +=
                ", least \(number(least.value)) at \(least.iteration)"
                + ", greatest \(number(greatest.value)) at \(greatest.iteration)"
        }
        let lost = points.count - finite.count
        return text + (lost > 0 ? ", \(lost) not finite" : "")
    }

    /// Points are pairs of an iteration and a value.
    fileprivate var fields: [JSONField] {
        [
            JSONField("name", .string(name)),
            JSONField("points", .array(points.map { .array([.integer($0.iteration), .number($0.value)]) })),
        ]
    }
}

extension Outcome {
    /// Its key figures, in one line.
    fileprivate var figures: String {
        func count(_ samples: SampleCount, _ part: SamplePart) -> String {
            let shown = samples.isComplete ? "\(samples.total)" : "\(samples.shown) of \(samples.total)"
            return "\(shown) \(part.adjective) \(samples.total == 1 ? "sample" : "samples")"
        }
        switch self {
        case .boundary(let field):
            let classes = field.classNames.isEmpty ? [] : ["classes \(field.classNames.joined(separator: ", "))"]
            let samples = ["\(field.samples.shown) of \(field.samples.total) samples"]
            return (samples + classes).joined(separator: "  ")
        case .confusion(let confusion):
            let right = confusion.accuracy.map { ["accuracy \(NumberFormat.rounded($0))"] } ?? []
            return ([count(confusion.samples, confusion.part)] + right).joined(separator: "  ")
        case .predictions(let predictions):
            let share = predictions.determination.map { ["R² \(NumberFormat.rounded($0))"] } ?? []
            return ([count(predictions.samples, predictions.part)] + share).joined(separator: "  ")
        }
    }
}

extension Histogram {
    fileprivate var fields: [JSONField] {
        [
            JSONField("shape", .array([.integer(shape.rows), .integer(shape.columns)])),
            JSONField("range", .array([.number(range.lowerBound), .number(range.upperBound)])),
            JSONField("counts", .array(counts.map(JSONValue.integer))),
            JSONField("minimum", summary.map { .number($0.minimum) } ?? .null),
            JSONField("mean", summary.map { .number($0.mean) } ?? .null),
            JSONField("maximum", summary.map { .number($0.maximum) } ?? .null),
            JSONField("notFinite", .integer(nonFiniteCount)),
        ]
    }
}

extension BoundaryField {
    /// `field` has a row of answers for each row of the plane from the top: the index of the class, or the number.
    fileprivate var fields: [JSONField] {
        func answer(_ answer: NetworkAnswer) -> JSONValue {
            switch answer {
            case .classIndex(let index, _): .integer(index)
            case .number(let number): .number(number)
            case .undefined: .null
            }
        }
        func axis(_ axis: FeatureAxis) -> JSONValue {
            .object([
                JSONField("name", .string(axis.name)),
                JSONField("range", .array([.number(axis.range.lowerBound), .number(axis.range.upperBound)])),
            ])
        }
        return [
            JSONField("classes", .array(classNames.map(JSONValue.string))), JSONField("horizontal", axis(horizontal)),
            JSONField("vertical", axis(vertical)),
            JSONField(
                "field",
                .array((0..<rows).map { row in .array(cells[row * columns..<(row + 1) * columns].map(answer)) })
            ),
        ]
    }
}
