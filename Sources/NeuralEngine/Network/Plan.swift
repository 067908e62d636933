/// What one iteration does, operation by operation, and the matrices it does it to.
///
/// `load-batch`, `linear1.forward`, `tanh1.forward`, … `loss.forward`, `loss.backward`, … `linear1.backward`, `update`.
/// An identity activation has no operation: its Ak is Zk under another name, which `canonical` knows. After a hidden
/// layer with dropout there is `dropout1.forward`, and `dropout1.backward` on the way back.
public struct Plan: Equatable, Sendable {
    /// The operations of an iteration, in the order they run.
    public let operations: [Operation]
    /// The matrices with memory of their own, in order of the data flow: forward, backward, what the optimizer keeps.
    /// `dP` and `dY`, which are computed when looked at, are not among them.
    public let matrices: [MatrixName]
    /// How many rows a full batch has; zero without data.
    public let batchRows: Int

    @CopyOnWrite private var network: NetworkSpecification

    init(network: NetworkSpecification, optimizer: OptimizerSettings, batchRows: Int) {
        self.network = network
        self.batchRows = batchRows
        operations = Self.operations(network, optimizer)
        matrices = Self.matrices(network, optimizer)
    }

    /// The place of an operation, by the name users know; nil where there is none.
    public func index(ofOperationLabelled label: String) -> Int? {
        operations.firstIndex { $0.label == label }
    }

    /// The name under which a matrix has its memory: `Z2` for `A2` where the second activation is the identity.
    public func canonical(_ name: MatrixName) -> MatrixName { network.canonical(name) }

    /// Whether a name stands for a matrix of this plan, under whatever name.
    public func contains(_ name: MatrixName) -> Bool { shape(of: name) != nil }

    /// The shape of a matrix, on a full batch where it has a row a sample; nil where there is no such matrix.
    public func shape(of name: MatrixName) -> MatrixShape? {
        let name = canonical(name)
        let isComputedWhenLookedAt = name == .targets.gradient || (name == .probabilities.gradient && hasProbabilities)
        guard isComputedWhenLookedAt || matrices.contains(name) else { return nil }
        return network.shape(of: name.subject, batchRows: batchRows)
    }

    private var hasProbabilities: Bool { network.loss.hasProbabilities }

    private static func operations(
        _ network: NetworkSpecification, _ optimizer: OptimizerSettings
    ) -> [Operation] {
        let layers = 1...network.layerCount
        return [loadBatch] + layers.flatMap { network.forwardOperations(layer: $0) } + network.lossOperations
            + layers.reversed().flatMap { network.backwardOperations(layer: $0) }
            + [network.update(optimizer)]
    }

    private static let loadBatch = Operation(
        label: "load-batch", pass: .load,
        equations: [Equation(.inputs, "inputs of the batch"), Equation(.targets, "targets of the batch")],
        summary: "X, Y ← batch's rows")

    private static func matrices(_ network: NetworkSpecification, _ optimizer: OptimizerSettings) -> [MatrixName] {
        var forward: [MatrixName] = [.inputs]
        var backward: [MatrixName] = []
        for layer in 1...network.layerCount {
            forward += [.weights(layer), .bias(layer), .preactivation(layer)]
            if layer == 1 { backward.append(.inputs.gradient) }
            backward += [.bias(layer).gradient, .weights(layer).gradient, .preactivation(layer).gradient]
            if network.hasOperation(ofActivation: layer) {
                forward.append(.activation(layer))
                backward.append(.activation(layer).gradient)
            }
            if network.dropout(afterLayer: layer) > 0 {
                forward += [.mask(layer), .dropped(layer)]
                backward.append(.dropped(layer).gradient)
            }
        }
        let ends: [MatrixName] = [.targets] + (network.loss.hasProbabilities ? [.probabilities] : []) + [.loss]
        let kept = network.parameters.flatMap { parameter in
            optimizer.activeMoments.map { MatrixName(parameter.subject, $0) }
        }
        return forward + ends + backward.reversed() + kept
    }
}

extension NetworkSpecification {
    /// W1, b1, W2, b2, …
    var parameters: [MatrixName] { (1...layerCount).flatMap { [MatrixName.weights($0), .bias($0)] } }

    func hasOperation(ofActivation layer: Int) -> Bool { activations[layer - 1] != .identity }

