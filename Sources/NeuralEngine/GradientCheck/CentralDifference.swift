/// Central differences of the loss with respect to one cell.
struct CentralDifference {
    let chain: ForwardChain
    let cell: ForwardChain.Cell
    let views: DifferenceViews

    /// An estimated derivative, and the kink between the two losses, if there is one.
    struct Estimate {
        var derivative: Double
        var crossing: KinkCrossing?
    }

    /// The number in the cell.
    var value: Double { chain.value(of: cell, views) }

    /// (L(x + h) − L(x − h)) / 2h
    func estimate(step: Double, staysOnPiece: Bool = false) -> Estimate {
        // The divisor is the difference of the rounded sums.
        let (larger, smaller) = (value + step, value - step)
        let losses = chain.losses(with: cell, at: larger, and: smaller, staysOnPiece: staysOnPiece, views)
        return Estimate(
            derivative: (losses.larger - losses.smaller) / (larger - smaller), crossing: losses.crossing)
    }

    /// Richardson's extrapolation from the steps h and 2h, whose error decreases with h⁴ rather than h².
    func extrapolation(step: Double) -> Estimate {
        let (short, long) = (estimate(step: step), estimate(step: 2 * step))
        return Estimate(
            derivative: (4 * short.derivative - long.derivative) / 3, crossing: short.crossing ?? long.crossing)
    }
}
