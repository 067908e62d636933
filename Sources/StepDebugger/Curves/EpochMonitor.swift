/// The figure of an epoch by which epochs are compared.
public enum EpochMonitor: String, CaseIterable, Sendable {
    case testLoss = "test.loss"
    case testAccuracy = "test.accuracy"
    case trainingLoss = "train.loss"
    case trainingAccuracy = "train.accuracy"

    /// A short description.
    public var meaning: String {
        switch self {
        case .testLoss, .testAccuracy: "over the test samples"
        case .trainingLoss, .trainingAccuracy: "over the samples of the epoch"
        }
    }

    /// An epoch's figure; nil if it has none.
    public func value(of epoch: EpochPoint) -> Double? {
        switch self {
        case .testLoss: epoch.testLoss
        case .testAccuracy: epoch.testAccuracy
        case .trainingLoss: epoch.trainingLoss
        case .trainingAccuracy: epoch.trainingAccuracy
        }
    }

    /// Whether a figure is better than another. NaN is worse than any number.
    public func isBetter(_ value: Double, than other: Double) -> Bool {
        switch self {
        case .testLoss, .trainingLoss: value < other
        case .testAccuracy, .trainingAccuracy: value > other
        }
    }

    /// The best of some epochs, the earliest if several are equally good; nil if none has the figure.
    public func best(of epochs: some Sequence<EpochPoint>) -> EpochPoint? {
        var best: (epoch: EpochPoint, value: Double)?
        for epoch in epochs {
            guard let value = value(of: epoch), !value.isNaN else { continue }
            if best.map({ isBetter(value, than: $0.value) }) ?? true { best = (epoch, value) }
        }
        return best?.epoch
    }
}

extension DebugSession {
    /// The figure by which epochs are compared unless another is asked for: the loss over the test samples, or over the
    /// training samples if there are no test samples.
    public var defaultMonitor: EpochMonitor { testSamples == nil ? .trainingLoss : .testLoss }
}
