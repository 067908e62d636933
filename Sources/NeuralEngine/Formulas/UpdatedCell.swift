// What the formulas of an update are made of. The rules themselves are in `Optimizers.swift`.

/// A cell of one parameter in an update, and what stands in its formulas.
struct UpdatedCell {
    let settings: OptimizerSettings
    /// t, the number of the update.
    let number: Int
    let lr: CellExpression
    let parameter: MatrixName
    /// The cell of a matrix as the update found it, and as it has left it.
    let old, new: (MatrixName) -> CellExpression

    /// A cell of the parameter, or of what is kept about it.
    func expression(of quantity: MatrixName.Quantity) -> CellExpression {
        let rule = settings.kind.rule
        return quantity == .value ? rule.parameter(self) : rule.moment(quantity, self)
    }

    /// W, and what was kept about it before the update.
    var w: CellExpression { old(parameter) }
    var v: CellExpression { old(parameter.momentum) }
    var m: CellExpression { old(parameter.firstMoment) }
    var s: CellExpression { old(parameter.secondMoment) }
    /// What the update has made of that.
    var newV: CellExpression { new(parameter.momentum) }
    var newM: CellExpression { new(parameter.firstMoment) }
    var newS: CellExpression { new(parameter.secondMoment) }
    var dW: CellExpression { new(parameter.gradient) }

    /// A number of the rule by its letter.
    subscript(parameter: OptimizerParameter) -> CellExpression {
        guard case .number(let number) = settings[parameter] else { preconditionFailure("no number") }
        return .symbol(parameter.symbol, number)
    }

    /// The gradient with weight decay.
    var g: CellExpression { settings.weightDecay != 0 ? dW + self[.weightDecay] * w : dW }
}

extension OptimizerSettings {
    /// What an update changes, in the order in which it does.
    func matricesUpdated(in network: NetworkSpecification) -> [MatrixName] {
        network.parameters.flatMap { parameter in
            (activeMoments + [.value]).map { MatrixName(parameter.subject, $0) }
        }
    }

    /// The update in a few letters, for a list of operations.
    var updateSummary: String { kind.rule.summary(self) }

    /// A cell of a parameter, or of what is kept about it, as the update made it.
    func updateCell(of name: MatrixName, _ i: CellIndex, _ j: CellIndex, _ read: OperandReader) -> CellDerivation {
        let (iteration, perEpoch) = (read.iteration, read.source.iterationsPerEpoch)
        let scheduled = scheduled(iteration: iteration, iterationsPerEpoch: perEpoch)
        let number = read.source.updateNumber
        let cell = UpdatedCell(
            settings: self, number: number, lr: .symbol("lr", scheduled.learningRate),
            parameter: MatrixName(name.subject), old: { read($0)[i, j] }, new: { read.written($0)[i, j] })
        var derivation = CellDerivation(cell.expression(of: name.quantity))
        let usesRate = name.quantity == .value
        if usesRate,
            let rate = schedule.expression(
                baseRate: learningRate, iteration: iteration, iterationsPerEpoch: perEpoch)
        {
            derivation.definitions.append(.init(symbol: "lr", expression: rate))
            derivation.remarks.append(.schedule(schedule.period))
        }
        if usesRate, kind.correctsAverages { derivation.remarks.append(.updates(symbol: "t", number)) }
        return derivation
    }
}
