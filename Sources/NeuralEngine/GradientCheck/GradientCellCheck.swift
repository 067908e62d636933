/// One gradient beside its central difference.
public struct GradientCellCheck: Equatable, Sendable {
    /// Both, and how far they are apart.
    public let comparison: GradientComparison
    /// The largest error that passes.
    public let tolerance: Double
    /// What the error is relative to where both are smaller: a small part of the loss.
    public let floor: Double
    /// A kink that lies in the way of differences, where there is one; the gradient is that of the side it stands on.
    public let kink: KinkCrossing?
    /// Whether they agree.
    public let passed: Bool
    /// Where they do not: the matrices that are not what their operation makes of its operands as these now stand, for
    /// something was changed by hand after it had run.
    public let changedAfterwards: [MatrixName]
}

extension Engine {
    /// A gradient as its operation left it beside a central difference of the loss of the same iteration, computed as
    /// `GradientCheck` does it: in double precision from the matrices of that iteration, on copies, and only of what
    /// the cell's matrix leads to.
    ///
    /// - Returns: nil for what is no gradient that a backward pass computes, and before the first one.
    public func checkedGradient(of name: MatrixName, row: Int, column: Int) -> GradientCellCheck? {
        let name = plan.canonical(name)
        guard name.quantity == .gradient, plan.matrices.contains(name),
            let analytic = value(of: name, row: row, column: column)
        else { return nil }
        let iteration = iterationOfLastWrite(name)
        guard iteration >= firstIteration else { return nil }
        let start: MatrixName
        switch name.subject {
        case .weights(let layer), .bias(let layer): start = network.input(ofLayer: layer)
        default: start = MatrixName(name.subject)
        }
        var memory = DifferenceMemory()
        let chain = ForwardChain(of: self, iteration: iteration, from: start, in: &memory)
        guard let place = chain.place(of: name) else { return nil }
        var penalty = 0.0
        if case .weights = place, network.regularization.isActive {
            let weights = matrix(MatrixName(name.subject), asOfIteration: iteration - 1)!
            penalty = network.regularization.largestGradient(of: weights)
        }
        let tolerance = GradientCheck.defaultTolerance(for: network.precision)
        let (verdict, floor) = memory.withViews { views in
            let scale = chain.scale(views)
            let floor = GradientCheck.floor(
                of: matrix(name)!, penalty: penalty, network.precision, scale: scale)
            let judge = GradientJudge(
                analytic: analytic,
                difference: CentralDifference(
                    chain: chain, cell: place.cell(row: row, column: column), views: views),
                tolerance: tolerance,
                floor: floor, scale: scale)
            return (judge.verdict, floor)
        }
        var kink: KinkCrossing?
        if case .atKink(let crossing) = verdict.outcome { kink = crossing }
        let passed = verdict.outcome == .agrees || kink != nil
        let changed = passed ? [] : memory.withViews { chain.changedNodes(network.precision, $0) }
        return GradientCellCheck(
            comparison: GradientComparison(
                row: row, column: column, analytic: analytic, numeric: verdict.numeric,
                relativeError: verdict.relativeError),
            tolerance: tolerance, floor: floor, kink: kink, passed: passed, changedAfterwards: changed)
    }
}
