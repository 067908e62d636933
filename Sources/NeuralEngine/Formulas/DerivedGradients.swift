// Derivatives of the loss that no operation needs, computed when they are looked at.
extension Engine {
    /// `dP` or `dY` of the last batch that came to `loss.forward`; without rows before the first.
    ///
    /// - dP: −Y/(N·P) for cross-entropy, (−Y/P + (1 − Y)/(1 − P))/terms for binary cross-entropy; a term without weight is
    ///   zero, whatever it would be divided by.
    /// - dY: −log P/N for cross-entropy, −A/terms for binary cross-entropy, and else −dA.
    func derivedGradient(_ name: MatrixName) -> Matrix<Double> {
        let iteration = iterationOfLoss
        guard
            iteration >= firstIteration,
            let y = matrix(.targets, asOfIteration: iteration),
            let a = matrix(.activation(network.layerCount), asOfIteration: iteration)
        else { return Matrix(rows: 0, columns: network.outputCount) }
        let p = matrix(.probabilities, asOfIteration: iteration) ?? a
        let function = LossFunction(loss: network.loss, reduction: network.reduction)
        let divisor = Double(function.divisor(rows: y.rows, columns: y.columns))

        var result = Matrix<Double>(rows: y.rows, columns: y.columns)
        for n in 0..<y.rows {
            let logSumExp = Self.logSumExp(a.row(n))
            for j in 0..<y.columns {
                let (a, y, p) = (a[n, j], y[n, j], p[n, j])
                let derivative =
                    switch (network.loss, name == .probabilities.gradient) {
                    case (.crossEntropy, true): y == 0 ? 0 : -y / p
                    case (.crossEntropy, false): logSumExp - a
                    case (_, true):
                        // 1 − P is the sigmoid of −A, which keeps its digits where P is near 1.
                        (y == 1 ? 0 : (1 - y) / Activation.sigmoid.value(-a)) - (y == 0 ? 0 : y / p)
                    case (.binaryCrossEntropy, false): -a
                    case (.meanSquaredError, false): 2 * (y - a)
                    case (.huber, false): min(max(y - a, -1), 1)
                    case (.squaredError, false): y - a
                    }
                result[n, j] = derivative / divisor
            }
        }
        return result
    }

    /// log Σ eˣ without overflow.
    private static func logSumExp(_ row: [Double]) -> Double {
        let maximum = row.max() ?? 0
        return maximum + Double.log(row.reduce(0) { $0 + Double.exp($1 - maximum) })
    }
}
