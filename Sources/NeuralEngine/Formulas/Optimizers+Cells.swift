// The formulas of single cells of an update, beside `Optimizers.swift`, whose equations they spell out.

extension OptimizerSettings {
    /// A cell of a parameter, or of what is kept about it, as the update made it.
    /// - number: t, the number of the update since the moments were zero, from 1.
    func updateCell(
        of name: MatrixName, _ i: CellIndex, _ j: CellIndex, number: Int, _ read: OperandReader
    ) -> CellDerivation {
        let engine = read.engine
        let parameter = MatrixName(name.subject)
        let cells = UpdateCells(
            settings: self, number: number, lr: learningRateSymbol(ofIteration: read.iteration, engine),
            old: { read($0)[i, j] }, new: { read.written($0)[i, j] }, parameter: parameter)
        var derivation = CellDerivation(cells.expression(of: name.quantity))
        let usesRate = name.quantity == .value
        if usesRate,
            let rate = schedule.expression(
                baseRate: learningRate, iteration: read.iteration, iterationsPerEpoch: engine.iterationsPerEpoch)
        {
            derivation.definitions.append(.init(symbol: "lr", expression: rate))
            derivation.remarks.append(.schedule(schedule.period))
        }
        if usesRate, correctsAverages { derivation.remarks.append(.updates(symbol: "t", number)) }
        return derivation
    }

    private func learningRateSymbol(ofIteration iteration: Int, _ engine: Engine) -> CellExpression {
        let scheduled = scheduled(iteration: iteration, iterationsPerEpoch: engine.iterationsPerEpoch)
        return .symbol("lr", scheduled.learningRate)
    }
}

/// One cell of one parameter in an update.
private struct UpdateCells {
    let settings: OptimizerSettings
    let number: Int
    let lr: CellExpression
    let old: (MatrixName) -> CellExpression
    let new: (MatrixName) -> CellExpression
    let parameter: MatrixName

    func expression(of quantity: MatrixName.Quantity) -> CellExpression {
        switch quantity {
        case .value: value
        case .momentum: velocity
        case .firstMoment: beta1 * old(parameter.firstMoment) + (1 - beta1) * g
        case .secondMoment: squares
        case .gradient: g
        }
    }

    private var beta1: CellExpression { .symbol("β₁", settings.beta1) }
    private var beta2: CellExpression { .symbol("β₂", settings.beta2) }
    private var epsilon: CellExpression { .symbol("ε", settings.epsilon) }
    private var momentum: CellExpression { .symbol("μ", settings.momentum) }
    private var decay: CellExpression { .symbol("λ", settings.weightDecay) }

    /// The gradient with weight decay.
    private var g: CellExpression {
        let dW = new(parameter.gradient)
        return settings.weightDecay != 0 && settings.kind != .adamw ? dW + decay * old(parameter) : dW
    }

    private var value: CellExpression {
        let w = old(parameter)
        switch settings.kind {
        case .sgd where !settings.usesMomentum: return w - lr * g
        case .sgd:
            let v = new(parameter.momentum)
            return settings.nesterov ? w - lr * (g + momentum * v) : w - lr * v
        case .adam, .adamw:
            let (m, s) = (new(parameter.firstMoment), new(parameter.secondMoment))
            let mean = m / (1 - .power(beta1, letter: "ᵗ", exponent: number))
            let square = s / (1 - .power(beta2, letter: "ᵗ", exponent: number))
            let kept = settings.kind == .adamw && settings.weightDecay != 0 ? (1 - lr * decay) * w : w
            return kept - lr * mean / (.root(square) + epsilon)
        case .rmsprop where settings.usesMomentum: return w - lr * new(parameter.momentum)
        case .rmsprop, .adagrad: return w - lr * g / (.root(new(parameter.secondMoment)) + epsilon)
        }
    }

    private var velocity: CellExpression {
        let kept = momentum * old(parameter.momentum)
        guard settings.kind == .rmsprop else { return kept + g }
        return kept + g / (.root(new(parameter.secondMoment)) + epsilon)
    }

    private var squares: CellExpression {
        let s = old(parameter.secondMoment)
        switch settings.kind {
        case .adagrad: return s + g.squared
        case .rmsprop:
            let alpha = CellExpression.symbol("α", settings.smoothing)
            return alpha * s + (1 - alpha) * g.squared
        case .sgd, .adam, .adamw: return beta2 * s + (1 - beta2) * g.squared
        }
    }
}
