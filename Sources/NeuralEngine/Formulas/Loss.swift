/// What training minimises: a function of the last layer's output A and the targets Y.
public enum Loss: String, CaseIterable, Sendable {
    /// −Σ Y ⊙ log softmax(A), the mean over the samples; P = softmax(A). log softmax(A) is computed as A − LSE(A), LSE the
    /// logarithm of a row's sum of exponentials: the logarithm of a P that was rounded to 0 would be infinite.
    case crossEntropy = "cross-entropy"
    /// −Σ (Y ⊙ log σ(A) + (1 − Y) ⊙ log(1 − σ(A))), the mean over all cells; P = σ(A). Computed as
    /// Σ (max(A, 0) − A ⊙ Y + log(1 + exp(−|A|))).
    case binaryCrossEntropy = "binary-cross-entropy"
    /// Σ (A − Y)², the mean over all cells.
    case meanSquaredError = "mse"
    /// Σ of r²/2 for |r| ≤ 1, else |r| − 1/2, where r = A − Y; the mean over all cells.
    case huber
    /// ½·Σ (A − Y)², the mean over the samples.
    case squaredError = "squared-error"

    /// Whether the loss turns the output into probabilities P.
    public var hasProbabilities: Bool {
        switch self {
        case .crossEntropy, .binaryCrossEntropy: true
        case .meanSquaredError, .huber, .squaredError: false
        }
    }

    /// A short description.
    public var meaning: String {
        switch self {
        case .crossEntropy: "classes, from the logits of a softmax"
        case .binaryCrossEntropy: "one class or not, from the logit of a sigmoid"
        case .meanSquaredError: "mean of squared errors"
        case .huber: "squared where small, linear where large"
        case .squaredError: "half the sum of squared errors"
        }
    }

    /// Its abbreviation in the list of operations: `CE`.
    public var abbreviation: String {
        switch self {
        case .crossEntropy: "CE"
        case .binaryCrossEntropy: "BCE"
        case .meanSquaredError: "MSE"
        case .huber: "Huber"
        case .squaredError: "SE"
        }
    }

    /// The divisor of a mean: the number of samples or of cells, as in PyTorch's losses.
    func terms(rows: Int, columns: Int) -> Int {
        switch self {
        case .crossEntropy, .squaredError: rows
        case .binaryCrossEntropy, .meanSquaredError, .huber: rows * columns
        }
    }
}

/// How the terms of a loss are combined into one number.
public enum Reduction: String, CaseIterable, Sendable {
    /// Their mean.
    case mean
    /// Their sum.
    case sum

    /// A short description.
    public var meaning: String {
        switch self {
        case .mean: "the mean of the samples' losses"
        case .sum: "their sum"
        }
    }
}

/// A loss with its reduction: its two passes, each next to its equations.
struct LossFunction: Equatable, Sendable {
    let loss: Loss
    let reduction: Reduction

    static let label = "loss"

    func divisor(rows: Int, columns: Int) -> Int {
        reduction == .mean ? loss.terms(rows: rows, columns: columns) : 1
    }

    /// The loss of a batch. Writes P where the loss has one.
    /// - a, y, p: (N × outputs)
    func forward<S: VectorScalar>(_ a: MatrixView<S>, _ y: MatrixView<S>, p: MatrixView<S>) -> S {
        typealias V = S.Vector
        let sum: S
        switch loss {
        case .crossEntropy:
            sum = softmaxCrossEntropy(a, y, p)
        case .binaryCrossEntropy:
            p.setEach(from: a, .whole) { Sigmoid.value($0) }
            // −(y·log σ(a) + (1 − y)·log(1 − σ(a))), without the logarithm of a number that may round to zero.
            sum = MatrixView.sum(over: a, y) { a, y in V.max(.zero, a) - a * y + V.log1p(V.exp(-a.magnitude)) }
        case .meanSquaredError:
            sum = MatrixView.sum(over: a, y) { a, y in (a - y) * (a - y) }
        case .huber:
            sum = MatrixView.sum(over: a, y) { a, y in
                let r = (a - y).magnitude
                return (0.5 * r * r).replacing(with: r - 0.5, where: r .> 1)
            }
        case .squaredError:
            sum = MatrixView.sum(over: a, y) { a, y in (a - y) * (a - y) } / 2
        }
        return sum / S(divisor(rows: a.rows, columns: a.columns))
    }

    func forwardEquations(output a: MatrixName, columns: Int) -> [Equation] {
        let (p, y) = (MatrixName.probabilities, MatrixName.targets)
        let isMean = reduction == .mean
        let mean = isMean ? "(1/\(termsText(columns)))·" : ""
        switch loss {
        case .crossEntropy:
            return [Equation(p, "softmax(\(a))"), Equation(.loss, "−\(mean)Σ \(y) ⊙ logsoftmax(\(a))")]
        case .binaryCrossEntropy:
            return [
                Equation(p, "sigmoid(\(a))"),
                Equation(.loss, "\(mean)Σ (max(\(a), 0) − \(a) ⊙ \(y) + log1p(exp(−|\(a)|)))"),
            ]
        case .meanSquaredError:
            return [Equation(.loss, "\(mean)Σ (\(a) − \(y))²")]
        case .huber:
            return [Equation(.loss, "\(mean)Σ huber(\(a) − \(y))")]
        case .squaredError:
            return [Equation(.loss, "\(isMean ? "(1/(2·N))" : "½")·Σ (\(a) − \(y))²")]
        }
    }

