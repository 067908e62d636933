// The contribution of each sample to the loss of a batch.
extension NetworkSpecification {
    /// What each sample contributes to the loss of a batch, in double precision. Together with the penalty for the weights,
    /// the contributions sum up to the loss.
    /// - a, y: the last layer's output and the targets, (N × outputs)
    public func lossShares(outputs a: Matrix<Double>, targets y: Matrix<Double>) -> [Double] {
        precondition(a.shape == y.shape, "outputs of \(a.shape) have no loss with targets of \(y.shape)")
        let function = lossFunction
        var memory = DifferenceMemory()
        let (outputs, targets) = (memory.store(a), memory.store(y))
        let probabilities = memory.reserve(rows: 1, columns: a.columns)
        let whole = Double(function.divisor(rows: a.rows, columns: a.columns))
        let own = Double(function.divisor(rows: 1, columns: a.columns))
        return memory.withViews { views in
            (0..<a.rows).map { n in
                let row = n..<n + 1
                let loss = function.forward(
                    views.view(outputs, rows: row), views.view(targets, rows: row), p: views.view(probabilities))
                return loss * (own / whole)
            }
        }
    }

    /// The penalty that one layer's weights add to the loss. In double precision.
    public func penalty(ofWeights weights: Matrix<Double>) -> Double {
        guard regularization.isActive else { return 0 }
        var memory = DifferenceMemory()
        let region = memory.store(weights)
        return memory.withViews { regularization.penalty($0.view(region)) }
    }
}
