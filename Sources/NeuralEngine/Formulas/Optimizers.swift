/// One update of one parameter: the optimizers' rules, each beside the equations views show of it.
///
/// Source: the algorithm boxes of PyTorch's documentation of `torch.optim`, whose results these are.
struct UpdateRule<S: VectorScalar> {
    private let settings: OptimizerSettings
    private let usesMomentum: Bool
    private let learningRate: S
    private let momentum: S
    private let weightDecay: S
    private let beta1: S
    private let beta2: S
    private let epsilon: S
    private let smoothing: S
    /// 1 − β₁ᵗ and √(1 − β₂ᵗ), which make up for averages that start at zero.
    private let firstCorrection: Double
    private let secondCorrectionRoot: Double

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
        firstCorrection = settings.correctsAverages ? 1 - power(settings.beta1, number) : 1
        secondCorrectionRoot =
            settings.correctsAverages ? (1 - power(settings.beta2, number)).squareRoot() : 1
    }

    /// Changes a parameter W and what is kept about it. All have the shape of W; those the rule has no use for are
    /// not touched.
    func update(_ w: MatrixView<S>, gradient dW: MatrixView<S>, moments: ParameterMoments<S>, _ share: Share) {
        switch settings.kind {
        case .sgd: descend(w, dW, moments.momentum, share)
        case .adam: adam(w, dW, moments.firstMoment, moments.secondMoment, shrink: 1, share)
        case .adamw:
            let shrink = S(1 - settings.learningRate * settings.weightDecay)
            adam(w, dW, moments.firstMoment, moments.secondMoment, shrink: shrink, share)
        case .rmsprop: rmsprop(w, dW, moments.secondMoment, moments.momentum, share)
        case .adagrad: adagrad(w, dW, moments.secondMoment, share)
        }
    }

    // The steps are functions of their own, so that they are inlined into the loops over the cells.
    private typealias V = S.Vector

    private func descend(_ w: MatrixView<S>, _ dW: MatrixView<S>, _ v: MatrixView<S>, _ share: Share) {
        let (rate, momentum) = (V(learningRate), V(momentum))
        let decayed = decay
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
        if !usesMomentum {
            w.updateEach(with: dW, share, plain)
        } else if !settings.nesterov {
            w.updateEach(with: dW, and: v, share, withMomentum)
        } else {
            w.updateEach(with: dW, and: v, share, nesterov)
        }
    }

    private func adam(
        _ w: MatrixView<S>, _ dW: MatrixView<S>, _ m: MatrixView<S>, _ s: MatrixView<S>, shrink: S, _ share: Share
    ) {
        let (step, root) = (V(S(settings.learningRate / firstCorrection)), V(S(secondCorrectionRoot)))
        let (beta1, beta2, epsilon, shrink) = (V(beta1), V(beta2), V(epsilon), V(shrink))
        // The difference before it is rounded, or float32 would lose it in a β near 1.
        let (rest1, rest2) = (V(S(1 - settings.beta1)), V(S(1 - settings.beta2)))
        let decayed = settings.kind == .adam ? decay : Decay(factor: 0)
        @inline(__always) func move(w: inout V, g: V, m: inout V, s: inout V) {
            let g = decayed(g, w)
            m = beta1 * m + rest1 * g
            s = beta2 * s + rest2 * g * g
            w = shrink * w - step * m / (s.squareRoot() / root + epsilon)
        }
        w.updateEach(with: dW, and: m, s, share, move)
    }

    private func rmsprop(
        _ w: MatrixView<S>, _ dW: MatrixView<S>, _ s: MatrixView<S>, _ v: MatrixView<S>, _ share: Share
    ) {
        let (rate, momentum, epsilon, smoothing) = (V(learningRate), V(momentum), V(epsilon), V(smoothing))
        let rest = V(S(1 - settings.smoothing))
        let decayed = decay
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
        if !usesMomentum {
            w.updateEach(with: dW, and: s, share, plain)
        } else {
            w.updateEach(with: dW, and: s, v, share, withMomentum)
        }
    }

    private func adagrad(_ w: MatrixView<S>, _ dW: MatrixView<S>, _ s: MatrixView<S>, _ share: Share) {
        let (rate, epsilon) = (V(learningRate), V(epsilon))
        let decayed = decay
        @inline(__always) func step(w: inout V, g: V, s: inout V) {
            let g = decayed(g, w)
            s += g * g
            w -= rate * g / (s.squareRoot() + epsilon)
        }
        w.updateEach(with: dW, and: s, share, step)
    }

    private var decay: Decay<S.Vector> { Decay(factor: weightDecay) }
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

