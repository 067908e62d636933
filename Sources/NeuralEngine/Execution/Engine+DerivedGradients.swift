extension Engine {
    /// `dP` or `dY` for the last batch that went through `loss.forward`; without rows before the first.
    func derivedGradient(_ name: MatrixName) -> Matrix<Double> {
        let iteration = iterationOfLoss
        guard
            iteration >= firstIteration,
            let y = matrix(.targets, asOfIteration: iteration),
            let a = matrix(.activation(network.layerCount), asOfIteration: iteration)
        else { return Matrix(rows: 0, columns: network.outputCount) }
        let p = matrix(.probabilities, asOfIteration: iteration) ?? a
        return network.lossFunction.derivedGradient(name, a, y, p: p)
    }
}
