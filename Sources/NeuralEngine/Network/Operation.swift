/// The part of an iteration that an operation belongs to.
public enum Pass: Sendable {
    /// Taking the rows of the batch from the data.
    case load
    /// From the inputs to the loss.
    case forward
    /// From the loss back to every gradient, by the chain rule.
    case backward
    /// The optimizer's step.
    case update
}

/// One step of an iteration: `linear1.forward`, `loss.backward`, `update`. It is the smallest unit that runs as a whole.
public struct Operation: Equatable, Sendable {
    /// What an operation does. Layers are counted from 1.
    public enum Kind: Hashable, Sendable {
        /// X and Y take the batch's rows from the data.
        case loadBatch
        /// Z = X·W + b
        case linearForward(layer: Int)
        /// A = f(Z)
        case activationForward(layer: Int)
        /// M at random, D = A ⊙ M
        case dropoutForward(layer: Int)
        /// The loss, and P if it has one.
        case lossForward
        /// The gradient of the loss with respect to the last layer's output.
        case lossBackward
        /// dA = dD ⊙ M
        case dropoutBackward(layer: Int)
        /// dZ = dA ⊙ f′(Z)
        case activationBackward(layer: Int)
        /// dW = Xᵀ·dZ, db = Σ dZ, dX = dZ·Wᵀ
        case linearBackward(layer: Int)
        /// The optimizer's step.
        case update
    }

    /// What it does.
    public let kind: Kind
    /// Its name for users, unique in a plan: `linear1.forward`.
    public let label: String
    /// What it computes, in order, one equation per output.
    public let equations: [Equation]
    /// One line for a list of operations: `Z1 = X·W1 + b1`, `dW2 db2 dA1`, `W ← W − lr·dW`.
    public let summary: String
    /// The matrices whose values before the operation it uses, each once, in the order in which the formulas of its results
    /// name them.
    public let reads: [MatrixName]
    /// The matrices that it changes, each once: the results of the equations.
    public let writes: [MatrixName]
    /// What each of its results is computed from, but for the results themselves.
    private let readsForResult: [MatrixName: Set<MatrixName>]

    /// The matrices that one of its results is computed from; none if it does not write that matrix. Those of all results
    /// are `reads`.
    public func reads(for result: MatrixName) -> Set<MatrixName> { readsForResult[result] ?? [] }

    /// The part of the iteration it belongs to.
    public var pass: Pass { kind.pass }
    /// The layer that it belongs to, from 1; nil for the batch, the loss and the update.
    public var layer: Int? { kind.layer }

    init(_ kind: Kind, _ network: NetworkSpecification, _ optimizer: OptimizerSettings) {
        self.kind = kind
        label = kind.label(in: network)
        equations = kind.equations(network, optimizer)
        summary = kind.summary(of: equations, network, optimizer)
        let results = equations.map(\.result)
        let names = NamesOfOperands(operation: kind, network: network, optimizer: optimizer, writes: Set(results))
        var reads: [MatrixName] = []
        var readsForResult: [MatrixName: Set<MatrixName>] = [:]
        for result in results {
            let cells = names.cellsRead(for: MatrixCell(result, 0, 0))
            let read = cells.filter { !$0.isResult }.map(\.matrix)
            reads += read
            // A result may be computed from an earlier one: D from the mask.
            readsForResult[result] = cells.filter(\.isResult).reduce(into: Set(read)) { all, other in
                all.formUnion(readsForResult[other.matrix] ?? [])
            }
        }
        self.reads = reads.unique
        self.readsForResult = readsForResult
        writes = results
    }
}

extension Operation.Kind {
    /// The part of an iteration that such operations belong to.
    public var pass: Pass {
        switch self {
        case .loadBatch: .load
        case .linearForward, .activationForward, .dropoutForward, .lossForward: .forward
        case .lossBackward, .dropoutBackward, .activationBackward, .linearBackward: .backward
        case .update: .update
        }
    }

