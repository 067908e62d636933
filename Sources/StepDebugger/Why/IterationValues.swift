import NeuralEngine

/// The matrices of one iteration as its operations read and wrote them, whatever was changed by hand in between.
///
/// An iteration computes every matrix once. It overwrites only what it starts from, and the engine keeps the previous value
/// of that. So an engine later in the iteration, or in the next one, knows what all operations so far have read. Only if
/// something was changed by hand in between is an engine from before that change needed as well.
struct IterationValues: Equatable, Sendable {
    /// The iteration, from 0.
    let iteration: Int
    /// Engines in the order of the iteration; something was changed by hand between each two.
    private let engines: [Engine]

    /// The values of an iteration from an engine in it or in the next one, if nothing was changed by hand between the
    /// operations in question.
    init(of iteration: Int, in engine: Engine) {
        self.iteration = iteration
        engines = [engine]
    }

    /// The values of the iteration that a replay is at the start of, up to and including an operation.
    init(running replay: inout Replay, throughOperation last: Int) {
        iteration = replay.position.iteration
        let isLast = last + 1 >= replay.engine.plan.operations.count
        let end = isLast ? Position(iteration: iteration + 1) : Position(iteration: iteration, operation: last + 1)
        var engines: [Engine] = []
        replay.applyEditsHere()
        while replay.position < end {
            if replay.editHere != nil { engines.append(replay.engine) }
            replay.applyEditsHere()
            replay.runToNextEdit(or: end)
        }
        self.engines = engines + [replay.engine]
    }

    /// The plan of the iteration.
    var plan: Plan { engines[0].plan }
    /// The network, with the penalty that its backward pass had.
    func network(at operation: Int) -> NetworkSpecification { engine(after: operation).network }
    /// The optimizer of the update.
    var optimizer: OptimizerSettings { engine(after: plan.operations.count - 1).optimizer }
    /// The learning rate of the update.
    var learningRate: Double {
        engine(after: plan.operations.count - 1).learningRate(ofIteration: iteration)
    }
    /// Which rows of the data the batch has.
    var samples: [Int] { engines[0].sampler?.samples(ofIteration: iteration) ?? [] }

    /// The matrices before and after an operation.
    func operands(of operation: Int) -> some OperandSource {
        engine(after: operation).operands(ofOperation: operation, iteration: iteration)
    }

    /// A matrix as an operation read it.
    func read(_ name: MatrixName, by operation: Int) -> Matrix<Double>? {
        engine(after: operation).operand(name, ofIteration: iteration)
    }

    /// A matrix as the operation that writes it left it.
    func written(_ name: MatrixName, by operation: Int) -> Matrix<Double>? {
        engine(after: operation).result(name, ofIteration: iteration)
    }

    /// The operation that writes a matrix; nil if none does.
    func writer(of name: MatrixName) -> Int? { plan.writer(of: name) }

    /// The first engine after an operation, before any later change.
    private func engine(after operation: Int) -> Engine {
        engines.first { $0.iteration > iteration || $0.operationsRun > operation } ?? engines[engines.count - 1]
    }
}

extension Plan {
    /// The index of the operation that writes a matrix; nil if none does.
    func writer(of name: MatrixName) -> Int? {
        let canonical = canonical(name)
        return operations.firstIndex { $0.writes.contains(canonical) }
    }
}

extension DebugSession {
    /// Whether the matrices of an iteration still have the values that its operations read, so that it need not run again:
    /// since then only parameters were changed by hand, and only outside of the iteration.
    func keepsValues(ofIteration iteration: Int) -> Bool {
        guard isSettled else { return false }
        return !edits.contains { edit in
            guard edit.position > Position(iteration: iteration) else { return false }
            switch edit.edit {
            case .matrix(let name, _), .cell(let name, _, _, _):
                return edit.position.iteration == iteration || !name.isKeptBetweenIterations
            case .regularization: return true
            case .learningRate, .schedule, .optimizer, .fault: return false
            }
        }
    }
}

extension SessionEdit {
    /// Whether it changes this cell only.
    func isOfOneCell(_ cell: MatrixCell, in plan: Plan) -> Bool {
        if case .cell = self { value(of: cell, in: plan) != nil } else { false }
    }

    /// The new number of a cell; nil if the change leaves it alone.
    func value(of cell: MatrixCell, in plan: Plan) -> Double? {
        func isSame(_ name: MatrixName) -> Bool { plan.canonical(name) == plan.canonical(cell.name) }
        switch self {
        case .matrix(let name, let matrix) where isSame(name) && cell.row < matrix.rows:
            return matrix[cell.row, cell.column]
        case .cell(let name, cell.row, cell.column, let value) where isSame(name):
            return value
        default:
            return nil
        }
    }
}
