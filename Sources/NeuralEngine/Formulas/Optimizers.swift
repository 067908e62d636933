// The optimizers. Each has a type of its own, with the formulas of single cells next to the loop that computes them. The
// equations that views show are made from those formulas.
//
// Source: the algorithm boxes in PyTorch's documentation of `torch.optim`. Results are the same.

extension OptimizerKind {
    var rule: any Optimizer.Type {
        switch self {
        case .sgd: GradientDescent.self
        case .adam: Adam.self
        case .adamw: AdamW.self
        case .rmsprop: RMSprop.self
        case .adagrad: Adagrad.self
        }
    }
}

/// Everything that is particular to one optimizer.
protocol Optimizer {
    /// A short description.
    static var meaning: String { get }
    /// Its parameters, apart from those that all optimizers have.
    static var parameters: [OptimizerParameter] { get }
    /// Its own defaults, where they differ from those of `OptimizerParameter`.
    static var defaults: [OptimizerParameter: Double] { get }
    /// The moments that it can keep for each parameter, in the order in which they are updated, before the parameter itself.
    static var moments: [MatrixName.Quantity] { get }
    /// Whether it corrects the bias of moments that start at zero.
    static var correctsAverages: Bool { get }
    /// A short form of the update for the list of operations.
    static func summary(_ settings: OptimizerSettings) -> String
    /// A cell of one of its moments.
    static func moment(_ quantity: MatrixName.Quantity, _ cell: UpdatedCell) -> CellExpression
    /// A cell of a parameter.
    static func parameter(_ cell: UpdatedCell) -> CellExpression
    /// Updates a parameter W and its moments. All have the shape of W.
    static func update<S: VectorScalar>(
        _ w: MatrixView<S>, gradient dW: MatrixView<S>, _ moments: ParameterMoments<S>, by rule: UpdateRule<S>,
        _ share: Share)
}

/// The moments of one parameter. Views without cells stand for moments that the optimizer does not keep.
struct ParameterMoments<S: VectorScalar> {
    let momentum: MatrixView<S>
    let firstMoment: MatrixView<S>
    let secondMoment: MatrixView<S>
}

/// An optimizer's numbers for one update, in the network's precision.
struct UpdateRule<S: VectorScalar> {
    fileprivate let settings: OptimizerSettings
    fileprivate let usesMomentum: Bool
    fileprivate let learningRate: S
    fileprivate let momentum: S
    fileprivate let beta1: S
    fileprivate let beta2: S
    fileprivate let epsilon: S
    fileprivate let smoothing: S
    private let weightDecay: S
    /// 1 − β₁ᵗ and √(1 − β₂ᵗ), which correct the bias of moments that start at zero.
    fileprivate let firstCorrection: Double
    fileprivate let secondCorrectionRoot: Double

    /// - number: t, the number of this update since the moments were zero, from 1.
    init(_ settings: OptimizerSettings, number: Int) {
        self.settings = settings
        usesMomentum = settings.usesMomentum
        learningRate = S(settings.learningRate)
        momentum = S(settings.momentum)
        weightDecay = S(settings.weightDecay)
        beta1 = S(settings.beta1)
        beta2 = S(settings.beta2)
        epsilon = S(settings.epsilon)
        smoothing = S(settings.smoothing)
        let corrects = settings.kind.correctsAverages
        firstCorrection = corrects ? 1 - power(settings.beta1, number) : 1
        secondCorrectionRoot = corrects ? (1 - power(settings.beta2, number)).squareRoot() : 1
    }

    /// Updates a parameter W and its moments. All have the shape of W; moments that the rule does not use stay as they are.
    func update(_ w: MatrixView<S>, gradient dW: MatrixView<S>, moments: ParameterMoments<S>, _ share: Share) {
        switch settings.kind {
        case .sgd: GradientDescent.update(w, gradient: dW, moments, by: self, share)
        case .adam: Adam.update(w, gradient: dW, moments, by: self, share)
        case .adamw: AdamW.update(w, gradient: dW, moments, by: self, share)
        case .rmsprop: RMSprop.update(w, gradient: dW, moments, by: self, share)
        case .adagrad: Adagrad.update(w, gradient: dW, moments, by: self, share)
        }
    }

