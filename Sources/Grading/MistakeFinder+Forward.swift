import NeuralEngine

/// The usual mistakes on the way to the loss.
extension MistakeFinder {
    var forwardMistakes: [Mistake] {
        switch written.subject {
        case .preactivation: return linearMistakes
        case .activation: return activationMistakes
        case .dropped(let layer): return mistakes(dropoutTable(of: MatrixName.activation(layer), layer))
        case .probabilities: return probabilityMistakes
        case .loss: return lossMistakes
        default: return []
        }
    }

    /// `Zk = A(k−1)·Wk + bk`
    private var linearMistakes: [Mistake] {
        let (w, b) = (MatrixName.weights(layer), MatrixName.bias(layer))
        let input = network.input(ofLayer: layer)
        var table = [
            ("the bias \(b) is not added", "R - \(b)"),
            ("the bias \(b) is subtracted", "R - 2 * \(b)"),
            ("the bias \(b) is added twice", "R + \(b)"),
            ("\(w) is transposed", "\(input) @ \(w).T + \(b)"),
        ]
        if layer > 1 {
            let before = MatrixName.preactivation(layer - 1)
            table += [
                ("it takes \(before), from before the activation, instead of \(input)", "\(before) @ \(w) + \(b)"),
                (
                    "it takes \(MatrixName.activation(layer - 1)), from before the dropout, instead of \(input)",
                    "\(MatrixName.activation(layer - 1)) @ \(w) + \(b)"
                ),
                ("it takes X instead of \(input)", "X @ \(w) + \(b)"),
            ]
        }
        let activation = network.activations[layer - 1]
        let activated = Mistake(
            hint: "\(activation.label) is applied already: this is \(MatrixName.activation(layer))",
            result: mapped(expected, activation.value))
        return mistakes(table) + (activation == .identity ? [] : [activated])
    }

    /// `Ak = f(Zk)`
    private var activationMistakes: [Mistake] {
        let right = network.activations[layer - 1]
        guard let z = operands.matrix(.preactivation(layer)) else { return [] }
        var found = [
            Mistake(
                hint: "the activation \(right.label) is not applied: this is \(MatrixName.preactivation(layer))",
                result: z),
            Mistake(hint: "\(right.label) is applied twice", result: mapped(expected, right.value)),
            Mistake(
                hint: "this is the derivative of \(right.label), not its value",
                result: mapped(z) { right.derivative($0) }),
        ]
        found += Activation.allCases.filter { $0 != right && $0 != .identity }.map { other in
            Mistake(hint: "the activation is \(other.label) instead of \(right.label)", result: mapped(z, other.value))
        }
        return found
    }

    /// The input of the loss: the last layer's output.
    private var logits: MatrixName { operands.plan.canonical(.activation(network.layerCount)) }

    /// `P`
    private var probabilityMistakes: [Mistake] {
        let before = MatrixName.preactivation(network.layerCount)
        guard network.loss == .crossEntropy else {
            return mistakes([
                ("the sigmoid is not applied: this is \(logits)", "\(logits)"),
                ("it is a softmax instead of a sigmoid", "softmax(\(logits))"),
                ("the sigmoid is applied twice", "sigmoid(R)"),
                ("it takes \(before), from before the activation", "sigmoid(\(before))"),
            ])
        }
        return mistakes([
            ("the softmax is not applied: this is \(logits)", "\(logits)"),
            ("the softmax runs over the columns: each row, a sample, is to add up to 1", "softmax(\(logits), axis=0)"),
            ("it is a sigmoid instead of a softmax", "sigmoid(\(logits))"),
            ("the softmax is applied twice", "softmax(R)"),
            ("the exponentials are not divided by their sum", "exp(\(logits))"),
            ("the exponentials are divided by the sum over the whole batch", "exp(\(logits)) / sum(exp(\(logits)))"),
            ("it takes \(before), from before the activation", "softmax(\(before))"),
            ("these are the logarithms of P", "log(R)"),
        ])
    }

    private var lossMistakes: [Mistake] {
        var found = withoutPenalty("the penalty of 'regularize' is not part of it")
        found += mistakes([
            ("the logarithm is to the base 2: it is to be the natural one", "R / log(2)"),
            ("the logarithm is to the base 10: it is to be the natural one", "R / log(10)"),
        ])
        if network.loss == .crossEntropy {
            found += mistakes([
                ("the softmax is applied twice: once for P, once in the loss", "-sum(Y * log(softmax(P))) / N"),
                ("the softmax is missing: it is the logarithm of \(logits)", "-sum(Y * log(\(logits))) / N"),
                (
                    "it includes the classes that are not the target",
                    "-sum(Y * log(P) + (1 - Y) * log(1 - P)) / N"
                ),
                ("it is a mean squared error", "mean((P - Y) ** 2)"),
                ("it is a squared error", "sum((P - Y) ** 2) / N"),
            ])
        }
        return found
    }

    // MARK: What both ways share

    /// - name: the matrix that dropout applies to, forward or backward.
    func dropoutTable(of name: MatrixName, _ layer: Int) -> [(hint: String, expression: String)] {
        let mask = MatrixName.mask(layer)
        return [
            ("the mask \(mask) is not applied", "\(name)"),
            ("what is left is not made larger: \(mask) is 1/(1 − p), not 1", "\(name) * (\(mask) > 0)"),
        ]
    }

    /// The result of the operation without the penalty on weights.
    func withoutPenalty(_ hint: String) -> [Mistake] {
        guard network.regularization.isActive else { return [] }
        var plain = operands
        plain.regularization = .none
        plain.runNextOperation()
        return plain.matrix(written).map { [Mistake(hint: hint, result: $0)] } ?? []
    }

    func mapped(_ matrix: Matrix<Double>, _ transform: (Double) -> Double) -> Matrix<Double> {
        Matrix(rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map(transform))
    }

    func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double>? {
        guard a.shape == b.shape else { return nil }
        return Matrix(rows: a.rows, columns: a.columns, elements: zip(a.elements, b.elements).map { $0 * $1 })
    }
}
