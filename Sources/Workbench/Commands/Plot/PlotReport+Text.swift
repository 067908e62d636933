import NeuralEngine
import PlainText

/// A plot's key figures in lines for people; the plot itself is drawn by whoever shows it.
extension PlotReport: CommandReport {
    public var kind: String { "plot" }

    /// The figures, a line a curve.
    public var text: String {
        switch data {
        case .curves(let curves, _):
            let columns = curves.map(\.name.count).max() ?? 0
            let lines = curves.map { $0.name.padded(to: columns) + "  " + $0.figures }
            return lines.joined(separator: "\n")
        case .histogram(let histogram): return histogram.figures.joined(separator: "  ")
        case .outcome(let outcome): return outcome.figures
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
}

extension Outcome {
    /// What it amounts to, in a line.
    fileprivate var figures: String {
        func count(_ samples: SampleCount, _ isTest: Bool) -> String {
            let shown = samples.isComplete ? "\(samples.total)" : "\(samples.shown) of \(samples.total)"
            return "\(shown) \(isTest ? "test" : "training") \(samples.total == 1 ? "sample" : "samples")"
        }
        switch self {
        case .boundary(let field):
            let classes = field.classNames.isEmpty ? [] : ["classes \(field.classNames.joined(separator: ", "))"]
            let samples = ["\(field.samples.shown) of \(field.samples.total) samples"]
            return (samples + classes).joined(separator: "  ")
        case .confusion(let confusion):
            let right = confusion.accuracy.map { ["accuracy \(NumberFormat.rounded($0))"] } ?? []
            return ([count(confusion.samples, confusion.isTest)] + right).joined(separator: "  ")
        case .predictions(let predictions):
            let share = predictions.determination.map { ["R² \(NumberFormat.rounded($0))"] } ?? []
            return ([count(predictions.samples, predictions.isTest)] + share).joined(separator: "  ")
        }
    }
}