    /// The name under which a matrix has its memory. A0 is X.
    func canonical(_ name: MatrixName) -> MatrixName {
        guard case .activation(let layer) = name.subject, layer <= layerCount else { return name }
        if layer == 0 { return MatrixName(.inputs, name.quantity) }
        return hasOperation(ofActivation: layer) ? name : MatrixName(.preactivation(layer), name.quantity)
    }

    func shape(of subject: MatrixName.Subject, batchRows: Int) -> MatrixShape? {
        switch subject {
        case .loss: return MatrixShape(rows: 1, columns: 1)
        case .inputs: return MatrixShape(rows: batchRows, columns: inputCount)
        case .targets, .probabilities: return MatrixShape(rows: batchRows, columns: outputCount)
        case .preactivation(let layer), .activation(let layer), .mask(let layer), .dropped(let layer):
            guard (1...layerCount).contains(layer) else { return nil }
            return MatrixShape(rows: batchRows, columns: layerSizes[layer])
        case .weights(let layer):
            guard (1...layerCount).contains(layer) else { return nil }
            return MatrixShape(rows: layerSizes[layer - 1], columns: layerSizes[layer])
        case .bias(let layer):
            guard (1...layerCount).contains(layer) else { return nil }
            return MatrixShape(rows: 1, columns: layerSizes[layer])
        }
    }

    /// The matrix that a layer takes: X, A or D of the layer before.
    public func input(ofLayer layer: Int) -> MatrixName {
        dropout(afterLayer: layer - 1) > 0 ? .dropped(layer - 1) : canonical(.activation(layer - 1))
    }

    func names(ofLayer layer: Int) -> LayerNames {
        LayerNames(
            input: input(ofLayer: layer), weights: .weights(layer), bias: .bias(layer),
            preactivation: .preactivation(layer))
    }

    fileprivate func forwardOperations(layer: Int) -> [Operation] {
        let linear = Linear.forwardEquations(names(ofLayer: layer))
        var operations = [
            Operation(
                label: "\(Linear.label)\(layer).forward", pass: .forward, layer: layer, equations: linear,
                summary: linear[0].text)
        ]
        if hasOperation(ofActivation: layer) {
            let activation = activations[layer - 1]
            let equation = activation.forwardEquation(layer: layer)
            operations.append(
                Operation(
                    label: "\(activation.label)\(layer).forward", pass: .forward, layer: layer,
                    equations: [equation], summary: equation.text))
        }
        if let dropout = dropoutOperations(layer: layer) { operations.append(dropout.forward) }
        return operations
    }

    fileprivate func backwardOperations(layer: Int) -> [Operation] {
        let linear = Linear.backwardEquations(names(ofLayer: layer), regularization)
        var operations = [
            Operation(
                label: "\(Linear.label)\(layer).backward", pass: .backward, layer: layer, equations: linear,
                summary: linear.map { $0.result.description }.joined(separator: " "))
        ]
        if hasOperation(ofActivation: layer) {
            let activation = activations[layer - 1]
            let equation = activation.backwardEquation(layer: layer)
            operations.insert(
                Operation(
                    label: "\(activation.label)\(layer).backward", pass: .backward, layer: layer,
                    equations: [equation], summary: equation.text), at: 0)
        }
        if let dropout = dropoutOperations(layer: layer) { operations.insert(dropout.backward, at: 0) }
        return operations
    }

    fileprivate var lossOperations: [Operation] {
        let function = LossFunction(loss: loss, reduction: reduction)
        let output = canonical(.activation(layerCount))
        let gradient = function.backwardEquation(output: output, columns: outputCount)
        var equations = function.forwardEquations(output: output, columns: outputCount)
        equations.append(regularization.penalized(equations.removeLast()))
        let isPenalized = regularization.isActive
        return [
            Operation(
                label: "\(LossFunction.label).forward", pass: .forward,
                equations: equations,
                summary: "L = \(loss.abbreviation)(\(output), Y)" + (isPenalized ? " + penalty" : ""),
                alsoReads: isPenalized ? (1...layerCount).map(MatrixName.weights) : []),
            Operation(
                label: "\(LossFunction.label).backward", pass: .backward, equations: [gradient],
                summary: gradient.text),
        ]
    }

    fileprivate func update(_ optimizer: OptimizerSettings) -> Operation {
        Operation(
            label: "update", pass: .update, equations: parameters.flatMap { optimizer.updateEquations(of: $0) },
            summary: optimizer.updateSummary)
    }
}
