/// The linear layer Z = X·W + b: its passes, their equations, and the formulas of single cells.
///
/// X is the layer's input: the batch for the first layer, A(k−1) for the others.
enum Linear {
    static let label = "linear"

    /// Z = X·W + b
    /// - x: (N × inputs), w: (inputs × outputs), b: (1 × outputs), z: (N × outputs)
    static func forward<S: VectorScalar>(
        _ x: MatrixView<S>, _ w: MatrixView<S>, _ b: MatrixView<S>, into z: MatrixView<S>, _ worker: Worker<S>
    ) {
        z.setToProduct(x, w, plusRow: b, worker)
    }

    static func forwardEquations(_ names: LayerNames) -> [Equation] {
        [Equation(names.preactivation, "\(names.input)·\(names.weights) + \(names.bias)")]
    }

    /// dW = Xᵀ·dZ, db = Σₙ dZ
    static func backward<S: VectorScalar>(
        _ dZ: MatrixView<S>, x: MatrixView<S>, into dW: MatrixView<S>, _ db: MatrixView<S>, _ worker: Worker<S>
    ) {
        dW.setToProduct(transposed: x, dZ, worker)
        db.setToColumnSums(of: dZ, worker)
    }

    /// dX = dZ·Wᵀ
    static func backward<S: VectorScalar>(
        _ dZ: MatrixView<S>, w: MatrixView<S>, into dX: MatrixView<S>, _ worker: Worker<S>
    ) {
        dX.setToProduct(dZ, transposed: w, worker)
    }

    static func backwardEquations(_ names: LayerNames, _ regularization: Regularization) -> [Equation] {
        let dZ = names.preactivation.gradient
        let dW = Equation(names.weights.gradient, "\(transposed: names.input)·\(dZ)")
        return [
            regularization.penalized(dW, by: names.weights),
            Equation(names.bias.gradient, "Σₙ \(dZ)"),
            Equation(names.input.gradient, "\(dZ)·\(transposed: names.weights)"),
        ]
    }
}

extension Linear {
    /// Z[n,j] = Σᵢ X[n,i]·W[i,j] + b[0,j]
    static func forwardCell(
        _ names: LayerNames, _ n: CellIndex, _ j: CellIndex, _ read: OperandReader
    ) -> CellExpression {
        let (x, w, b) = (read(names.input), read(names.weights), read(names.bias))
        return read.sum(over: "i", w.rows) { i in x[n, i] * w[i, j] } + b[.zero, j]
    }

    /// dW[i,j] = Σₙ X[n,i]·dZ[n,j]
    static func weightsGradientCell(
        _ names: LayerNames, _ i: CellIndex, _ j: CellIndex, _ read: OperandReader
    ) -> CellExpression {
        let (x, dZ) = (read(names.input), read(names.preactivation.gradient))
        return read.sum(over: "n", x.rows) { n in x[n, i] * dZ[n, j] }
    }

    /// db[0,j] = Σₙ dZ[n,j]
    static func biasGradientCell(_ names: LayerNames, _ j: CellIndex, _ read: OperandReader) -> CellExpression {
        let dZ = read(names.preactivation.gradient)
        return read.sum(over: "n", dZ.rows) { n in dZ[n, j] }
    }

    /// dX[n,i] = Σⱼ dZ[n,j]·W[i,j]
    static func inputGradientCell(
        _ names: LayerNames, _ n: CellIndex, _ i: CellIndex, _ read: OperandReader
    ) -> CellExpression {
        let (dZ, w) = (read(names.preactivation.gradient), read(names.weights))
        return read.sum(over: "j", w.columns) { j in dZ[n, j] * w[i, j] }
    }
}

/// The names of the matrices around a linear layer.
struct LayerNames {
    let input: MatrixName
    let weights: MatrixName
    let bias: MatrixName
    let preactivation: MatrixName
}