/// What an optimizer keeps about one parameter; views without cells stand for what it does not keep.
struct ParameterMoments<S: VectorScalar> {
    let momentum: MatrixView<S>
    let firstMoment: MatrixView<S>
    let secondMoment: MatrixView<S>
}

extension OptimizerSettings {
    /// The equations of the update of one parameter.
    func updateEquations(of w: MatrixName) -> [Equation] {
        let (v, m, s) = (w.momentum, w.firstMoment, w.secondMoment)
        let decays = weightDecay != 0 && kind != .adamw
        let g: Formula = decays ? "(\(w.gradient) + λ·\(old: w))" : "\(w.gradient)"
        switch kind {
        case .sgd where !usesMomentum:
            return [Equation(w, "\(old: w) − lr·\(g)")]
        case .sgd:
            let direction: Formula = nesterov ? "(\(g) + μ·\(v))" : "\(v)"
            return [Equation(v, "μ·\(old: v) + \(g)"), Equation(w, "\(old: w) − lr·\(direction)")]
        case .adam, .adamw:
            let kept: Formula = kind == .adamw && weightDecay != 0 ? "(1 − lr·λ)·\(old: w)" : "\(old: w)"
            return [
                Equation(m, "β₁·\(old: m) + (1 − β₁)·\(g)"),
                Equation(s, "β₂·\(old: s) + (1 − β₂)·\(g)²"),
                Equation(w, "\(kept) − lr·(\(m)/(1 − β₁ᵗ))/(√(\(s)/(1 − β₂ᵗ)) + ε)"),
            ]
        case .rmsprop:
            let squares = Equation(s, "α·\(old: s) + (1 − α)·\(g)²")
            guard usesMomentum else { return [squares, Equation(w, "\(old: w) − lr·\(g)/(√\(s) + ε)")] }
            return [
                squares, Equation(v, "μ·\(old: v) + \(g)/(√\(s) + ε)"), Equation(w, "\(old: w) − lr·\(v)"),
            ]
        case .adagrad:
            return [Equation(s, "\(old: s) + \(g)²"), Equation(w, "\(old: w) − lr·\(g)/(√\(s) + ε)")]
        }
    }

    /// The update in a few letters, for a list of operations.
    var updateSummary: String {
        switch kind {
        case .sgd where !usesMomentum: weightDecay == 0 ? "W ← W − lr·dW" : "W ← W − lr·(dW + λ·W)"
        case .sgd: nesterov ? "W ← W − lr·(dW + μ·v)" : "W ← W − lr·v"
        case .adam: "W ← W − lr·m̂/(√ŝ + ε)"
        case .adamw: weightDecay == 0 ? "W ← W − lr·m̂/(√ŝ + ε)" : "W ← (1 − lr·λ)·W − lr·m̂/(√ŝ + ε)"
        case .rmsprop: usesMomentum ? "W ← W − lr·v" : "W ← W − lr·dW/(√s + ε)"
        case .adagrad: "W ← W − lr·dW/(√s + ε)"
        }
    }
}

/// xⁿ by repeated squaring: the same bits on every machine.
func power(_ x: Double, _ n: Int) -> Double {
    var (result, square, rest) = (1.0, x, n)
    while rest > 0 {
        if rest & 1 == 1 { result *= square }
        square *= square
        rest >>= 1
    }
    return result
}
