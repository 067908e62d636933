import NeuralEngine

/// Which classes were taken for which.
public struct Confusion: Equatable, Sendable {
    /// One name a class.
    public let classNames: [String]
    /// How many samples of a class (the row) were taken for another or itself (the column).
    public let counts: [[Int]]
    /// How many samples of a class the network said nothing about, its output being NaN.
    public let undefined: [Int]
    /// Whether they are test samples, rather than training samples.
    public let isTest: Bool
    /// How many samples these are.
    public let samples: SampleCount

    /// The share of the samples that are right, 0 ... 1; nil without samples. What the network says nothing about is not.
    public var accuracy: Double? {
        guard samples.shown > 0 else { return nil }
        return Double(counts.indices.reduce(0) { $0 + counts[$1][$1] }) / Double(samples.shown)
    }

    init(_ judge: OutcomeJudge, _ all: Samples, isTest: Bool, sampleLimit: Int) {
        let chosen = all.spread(limit: sampleLimit)
        classNames = judge.classNames
        var counts = Array(repeating: Array(repeating: 0, count: classNames.count), count: classNames.count)
        var undefined = Array(repeating: 0, count: classNames.count)
        for (row, answer) in judge.answers(on: chosen.inputs).enumerated() {
            guard let own = OutcomeJudge.classIndex(chosen.targets.row(row)) else { continue }
            if case .classIndex(let index, _) = answer { counts[own][index] += 1 } else { undefined[own] += 1 }
        }
        self.counts = counts
        self.undefined = undefined
        self.isTest = isTest
        samples = SampleCount(shown: chosen.count, total: all.count)
    }
}
