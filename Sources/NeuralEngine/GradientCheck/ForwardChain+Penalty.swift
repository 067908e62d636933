// The contribution of the penalty on weights to differences of the loss.
extension ForwardChain {
    /// How the penalty changes with a cell at two values; zero if the cell is not a weight.
    ///
    /// This keeps digits that a difference of two whole penalties would round away.
    func penalties(
        for cell: Cell, at larger: Double, and smaller: Double, staysOnPiece: Bool, _ views: DifferenceViews
    ) -> Losses {
        guard regularization.isActive, case .weight(let stage, let row, let column) = cell else {
            return Losses(larger: 0, smaller: 0)
        }
        let weight = value(of: cell, views)
        var crossing: KinkCrossing?
        if regularization.hasKink(for: weight, between: larger, smaller),
            case .preactivation(let layer) = names[stage + 1].subject
        {
            crossing = KinkCrossing(
                matrix: .weights(layer), row: row, column: column, function: Regularization.magnitudesLabel)
        }
        return Losses(
            larger: regularization.change(of: weight, to: larger, staysOnPiece: staysOnPiece),
            smaller: regularization.change(of: weight, to: smaller, staysOnPiece: staysOnPiece), crossing: crossing)
    }

    /// The penalty for the present weights.
    func standingPenalty(_ views: DifferenceViews) -> Double {
        guard regularization.isActive else { return 0 }
        return stages.reduce(0) { penalty, stage in
            guard case .linear(let weights, _, _) = stage else { return penalty }
            return penalty + regularization.penalty(views.view(weights))
        }
    }
}

extension Regularization {
    /// The name of the kink of |w|.
    fileprivate static let magnitudesLabel = "l1"

    /// The growth of the penalty when one weight changes.
    /// - staysOnPiece: continue the weight's own side of zero beyond its end.
    fileprivate func change(of weight: Double, to other: Double, staysOnPiece: Bool) -> Double {
        let difference = other - weight
        var change = 0.0
        if l1 != 0 {
            let sign: Double = weight > 0 ? 1 : weight < 0 ? -1 : 0
            change += l1 * (staysOnPiece ? sign * difference : abs(other) - abs(weight))
        }
        if l2 != 0 { change += l2 / 2 * difference * (other + weight) }
        return change
    }

    /// Whether the kink of |w| spoils the difference between two values of a weight. For a weight of exactly zero it does not:
    /// the sides cancel, which gives the derivative zero that the gradient uses there.
    fileprivate func hasKink(for weight: Double, between a: Double, _ b: Double) -> Bool {
        l1 != 0 && weight != 0 && isKink(0, between: a, b)
    }

    /// The largest contribution of the penalty to the gradient of some weights.
    func largestGradient(of weights: Matrix<Double>) -> Double {
        guard isActive else { return 0 }
        return weights.elements.reduce(0) { $1.isFinite ? max($0, abs(l1) + abs(l2 * $1)) : $0 }
    }
}
