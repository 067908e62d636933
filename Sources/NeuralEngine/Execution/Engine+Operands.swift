// What the operations of an iteration read and wrote, during the iteration or after it.
extension Engine {
    /// The iteration in which an operation last wrote a matrix, from 0; nil if none has, or if there is no such matrix.
    /// `dP` and `dY`, which no operation writes, belong to the iteration of `loss`.
    public func iteration(ofLastWriteTo name: MatrixName) -> Int? {
        guard plan.contains(name) else { return nil }
        let written = iterationOfLastWrite(name.isComputedOnDemand ? .loss : plan.canonical(name))
        return written < firstIteration ? nil : written
    }

    /// A matrix as the operations of the current or the previous iteration read it: parameters and moments before the
    /// update, everything else as that iteration computed it. Nil if there is no such matrix.
    ///
    /// A matrix that was changed by hand after it was read is given as it is now.
    public func operand(_ name: MatrixName, ofIteration iteration: Int) -> Matrix<Double>? {
        guard name.isKeptBetweenIterations else { return matrix(name, asOfIteration: iteration) }
        let isUpdated = self.iteration(ofLastWriteTo: name) == iteration
        // Moments are zero before the first update, and no shadow holds those zeros.
        return isUpdated ? previousMatrix(name) ?? zeros(name) : matrix(name)
    }

    /// A matrix as the current or the previous iteration left it: parameters and moments after its update.
    public func result(_ name: MatrixName, ofIteration iteration: Int) -> Matrix<Double>? {
        matrix(name, asOfIteration: iteration)
    }

    private func zeros(_ name: MatrixName) -> Matrix<Double>? {
        shape(of: name).map { Matrix(rows: $0.rows, columns: $0.columns) }
    }
}

/// The matrices of an engine before and after one of its operations, even if they have been overwritten since.
///
/// An engine keeps enough for that: the operation ran in this iteration or in the one before, and the engine has the
/// present value of each matrix and the one before the last write.
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

    func before(_ name: MatrixName) -> OperandCells {
        // What this operation or a later one writes still had its value from the iteration before.
        cells(of: name, asOfIteration: engine.writer(of: name) >= index ? iteration - 1 : iteration)
    }

    func after(_ name: MatrixName) -> OperandCells { cells(of: name, asOfIteration: iteration) }

    private func cells(of name: MatrixName, asOfIteration iteration: Int) -> OperandCells {
        let name = engine.plan.canonical(name)
        let isOverwritten = engine.iterationOfLastWrite(name) > iteration
        return OperandCells(
            engine.cells(of: name, beforeLastWrite: isOverwritten),
            isWrittenByOperation: engine.writer(of: name) == index, isOverwritten: isOverwritten)
    }
}

extension Engine {
    /// The matrices before and after an operation in the current or the previous iteration.
    /// - index: the operation's place in the plan.
    public func operands(ofOperation index: Int, iteration: Int) -> some OperandSource {
        EngineOperands(engine: self, index: index, iteration: iteration)
    }
}
