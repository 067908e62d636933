/// A comparison of one gradient with its central difference.
public struct GradientCellCheck: Equatable, Sendable {
    /// Both numbers and the error.
    public let comparison: GradientComparison
    /// The largest error that passes.
    public let tolerance: Double
    /// The least number that the error is relative to: a small part of the loss.
    public let floor: Double
    /// A kink that spoils the difference, if there is one. The gradient is then that of its own side.
    public let kink: KinkCrossing?
    /// Whether they agree.
    public let passed: Bool
    /// If they do not agree: the matrices that differ from what their operation makes of its present operands, because
    /// something was changed by hand after it ran.
    public let changedAfterwards: [MatrixName]
}

extension Engine {
    /// Compares a gradient with a central difference of the loss of the same iteration. As in `GradientCheck`, the difference
    /// is computed in double precision from copies of that iteration's matrices, and only from the cell's matrix on.
    ///
    /// - Returns: nil if the matrix is not a gradient that a backward pass computes, and before the first backward pass.
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
