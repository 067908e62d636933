// The parts of the formulas in an update. The optimizers themselves are in `Optimizers.swift`.

/// A cell of one parameter in an update, with the symbols for its formulas.
struct UpdatedCell {
    let settings: OptimizerSettings
    /// t, the number of the update.
    let number: Int
    let lr: CellExpression
    let parameter: MatrixName
    /// The cell of a matrix before and after the update.
    let old, new: (MatrixName) -> CellExpression

    /// A cell of the parameter or of one of its moments.
    func expression(of quantity: MatrixName.Quantity) -> CellExpression {
        let rule = settings.kind.rule
        return quantity == .value ? rule.parameter(self) : rule.moment(quantity, self)
    }

    /// W and its moments before the update.
    var w: CellExpression { old(parameter) }
    var v: CellExpression { old(parameter.momentum) }
    var m: CellExpression { old(parameter.firstMoment) }
    var s: CellExpression { old(parameter.secondMoment) }
    /// The moments after the update.
    var newV: CellExpression { new(parameter.momentum) }
    var newM: CellExpression { new(parameter.firstMoment) }
    var newS: CellExpression { new(parameter.secondMoment) }
    var dW: CellExpression { new(parameter.gradient) }

    /// A parameter of the optimizer as its letter.
    subscript(parameter: OptimizerParameter) -> CellExpression {
        guard case .number(let number) = settings[parameter] else { preconditionFailure("no number") }
        return .symbol(parameter.symbol, number)
    }

    /// The gradient with weight decay.
    var g: CellExpression { settings.weightDecay != 0 ? dW + self[.weightDecay] * w : dW }
}

extension OptimizerSettings {
    /// The matrices that an update changes, in order.
    func matricesUpdated(in network: NetworkSpecification) -> [MatrixName] {
        network.parameters.flatMap { parameter in
            (activeMoments + [.value]).map { MatrixName(parameter.subject, $0) }
        }
    }

    /// A short form of the update for the list of operations.
    var updateSummary: String { kind.rule.summary(self) }

    /// How an update computes a cell of a parameter or of one of its moments.
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
