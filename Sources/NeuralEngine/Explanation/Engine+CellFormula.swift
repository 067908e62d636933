// The formula of any cell of any matrix: which operation wrote it, and which of the formulas' files tells how.
extension Engine {
    /// How the number in a cell came about; nil where there is no such cell, where no operation has computed it yet, and
    /// where what it was computed from is gone, as after a change of the optimizer.
    ///
    /// The formula is that of the operation that wrote the matrix last, with the operands as it read them. The rule of
    /// updates, the schedule and the penalty are taken to be what they are now. A cell that was set by hand since does
    /// not hold what the formula gives, and the formula says so.
    public func formula(of name: MatrixName, row: Int, column: Int) -> CellFormula? {
        guard let value = value(of: name, row: row, column: column) else { return nil }
        if name == .probabilities.gradient || name == .targets.gradient {
            return derivedFormula(of: name, row, column, value)
        }
        let canonical = plan.canonical(name)
        let iteration = iterationOfLastWrite(canonical)
        let isMoment = canonical.quantity != .value && canonical.quantity != .gradient
        if canonical.isParameter, canonical.quantity != .gradient,
            iteration < firstIteration || isMoment && updateCount == 0
        {
            return initialFormula(of: canonical, row, column, value)
        }
        guard iteration >= firstIteration else { return nil }
        let read = OperandReader(engine: self, operation: writer(of: canonical), iteration: iteration)
        guard var derivation = derivation(of: canonical, row, column, read) else { return nil }
        if canonical != name { derivation.remarks.insert(.alias(name, of: canonical), at: 0) }
        let old = derivation.expression.operands.filter { $0.label.hasSuffix("′") }.compactMap(\.matrix)
        if !old.isEmpty { derivation.remarks.insert(.before(old), at: 0) }
        derivation.remarks += derivation.expression.piecesOfCells
        return formula(canonical, row, column, value, derivation, operation: read.operation, iteration: iteration)
    }

    private func formula(
        _ name: MatrixName, _ row: Int, _ column: Int, _ value: Double, _ derivation: CellDerivation,
        operation: Int? = nil, iteration: Int? = nil
    ) -> CellFormula {
        let (rowIndex, columnIndex) = indices(of: name, row, column)
        let cell = CellOperand(
            label: name.description, matrix: name, row: rowIndex, column: columnIndex, value: value,
            isOverwritten: false)
        return CellFormula(
            cell, operation: operation, iteration: iteration, derivation, precision: network.precision)
    }

    /// The letters that a matrix's own indices have: n for samples, i for what goes into a layer, j for what comes out.
    private func indices(of name: MatrixName, _ row: Int, _ column: Int) -> (CellIndex, CellIndex) {
        switch name.subject {
        case .bias, .loss: return (CellIndex("0", row), CellIndex(name.subject == .loss ? "0" : "j", column))
        case .weights: return (CellIndex("i", row), CellIndex("j", column))
        case .inputs: return (CellIndex("n", row), CellIndex("i", column))
        default:
            let isInputGradient =
                name.quantity == .gradient
                && (1...network.layerCount).contains { network.input(ofLayer: $0).gradient == name }
            return (CellIndex("n", row), CellIndex(isInputGradient ? "i" : "j", column))
        }
    }

    private func derivation(
        of name: MatrixName, _ row: Int, _ column: Int, _ read: OperandReader
    ) -> CellDerivation? {
        let (i, j) = indices(of: name, row, column)
        if name.isParameter, name.quantity != .gradient {
            let keepsMoments = !optimizer.activeMoments.isEmpty
            guard updateCount > 0 || !keepsMoments else { return nil }
            return optimizer.updateCell(of: name, i, j, number: updateCount, read)
        }
        let isGradient = name.quantity == .gradient
        let output = network.canonical(.activation(network.layerCount))
        let function = LossFunction(loss: network.loss, reduction: network.reduction)
        if isGradient, name == output.gradient {
            return CellDerivation(function.backwardCell(output: output, i, j, read))
        }
        switch name.subject {
        case .inputs, .targets:
            return isGradient ? inputGradient(ofLayer: 1, i, j, read) : dataCell(name, i, j, read)
        case .probabilities: return function.probabilityCell(output: output, i, j, read)
        case .loss:
            var derivation = function.forwardCell(output: output, read)
            derivation.expression = network.regularization.penalized(
                derivation.expression, by: (1...network.layerCount).map { read(.weights($0)) })
            return derivation
        case .preactivation(let layer):
            if !isGradient { return CellDerivation(Linear.forwardCell(network.names(ofLayer: layer), i, j, read)) }
            // Without an operation of its own activation, dZ is what dA would be.
            guard network.hasOperation(ofActivation: layer) else { return outputGradient(ofLayer: layer, i, j, read) }
            let a = read(.activation(layer))[i, j]
            let z = read(.preactivation(layer))[i, j]
            return CellDerivation(
                network.activations[layer - 1].backwardCell(read(.activation(layer).gradient)[i, j], z: z, a: a))
        case .activation(let layer):
            if isGradient { return outputGradient(ofLayer: layer, i, j, read) }
            return CellDerivation(
                network.activations[layer - 1].forwardCell(read(.preactivation(layer))[i, j]))
        case .mask(let layer):
            return Dropout.maskCell(layer: layer, i, j, columns: network.layerSizes[layer], read)
        case .dropped(let layer):
            if isGradient { return inputGradient(ofLayer: layer + 1, i, j, read) }
            return CellDerivation(Dropout.forwardCell(layer: layer, i, j, read))
        case .weights(let layer):
            let gradient = Linear.weightsGradientCell(network.names(ofLayer: layer), i, j, read)
            return CellDerivation(
                network.regularization.penalized(gradient, by: read(.weights(layer))[i, j]))
        case .bias(let layer):
            return CellDerivation(Linear.biasGradientCell(network.names(ofLayer: layer), j, read))
        }
    }

