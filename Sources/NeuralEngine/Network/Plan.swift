/// The operations of one iteration, in order, and their matrices.
///
/// `load-batch`, `linear1.forward`, `tanh1.forward`, … `loss.forward`, `loss.backward`, … `linear1.backward`, `update`.
/// An identity activation has no operation: its Ak is another name of Zk, which is the canonical one. A hidden layer with
/// dropout also has `dropout1.forward` and `dropout1.backward`.
public struct Plan: Equatable, Sendable {
    /// The operations of an iteration, in the order they run.
    public let operations: [Operation]
    /// The matrices with memory of their own, in the order of the data flow: forward, backward, moments. `dP` and `dY`, which
    /// are computed on demand, are not among them.
    public let matrices: [MatrixName]
    /// How many rows a full batch has; zero without data.
    public let batchRows: Int

    @CopyOnWrite private var network: NetworkSpecification

    init(network: NetworkSpecification, optimizer: OptimizerSettings, batchRows: Int) {
        self.network = network
        self.batchRows = batchRows
        operations = network.operationKinds.map { Operation($0, network, optimizer) }
        matrices = Self.matrices(of: operations)
    }

    /// The place of an operation, found by its label; nil if there is none.
    public func index(ofOperationLabelled label: String) -> Int? {
        operations.firstIndex { $0.label == label }
    }

    /// The name under which a matrix has memory: `Z2` for `A2` if the second activation is the identity.
    public func canonical(_ name: MatrixName) -> MatrixName { network.canonical(name) }

    /// Whether there is a matrix with this name, canonical or not.
    public func contains(_ name: MatrixName) -> Bool { shape(of: name) != nil }

    /// The shape of a matrix, for a full batch if it has one row per sample; nil if there is no such matrix.
    public func shape(of name: MatrixName) -> MatrixShape? {
        let name = canonical(name)
        let isComputedThere = name.isComputedOnDemand && (name.subject == .targets || hasProbabilities)
        guard isComputedThere || matrices.contains(name) else { return nil }
        return network.shape(of: name.subject, batchRows: batchRows)
    }

    private var hasProbabilities: Bool { network.loss.hasProbabilities }

    /// Every matrix in the place where an operation first uses it; the data where the passes read them.
    private static func matrices(of operations: [Operation]) -> [MatrixName] {
        operations.filter { $0.pass != .load }.flatMap { $0.pass == .forward ? $0.reads + $0.writes : $0.writes }.unique
    }
}

extension NetworkSpecification {
    /// W1, b1, W2, b2, …
    var parameters: [MatrixName] { (1...layerCount).flatMap { [MatrixName.weights($0), .bias($0)] } }

    func hasOperation(ofActivation layer: Int) -> Bool { activations[layer - 1] != .identity }

    /// The name under which a matrix has memory. A0 is X.
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

    /// The input of a layer: X, or A or D of the layer before.
    public func input(ofLayer layer: Int) -> MatrixName {
        dropout(afterLayer: layer - 1) > 0 ? .dropped(layer - 1) : canonical(.activation(layer - 1))
    }

    /// The matrix that the loss is computed from.
    var output: MatrixName { canonical(.activation(layerCount)) }

    /// The loss as a function.
    var lossFunction: LossFunction { LossFunction(loss: loss, reduction: reduction) }

    func names(ofLayer layer: Int) -> LayerNames {
        LayerNames(
            input: input(ofLayer: layer), weights: .weights(layer), bias: .bias(layer),
            preactivation: .preactivation(layer))
    }

    /// The operations of an iteration in order: forward to the loss, and back again.
    fileprivate var operationKinds: [Operation.Kind] {
        let forward = (1...layerCount).flatMap(forwardOperations) + [.lossForward]
        return [.loadBatch] + forward + forward.reversed().map(\.backward) + [.update]
    }

    private func forwardOperations(ofLayer layer: Int) -> [Operation.Kind] {
        var kinds = [Operation.Kind.linearForward(layer: layer)]
        if hasOperation(ofActivation: layer) { kinds.append(.activationForward(layer: layer)) }
        if dropout(afterLayer: layer) > 0 { kinds.append(.dropoutForward(layer: layer)) }
        return kinds
    }
}