    /// The layer, from 1; nil for the batch, the loss and the update.
    public var layer: Int? {
        switch self {
        case .linearForward(let layer), .activationForward(let layer), .dropoutForward(let layer),
            .dropoutBackward(let layer), .activationBackward(let layer), .linearBackward(let layer):
            layer
        case .loadBatch, .lossForward, .lossBackward, .update: nil
        }
    }

    /// The backward counterpart of a forward operation. Other operations have none and are returned as they are.
    var backward: Operation.Kind {
        switch self {
        case .linearForward(let layer): .linearBackward(layer: layer)
        case .activationForward(let layer): .activationBackward(layer: layer)
        case .dropoutForward(let layer): .dropoutBackward(layer: layer)
        case .lossForward: .lossBackward
        case .loadBatch, .lossBackward, .dropoutBackward, .activationBackward, .linearBackward, .update: self
        }
    }

    /// `linear1.forward`
    fileprivate func label(in network: NetworkSpecification) -> String {
        let direction = pass == .forward ? "forward" : "backward"
        switch self {
        case .loadBatch: return "load-batch"
        case .update: return "update"
        case .lossForward, .lossBackward: return "\(LossFunction.label).\(direction)"
        case .linearForward(let layer), .linearBackward(let layer): return "\(Linear.label)\(layer).\(direction)"
        case .dropoutForward(let layer), .dropoutBackward(let layer): return "\(Dropout.label)\(layer).\(direction)"
        case .activationForward(let layer), .activationBackward(let layer):
            return "\(network.activations[layer - 1].label)\(layer).\(direction)"
        }
    }

    fileprivate func equations(_ network: NetworkSpecification, _ optimizer: OptimizerSettings) -> [Equation] {
        switch self {
        case .loadBatch:
            return [Equation(.inputs, "inputs of the batch"), Equation(.targets, "targets of the batch")]
        case .linearForward(let layer): return Linear.forwardEquations(network.names(ofLayer: layer))
        case .linearBackward(let layer):
            return Linear.backwardEquations(network.names(ofLayer: layer), network.regularization)
        case .activationForward(let layer): return [network.activations[layer - 1].forwardEquation(layer: layer)]
        case .activationBackward(let layer): return [network.activations[layer - 1].backwardEquation(layer: layer)]
        case .dropoutForward(let layer):
            return Dropout.forwardEquations(
                network.canonical(.activation(layer)), layer: layer,
                probability: network.dropout(afterLayer: layer))
        case .dropoutBackward(let layer):
            return [Dropout.backwardEquation(network.canonical(.activation(layer)), layer: layer)]
        case .lossForward:
            var equations = network.lossFunction.forwardEquations(output: network.output, columns: network.outputCount)
            equations.append(network.regularization.penalized(equations.removeLast()))
            return equations
        case .lossBackward:
            return [network.lossFunction.backwardEquation(output: network.output, columns: network.outputCount)]
        case .update:
            let results = optimizer.matricesUpdated(in: network)
            let names = NamesOfOperands(operation: self, network: network, optimizer: optimizer, writes: Set(results))
            return results.compactMap { result in
                names.expression(of: MatrixCell(result, 0, 0)).map { Equation(result, Formula(cellByCell: $0)) }
            }
        }
    }

    fileprivate func summary(
        of equations: [Equation], _ network: NetworkSpecification, _ optimizer: OptimizerSettings
    ) -> String {
        switch self {
        case .loadBatch: return "X, Y ← batch's rows"
        case .linearForward, .activationForward, .activationBackward, .dropoutBackward, .lossBackward:
            return equations[0].text
        // The equation of the mask says too little.
        case .dropoutForward: return equations[1].text
        case .linearBackward: return equations.map { $0.result.description }.joined(separator: " ")
        case .lossForward:
            let penalty = network.regularization.isActive ? " + penalty" : ""
            return "L = \(network.loss.abbreviation)(\(network.output), Y)\(penalty)"
        case .update: return optimizer.updateSummary
        }
    }
}

extension Sequence where Element: Hashable {
    /// The elements without repetitions, in the order of their first occurrence.
    var unique: [Element] {
        var known: Set<Element> = []
        return filter { known.insert($0).inserted }
    }
}
