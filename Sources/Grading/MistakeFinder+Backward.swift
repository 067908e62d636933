import NeuralEngine

/// The usual mistakes on the way back from the loss, and in the update.
extension MistakeFinder {
    var backwardMistakes: [Mistake] {
        if operation.label == "loss.backward" { return lossGradientMistakes }
        switch written.subject {
        case .preactivation: return slopeMistakes
        case .weights: return weightGradientMistakes
        case .bias: return biasGradientMistakes
        case .activation(let layer)
        where network.dropout(afterLayer: layer) > 0 && operation.label.hasPrefix("dropout"):
            return mistakes(dropoutTable(of: MatrixName.dropped(layer).gradient, layer))
        default: return inputGradientMistakes
        }
    }

    /// The gradient of the loss with respect to the last layer's output.
    private var lossGradientMistakes: [Mistake] {
        switch network.loss {
        case .crossEntropy:
            return mistakes([
                ("the targets are not subtracted: it is P − Y", "P / N"),
                ("the targets are not subtracted, and the batch's mean is missing: it is (P − Y)/N", "P"),
                (
                    "it is the derivative with respect to P: that of the softmax is missing, and both give (P − Y)/N",
                    "-Y / P / N"
                ),
                ("the derivative of a sigmoid is in it once more", "(P - Y) * P * (1 - P) / N"),
                ("it takes the logits instead of P", "(\(logitsName) - Y) / N"),
            ])
        case .binaryCrossEntropy:
            return mistakes([
                ("the targets are not subtracted: it is P − Y", "P / N"),
                ("the derivative of the sigmoid is in it once more", "R * P * (1 - P)"),
                ("it is the derivative with respect to P: that of the sigmoid is missing", "R / (P * (1 - P))"),
                ("it takes the logits instead of P", "(\(logitsName) - Y) / N"),
            ])
        default:
            return mistakes([("the targets are not subtracted", "\(logitsName) / N")])
        }
    }

    private var logitsName: MatrixName { operands.plan.canonical(.activation(network.layerCount)) }

    /// `dZk = dAk ⊙ f′(Zk)`
    private var slopeMistakes: [Mistake] {
        let right = network.activations[layer - 1]
        let (z, a) = (MatrixName.preactivation(layer), MatrixName.activation(layer))
        guard let zs = operands.matrix(z), let values = operands.matrix(a), let dA = operands.matrix(a.gradient) else {
            return []
        }
        func times(_ hint: String, _ slopes: Matrix<Double>) -> [Mistake] {
            product(dA, slopes).map { [Mistake(hint: hint, result: $0)] } ?? []
        }
        var found = [
            Mistake(hint: "the derivative of \(right.label) is missing: this is \(a.gradient)", result: dA),
            Mistake(
                hint: "\(a.gradient) is missing: this is the derivative of \(right.label) alone",
                result: mapped(zs) { right.derivative($0) }),
        ]
        found += times(
            "the derivative of \(right.label) is taken at \(a) instead of \(z)", mapped(values) { right.derivative($0) }
        )
        found += times(
            "the derivative of \(right.label) is written for \(a), and is given \(z)",
            mapped(zs) { right.derivative($0, valued: $0) })
        found += times("it is multiplied by \(right.label) itself, not by its derivative", values)
        found += times(
            "the derivative of \(right.label) is in it twice",
            mapped(zs) { right.derivative($0) * right.derivative($0) })
        for other in Activation.allCases where other != right && other != .identity {
            found += times(
                "the derivative is that of \(other.label) instead of \(right.label)",
                mapped(zs) { other.derivative($0) })
        }
        found += mistakes([
            ("it asks whether \(a.gradient) is above 0, and it is about \(z)", "\(a.gradient) * (\(a.gradient) > 0)")
        ])
        return found
    }

    private var dZ: MatrixName { MatrixName.preactivation(layer).gradient }
    private var dA: MatrixName { MatrixName.activation(layer).gradient }

