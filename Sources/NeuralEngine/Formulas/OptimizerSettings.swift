/// The rule that turns gradients into new parameters. Each rule has a type of its own in `Optimizers.swift`.
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

    /// A short description.
    public var meaning: String { rule.meaning }

    /// Its parameters, in the order of `OptimizerParameter`.
    public var parameters: [OptimizerParameter] { OptimizerParameter.allCases.filter(takes) }

    /// Whether it has a parameter.
    public func takes(_ parameter: OptimizerParameter) -> Bool {
        parameter.isOfAllKinds || rule.parameters.contains(parameter)
    }

    /// The default of a parameter.
    public func defaultValue(of parameter: OptimizerParameter) -> OptimizerParameter.Value {
        rule.defaults[parameter].map(OptimizerParameter.Value.number) ?? parameter.defaultValue
    }

    /// Whether it corrects the bias of moments that start at zero.
    public var correctsAverages: Bool { rule.correctsAverages }
}

/// The parameters of optimizers, by their names in the language.
public enum OptimizerParameter: String, CaseIterable, Sendable {
    case learningRate = "lr"
    case momentum
    case nesterov
    case weightDecay = "weight-decay"
    case beta1
    case beta2
    case smoothing = "alpha"
    case epsilon

    /// The value of a parameter.
    public enum Value: Equatable, Sendable {
        /// A number.
        case number(Double)
        /// Yes or no.
        case flag(Bool)
    }

    /// The allowed values of a parameter.
    public enum Range: Equatable, Sendable, CustomStringConvertible {
        /// A finite number from 0 up.
        case size
        /// A number from 0 up and below 1.
        case share
        /// Yes or no.
        case flag

        /// Whether a number is allowed.
        public func contains(_ value: Double) -> Bool {
            switch self {
            case .size: value >= 0 && value.isFinite
            case .share: (0..<1).contains(value)
            case .flag: false
            }
        }

        /// The allowed values in words.
        public var description: String {
            switch self {
            case .size: "a number from 0 up"
            case .share: "from 0 up and below 1"
            case .flag: "yes or no"
            }
        }
    }

    /// The name in the language: `weight-decay`.
    public var name: String { rawValue }
    /// The letter in formulas: `λ`.
    public var symbol: String { entry.symbol }
    /// A short description.
    public var meaning: String { entry.meaning }
    /// The allowed values.
    public var range: Range { entry.range }
    /// Its default, for optimizers that have no default of their own.
    public var defaultValue: Value { entry.defaultValue }
    /// Whether every optimizer has it.
    public var isOfAllKinds: Bool { self == .learningRate || self == .weightDecay }
    /// Whether users can set it. Parameters that they cannot set keep their defaults.
    public var isOption: Bool { self != .smoothing }
    /// Whether it has no effect if it is zero or no.
    public var isOptional: Bool { self == .momentum || self == .nesterov || self == .weightDecay }

    private struct Entry {
        let symbol: String
        let meaning: String
        let range: Range
        let defaultValue: Value
    }

    private var entry: Entry {
        func entry(_ symbol: String, _ range: Range, _ defaultValue: Double, _ meaning: String) -> Entry {
            Entry(symbol: symbol, meaning: meaning, range: range, defaultValue: .number(defaultValue))
        }
        return switch self {
        case .learningRate: entry("lr", .size, 0.001, "learning rate")
        case .momentum: entry("μ", .size, 0, "share of the last step that is kept")
        case .nesterov: Entry(symbol: "", meaning: "Nesterov's momentum", range: .flag, defaultValue: .flag(false))
        case .weightDecay: entry("λ", .size, 0, "pull of the weights toward 0")
        case .beta1: entry("β₁", .share, 0.9, "decay of the first moment")
        case .beta2: entry("β₂", .share, 0.999, "decay of the second moment")
        case .smoothing: entry("α", .share, 0.99, "decay of the average square")
        case .epsilon: entry("ε", .size, 1e-8, "keeps the divisor off 0")
        }
    }

    /// The property of `OptimizerSettings` that holds it.
    fileprivate var field: Field {
        switch self {
        case .learningRate: .number(\.learningRate)
        case .momentum: .number(\.momentum)
        case .nesterov: .flag(\.nesterov)
        case .weightDecay: .number(\.weightDecay)
        case .beta1: .number(\.beta1)
        case .beta2: .number(\.beta2)
        case .smoothing: .number(\.smoothing)
        case .epsilon: .number(\.epsilon)
        }
    }

