// What an operation computes, numbered for stepping cell by cell.

/// A step of an operation that is gone through cell by cell.
public enum OutputStep: Hashable, Sendable {
    /// An output cell.
    case cell(MatrixCell)
    /// A part of a sample's loss, which is no cell of any matrix.
    case loss(LossStep.Kind, sample: Int)
}

extension Engine {
    /// How many steps an operation has in an iteration (by default the current one): the cells of its `writes`, one matrix
    /// after another, each row by row. Some losses also have the steps of each sample's loss.
    public func outputSteps(ofOperation index: Int, iteration: Int? = nil) -> Int {
        let iteration = iteration ?? self.iteration
        let cells = plan.operations[index].writes.reduce(0) { $0 + outputCount(of: $1, iteration) }
        guard let steps = lossSteps(ofOperation: index) else { return cells }
        return cells + steps.count * outputRows(iteration)
    }

    /// The step of an operation with a number, counted from 0.
    public func outputStep(_ step: Int, ofOperation index: Int) -> OutputStep {
        var rest = step
        if let steps = lossSteps(ofOperation: index) {
            let columns = network.outputCount
            let (sample, place) = step.quotientAndRemainder(dividingBy: steps.count + columns)
            guard sample < outputRows(iteration) else { return .cell(MatrixCell(.loss, 0, 0)) }
            if place < steps.beforeProbabilities.count {
                return .loss(steps.beforeProbabilities[place], sample: sample)
            }
            let column = place - steps.beforeProbabilities.count
            return column < columns
                ? .cell(MatrixCell(.probabilities, sample, column))
                : .loss(steps.afterProbabilities[column - columns], sample: sample)
        }
        for name in plan.operations[index].writes {
            let count = outputCount(of: name, iteration)
            if rest < count {
                let columns = plan.shape(of: name)!.columns
                return .cell(MatrixCell(name, rest / columns, rest % columns))
            }
            rest -= count
        }
        preconditionFailure("\(plan.operations[index].label) has no step \(step)")
    }

    /// A matrix in the middle of the next operation: what its first `cells` steps wrote is new, the other cells hold their
    /// old values. A row that did not exist before holds zeros until it is reached.
    ///
    /// - finished: this engine after that operation.
    public func matrix(_ name: MatrixName, revealing cells: Int, of finished: Engine) -> Matrix<Double>? {
        let revealed = revealedCells(of: name, cells)
        guard revealed > 0 else { return matrix(name) }
        guard var result = finished.matrix(name), let old = matrix(name) else { return nil }
        for index in revealed..<max(revealed, result.elements.count) {
            result.elements[index] = index < old.elements.count ? old.elements[index] : 0
        }
        return result
    }

    /// How many cells of a matrix are new when the next operation has made its first `cells` steps.
    public func revealedCells(of name: MatrixName, _ cells: Int) -> Int {
        let name = plan.canonical(name)
        var rest = cells
        if let steps = lossSteps(ofOperation: operationsRun) {
            guard name == .probabilities else { return 0 }
            let columns = network.outputCount
            let (samples, place) = cells.quotientAndRemainder(dividingBy: steps.count + columns)
            let begun = min(max(place - steps.beforeProbabilities.count, 0), columns)
            return min(samples * columns + begun, outputCount(of: name, iteration))
        }
        for written in plan.operations[operationsRun].writes where rest > 0 {
            let count = outputCount(of: written, iteration)
            if written == name { return min(rest, count) }
            rest -= count
        }
        return 0
    }

    private func lossSteps(ofOperation index: Int) -> LossSteps? {
        plan.operations[index].kind == .lossForward ? network.loss.steps : nil
    }

    private func outputRows(_ iteration: Int) -> Int { sampler?.rows(ofIteration: iteration) ?? 0 }

    private func outputCount(of name: MatrixName, _ iteration: Int) -> Int {
        guard var shape = plan.shape(of: name) else { return 0 }
        if name.hasRowPerSample { shape.rows = outputRows(iteration) }
        return shape.count
    }
}

extension Engine {
    /// A step of a sample's loss in this iteration.
    /// - Precondition: the loss has such a step, and the operations before `loss.forward` have run.
    public func lossStep(_ kind: LossStep.Kind, ofSample sample: Int) -> LossStep {
        let index = plan.operations.firstIndex { $0.kind == .lossForward }!
        let read = OperandReader(operands(ofOperation: index, iteration: iteration))
        return network.lossFunction.step(kind, ofSample: sample, output: network.output, read)
    }
}
