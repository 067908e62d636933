/// A penalty on large weights, which is added to the loss: l1·Σ|W| + (l2/2)·ΣW², over all weights but not the biases.
///
/// Because of the factor 1/2, the gradient is l2·W, so that with SGD `l2` has the effect of PyTorch's `weight_decay`.
public struct Regularization: Equatable, Sendable {
    /// The factor of Σ|W|, which pulls weights to zero exactly.
    public var l1: Double
    /// Twice the factor of ΣW², which pulls large weights most.
    public var l2: Double

    /// A penalty; by default none.
    public init(l1: Double = 0, l2: Double = 0) {
        self.l1 = l1
        self.l2 = l2
    }

    /// No penalty.
    public static let none = Regularization()

    /// Whether there is a penalty at all.
    public var isActive: Bool { self != .none }

    /// The penalty for one layer's weights.
    func penalty<S: VectorScalar>(_ w: MatrixView<S>) -> S {
        var penalty: S = 0
        if l1 != 0 { penalty += S(l1) * w.sum { $0.magnitude } }
        if l2 != 0 { penalty += S(l2) / 2 * w.sum { $0 * $0 } }
        return penalty
    }

    /// dW += l1·sign(W) + l2·W, where the sign of zero is zero, as in PyTorch.
    func addGradient<S: VectorScalar>(_ w: MatrixView<S>, to dW: MatrixView<S>) {
        let (l1, l2) = (S(l1), S(l2))
        typealias V = S.Vector
        if l1 != 0 {
            dW.updateEach(with: w, .whole) { g, w in
                let isNegative = V.zero .> w
                g += (0 * w).replacing(with: V(l1), where: w .> 0).replacing(with: V(-l1), where: isNegative)
            }
        }
        if l2 != 0 { dW.updateEach(with: w, .whole) { g, w in g += l2 * w } }
    }

    /// A loss with the penalty; W stands for the weights of all layers.
    func penalized(_ loss: Equation) -> Equation {
        let magnitudes = l1 != 0 ? " + l1·Σ|W|" : ""
        let squares = l2 != 0 ? " + (l2/2)·ΣW²" : ""
        return Equation(loss.result, "\(Formula(loss))\(magnitudes)\(squares)")
    }

    /// dW with the gradient of the penalty.
    func penalized(_ gradient: Equation, by w: MatrixName) -> Equation {
        let signs: Formula = l1 != 0 ? " + l1·sign(\(w))" : ""
        let weights: Formula = l2 != 0 ? " + l2·\(w)" : ""
        return Equation(gradient.result, "\(Formula(gradient))\(signs)\(weights)")
    }
}

extension Regularization {
    /// … + l1·sign(W[i,j]) + l2·W[i,j]
    func penalized(_ gradient: CellExpression, by w: CellExpression) -> CellExpression {
        var result = gradient
        if l1 != 0 { result = result + .symbol("l1", l1) * .call(.sign, [w]) }
        if l2 != 0 { result = result + .symbol("l2", l2) * w }
        return result
    }

    /// … + l1·Σ|W| + (l2/2)·ΣW², over the weights of all layers.
    func penalized(_ loss: CellExpression, by weights: [OperandMatrix]) -> CellExpression {
        func sum(_ f: (Double) -> Double) -> Double {
            var sum = 0.0
            for w in weights {
                for i in 0..<w.rows {
                    for j in 0..<w.columns { sum += f(w.cells[i, j]) }
                }
            }
            return sum
        }
        let count = Double(weights.reduce(0) { $0 + $1.rows * $1.columns })
        func known(_ symbol: String, _ value: Double) -> CellExpression {
            // In single precision, the sum rounds once per cell, and it may overflow.
            let overflows = weights.contains(where: \.isSingle) && value > Double(Float.greatestFiniteMagnitude)
            return .known(
                .symbol(symbol, value), Rounded(value, error: overflows ? .infinity : 0x1p-24 * count * abs(value)),
                from: weights.map { $0.span() })
        }
        var result = loss
        if l1 != 0 { result = result + .symbol("l1", l1) * known("Σ|W|", sum { abs($0) }) }
        if l2 != 0 { result = result + .symbol("l2", l2) / 2 * known("ΣW²", sum { $0 * $0 }) }
        return result
    }
}
