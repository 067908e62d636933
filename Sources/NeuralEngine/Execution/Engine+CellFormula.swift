// The formula of any cell of any matrix, found through the operation that wrote it.
extension Engine {
    /// How the number in a cell was computed; nil if there is no such cell, if no operation has computed it yet, or if its
    /// operands are gone, as after a change of the optimizer.
    ///
    /// The formula is that of the operation that last wrote the matrix, with the operands as it read them. It uses the
    /// present optimizer, schedule and penalty. If the cell has been set by hand since, the formula says that it does not
    /// give the cell's value.
    public func formula(of name: MatrixName, row: Int, column: Int) -> CellFormula? {
        guard let value = value(of: name, row: row, column: column) else { return nil }
        if name.isComputedOnDemand { return derivedFormula(of: name, row, column, value) }
        let canonical = plan.canonical(name)
        let iteration = iterationOfLastWrite(canonical)
        let isMoment = canonical.quantity != .value && canonical.quantity != .gradient
        if canonical.isParameter, canonical.quantity != .gradient,
            iteration < firstIteration || isMoment && updateCount == 0
        {
            return initialFormula(of: canonical, row, column, value)
        }
        guard iteration >= firstIteration else { return nil }
        let keepsMoments = !optimizer.activeMoments.isEmpty
        if canonical.isKeptBetweenIterations, keepsMoments, updateCount == 0 { return nil }
        let operation = writer(of: canonical)
        let read = reader(ofOperation: operation, iteration: iteration)
        let written = read.derivation(of: canonical, row, column) ?? dataCell(canonical, row, column, read)
        guard var derivation = written else { return nil }
        if canonical != name { derivation.remarks.insert(.alias(name, of: canonical), at: 0) }
        let old = derivation.expression.operands.filter { $0.role == .overwritten }.compactMap(\.matrix)
        if !old.isEmpty { derivation.remarks.insert(.before(old), at: 0) }
        derivation.remarks += derivation.expression.piecesOfCells
        return formula(
            read.indices(of: canonical, row, column), canonical, value, derivation, operation: operation,
            iteration: iteration)
    }

    private func reader(ofOperation operation: Int, iteration: Int) -> OperandReader {
        OperandReader(operands(ofOperation: operation, iteration: iteration))
    }

    private func formula(
        _ place: (CellIndex, CellIndex), _ name: MatrixName, _ value: Double, _ derivation: CellDerivation,
        operation: Int? = nil, iteration: Int? = nil
    ) -> CellFormula {
        let cell = CellOperand(
            label: name.description, matrix: name, role: .result, row: place.0, column: place.1, value: value,
            isOverwritten: false)
        return CellFormula(
            cell, operation: operation, iteration: iteration, derivation, precision: network.precision)
    }

    // MARK: Cells without an operation of their own

    private func derivedFormula(of name: MatrixName, _ row: Int, _ column: Int, _ value: Double) -> CellFormula? {
        let iteration = iterationOfLoss
        guard iteration >= firstIteration else { return nil }
        let read = reader(ofOperation: writer(of: .loss), iteration: iteration)
        guard let derivation = read.derivation(of: name, row, column) else { return nil }
        return formula(read.indices(of: name, row, column), name, value, derivation, iteration: iteration)
    }

    /// A cell of the data that a batch took.
    private func dataCell(_ name: MatrixName, _ row: Int, _ column: Int, _ read: OperandReader) -> CellDerivation? {
        guard let training, let sampler else { return nil }
        let epoch = read.iteration / sampler.iterationsPerEpoch
        let place = sampler.start(ofIteration: read.iteration) + row
        let sample = sampler.shuffles ? Int(sampler.order(ofEpoch: epoch)[place]) : place
        let data = name == .inputs ? training.inputs : training.targets
        let value = data[sample, column]
        let operand = CellOperand(
            label: name == .inputs ? "inputs" : "targets", matrix: nil, role: .operand,
            row: CellIndex("sample", sample), column: read.indices(of: name, row, column).1,
            value: network.precision == .float32 ? Double(Float(value)) : value, isOverwritten: false)
        return CellDerivation(
            .operand(operand),
            remarks: [
                .sample(sample, of: sampler.sampleCount, place: place, epoch: epoch, shuffled: sampler.shuffles)
            ])
    }

    /// A parameter or a moment before its first update.
    private func initialFormula(of name: MatrixName, _ row: Int, _ column: Int, _ value: Double) -> CellFormula {
        let update = reader(ofOperation: writer(of: name), iteration: self.iteration)
        let place = update.indices(of: name, row, column)
        guard case .weights(let layer) = name.subject, name.quantity == .value else {
            return formula(place, name, value, CellDerivation(0, remarks: [.startsAtZero]))
        }
        let (inputs, outputs) = (network.layerSizes[layer - 1], network.layerSizes[layer])
        let expression = network.initializer.cell(
            row * outputs + column, inputs: inputs, outputs: outputs,
            generator: SplitMix64(seed: network.seed, stream: UInt64(layer)))
        let remark = CellFormula.Remark.initializer(
            network.initializer, inputs: inputs, outputs: outputs, seed: network.seed)
        return formula(place, name, value, CellDerivation(expression, remarks: [remark]))
    }
}

extension CellExpression {
    /// For each piecewise function in the formula, the side of the threshold on which its cell lies.
    fileprivate var piecesOfCells: [CellFormula.Remark] {
        var remarks = children.flatMap(\.piecesOfCells)
        if case .pieces(.operand(let cell), .number(let threshold), _, _) = self {
            remarks.append(.piece(cell, threshold: threshold, isAbove: cell.value > threshold))
        }
        return remarks
    }
}