    fileprivate var decay: Decay<S.Vector> { Decay(factor: weightDecay) }
}

/// The gradient with weight decay, g + λ·w; exactly g without.
private struct Decay<V: Lanes> {
    private let factor: V
    private let isNone: Bool

    init(factor: V.Number) {
        self.factor = V(factor)
        isNone = factor == 0
    }

    @inline(__always)
    func callAsFunction(_ g: V, _ w: V) -> V { isNone ? g : g + factor * w }
}

// MARK: - The rules

private enum GradientDescent: Optimizer {
    static let meaning = "along the gradient, with momentum"
    static let parameters: [OptimizerParameter] = [.momentum, .nesterov]
    static let defaults: [OptimizerParameter: Double] = [:]
    static let moments: [MatrixName.Quantity] = [.momentum]
    static let correctsAverages = false

    static func summary(_ settings: OptimizerSettings) -> String {
        guard settings.usesMomentum else {
            return settings.weightDecay == 0 ? "W ← W − lr·dW" : "W ← W − lr·(dW + λ·W)"
        }
        return settings.nesterov ? "W ← W − lr·(dW + μ·v)" : "W ← W − lr·v"
    }

    static func moment(_ quantity: MatrixName.Quantity, _ cell: UpdatedCell) -> CellExpression {
        cell[.momentum] * cell.v + cell.g
    }

    static func parameter(_ cell: UpdatedCell) -> CellExpression {
        guard cell.settings.usesMomentum else { return cell.w - cell.lr * cell.g }
        guard cell.settings.nesterov else { return cell.w - cell.lr * cell.newV }
        return cell.w - cell.lr * (cell.g + cell[.momentum] * cell.newV)
    }

    // Steps are functions of their own, so that they are inlined into the loops over the cells.
    static func update<S: VectorScalar>(
        _ w: MatrixView<S>, gradient dW: MatrixView<S>, _ moments: ParameterMoments<S>, by rule: UpdateRule<S>,
        _ share: Share
    ) {
        typealias V = S.Vector
        let (rate, momentum) = (V(rule.learningRate), V(rule.momentum))
        let decayed = rule.decay
        @inline(__always) func plain(w: inout V, g: V) { w -= rate * decayed(g, w) }
        @inline(__always) func withMomentum(w: inout V, g: V, v: inout V) {
            v = momentum * v + decayed(g, w)
            w -= rate * v
        }
        @inline(__always) func nesterov(w: inout V, g: V, v: inout V) {
            let g = decayed(g, w)
            v = momentum * v + g
            w -= rate * (g + momentum * v)
        }
        if !rule.usesMomentum {
            w.updateEach(with: dW, share, plain)
        } else if !rule.settings.nesterov {
            w.updateEach(with: dW, and: moments.momentum, share, withMomentum)
        } else {
            w.updateEach(with: dW, and: moments.momentum, share, nesterov)
        }
    }
}

private enum Adam: Optimizer {
    static let meaning = "averages of gradients and of their squares"
    static let parameters: [OptimizerParameter] = [.beta1, .beta2, .epsilon]
    static let defaults: [OptimizerParameter: Double] = [:]
    static let moments: [MatrixName.Quantity] = [.firstMoment, .secondMoment]
    static let correctsAverages = true

    static func summary(_ settings: OptimizerSettings) -> String { "W ← W − lr·m̂/(√ŝ + ε)" }

    static func moment(_ quantity: MatrixName.Quantity, _ cell: UpdatedCell) -> CellExpression {
        moment(quantity, cell, g: cell.g)
    }

    static func parameter(_ cell: UpdatedCell) -> CellExpression { cell.w - step(cell) }