    /// dA, the gradient of the loss with respect to the last layer's output.
    /// - a, y, p, dA: (N × outputs)
    func backward<S: VectorScalar>(
        _ a: MatrixView<S>, _ y: MatrixView<S>, p: MatrixView<S>, into dA: MatrixView<S>
    ) {
        typealias V = S.Vector
        let divisor = S(divisor(rows: a.rows, columns: a.columns))
        switch loss {
        case .crossEntropy:
            softmaxCrossEntropyGradient(y, p, divisor, into: dA)
        case .binaryCrossEntropy:
            dA.setEach(from: p, y, .whole) { p, y in (p - y) / divisor }
        case .meanSquaredError:
            dA.setEach(from: a, y, .whole) { a, y in 2 * (a - y) / divisor }
        case .huber:
            dA.setEach(from: a, y, .whole) { a, y in V.min(V(1), V.max(V(-1), a - y)) / divisor }
        case .squaredError:
            dA.setEach(from: a, y, .whole) { a, y in (a - y) / divisor }
        }
    }

    func backwardEquation(output a: MatrixName, columns: Int) -> Equation {
        let (p, y) = (MatrixName.probabilities, MatrixName.targets)
        let isMean = reduction == .mean
        let divided = isMean ? "/\(termsText(columns))" : ""
        switch loss {
        case .crossEntropy, .binaryCrossEntropy:
            return Equation(a.gradient, isMean ? "(\(p) − \(y))\(divided)" : "\(p) − \(y)")
        case .meanSquaredError:
            return Equation(a.gradient, "2·(\(a) − \(y))\(divided)")
        case .huber:
            return Equation(a.gradient, "clip(\(a) − \(y), −1, 1)\(divided)")
        case .squaredError:
            return Equation(a.gradient, isMean ? "(\(a) − \(y))\(divided)" : "\(a) − \(y)")
        }
    }

    /// `N`, or `(3·N)` if the mean is over the cells of three columns.
    private func termsText(_ columns: Int) -> String {
        loss.terms(rows: 1, columns: columns) == 1 ? "N" : "(\(columns)·N)"
    }
}

/// Σₙ Σⱼ Y·(LSE(A) − A), with LSE(a) = m + log Σⱼ e^(aⱼ − m) and m = max a, which cannot overflow. Writes P as well.
///
/// A vector holds one column of several samples, one sample per lane.
private func softmaxCrossEntropy<S: VectorScalar>(_ a: MatrixView<S>, _ y: MatrixView<S>, _ p: MatrixView<S>) -> S {
    typealias V = S.Vector
    @inline(__always) func loss(columns: Int) -> S {
        let (a, y, p) = (a.ofColumns(columns), y.ofColumns(columns), p.ofColumns(columns))
        var loss: S = 0
        var n = 0
        while n < a.rows {
            var m = a.column(0, fromRow: n)
            for j in 1..<max(1, columns) { m = V.max(a.column(j, fromRow: n), m) }

            var sum = V.zero
            for j in 0..<columns {
                let e = V.exp(a.column(j, fromRow: n) - m)
                p.setColumn(j, fromRow: n, to: e)
                sum += e
            }

            let logSum = V.log(sum)
            var losses = V.zero
            for j in 0..<columns {
                p.setColumn(j, fromRow: n, to: p.column(j, fromRow: n) / sum)
                // m − a first: m + log Σ would round a small loss away if m is large.
                losses += y.column(j, fromRow: n) * (logSum + (m - a.column(j, fromRow: n)))
            }
            for sample in 0..<min(V.count, a.rows &- n) { loss += losses[sample] }
            n &+= V.count
        }
        return loss
    }
    return MatrixView<S>.withFewColumns(a.columns, loss)
}

/// dA = (P − Y)/N if each row of Y sums to one, as one-hot rows do. For other rows, P is multiplied by that sum.
private func softmaxCrossEntropyGradient<S: VectorScalar>(
    _ y: MatrixView<S>, _ p: MatrixView<S>, _ divisor: S, into dA: MatrixView<S>
) {
    typealias V = S.Vector
    @inline(__always) func gradient(columns: Int) {
        let (y, p, dA) = (y.ofColumns(columns), p.ofColumns(columns), dA.ofColumns(columns))
        var n = 0
        while n < y.rows {
            var weight = V.zero
            for j in 0..<columns { weight += y.column(j, fromRow: n) }
            for j in 0..<columns {
                let gradient = (weight * p.column(j, fromRow: n) - y.column(j, fromRow: n)) / divisor
                dA.setColumn(j, fromRow: n, to: gradient)
            }
            n &+= V.count
        }
    }
    MatrixView<S>.withFewColumns(y.columns, gradient)
}