    /// The gradient by what a hidden layer hands on: through dropout where there is some, else from the next layer.
    private func outputGradient(
        ofLayer layer: Int, _ n: CellIndex, _ j: CellIndex, _ read: OperandReader
    ) -> CellDerivation {
        if network.dropout(afterLayer: layer) > 0 {
            return CellDerivation(Dropout.backwardCell(layer: layer, n, j, read))
        }
        return inputGradient(ofLayer: layer + 1, n, j, read)
    }

    private func inputGradient(
        ofLayer layer: Int, _ n: CellIndex, _ i: CellIndex, _ read: OperandReader
    ) -> CellDerivation {
        CellDerivation(Linear.inputGradientCell(network.names(ofLayer: layer), n, i, read))
    }

    // MARK: What no formula of a layer gives

    private func derivedFormula(of name: MatrixName, _ row: Int, _ column: Int, _ value: Double) -> CellFormula? {
        let iteration = iterationOfLoss
        guard iteration >= firstIteration else { return nil }
        let read = OperandReader(engine: self, operation: writer(of: .loss), iteration: iteration)
        let (n, j) = indices(of: name, row, column)
        let function = LossFunction(loss: network.loss, reduction: network.reduction)
        let output = network.canonical(.activation(network.layerCount))
        let derivation = function.derivedGradientCell(name, output: output, n, j, read)
        return formula(name, row, column, value, derivation, iteration: iteration)
    }

    /// A cell of the data that a batch took.
    private func dataCell(
        _ name: MatrixName, _ n: CellIndex, _ j: CellIndex, _ read: OperandReader
    ) -> CellDerivation? {
        guard let training, let sampler else { return nil }
        let epoch = read.iteration / sampler.iterationsPerEpoch
        let place = sampler.start(ofIteration: read.iteration) + n.number
        let sample = sampler.shuffles ? Int(sampler.order(ofEpoch: epoch)[place]) : place
        let data = name == .inputs ? training.inputs : training.targets
        let value = data[sample, j.number]
        let operand = CellOperand(
            label: name == .inputs ? "inputs" : "targets", matrix: nil, row: CellIndex("sample", sample), column: j,
            value: network.precision == .float32 ? Double(Float(value)) : value, isOverwritten: false)
        return CellDerivation(
            .operand(operand),
            remarks: [
                .sample(sample, of: sampler.sampleCount, place: place, epoch: epoch, shuffled: sampler.shuffles)
            ])
    }

    /// A parameter, or what is kept about it, before its first update.
    private func initialFormula(of name: MatrixName, _ row: Int, _ column: Int, _ value: Double) -> CellFormula {
        guard case .weights(let layer) = name.subject, name.quantity == .value else {
            return formula(name, row, column, value, CellDerivation(0, remarks: [.startsAtZero]))
        }
        let (inputs, outputs) = (network.layerSizes[layer - 1], network.layerSizes[layer])
        let expression = network.initializer.cell(
            row * outputs + column, inputs: inputs, outputs: outputs,
            generator: SplitMix64(seed: network.seed, stream: UInt64(layer)))
        let remark = CellFormula.Remark.initializer(
            network.initializer, inputs: inputs, outputs: outputs, seed: network.seed)
        return formula(name, row, column, value, CellDerivation(expression, remarks: [remark]))
    }
}

extension CellExpression {
    /// On which side of a threshold the cells lie that functions of two pieces ask about.
    fileprivate var piecesOfCells: [CellFormula.Remark] {
        var remarks = children.flatMap(\.piecesOfCells)
        if case .pieces(.operand(let cell), .number(let threshold), _, _) = self {
            remarks.append(.piece(cell, threshold: threshold, isAbove: cell.value > threshold))
        }
        return remarks
    }
}
