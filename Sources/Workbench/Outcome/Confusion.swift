import NeuralEngine
import StepDebugger

/// Which classes are mistaken for which.
public struct Confusion: Equatable, Sendable {
    /// The name of each class.
    public let classNames: [String]
    /// How many samples of a class (row) the network assigns to each class (column).
    public let counts: [[Int]]
    /// How many samples of each class have no answer because the output is NaN.
    public let undefined: [Int]
    /// The part of the data that the samples are.
    public let part: SamplePart
    /// How many samples were used, of how many there are.
    public let samples: SampleCount
    /// The samples that the network gets wrong, the most confident mistakes first; only the first few are kept.
    public let mistakes: [Mistake]

    /// The share of right answers, 0 ... 1; nil without samples. A missing answer counts as wrong.
    public var accuracy: Double? {
        guard samples.shown > 0 else { return nil }
        return Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(samples.shown)
    }

    init(_ judge: OutcomeJudge, _ answered: AnsweredSamples, part: SamplePart) {
        let chosen = answered.samples
        var mistakes: [(row: Int, own: Int, answer: Int, probability: Double)] = []
        classNames = judge.classNames
        var counts = Array(repeating: Array(repeating: 0, count: classNames.count), count: classNames.count)
        var undefined = Array(repeating: 0, count: classNames.count)
        for (row, answer) in answered.answers.enumerated() {
            guard let own = OutcomeJudge.classIndex(chosen.targets.row(row)) else { continue }
            guard case .classIndex(let index, let probability) = answer else {
                undefined[own] += 1
                continue
            }
            counts[own][index] += 1
            if index != own { mistakes.append((row, own, index, probability)) }
        }
        mistakes.sort { ($1.probability, $0.row) < ($0.probability, $1.row) }
        self.mistakes = mistakes.prefix(Self.mistakeLimit).map { mistake in
            Mistake(
                features: chosen.inputs.row(mistake.row), own: mistake.own, answer: mistake.answer,
                probability: mistake.probability)
        }
        self.counts = counts
        self.undefined = undefined
        self.part = part
        samples = answered.count
    }

    /// More than fit on any screen.
    private static let mistakeLimit = 64
}

/// A sample that the network gets wrong.
public struct Mistake: Equatable, Sendable {
    /// Its features as the network sees them.
    public let features: [Double]
    /// Its class.
    public let own: Int
    /// The class that the network answers.
    public let answer: Int
    /// The probability that the network gives to that class, 0 ... 1.
    public let probability: Double
}
