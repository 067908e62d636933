/// One update of one parameter: the optimizers' rules, each beside the equations views show of it.
///
/// Source: the algorithm boxes of PyTorch's documentation of `torch.optim`, whose results these are.
struct UpdateRule<S: VectorScalar> {
    private let settings: OptimizerSettings
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
        learningRate = S(settings.learningRate)
        momentum = S(settings.momentum)
        weightDecay = S(settings.weightDecay)
        beta1 = S(settings.beta1)
        beta2 = S(settings.beta2)
        epsilon = S(settings.epsilon)
        smoothing = S(settings.smoothing)
        let usesAdam = settings.kind == .adam || settings.kind == .adamw
        firstCorrection = usesAdam ? 1 - power(settings.beta1, number) : 1
        secondCorrectionRoot = usesAdam ? (1 - power(settings.beta2, number)).squareRoot() : 1
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

    private func descend(_ w: MatrixView<S>, _ dW: MatrixView<S>, _ v: MatrixView<S>, _ share: Share) {
        if !settings.usesMomentum {
            w.updateEach(with: dW, share) { w, g in w -= learningRate * decayed(g, w) }
        } else if !settings.nesterov {
            w.updateEach(with: dW, and: v, share) { w, g, v in
                v = momentum * v + decayed(g, w)
                w -= learningRate * v
            }
        } else {
            w.updateEach(with: dW, and: v, share) { w, g, v in
                let g = decayed(g, w)
                v = momentum * v + g
                w -= learningRate * (g + momentum * v)
            }
        }
    }

    private func adam(
        _ w: MatrixView<S>, _ dW: MatrixView<S>, _ m: MatrixView<S>, _ s: MatrixView<S>, shrink: S, _ share: Share
    ) {
        let step = S(settings.learningRate / firstCorrection)
        let root = S(secondCorrectionRoot)
        let addsDecay = settings.kind == .adam
        w.updateEach(with: dW, and: m, s, share) { w, g, m, s in
            let g = addsDecay ? decayed(g, w) : g
            m = beta1 * m + (1 - beta1) * g
            s = beta2 * s + (1 - beta2) * g * g
            w = shrink * w - step * m / (s.squareRoot() / root + epsilon)
        }
    }

    private func rmsprop(
        _ w: MatrixView<S>, _ dW: MatrixView<S>, _ s: MatrixView<S>, _ v: MatrixView<S>, _ share: Share
    ) {
        if !settings.usesMomentum {
            w.updateEach(with: dW, and: s, share) { w, g, s in
                let g = decayed(g, w)
                s = smoothing * s + (1 - smoothing) * g * g
                w -= learningRate * g / (s.squareRoot() + epsilon)
            }
        } else {
            w.updateEach(with: dW, and: s, v, share) { w, g, s, v in
                let g = decayed(g, w)
                s = smoothing * s + (1 - smoothing) * g * g
                v = momentum * v + g / (s.squareRoot() + epsilon)
                w -= learningRate * v
            }
        }
    }

    private func adagrad(_ w: MatrixView<S>, _ dW: MatrixView<S>, _ s: MatrixView<S>, _ share: Share) {
        w.updateEach(with: dW, and: s, share) { w, g, s in
            let g = decayed(g, w)
            s += g * g
            w -= learningRate * g / (s.squareRoot() + epsilon)
        }
    }

    /// The gradient with weight decay, g + λ·w; exactly g without.
    @inline(__always)
    private func decayed(_ g: S.Vector, _ w: S.Vector) -> S.Vector { weightDecay == 0 ? g : g + weightDecay * w }
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
