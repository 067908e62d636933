import NeuralEngine

extension DebugSession {
    /// The position that a goal leads to; nil for one without an end.
    public func target(of goal: Goal) -> Position? {
        switch goal {
        case .operations(let count):
            return position(afterOperations: engine.operationsRun + bounded(count))
        case .cells(let count):
            return position(afterCells: position.cell + bounded(count))
        case .endOfPass:
            let operations = engine.plan.operations
            let rest = operations[engine.operationsRun...]
            let end = rest.firstIndex { !$0.pass.isOnePass(with: nextOperation.pass) } ?? operations.count
            return position(afterOperations: end)
        case .iterations(let count):
            return Position(iteration: engine.iteration + bounded(count))
        case .epochs(let count):
            return Position(iteration: (engine.epoch + bounded(count, per: iterationsPerEpoch)) * iterationsPerEpoch)
        case .unbounded:
            return nil
        }
    }

    /// Limits a count to one that no run reaches, so that no sum overflows.
    private func bounded(_ count: Int, per unit: Int = 1) -> Int {
        min(max(count, 0), (1 << 60) / unit)
    }

    /// The position a number of operations after the start of this iteration.
    private func position(afterOperations count: Int) -> Position {
        let perIteration = engine.plan.operations.count
        return Position(iteration: engine.iteration + count / perIteration, operation: count % perIteration)
    }

    /// The position a number of cells after the start of the next operation.
    private func position(afterCells count: Int) -> Position {
        let operations = engine.plan.operations.indices
        var rest = count
        var operation = engine.operationsRun
        var iteration = engine.iteration
        while true {
            while operation < operations.count {
                let cells = engine.outputSteps(ofOperation: operation, iteration: iteration)
                if rest < cells { return Position(iteration: iteration, operation: operation, cell: rest) }
                rest -= cells
                operation += 1
            }
            operation = 0
            iteration += 1
            // Only the last batch of an epoch can differ in size, so whole epochs can be skipped at once.
            if iteration % iterationsPerEpoch == 0 {
                let last = iterationsPerEpoch - 1
                let cells = outputSteps(ofIteration: 0) * last + outputSteps(ofIteration: last)
                iteration += rest / cells * iterationsPerEpoch
                rest %= cells
            }
        }
    }

    func outputSteps(ofIteration iteration: Int) -> Int {
        engine.plan.operations.indices.reduce(0) {
            $0 + engine.outputSteps(ofOperation: $1, iteration: iteration)
        }
    }
}

extension Pass {
    /// Whether `finish` treats both as one pass: loading the batch is the beginning of the forward pass.
    func isOnePass(with other: Pass) -> Bool {
        self == other || (self == .load && other == .forward) || (self == .forward && other == .load)
    }
}
