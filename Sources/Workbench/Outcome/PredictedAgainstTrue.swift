import NeuralEngine
import StepDebugger

/// Predictions against true values, for one output.
public struct PredictedAgainstTrue: Equatable, Sendable {
    /// A sample.
    public struct Pair: Equatable, Sendable {
        /// The prediction; may be NaN.
        public let predicted: Double
        /// The target.
        public let target: Double
    }

    /// A pair for each sample.
    public let pairs: [Pair]
    /// Which output it is, from 0.
    public let output: Int
    /// How many outputs there are.
    public let outputCount: Int
    /// A range that contains both predictions and targets, with a margin.
    public let range: ClosedRange<Double>
    /// The part of the data that the samples are.
    public let part: SamplePart
    /// How many samples were used, of how many there are.
    public let samples: SampleCount
    /// The worst predictions, the worst first; only the first few are kept, and none that is NaN.
    public let worst: [Miss]

    /// R², the share of the targets' variance that is predicted: 1 − Σ(target − predicted)²/Σ(target − mean)². At most
    /// 1, and negative if the mean would be a better prediction; nil if all targets are equal or something is not
    /// finite.
    public let determination: Double?

    init(_ judge: OutcomeJudge, _ answered: AnsweredSamples, part: SamplePart) {
        let chosen = answered.samples
        pairs = answered.answers.enumerated().map { row, answer in
            let target = chosen.targets[row, judge.output]
            if case .number(let number) = answer { return Pair(predicted: number, target: target) }
            return Pair(predicted: .nan, target: target)
        }
        output = judge.output
        outputCount = judge.engine.network.outputCount
        range = ClosedRange(of: pairs.lazy.flatMap { [$0.predicted, $0.target] }, margin: 0.05)
        self.part = part
        samples = answered.count
        determination = Self.determination(pairs)
        func error(_ pair: Pair) -> Double { (pair.predicted - pair.target).magnitude }
        let pairs = pairs
        worst = pairs.indices.filter { !error(pairs[$0]).isNaN }
            .sorted { (error(pairs[$1]), $0) < (error(pairs[$0]), $1) }.prefix(Self.missLimit)
            .map { Miss(features: chosen.inputs.row($0), pair: pairs[$0]) }
    }

    /// More than fit on any screen.
    private static let missLimit = 64

    /// A sample with a prediction that is off.
    public struct Miss: Equatable, Sendable {
        /// Its features as the network sees them.
        public let features: [Double]
        /// What was predicted and what is true.
        public let pair: Pair
    }

    private static func determination(_ pairs: [Pair]) -> Double? {
        let mean = pairs.reduce(0) { $0 + $1.target } / Double(pairs.count)
        // Scaled by the largest difference, so that squares do not overflow.
        let scale = pairs.reduce(0) { max($0, ($1.target - mean).magnitude) }
        guard scale > 0, scale.isFinite else { return nil }
        func squares(_ difference: (Pair) -> Double) -> Double {
            pairs.reduce(0) { sum, pair in
                let scaled = difference(pair) / scale
                return sum + scaled * scaled
            }
        }
        let result = 1 - squares { $0.target - $0.predicted } / squares { $0.target - mean }
        return result.isFinite ? result : nil
    }
}
