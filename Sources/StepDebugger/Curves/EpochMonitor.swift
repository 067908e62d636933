/// A figure of an epoch, by which epochs are compared: the loss or the accuracy over a part of the samples.
public struct EpochMonitor: Equatable, Sendable {
    /// The part of the samples that it is over.
    public let part: SamplePart
    /// Whether it is the share that was classified correctly rather than the loss.
    public let isAccuracy: Bool

    /// The loss, or the accuracy, over a part of the samples.
    public init(_ part: SamplePart, isAccuracy: Bool = false) {
        self.part = part
        self.isAccuracy = isAccuracy
    }

    /// A short description.
    public var meaning: String {
        part == .training ? "over the samples of the epoch" : "over the \(part.adjective) samples"
    }

    /// An epoch's figure; nil if it has none.
    public func value(of epoch: EpochPoint) -> Double? {
        switch part {
        case .training: isAccuracy ? epoch.trainingAccuracy : epoch.trainingLoss
        case .validation: isAccuracy ? epoch.validationAccuracy : epoch.validationLoss
        case .test: isAccuracy ? epoch.testAccuracy : epoch.testLoss
        }
    }

    /// Whether a figure is better than another. NaN is worse than any number.
    public func isBetter(_ value: Double, than other: Double) -> Bool {
        isAccuracy ? value > other : value < other
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

extension EpochMonitor: RawRepresentable, CaseIterable, CustomStringConvertible {
    /// Every figure, in the order of tables and records.
    public static let allCases = SamplePart.allCases.flatMap { [EpochMonitor($0), EpochMonitor($0, isAccuracy: true)] }

    /// Its name in the language: `validation.loss`.
    public var rawValue: String { "\(part.rawValue).\(isAccuracy ? "accuracy" : "loss")" }

    /// Its name.
    public var description: String { rawValue }

    /// The figure of that name; nil if there is none.
    public init?(rawValue: String) {
        guard let monitor = Self.allCases.first(where: { $0.rawValue == rawValue }) else { return nil }
        self = monitor
    }
}

extension DebugSession {
    /// The figure by which epochs are compared unless another is asked for: the loss over the validation samples, or else
    /// over the test samples, or else over the training samples.
    public var defaultMonitor: EpochMonitor { EpochMonitor(heldOut.judging?.part ?? .training) }
}
