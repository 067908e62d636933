import NeuralEngine

/// How far to go back from a position. Counts that go beyond the start mean the start.
public enum ReverseGoal: Equatable, Sendable {
    /// A number of operations; one that is under way counts as the first.
    case operations(Int)
    /// A number of output cells, or of steps of a loss.
    case cells(Int)
    /// To the start of the pass of the last operation: the batch and the forward pass through `loss.forward`, the backward
    /// pass, or the update.
    case startOfPass
    /// To the start of the n-th iteration back; one that has begun counts as the first.
    case iterations(Int)
    /// To the start of the n-th epoch back; one that has begun counts as the first.
    case epochs(Int)
}

extension DebugSession {
    /// The position that a goal leads back to.
    public func target(goingBack goal: ReverseGoal) -> Position { max(start, unboundedTarget(goingBack: goal)) }

    /// The position that a goal would lead back to if the run had started at iteration 0.
    private func unboundedTarget(goingBack goal: ReverseGoal) -> Position {
        switch goal {
        case .operations(let count):
            let rest = max(count, 0) - (position.cell > 0 ? 1 : 0)
            return position(operationsBack: rest)
        case .cells(let count):
            return position(cellsBack: max(count, 0))
        case .startOfPass:
            guard let current = currentOperationIndex else { return start }
            let operations = engine.plan.operations
            let first =
                operations[..<current].lastIndex { !$0.pass.isOnePass(with: operations[current].pass) }.map { $0 + 1 }
                ?? 0
            let isInThisIteration = underWay != nil || engine.operationsRun > 0
            return Position(iteration: engine.iteration - (isInThisIteration ? 0 : 1), operation: first)
        case .iterations(let count):
            return startOfIteration(back: max(count, 0))
        case .epochs(let count):
            let isAtStart = position == Position(iteration: epoch * iterationsPerEpoch)
            let first = isAtStart ? epoch : epoch + 1
            return Position(iteration: max(0, first - max(count, 0)) * iterationsPerEpoch)
        }
    }

    private func startOfIteration(back count: Int) -> Position {
        let first = position == Position(iteration: engine.iteration) ? engine.iteration : engine.iteration + 1
        return Position(iteration: max(0, first - count))
    }

    private func position(operationsBack count: Int) -> Position {
        let perIteration = engine.plan.operations.count
        guard count > engine.operationsRun else {
            return Position(iteration: engine.iteration, operation: engine.operationsRun - count)
        }
        let rest = count - engine.operationsRun
        let iterations = rest / perIteration + (rest % perIteration == 0 ? 0 : 1)
        guard iterations <= engine.iteration else { return start }
        return Position(iteration: engine.iteration - iterations, operation: iterations * perIteration - rest)
    }

    private func position(cellsBack count: Int) -> Position {
        let operations = engine.plan.operations.count
        var rest = count
        var here = position
        while rest > here.cell {
            rest -= here.cell
            here.cell = 0
            if here.operation == 0 {
                guard here.iteration > start.iteration else { return start }
                // Only the last batch of an epoch can differ in size, so whole epochs can be skipped at once.
                if here.iteration % iterationsPerEpoch == 0 {
                    let cells =
                        outputSteps(ofIteration: 0) * (iterationsPerEpoch - 1)
                        + outputSteps(ofIteration: iterationsPerEpoch - 1)
                    let epochs = min((rest - 1) / cells, here.iteration / iterationsPerEpoch)
                    here.iteration -= epochs * iterationsPerEpoch
                    rest -= epochs * cells
                    guard here.iteration > start.iteration else { return start }
                }
                here = Position(iteration: here.iteration - 1, operation: operations)
            }
            here.operation -= 1
            here.cell = engine.outputSteps(ofOperation: here.operation, iteration: here.iteration)
        }
        here.cell -= rest
        return here
    }
}
