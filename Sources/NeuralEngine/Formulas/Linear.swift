/// The linear layer Z = X·W + b: its passes and the equations views show of them.
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

/// The matrices around a linear layer, by the names a plan knows them by.
struct LayerNames {
    let input: MatrixName
    let weights: MatrixName
    let bias: MatrixName
    let preactivation: MatrixName
}