    static func update<S: VectorScalar>(
        _ w: MatrixView<S>, gradient dW: MatrixView<S>, _ moments: ParameterMoments<S>, by rule: UpdateRule<S>,
        _ share: Share
    ) {
        update(w, gradient: dW, moments, by: rule, shrink: 1, decayed: rule.decay, share)
    }

    /// - g: the gradient that is averaged.
    fileprivate static func moment(
        _ quantity: MatrixName.Quantity, _ cell: UpdatedCell, g: CellExpression
    ) -> CellExpression {
        quantity == .firstMoment
            ? cell[.beta1] * cell.m + (1 - cell[.beta1]) * g : cell[.beta2] * cell.s + (1 - cell[.beta2]) * g.squared
    }

    /// What is subtracted from the parameter.
    fileprivate static func step(_ cell: UpdatedCell) -> CellExpression {
        let mean = cell.newM / (1 - .power(cell[.beta1], letter: "ᵗ", exponent: cell.number))
        let square = cell.newS / (1 - .power(cell[.beta2], letter: "ᵗ", exponent: cell.number))
        return cell.lr * mean / (.root(square) + cell[.epsilon])
    }

    /// - shrink: the factor by which the parameter is multiplied before the step.
    /// - decayed: the gradient that is averaged.
    @inline(__always)
    fileprivate static func update<S: VectorScalar>(
        _ w: MatrixView<S>, gradient dW: MatrixView<S>, _ moments: ParameterMoments<S>, by rule: UpdateRule<S>,
        shrink: S, decayed: Decay<S.Vector>, _ share: Share
    ) {
        typealias V = S.Vector
        let settings = rule.settings
        let (step, root) = (V(S(settings.learningRate / rule.firstCorrection)), V(S(rule.secondCorrectionRoot)))
        let (beta1, beta2, epsilon, shrink) = (V(rule.beta1), V(rule.beta2), V(rule.epsilon), V(shrink))
        // Subtract first, then round: float32 would lose the difference if β is near 1.
        let (rest1, rest2) = (V(S(1 - settings.beta1)), V(S(1 - settings.beta2)))
        @inline(__always) func move(w: inout V, g: V, m: inout V, s: inout V) {
            let g = decayed(g, w)
            m = beta1 * m + rest1 * g
            s = beta2 * s + rest2 * g * g
            w = shrink * w - step * m / (s.squareRoot() / root + epsilon)
        }
        w.updateEach(with: dW, and: moments.firstMoment, moments.secondMoment, share, move)
    }
}

private enum AdamW: Optimizer {
    static let meaning = "adam with the weights' decay apart"
    static let parameters = Adam.parameters
    static let defaults: [OptimizerParameter: Double] = [.weightDecay: 0.01]
    static let moments = Adam.moments
    static let correctsAverages = true

    static func summary(_ settings: OptimizerSettings) -> String {
        settings.weightDecay == 0 ? Adam.summary(settings) : "W ← (1 − lr·λ)·W − lr·m̂/(√ŝ + ε)"
    }

    static func moment(_ quantity: MatrixName.Quantity, _ cell: UpdatedCell) -> CellExpression {
        Adam.moment(quantity, cell, g: cell.dW)
    }

    static func parameter(_ cell: UpdatedCell) -> CellExpression {
        let kept = cell.settings.weightDecay != 0 ? (1 - cell.lr * cell[.weightDecay]) * cell.w : cell.w
        return kept - Adam.step(cell)
    }

    static func update<S: VectorScalar>(
        _ w: MatrixView<S>, gradient dW: MatrixView<S>, _ moments: ParameterMoments<S>, by rule: UpdateRule<S>,
        _ share: Share
    ) {
        let shrink = S(1 - rule.settings.learningRate * rule.settings.weightDecay)
        Adam.update(w, gradient: dW, moments, by: rule, shrink: shrink, decayed: Decay(factor: 0), share)
    }
}

