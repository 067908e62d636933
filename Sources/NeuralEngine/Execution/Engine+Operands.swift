// What the operations of an iteration read and wrote, asked for when it is over or half over.
extension Engine {
    /// The iteration in which operations last wrote a matrix, from 0; nil where none has, or there is no such matrix.
    /// `dP` and `dY`, which no operation writes, belong to the iteration of `loss`.
    public func iteration(ofLastWriteTo name: MatrixName) -> Int? {
        guard plan.contains(name) else { return nil }
        let written = iterationOfLastWrite(name.isComputedWhenLookedAt ? .loss : plan.canonical(name))
        return written < firstIteration ? nil : written
    }

    /// A matrix as the operations of an iteration read it, which is the current one or the one before: parameters and
    /// moments before the update, everything else as that iteration computed it. Nil where there is no such matrix.
    ///
    /// What was changed from outside after it was read is not told apart.
    public func operand(_ name: MatrixName, ofIteration iteration: Int) -> Matrix<Double>? {
        guard name.isKeptBetweenIterations else { return matrix(name, asOfIteration: iteration) }
        let isUpdated = self.iteration(ofLastWriteTo: name) == iteration
        // Moments are zero before the first update, of which no shadow tells.
        return isUpdated ? previousMatrix(name) ?? zeros(name) : matrix(name)
    }

    /// A matrix as an iteration left it, which is the current one or the one before: parameters and moments after its
    /// update.
    public func result(_ name: MatrixName, ofIteration iteration: Int) -> Matrix<Double>? {
        matrix(name, asOfIteration: iteration)
    }

    private func zeros(_ name: MatrixName) -> Matrix<Double>? {
        shape(of: name).map { Matrix(rows: $0.rows, columns: $0.columns) }
    }
}

/// The matrices of an engine as an operation found and left them, though others, or the same one, may have written them
/// since.
///
/// What an engine keeps is enough for that: the operation ran in this iteration or the one before, and of each matrix there
/// is the present value and the one before the last write.
private struct EngineOperands: OperandSource {
    let engine: Engine
    /// The place of the operation in the plan.
    let index: Int
    let iteration: Int

    var operation: Operation.Kind { engine.plan.operations[index].kind }
    var network: NetworkSpecification { engine.network }
    var optimizer: OptimizerSettings { engine.optimizer }
    var iterationsPerEpoch: Int { engine.iterationsPerEpoch }
    var updateNumber: Int { engine.updateCount }

    func found(_ name: MatrixName) -> OperandCells {
        // What is written by this operation or a later one, it found as the iteration before had left it.
        cells(of: name, asOfIteration: engine.writer(of: name) >= index ? iteration - 1 : iteration)
    }

    func left(_ name: MatrixName) -> OperandCells { cells(of: name, asOfIteration: iteration) }

    private func cells(of name: MatrixName, asOfIteration iteration: Int) -> OperandCells {
        let name = engine.plan.canonical(name)
        let isOverwritten = engine.iterationOfLastWrite(name) > iteration
        return OperandCells(
            engine.cells(of: name, beforeLastWrite: isOverwritten),
            isWrittenByOperation: engine.writer(of: name) == index, isOverwritten: isOverwritten)
    }
}

extension Engine {
    /// What an operation found and left in an iteration, which is the current one or the one before.
    /// - index: its place in the plan.
    public func operands(ofOperation index: Int, iteration: Int) -> some OperandSource {
        EngineOperands(engine: self, index: index, iteration: iteration)
    }
}
