/// How the learning rate changes during training, starting from the optimizer's base rate.
///
/// The rate is a pure function of the base rate and the position in the run, so there is no state to restore when going
/// back. In the formulas, e counts epochs or iterations from 0. Names and results are those of PyTorch's
/// `torch.optim.lr_scheduler`, in their closed forms.
public struct LearningRateSchedule: Equatable, Sendable {
    /// The form of the curve.
    public enum Form: Equatable, Sendable {
        /// The base rate throughout.
        case constant
        /// lr·γ^⌊e/every⌋, PyTorch's StepLR. `every` is at least 1.
        case step(every: Int, gamma: Double)
        /// lr·γᵉ, PyTorch's ExponentialLR.
        case exponential(gamma: Double)
        /// minimum + (lr − minimum)·(1 + cos(π·e/length))/2, PyTorch's CosineAnnealingLR: down to the minimum in `length`
        /// periods, at least 1, and then up again.
        case cosine(length: Int, minimum: Double)
        /// lr·(start + (1 − start)·min(e, length)/length), PyTorch's LinearLR up to 1. `length` is at least 1.
        case warmup(length: Int, start: Double)
    }

    /// The unit in which the curve counts.
    public enum Period: String, CaseIterable, Sendable {
        /// Epochs: all iterations of an epoch have the same rate.
        case epoch
        /// Iterations.
        case iteration

        /// A short description.
        public var meaning: String {
            switch self {
            case .epoch: "passes over the samples"
            case .iteration: "batches"
            }
        }
    }

    /// The form of the curve.
    public var form: Form
    /// Whether it counts epochs or iterations.
    public var period: Period

    /// A schedule; by default over epochs.
    public init(_ form: Form, per period: Period = .epoch) {
        self.form = form
        self.period = period
    }

    /// The base rate throughout.
    public static let constant = LearningRateSchedule(.constant)

    /// The learning rate of an iteration, counted from 0. Allocates nothing; takes O(log e) multiplications.
    /// - baseRate: the optimizer's own rate.
    public func learningRate(baseRate: Double, iteration: Int, iterationsPerEpoch: Int) -> Double {
        let e = period == .epoch ? iteration / iterationsPerEpoch : iteration
        switch form {
        case .constant:
            return baseRate
        case .step(let every, let gamma):
            return baseRate * power(gamma, e / every)
        case .exponential(let gamma):
            return baseRate * power(gamma, e)
        case .cosine(let length, let minimum):
            return minimum + (baseRate - minimum) * (1 + cosine(ofHalfTurns: e, dividedBy: length)) / 2
        case .warmup(let length, let start):
            guard e < length else { return baseRate }
            return baseRate * (start + (1 - start) * Double(e) / Double(length))
        }
    }
}

extension LearningRateSchedule {
    /// The learning rate of an iteration as a formula; nil if it is constant.
    func expression(baseRate: Double, iteration: Int, iterationsPerEpoch: Int) -> CellExpression? {
        let number = period == .epoch ? iteration / iterationsPerEpoch : iteration
        let (rate, e) = (CellExpression.symbol("lr₀", baseRate), CellExpression.symbol("e", Double(number)))
        switch form {
        case .constant:
            return nil
        case .step(let every, let gamma):
            return rate * .power(.symbol("γ", gamma), letter: "^⌊e/\(every)⌋", exponent: number / every)
        case .exponential(let gamma):
            return rate * .power(.symbol("γ", gamma), letter: "ᵉ", exponent: number)
        case .cosine(let length, let minimum):
            let turn = CellExpression.call(.cos, [.symbol("π", .pi) * e / .number(Double(length))])
            let value = Rounded(cosine(ofHalfTurns: number, dividedBy: length))
            let (least, known) = (CellExpression.symbol("min", minimum), CellExpression.known(turn, value, from: []))
            return least + (rate - least) * (1 + known) / 2
        case .warmup(let length, let start):
            guard number < length else { return rate }
            let start = CellExpression.symbol("start", start)
            return rate * (start + (1 - start) * e / .number(Double(length)))
        }
    }
}

extension OptimizerSettings {
    /// The same settings with the learning rate that the schedule gives for an iteration.
    func scheduled(iteration: Int, iterationsPerEpoch: Int) -> OptimizerSettings {
        guard schedule.form != .constant else { return self }
        var settings = self
        settings.learningRate = schedule.learningRate(
            baseRate: learningRate, iteration: iteration, iterationsPerEpoch: iterationsPerEpoch)
        return settings
    }
}

/// cos(π·n/d) for n ≥ 0 and d > 0, to about the last bit.
///
/// The quotient is reduced in whole numbers, so that quarter turns are exact. The rest is a polynomial in basic arithmetic,
/// which has the same bits on every machine, unlike a C library's cosine.
private func cosine(ofHalfTurns n: Int, dividedBy d: Int) -> Double {
    let rest = n % d
    // From π to 2π, the cosine takes its values in reverse order.
    let k = n / d % 2 == 0 ? rest : d - rest
    return k <= d - k ? cosine(ofQuarterTurn: k, d) : -cosine(ofQuarterTurn: d - k, d)
}

/// cos(π·k/d) for 0 ≤ k ≤ d/2.
private func cosine(ofQuarterTurn k: Int, _ d: Int) -> Double {
    if k <= d / 4 {
        let x = Double.pi * Double(k) / Double(d)
        return taylor(x * x, denominators: (2, 12, 30, 56, 90, 132, 182, 240))
    }
    let x = Double.pi * Double(d - k - k) / Double(d) / 2
    return x * taylor(x * x, denominators: (6, 20, 42, 72, 110, 156, 210, 272))
}

/// 1 − s/d₁·(1 − s/d₂·(1 − …)): the series of cos x, or of sin x / x, with as many terms as arguments up to π/4 need.
private func taylor(
    _ s: Double, denominators d: (Double, Double, Double, Double, Double, Double, Double, Double)
) -> Double {
    let tail = 1 - s / d.4 * (1 - s / d.5 * (1 - s / d.6 * (1 - s / d.7)))
    return 1 - s / d.0 * (1 - s / d.1 * (1 - s / d.2 * (1 - s / d.3 * tail)))
}