    fileprivate enum Field {
        case number(WritableKeyPath<OptimizerSettings, Double>)
        case flag(WritableKeyPath<OptimizerSettings, Bool>)
    }
}

extension OptimizerParameter {
    /// The optimizers that have it.
    public var kinds: [OptimizerKind] { OptimizerKind.allCases.filter { $0.takes(self) } }

    /// Its default in words: `0.001; rmsprop and adagrad 0.01`.
    /// - number: spells a number.
    public func defaultText(number: (Double) -> String) -> String {
        func text(_ value: Value) -> String {
            switch value {
            case .number(let value): number(value)
            case .flag(let flag): flag ? "yes" : "no"
            }
        }
        let others = kinds.map { (kind: $0, text: text($0.defaultValue(of: self))) }.filter {
            $0.text != text(defaultValue)
        }
        let exceptions = others.map(\.text).unique.map { exception in
            let names = others.filter { $0.text == exception }.map(\.kind.rawValue)
            return "; \(names.joined(separator: " and ")) \(exception)"
        }
        return text(defaultValue) + exceptions.joined()
    }
}

/// An optimizer with its parameters. Names, defaults and results are PyTorch's.
public struct OptimizerSettings: Equatable, Sendable {
    /// The kind of optimizer.
    public var kind: OptimizerKind
    /// lr, the size of a step; the schedule's base rate.
    public var learningRate: Double
    /// How lr changes during training.
    public var schedule = LearningRateSchedule.constant
    /// μ of SGD and RMSprop: how much of the last step the next one keeps.
    public var momentum: Double
    /// Whether SGD looks ahead along its momentum (Nesterov). Without momentum it has no effect.
    public var nesterov: Bool
    /// λ: added to the gradient as λ·W, except by AdamW, which shrinks the parameters themselves.
    public var weightDecay: Double
    /// β₁ of Adam's average of gradients.
    public var beta1: Double
    /// β₂ of Adam's average of squared gradients.
    public var beta2: Double
    /// ε, which keeps divisions by small averages finite.
    public var epsilon: Double
    /// α of RMSprop's average of squared gradients.
    public var smoothing: Double

    /// An optimizer with PyTorch's defaults.
    public init(_ kind: OptimizerKind = .sgd) {
        self.kind = kind
        (learningRate, momentum, nesterov, weightDecay) = (0, 0, false, 0)
        (beta1, beta2, epsilon, smoothing) = (0, 0, 0, 0)
        for parameter in OptimizerParameter.allCases { self[parameter] = kind.defaultValue(of: parameter) }
    }

    /// The value of a parameter.
    public subscript(parameter: OptimizerParameter) -> OptimizerParameter.Value {
        get {
            switch parameter.field {
            case .number(let path): .number(self[keyPath: path])
            case .flag(let path): .flag(self[keyPath: path])
            }
        }
        set {
            switch (parameter.field, newValue) {
            case (.number(let path), .number(let number)): self[keyPath: path] = number
            case (.flag(let path), .flag(let flag)): self[keyPath: path] = flag
            case (.number, .flag), (.flag, .number): preconditionFailure("\(parameter.name) is of another kind")
            }
        }
    }

    /// Whether a parameter is set to zero or no, so that it has no effect.
    public func isOff(_ parameter: OptimizerParameter) -> Bool {
        parameter.isOptional && (self[parameter] == .number(0) || self[parameter] == .flag(false))
    }

    /// Whether updates read and write the momentum `vM`.
    public var usesMomentum: Bool { kind.takes(.momentum) && momentum != 0 }

    /// Whether the rule itself depends on the number of the update.
    var changesWithTime: Bool { kind.correctsAverages || schedule.form != .constant }

    /// The moments that the optimizer can keep for each parameter, in the order in which they are updated.
    var moments: [MatrixName.Quantity] { kind.rule.moments }

    /// The moments that these settings use.
    public var activeMoments: [MatrixName.Quantity] { moments.filter { $0 != .momentum || usesMomentum } }
}
