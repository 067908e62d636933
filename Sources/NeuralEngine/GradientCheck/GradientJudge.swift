/// Says whether a gradient agrees with central differences.
///
/// A difference has an error of its own: the loss is no parabola, which shorter steps make better, and it is rounded,
/// which they make worse.
struct GradientJudge {
    let analytic: Double
    let difference: CentralDifference
    let tolerance: Double
    let floor: Double
    /// The loss that rounding errors are relative to.
    let scale: Double

    /// How a comparison came out.
    enum Outcome: Equatable, Sendable {
        case agrees
        case differs
        case notFinite
        /// The differences cross a kink, however short the step; the gradient is that of the side it stands on.
        case atKink(KinkCrossing)
    }

    /// |a − n| / max(|a|, |n|, floor); NaN where either is not finite.
    func relativeError(_ numeric: Double) -> Double {
        guard analytic.isFinite, numeric.isFinite else { return .nan }
        return abs(analytic - numeric) / max(abs(analytic), abs(numeric), floor)
    }

    /// The difference that comes closest, the verdict, and how many pairs of losses it took. Where the first step does
    /// not agree, others are tried.
    ///
    /// The first step is ∛ε·max(1, |x|), which balances the two errors. Where nothing is crossed, Richardson's
    /// extrapolation allows steps that are longer and so have less noise. Shorter ones get away from a kink.
    var verdict: (numeric: Double, Outcome, evaluations: Int) {
        let step = 6.055_454_452_393_343e-06 * max(1, abs(difference.value))
        let first = difference.estimate(step: step)
        guard analytic.isFinite, first.derivative.isFinite else { return (first.derivative, .notFinite, 1) }
        if agrees(first.derivative) { return (first.derivative, .agrees, 1) }
        var evaluations = 1
        var (closest, isSmooth) = (first.derivative, first.crossing == nil)
        /// Takes in another estimate: nil where it settles nothing.
        func settle(_ estimate: CentralDifference.Estimate, noise: Double) -> Outcome? {
            guard estimate.derivative.isFinite else { return nil }
            let isBetter = abs(estimate.derivative - analytic) < abs(closest - analytic)
            // What a kink has spoilt gives way to what none has.
            if estimate.crossing == nil ? !isSmooth || isBetter : !isSmooth && isBetter {
                closest = estimate.derivative
            }
            isSmooth = isSmooth || estimate.crossing == nil
            return agrees(estimate.derivative, noise: noise) ? .agrees : nil
        }
        if first.crossing == nil {
            for factor in [32.0, 4] {
                let estimate = difference.extrapolation(step: step * factor)
                evaluations += 2
                guard estimate.crossing == nil else { continue }
                if let outcome = settle(estimate, noise: 0) { return (closest, outcome, evaluations) }
                // Two estimates that agree so much better with each other leave no doubt.
                let spread = abs(estimate.derivative - first.derivative)
                if spread < abs(analytic - closest) / 1000 { return (closest, .differs, evaluations) }
            }
        }
        var last = first
        for factor in [1.0 / 8, 1.0 / 64] {
            last = difference.estimate(step: step * factor)
            evaluations += 1
            if let outcome = settle(last, noise: noise(ofStep: step * factor)) {
                return (closest, outcome, evaluations)
            }
        }
        guard let crossing = last.crossing else { return (closest, .differs, evaluations) }
        let oneSided = difference.estimate(step: step / 8, staysOnPiece: true)
        evaluations += 1
        let isOfItsSide = agrees(oneSided.derivative, noise: noise(ofStep: step / 8))
        if isOfItsSide { return (oneSided.derivative, .atKink(crossing), evaluations) }
        return (isSmooth ? closest : oneSided.derivative, .differs, evaluations)
    }

    private func agrees(_ numeric: Double, noise: Double = 0) -> Bool {
        abs(analytic - numeric) <= tolerance * max(abs(analytic), abs(numeric), floor) + noise
    }

    /// What the rounding of the losses can make of a difference with a step.
    private func noise(ofStep step: Double) -> Double { 32 * Double.ulpOfOne * scale / step }
}
