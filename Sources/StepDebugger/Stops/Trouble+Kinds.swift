extension Trouble {
    /// The ways in which training goes wrong, by their names in the language.
    public enum Kind: String, CaseIterable, Sendable {
        case nonFinite = "nan"
        case deadUnits = "dead-relu"
        case vanishing
        case exploding
        case saturated
        case diverging
    }

    /// The limit beyond which something counts as trouble.
    public struct Threshold: Equatable, Sendable {
        /// Its default.
        public let defaultValue: Double
        /// A short description.
        public let meaning: String
        /// Whether it is a share, above 0 and at most 1, rather than any number from 0 up.
        public let isShare: Bool
    }

    /// The slope below which an activation counts as flat.
    public static let slope = Threshold(
        defaultValue: 0.01, meaning: "the derivative below which a cell is saturated", isShare: true)

    /// The default slope below which an activation counts as flat.
    public static var flatSlope: Double { slope.defaultValue }

    /// A way in which training goes wrong.
    /// - Parameters:
    ///   - threshold: the limit beyond which it counts; nil for the kind's default.
    ///   - slope: below which a cell counts as saturated.
    public init(_ kind: Kind, threshold: Double? = nil, slope: Double = flatSlope) {
        let threshold = threshold ?? kind.threshold?.defaultValue ?? .nan
        switch kind {
        case .nonFinite: self = .nonFinite
        case .deadUnits: self = .deadUnits(share: threshold)
        case .vanishing: self = .vanishing(ratio: threshold)
        case .exploding: self = .exploding(ratio: threshold)
        case .saturated: self = .saturated(share: threshold, slope: slope)
        case .diverging: self = .diverging(factor: threshold)
        }
    }
}

extension Trouble.Kind {
    /// A short description.
    public var meaning: String {
        switch self {
        case .nonFinite: "an operation writes a number that is not finite"
        case .deadUnits: "many units of a relu layer are 0 for every sample of the batch"
        case .vanishing: "a layer's dW is small beside that of the layer with the largest"
        case .exploding: "a layer's dW is large beside its W"
        case .saturated: "most cells of a sigmoid or tanh layer have almost no slope"
        case .diverging: "the loss is not finite, or far above that of the first iteration"
        }
    }

    /// The limit beyond which it counts; nil if the kind has none.
    public var threshold: Trouble.Threshold? {
        switch self {
        case .nonFinite: nil
        case .deadUnits:
            Trouble.Threshold(defaultValue: 0.5, meaning: "the share of a layer's units that are dead", isShare: true)
        case .vanishing:
            Trouble.Threshold(defaultValue: 0.001, meaning: "the share of the largest layer's dW", isShare: true)
        case .exploding:
            Trouble.Threshold(defaultValue: 10, meaning: "how many times as large as W dW is", isShare: false)
        case .saturated:
            Trouble.Threshold(
                defaultValue: 0.9, meaning: "the share of a layer's cells that are saturated", isShare: true)
        case .diverging:
            Trouble.Threshold(
                defaultValue: 10, meaning: "how many times the first iteration's loss the loss is", isShare: false)
        }
    }
}
