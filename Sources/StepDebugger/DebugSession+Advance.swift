import NeuralEngine

extension DebugSession {
    /// Why a slice of a run ended.
    public enum Progress: Equatable, Sendable {
        /// The run stands at the target, or beyond it.
        case reached
        /// There is more to run: call again.
        case budgetSpent
        /// The condition held after an iteration.
        case conditionMet
    }

    /// Runs a slice of the way to a target.
    ///
    /// Where a slice ends depends on the budget alone, never on time.
    /// - target: where to stop; nil for nowhere.
    /// - budget: about how many operations to run; at least one runs, unless the target is reached.
    /// - Precondition: the engine has training data, unless the target is reached.
    public mutating func advance(toward target: Position?, budget: Int) -> Progress {
        advance(toward: target, budget: budget, isConditional: false) { _ in false }
    }

    /// Runs a slice of the way to a target, and stops where a condition holds after a completed iteration.
    ///
    /// - Throws: what the condition throws; the run stands after the iteration at which it did.
    public mutating func advance(
        toward target: Position?, budget: Int, until condition: (DebugSession) throws -> Bool
    ) rethrows -> Progress {
        try advance(toward: target, budget: budget, isConditional: true, condition)
    }

    private mutating func advance(
        toward target: Position?, budget: Int, isConditional: Bool, _ condition: (DebugSession) throws -> Bool
    ) rethrows -> Progress {
        var rest = max(budget, 1)
        let start = engine.iteration
        while true {
            if let target, position >= target { return .reached }
            if rest <= 0 { return .budgetSpent }
            // A slice that got through an iteration ends between two, so that a run that is stopped there has no
            // operation half way behind it.
            let isBetweenIterations = engine.operationsRun == 0 && underWay == nil && engine.iteration > start
            if isBetweenIterations, rest < engine.plan.operations.count, target?.iteration != engine.iteration {
                return .budgetSpent
            }
            let iteration = engine.iteration
            rest -= runOneStretch(toward: target, budget: rest, iterationsAtMost: isConditional ? 1 : .max)
            if isConditional, engine.iteration > iteration, try condition(self) { return .conditionMet }
        }
    }

    /// Runs whole iterations where there is room for them, or else an operation or a part of one.
    /// - Returns: how many operations ran.
    private mutating func runOneStretch(toward target: Position?, budget: Int, iterationsAtMost limit: Int) -> Int {
        let perIteration = engine.plan.operations.count
        if engine.operationsRun == 0 && underWay == nil {
            let wanted = target.map { $0.iteration - engine.iteration } ?? .max
            let count = min(wanted, budget / perIteration, limit)
            if count > 0 {
                var history = history
                self.history = TrainingHistory()  // so that there is one owner, and no copy
                engine.runIterations(count) { history.record(HistoryPoint($0)) }
                self.history = history
                return count * perIteration
            }
        }
        if let target, target.iteration == engine.iteration, target.operation == engine.operationsRun,
            target.cell < engine.outputCells(ofOperation: engine.operationsRun)
        {
            reveal(target.cell)
        } else {
            runOperation()
        }
        return 1
    }

    /// Shows so many cells of the next operation.
    private mutating func reveal(_ cells: Int) {
        if underWay == nil {
            var finished = engine
            finished.runNextOperation()
            underWay = OperationUnderWay(finished: finished, cells: cells)
        } else {
            underWay?.cells = cells
        }
    }

    /// Runs the next operation, or the rest of the one under way.
    private mutating func runOperation() {
        let iteration = engine.iteration
        if let underWay {
            engine = underWay.finished
            self.underWay = nil
        } else {
            engine.runNextOperation()
        }
        if engine.iteration > iteration, let loss = engine.loss {
            history.record(HistoryPoint(iteration: iteration, loss: loss, accuracy: engine.accuracy))
        }
    }
}

extension HistoryPoint {
    fileprivate init(_ record: IterationRecord) {
        self.init(
            iteration: record.iteration, loss: record.loss, accuracy: record.accuracy.isNaN ? nil : record.accuracy)
    }
}
