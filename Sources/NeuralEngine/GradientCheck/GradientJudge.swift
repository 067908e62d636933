/// Decides whether a gradient agrees with central differences.
///
/// A difference has an error of its own. The loss is not a parabola, which matters less with shorter steps, and it is
/// rounded, which matters more.
struct GradientJudge {
    let analytic: Double
    let difference: CentralDifference
    let tolerance: Double
    let floor: Double
    /// The loss that rounding errors are relative to.
    let scale: Double

    /// The outcome of a comparison.
    enum Outcome: Equatable, Sendable {
        case agrees
        case differs
        case notFinite
        /// The differences cross a kink, however short the step. The gradient is that of its own side.
        case atKink(KinkCrossing)
    }

    /// A difference and the judgment of the gradient.
    struct Verdict {
        /// The difference that came closest.
        var numeric: Double
        var outcome: Outcome
        /// |a − n| / max(|a|, |n|, floor), beyond what rounding explains; NaN where a or n is not finite.
        var relativeError: Double
        /// How many pairs of losses were computed.
        var evaluations: Int
    }

    /// Compares, with other steps if the first difference does not agree.
    ///
    /// The first step is ∛ε·max(1, |x|), which balances the two errors. If no kink is crossed, Richardson's extrapolation
    /// allows longer steps, which have less noise, and makes short ones more accurate where the loss bends sharply. Shorter
    /// steps avoid a kink, at the price of noise, for which an allowance is made.
    var verdict: Verdict {
        let step = 6.055_454_452_393_343e-06 * max(1, abs(difference.value))
        let first = difference.estimate(step: step)
        guard analytic.isFinite, first.derivative.isFinite else {
            return Verdict(numeric: first.derivative, outcome: .notFinite, relativeError: .nan, evaluations: 1)
        }
        var best = Candidate(estimate: first, noise: 0)
        var evaluations = 1
        func verdict(_ outcome: Outcome) -> Verdict {
            Verdict(
                numeric: best.estimate.derivative, outcome: outcome, relativeError: relativeError(best),
                evaluations: evaluations)
        }
        if agrees(best) { return verdict(.agrees) }
        var wasExtrapolated = false
        if first.crossing == nil {
            for factor in [32.0, 8, 2, 0.5] {
                let candidate = Candidate(estimate: difference.extrapolation(step: step * factor), noise: 0)
                evaluations += 2
                guard candidate.estimate.crossing == nil else { continue }
                wasExtrapolated = true
                best = better(best, candidate)
                if agrees(best) { return verdict(.agrees) }
                // Two estimates that are this far away, and this much closer to each other, leave no doubt. With nearer ones it
                // may be chance.
                let spread = abs(candidate.estimate.derivative - first.derivative)
                if relativeError(best) > max(1e-3, tolerance),
                    spread < abs(analytic - best.estimate.derivative) / 1000
                {
                    return verdict(.differs)
                }
            }
        }
        var last = first
        for factor in [1.0 / 8, 1.0 / 64] {
            last = difference.estimate(step: step * factor)
            evaluations += 1
            let noise = wasExtrapolated ? 0 : noise(ofStep: step * factor)
            best = better(best, Candidate(estimate: last, noise: noise))
            if agrees(best) { return verdict(.agrees) }
        }
        guard let crossing = last.crossing else { return verdict(.differs) }
        let oneSided = Candidate(
            estimate: difference.estimate(step: step / 8, staysOnPiece: true), noise: noise(ofStep: step / 8))
        evaluations += 1
        if agrees(oneSided) {
            best = oneSided
            return verdict(.atKink(crossing))
        }
        if best.estimate.crossing != nil { best = oneSided }
        return verdict(.differs)
    }

    // MARK: Candidates

    /// An estimate of the derivative, and how much of it may be noise.
    private struct Candidate {
        var estimate: CentralDifference.Estimate
        var noise: Double
    }

    /// The one that is closer. But one that crosses a kink only counts if it agrees or if the other crosses one too.
    private func better(_ old: Candidate, _ new: Candidate) -> Candidate {
        if agrees(new) { return new }
        guard new.estimate.derivative.isFinite else { return old }
        switch (old.estimate.crossing == nil, new.estimate.crossing == nil) {
        case (true, false): return old
        case (false, true): return new
        default: return relativeError(new) < relativeError(old) ? new : old
        }
    }

    private func agrees(_ candidate: Candidate) -> Bool { relativeError(candidate) <= tolerance }

    private func relativeError(_ candidate: Candidate) -> Double {
        let numeric = candidate.estimate.derivative
        guard numeric.isFinite else { return .nan }
        return max(0, abs(analytic - numeric) - candidate.noise) / max(abs(analytic), abs(numeric), floor)
    }

    /// The error of a difference with this step that rounding of the losses can cause.
    private func noise(ofStep step: Double) -> Double { 32 * Double.ulpOfOne * scale / step }
}