private enum RMSprop: Optimizer {
    static let meaning = "over the root of the average square"
    static let parameters: [OptimizerParameter] = [.momentum, .smoothing, .epsilon]
    static let defaults: [OptimizerParameter: Double] = [.learningRate: 0.01]
    static let moments: [MatrixName.Quantity] = [.secondMoment, .momentum]
    static let correctsAverages = false

    static func summary(_ settings: OptimizerSettings) -> String {
        settings.usesMomentum ? "W ← W − lr·v" : "W ← W − lr·dW/(√s + ε)"
    }

    static func moment(_ quantity: MatrixName.Quantity, _ cell: UpdatedCell) -> CellExpression {
        guard quantity == .secondMoment else {
            return cell[.momentum] * cell.v + cell.g / (.root(cell.newS) + cell[.epsilon])
        }
        return cell[.smoothing] * cell.s + (1 - cell[.smoothing]) * cell.g.squared
    }

    static func parameter(_ cell: UpdatedCell) -> CellExpression {
        guard !cell.settings.usesMomentum else { return cell.w - cell.lr * cell.newV }
        return cell.w - cell.lr * cell.g / (.root(cell.newS) + cell[.epsilon])
    }

    static func update<S: VectorScalar>(
        _ w: MatrixView<S>, gradient dW: MatrixView<S>, _ moments: ParameterMoments<S>, by rule: UpdateRule<S>,
        _ share: Share
    ) {
        typealias V = S.Vector
        let (rate, momentum) = (V(rule.learningRate), V(rule.momentum))
        let (epsilon, smoothing) = (V(rule.epsilon), V(rule.smoothing))
        let rest = V(S(1 - rule.settings.smoothing))
        let decayed = rule.decay
        @inline(__always) func plain(w: inout V, g: V, s: inout V) {
            let g = decayed(g, w)
            s = smoothing * s + rest * g * g
            w -= rate * g / (s.squareRoot() + epsilon)
        }
        @inline(__always) func withMomentum(w: inout V, g: V, s: inout V, v: inout V) {
            let g = decayed(g, w)
            s = smoothing * s + rest * g * g
            v = momentum * v + g / (s.squareRoot() + epsilon)
            w -= rate * v
        }
        if !rule.usesMomentum {
            w.updateEach(with: dW, and: moments.secondMoment, share, plain)
        } else {
            w.updateEach(with: dW, and: moments.secondMoment, moments.momentum, share, withMomentum)
        }
    }
}

private enum Adagrad: Optimizer {
    static let meaning = "over the root of the sum of squares"
    static let parameters: [OptimizerParameter] = [.epsilon]
    static let defaults: [OptimizerParameter: Double] = [.learningRate: 0.01, .epsilon: 1e-10]
    static let moments: [MatrixName.Quantity] = [.secondMoment]
    static let correctsAverages = false

    static func summary(_ settings: OptimizerSettings) -> String { "W ← W − lr·dW/(√s + ε)" }

    static func moment(_ quantity: MatrixName.Quantity, _ cell: UpdatedCell) -> CellExpression {
        cell.s + cell.g.squared
    }

    static func parameter(_ cell: UpdatedCell) -> CellExpression {
        cell.w - cell.lr * cell.g / (.root(cell.newS) + cell[.epsilon])
    }

    static func update<S: VectorScalar>(
        _ w: MatrixView<S>, gradient dW: MatrixView<S>, _ moments: ParameterMoments<S>, by rule: UpdateRule<S>,
        _ share: Share
    ) {
        typealias V = S.Vector
        let (rate, epsilon) = (V(rule.learningRate), V(rule.epsilon))
        let decayed = rule.decay
        @inline(__always) func step(w: inout V, g: V, s: inout V) {
            let g = decayed(g, w)
            s += g * g
            w -= rate * g / (s.squareRoot() + epsilon)
        }
        w.updateEach(with: dW, and: moments.secondMoment, share, step)
    }
}