    /// `dWk = A(k−1)ᵀ·dZk`
    private var weightGradientMistakes: [Mistake] {
        let input = network.input(ofLayer: layer)
        var table = [
            ("it takes \(dA), from before the activation's derivative, instead of \(dZ)", "\(input).T @ \(dA)"),
            (
                "the batch is added up before the product: each sample's is to be made and then added",
                "sum(\(input), axis=0).T @ sum(\(dZ), axis=0)"
            ),
            (
                "the batch is averaged before the product: each sample's is to be made and then added",
                "mean(\(input), axis=0).T @ mean(\(dZ), axis=0)"
            ),
            ("it is transposed", "R.T"),
            ("\(input) is not transposed", "\(input) @ \(dZ)"),
        ]
        if layer > 1 {
            table += [
                (
                    "it takes \(MatrixName.preactivation(layer - 1)), from before the activation, instead of \(input)",
                    "\(MatrixName.preactivation(layer - 1)).T @ \(dZ)"
                ),
                (
                    "it takes \(MatrixName.activation(layer - 1)), from before the dropout, instead of \(input)",
                    "\(MatrixName.activation(layer - 1)).T @ \(dZ)"
                ),
                ("it takes X instead of \(input)", "X.T @ \(dZ)"),
            ]
        }
        table.append(
            (
                "it takes \(MatrixName.activation(layer)), this layer's output, instead of its input",
                "\(MatrixName.activation(layer)).T @ \(dZ)"
            ))
        return withoutPenalty("the penalty of 'regularize' is not part of it") + mistakes(table)
    }

    /// `dbk = Σ dZk`, over the batch
    private var biasGradientMistakes: [Mistake] {
        mistakes([
            (
                "it is the mean of \(dZ) over the batch: the loss has the mean in it, so this is a sum",
                "mean(\(dZ), axis=0)"
            ),
            ("it takes \(dA), from before the activation's derivative, instead of \(dZ)", "sum(\(dA), axis=0)"),
            ("it is the sum over the outputs: each output has a bias of its own", "sum(\(dZ), axis=1).T"),
            ("it is the sum over all outputs: each output has a bias of its own", "sum(\(dZ)) + 0 * R"),
            ("it is the gradient of one sample", "\(dZ)[0]"),
            ("it is the gradient of one sample", "\(dZ)[-1]"),
        ])
    }

    /// `dA(k−1) = dZk·Wkᵀ`
    private var inputGradientMistakes: [Mistake] {
        let w = MatrixName.weights(layer)
        var found = mistakes([
            ("\(w) is not transposed", "\(dZ) @ \(w)"),
            ("it takes \(dA), from before the activation's derivative, instead of \(dZ)", "\(dA) @ \(w).T"),
            ("it is divided by the batch: the loss has the mean in it already", "R / N"),
        ])
        if let updated = updatedOperands?.matrix(w), let result = value("\(dZ) @ U.T", ["U": updated]) {
            found.append(Mistake(hint: "it takes \(w) after the update: every gradient comes first", result: result))
        }
        return found
    }

    /// The engine at the iteration's end.
    private var updatedOperands: Engine? {
        var engine = operands
        let iteration = engine.iteration
        while engine.iteration == iteration { engine.runNextOperation() }
        return engine
    }

    // MARK: The update

    var updateMistakes: [Mistake] {
        let settings = operands.optimizer
        func under(_ hint: String, _ change: (inout OptimizerSettings) -> Void) -> [Mistake] {
            var changed = settings
            change(&changed)
            guard changed != settings else { return [] }
            var engine = operands
            engine.optimizer = changed
            engine.runNextOperation()
            return engine.matrix(written).map { [Mistake(hint: hint, result: $0)] } ?? []
        }
        let name = MatrixName(written.subject)
        let plain = "\(name) - \(learningRate) * \(name.gradient)"
        var found = mistakes([
            ("it is what it was: the update is missing", "\(written)"),
            ("the step goes uphill: it is to be subtracted", "2 * \(written) - R"),
        ])
        found += under("the momentum is not applied") { $0.momentum = 0 }
        found += under("the weight decay is not applied") { $0.weightDecay = 0 }
        found += under("it looks ahead (Nesterov), and plain momentum is asked for") { settings in
            if settings.momentum != 0, !settings.nesterov { settings.nesterov = true }
        }
        found += under("it does not look ahead, as 'nesterov=yes' asks for") { $0.nesterov = false }
        found += mistakes([
            ("it is a step of plain gradient descent: '\(settings.kind.rawValue)' is asked for", plain),
            ("the learning rate is missing", "\(name) - \(name.gradient)"),
            (
                "the gradient is divided by the batch: the loss has the mean in it already",
                "\(name) - \(learningRate) * \(name.gradient) / N"
            ),
            (
                "the gradient is multiplied by the batch: the mean is missing",
                "\(name) - \(learningRate) * \(name.gradient) * N"
            ),
            (
                "the momentum adds the new gradient times 1 − μ, and should add all of it",
                "\(name) - \(learningRate) * (\(settings.momentum) * \(name.momentum) + \(1 - settings.momentum) * \(name.gradient))"
            ),
            ("the learning rate is applied twice", "\(name) - \(learningRate) * (\(name) - R)"),
        ])
        return found
    }
}
