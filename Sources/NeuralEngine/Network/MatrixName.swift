/// The name of a matrix of a network, as users write it: `X`, `W1`, `dZ2`, `vW1`, `loss`.
///
/// Layers are counted from 1. Not every name exists in every network: ask `Plan` or `Engine`.
public struct MatrixName: Hashable, Sendable {
    /// What the name refers to. Those that belong to a layer carry its number, from 1.
    public enum Subject: Hashable, Sendable {
        /// `X`, the batch's inputs: (N × features).
        case inputs
        /// `Y`, the batch's targets, one-hot for classes: (N × outputs).
        case targets
        /// `P`, the softmax or sigmoid of the last layer's output, if the loss has one: (N × outputs).
        case probabilities
        /// `loss`, the loss of the batch: (1 × 1).
        case loss
        /// `Zk` = A(k−1)·Wk + bk: (N × outputs of the layer).
        case preactivation(Int)
        /// `Ak` = fk(Zk): (N × outputs of the layer).
        case activation(Int)
        /// `Mk`, the mask of the dropout after layer k, if there is one: (N × outputs of the layer). It is random and has no
        /// gradient.
        case mask(Int)
        /// `Dk` = Ak ⊙ Mk, the input of the next layer if there is dropout: (N × outputs of the layer).
        case dropped(Int)
        /// `Wk`: (inputs of the layer × outputs of the layer).
        case weights(Int)
        /// `bk`: (1 × outputs of the layer).
        case bias(Int)
    }

    /// Which quantity of the subject. All have the shape of the subject.
    public enum Quantity: Hashable, CaseIterable, Sendable {
        /// The matrix itself.
        case value
        /// `dM`, the gradient of the loss with respect to M.
        case gradient
        /// `vM`, the momentum of SGD and RMSprop.
        case momentum
        /// `mM`, Adam's average of gradients.
        case firstMoment
        /// `sM`, the average (RMSprop, Adam) or sum (Adagrad) of squared gradients.
        case secondMoment

        /// The letter before the subject's name: the `d` of `dW1`.
        public var prefix: String {
            switch self {
            case .value: ""
            case .gradient: "d"
            case .momentum: "v"
            case .firstMoment: "m"
            case .secondMoment: "s"
            }
        }
    }

    /// What the name refers to.
    public let subject: Subject
    /// Which quantity of it.
    public let quantity: Quantity

    /// The name of a quantity of a subject.
    public init(_ subject: Subject, _ quantity: Quantity = .value) {
        self.subject = subject
        self.quantity = quantity
    }

    /// `X`
    public static let inputs = MatrixName(.inputs)
    /// `Y`
    public static let targets = MatrixName(.targets)
    /// `P`
    public static let probabilities = MatrixName(.probabilities)
    /// `loss`
    public static let loss = MatrixName(.loss)
    /// `Zk`
    public static func preactivation(_ layer: Int) -> MatrixName { MatrixName(.preactivation(layer)) }
    /// `Ak`
    public static func activation(_ layer: Int) -> MatrixName { MatrixName(.activation(layer)) }
    /// `Mk`
    public static func mask(_ layer: Int) -> MatrixName { MatrixName(.mask(layer)) }
    /// `Dk`
    public static func dropped(_ layer: Int) -> MatrixName { MatrixName(.dropped(layer)) }
    /// `Wk`
    public static func weights(_ layer: Int) -> MatrixName { MatrixName(.weights(layer)) }
    /// `bk`
    public static func bias(_ layer: Int) -> MatrixName { MatrixName(.bias(layer)) }

    /// `dM` for this M.
    public var gradient: MatrixName { MatrixName(subject, .gradient) }
    /// `vM` for this M.
    public var momentum: MatrixName { MatrixName(subject, .momentum) }
    /// `mM` for this M.
    public var firstMoment: MatrixName { MatrixName(subject, .firstMoment) }
    /// `sM` for this M.
    public var secondMoment: MatrixName { MatrixName(subject, .secondMoment) }

    /// Whether the matrix has no value until an operation computes it. Parameters and moments have one from the start.
    public var isComputedByOperations: Bool {
        switch (subject, quantity) {
        case (.weights, .gradient), (.bias, .gradient): true
        case (.weights, _), (.bias, _): false
        default: true
        }
    }

    /// Whether the subject is a trained parameter.
    public var isParameter: Bool {
        switch subject {
        case .weights, .bias: true
        default: false
        }
    }

    /// Whether it is `dP` or `dY`, which no operation needs and which are computed when they are asked for.
    public var isComputedOnDemand: Bool { self == .probabilities.gradient || self == .targets.gradient }

    /// Whether an iteration starts with the value from the one before, as for parameters and moments.
    public var isKeptBetweenIterations: Bool { isParameter && quantity != .gradient }

    /// Whether the matrix has one row per sample of the batch.
    public var hasRowPerSample: Bool {
        switch subject {
        case .inputs, .targets, .probabilities, .preactivation, .activation, .mask, .dropped: true
        case .loss, .weights, .bias: false
        }
    }
}

extension MatrixName: LosslessStringConvertible {
    /// Reads a name as users write it; nil if the text is not one.
    public init?(_ description: String) {
        if let subject = Subject(description) {
            self.init(subject)
            return
        }
        guard let quantity = Quantity.allCases.first(where: { $0.prefix == description.prefix(1) }),
            let subject = Subject(description.dropFirst())
        else { return nil }
        let name = MatrixName(subject, quantity)
        guard name.isParameter || (name.quantity == .gradient && subject.hasGradient) else { return nil }
        self = name
    }

    /// The name as users write it.
    public var description: String { quantity.prefix + subject.description }
}

extension MatrixName.Subject: CustomStringConvertible {
    init?(_ text: some StringProtocol) {
        switch text {
        case "X": self = .inputs
        case "Y": self = .targets
        case "P": self = .probabilities
        case "loss": self = .loss
        default:
            let digits = text.dropFirst()
            guard digits.first != "0", digits.allSatisfy({ $0.isASCII && $0.isNumber }), let layer = Int(digits)
            else { return nil }
            switch text.first {
            case "Z": self = .preactivation(layer)
            case "A": self = .activation(layer)
            case "M": self = .mask(layer)
            case "D": self = .dropped(layer)
            case "W": self = .weights(layer)
            case "b": self = .bias(layer)
            default: return nil
            }
        }
    }

    /// The name as users write it.
    public var description: String {
        switch self {
        case .inputs: "X"
        case .targets: "Y"
        case .probabilities: "P"
        case .loss: "loss"
        case .preactivation(let layer): "Z\(layer)"
        case .activation(let layer): "A\(layer)"
        case .mask(let layer): "M\(layer)"
        case .dropped(let layer): "D\(layer)"
        case .weights(let layer): "W\(layer)"
        case .bias(let layer): "b\(layer)"
        }
    }

    /// Whether users can ask for `dM` of this M.
    fileprivate var hasGradient: Bool {
        switch self {
        case .loss, .mask: false
        default: true
        }
    }
}
