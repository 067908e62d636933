/// Says which operations of a network can have which fault.
struct FaultPlaces {
    let network: NetworkSpecification
    let plan: Plan

    /// Whether an operation can have a kind of fault.
    enum Verdict: Equatable {
        case possible
        /// The kind concerns something that the operation does not do.
        case impossible
        case changesNothing(FaultProblem.Reason)
    }

    /// An operand that a layer's backward pass transposes.
    enum TransposedOperand: Equatable, Sendable {
        /// Wᵀ in dX = dZ·Wᵀ
        case weights
        /// Xᵀ in dW = Xᵀ·dZ
        case input
    }

    /// The place in the plan of the operation with a fault.
    func place(of fault: Fault) throws(FaultProblem) -> Int {
        guard let index = plan.index(ofOperationLabelled: fault.operation) else {
            throw .unknownOperation(fault.operation)
        }
        func elsewhere() -> [String] {
            plan.operations.filter { verdict(on: fault.kind, in: $0.kind) == .possible }.map(\.label)
        }
        switch verdict(on: fault.kind, in: plan.operations[index].kind) {
        case .possible: return index
        case .impossible: throw .impossible(fault, elsewhere: elsewhere())
        case .changesNothing(let reason): throw .changesNothing(fault, reason, elsewhere: elsewhere())
        }
    }

    private func verdict(on kind: Fault.Kind, in operation: Operation.Kind) -> Verdict {
        switch (kind, operation) {
        case (.transpose, .linearBackward(let layer)):
            guard transposedOperand(ofLayer: layer) == nil else { return .possible }
            return .changesNothing(.isOneRowOrColumn)
        case (.sign, .lossBackward), (.sign, .dropoutBackward), (.sign, .activationBackward), (.sign, .linearBackward),
            (.sign, .update), (.staleGradient, .linearBackward), (.wrongDerivative, .activationBackward),
            (.earlyUpdate, .update):
            return .possible
        case (.noAverage, .lossBackward):
            guard network.reduction == .mean else { return .changesNothing(.lossIsSum) }
            let terms = network.loss.terms(rows: plan.batchRows, columns: network.outputCount)
            return terms > 1 ? .possible : .changesNothing(.divisorIsOne)
        case (.doubleAverage, .linearBackward):
            return plan.batchRows > 1 ? .possible : .changesNothing(.divisorIsOne)
        case (.preActivation, .activationBackward(let layer)):
            return network.activations[layer - 1].derivativeTakesValue ? .possible : .impossible
        case (.preActivation, .linearBackward(let layer)):
            return layer > 1 && network.hasOperation(ofActivation: layer - 1) ? .possible : .impossible
        default:
            return .impossible
        }
    }

    /// The operand that a layer, from 1, fails to transpose if it has the fault `transpose`: W, or the input in the first layer,
    /// whose dX nobody needs, and if W is a single row or column. Nil if the input is a single row or column too.
    func transposedOperand(ofLayer layer: Int) -> TransposedOperand? {
        let (inputs, outputs) = (network.layerSizes[layer - 1], network.layerSizes[layer])
        if layer > 1, inputs > 1, outputs > 1 { return .weights }
        return inputs > 1 && plan.batchRows > 1 ? .input : nil
    }
}
