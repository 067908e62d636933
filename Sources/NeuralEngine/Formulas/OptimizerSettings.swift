/// The rule that turns gradients into new parameters.
public enum OptimizerKind: String, CaseIterable, Sendable {
    /// Stochastic gradient descent, with momentum or without.
    case sgd
    /// Kingma and Ba 2015.
    case adam
    /// Adam with decoupled weight decay, Loshchilov and Hutter 2019.
    case adamw
    /// Hinton's lecture 6e, 2012.
    case rmsprop
    /// Duchi, Hazan and Singer 2011.
    case adagrad
}

/// A rule with its numbers. Names, defaults and results are PyTorch's.
public struct OptimizerSettings: Equatable, Sendable {
    /// Which rule.
    public var kind: OptimizerKind
    /// lr, the size of a step; the schedule's base rate.
    public var learningRate: Double
    /// How lr changes during training.
    public var schedule = LearningRateSchedule.constant
    /// μ of SGD and RMSprop: how much of the last step the next one keeps.
    public var momentum: Double = 0
    /// Whether SGD looks ahead along its momentum (Nesterov); means nothing without momentum.
    public var nesterov: Bool = false
    /// λ: added to the gradient as λ·W, except by AdamW, which shrinks the parameters themselves.
    public var weightDecay: Double = 0
    /// β₁ of Adam's average of gradients.
    public var beta1: Double = 0.9
    /// β₂ of Adam's average of squared gradients.
    public var beta2: Double = 0.999
    /// ε, which keeps divisions by small averages finite.
    public var epsilon: Double = 1e-8
    /// α of RMSprop's average of squared gradients.
    public var smoothing: Double = 0.99

    /// A rule with PyTorch's defaults.
    public init(_ kind: OptimizerKind = .sgd) {
        self.kind = kind
        switch kind {
        case .sgd, .adam: learningRate = 1e-3
        case .adamw: (learningRate, weightDecay) = (1e-3, 1e-2)
        case .rmsprop: learningRate = 1e-2
        case .adagrad: (learningRate, epsilon) = (1e-2, 1e-10)
        }
    }

    /// Whether updates read and write the momentum `vM`.
    var usesMomentum: Bool { (kind == .sgd || kind == .rmsprop) && momentum != 0 }

    /// Whether the rule makes up for averages that start at zero, by the number of the update.
    var correctsAverages: Bool { kind == .adam || kind == .adamw }

    /// Whether one update differs from another by more than the numbers it finds.
    var changesWithTime: Bool { correctsAverages || schedule.form != .constant }

    /// What the rule may keep about each parameter, from update to update.
    var moments: [MatrixName.Quantity] {
        switch kind {
        case .sgd: [.momentum]
        case .adam, .adamw: [.firstMoment, .secondMoment]
        case .rmsprop: [.secondMoment, .momentum]
        case .adagrad: [.secondMoment]
        }
    }

    /// Those of them that these settings use.
    var activeMoments: [MatrixName.Quantity] { moments.filter { $0 != .momentum || usesMomentum } }
}
