// What the penalty on weights adds to differences of the loss.
extension ForwardChain {
    /// By how much the penalty for a cell is another with the cell at two values: nothing for what is no weight.
    ///
    /// What a difference of two whole penalties would round away is still there.
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

    /// The penalty for all weights as they stand.
    func standingPenalty(_ views: DifferenceViews) -> Double {
        guard regularization.isActive else { return 0 }
        return stages.reduce(0) { penalty, stage in
            guard case .linear(let weights, _, _) = stage else { return penalty }
            return penalty + regularization.penalty(views.view(weights))
        }
    }
}

extension Regularization {
    /// What the kink of |w| is called by.
    fileprivate static let magnitudesLabel = "l1"

    /// By how much the penalty grows when one weight becomes another number.
    /// - staysOnPiece: the side of zero on which the weight stands is followed beyond its end.
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

    /// Whether the kink of |w| spoils the difference between two values of a weight. On zero itself it does not: the
    /// sides cancel out, which is the derivative of zero that the gradient takes there.
    fileprivate func hasKink(for weight: Double, between a: Double, _ b: Double) -> Bool {
        l1 != 0 && weight != 0 && isKink(0, between: a, b)
    }

    /// The most that the penalty has in the gradient of weights.
    func largestGradient(of weights: Matrix<Double>) -> Double {
        guard isActive else { return 0 }
        return weights.elements.reduce(0) { $1.isFinite ? max($0, abs(l1) + abs(l2 * $1)) : $0 }
    }
}
