// Gradients of the loss that no operation needs. They are computed on demand, as matrices and as formulas of single cells.

extension LossFunction {
    /// `dP` or `dY`, (N × outputs).
    ///
    /// - dP: −Y/(N·P) for cross-entropy, (−Y/P + (1 − Y)/(1 − P))/terms for binary cross-entropy. A term that the target
    ///   weights with zero is zero, whatever it would be divided by.
    /// - dY: −log P/N for cross-entropy, −A/terms for binary cross-entropy, −dA for other losses.
    /// - a, y, p: (N × outputs)
    func derivedGradient(
        _ name: MatrixName, _ a: Matrix<Double>, _ y: Matrix<Double>, p: Matrix<Double>
    ) -> Matrix<Double> {
        let divisor = Double(divisor(rows: y.rows, columns: y.columns))
        var result = Matrix<Double>(rows: y.rows, columns: y.columns)
        for n in 0..<y.rows {
            let sum = RowLogSum(a.row(n))
            for j in 0..<y.columns {
                let (a, y, p) = (a[n, j], y[n, j], p[n, j])
                result[n, j] =
                    switch (loss, name == .probabilities.gradient) {
                    case (.crossEntropy, true): y == 0 ? 0 : -(y / (divisor * p))
                    case (.crossEntropy, false): (sum.logSum + (sum.largest - a)) / divisor
                    case (_, true):
                        ((y == 1 ? 0 : (1 - y) / Self.rest(ofSigmoid: a)) - (y == 0 ? 0 : y / p)) / divisor
                    case (.binaryCrossEntropy, false): -a / divisor
                    case (.meanSquaredError, false): 2 * (y - a) / divisor
                    case (.huber, false): min(max(y - a, -1), 1) / divisor
                    case (.squaredError, false): (y - a) / divisor
                    }
            }
        }
        return result
    }

    /// dP[n,j] or dY[n,j]
    func derivedGradientCell(
        _ name: MatrixName, output: MatrixName, _ n: CellIndex, _ j: CellIndex, _ read: OperandReader
    ) -> CellDerivation {
        let (a, y) = (read(output), read(.targets))
        let divisor = divisor(a)
        let target = y[n, j]
        let weight = y.cells[n.number, j.number]
        switch (loss, name == .probabilities.gradient) {
        case (.crossEntropy, true):
            let p = read.written(.probabilities)[n, j]
            guard weight != 0 else {
                let none = CellExpression.known(0, Rounded(0), from: [y.span(row: n, column: j)])
                return CellDerivation(none, remarks: [.termWithoutWeight])
            }
            return CellDerivation(-(target / (divisor.map { $0 * p } ?? p)))
        case (.crossEntropy, false):
            let surprise = Surprise(a)
            return CellDerivation(
                surprise[n, j].divided(by: divisor),
                definitions: [surprise.definition(ofRow: CellIndex("\(n.number)", n.number), read)],
                remarks: [.logSumExp(output)])
        case (_, true):
            let p = read.written(.probabilities)[n, j]
            let rest = Self.rest(ofSigmoid: a.cells[n.number, j.number])
            // Where P is near 1, the difference to it has lost its digits, and more so in print.
            let isNearOne = rest < Self.leastPrintedRest
            let known = CellExpression.known(
                isNearOne ? .sigmoid(-a[n, j]) : 1 - p, Rounded(rest, error: 8 * .ulpOfOne * rest),
                from: [a.span(row: n, column: j)])
            let ofRest = (1 - target) / known
            let sum = weight == 0 ? ofRest : weight == 1 ? -(target / p) : ofRest - target / p
            return CellDerivation(
                sum.divided(by: divisor),
                remarks: (weight == 0 || weight == 1 ? [.termWithoutWeight] : [])
                    + (isNearOne && weight != 1 ? [.complement(of: .probabilities, output)] : []))
        case (.binaryCrossEntropy, false): return CellDerivation((-a[n, j]).divided(by: divisor))
        case (.meanSquaredError, false): return CellDerivation((2 * (target - a[n, j])).divided(by: divisor))
        case (.huber, false):
            return CellDerivation(CellExpression.call(.clip, [target - a[n, j]]).divided(by: divisor))
        case (.squaredError, false): return CellDerivation((target - a[n, j]).divided(by: divisor))
        }
    }

    /// A smaller 1 − P is spelled as the sigmoid that it is computed as.
    private static let leastPrintedRest = 1e-3

    /// 1 − P, computed as the sigmoid of −A, which does not lose digits when P is near 1.
    private static func rest(ofSigmoid a: Double) -> Double { Activation.sigmoid.value(-a) }
}
