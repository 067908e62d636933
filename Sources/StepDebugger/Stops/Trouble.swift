import NeuralEngine

/// A way in which training goes wrong, with the threshold beyond which it counts.
public enum Trouble: Equatable, Sendable {
    /// An operation writes a number that is NaN or infinite. `dX` does not count, since training does not compute it.
    case nonFinite
    /// At least this share of the units of a ReLU layer is 0 for every sample of the batch.
    case deadUnits(share: Double)
    /// A layer's `dW` is smaller than this multiple of the largest `dW`, by the root mean square of their cells.
    case vanishing(ratio: Double)
    /// A layer's `dW` is larger than this multiple of its `W`, by the root mean square of their cells.
    case exploding(ratio: Double)
    /// At least this share of the cells of a sigmoid or tanh layer has a derivative below the slope.
    case saturated(share: Double, slope: Double)
    /// The loss is not finite, or larger than this multiple of the loss in the run's first iteration.
    case diverging(factor: Double)
}

/// What is wrong, with its numbers.
public indirect enum TroubleFinding: Equatable, Sendable {
    /// A matrix has cells that are NaN or infinite: the first of them, and how many there are.
    case nonFinite(MatrixName, row: Int, column: Int, value: Double, count: Int)
    /// Some units of the layer's output are 0 for every sample.
    case deadUnits(MatrixName, dead: Int, units: Int)
    /// The root mean square of a layer's gradient, and that of the largest gradient.
    case vanishing(MatrixName, size: Double, largest: MatrixName, largestSize: Double)
    /// The root mean square of a layer's gradient, and that of its weights.
    case exploding(MatrixName, size: Double, weightsSize: Double)
    /// Some cells of the layer's output have almost no slope.
    case saturated(MatrixName, flat: Int, cells: Int)
    /// The loss, and that of the first iteration; nil if the first iteration is not over.
    case diverging(loss: Double, first: Double?)
}

extension Trouble {
    /// The operations after which it can appear, by their places in the plan.
    public func operations(in engine: Engine) -> OperationSet {
        let operations = engine.plan.operations
        func places(where isMember: (Operation) -> Bool) -> OperationSet {
            OperationSet(operations.indices.filter { isMember(operations[$0]) })
        }
        switch self {
        case .nonFinite: return OperationSet(operations.indices)
        case .deadUnits, .saturated: return places { examinedLayer(after: $0, engine) != nil }
        // All gradients are known after the last of them.
        case .vanishing: return places { $0.writes.contains(MatrixName.weights(1).gradient) }
        case .exploding: return places { $0.writes.contains { $0.isGradientOfWeights } }
        case .diverging: return places { $0.writes.contains(.loss) }
        }
    }

    /// The layer whose output an operation has just computed, if this kind of trouble can happen to its activation.
    func examinedLayer(after operation: Operation, _ engine: Engine) -> Int? {
        guard let layer = operation.layer, operation.writes == [.activation(layer)] else { return nil }
        let activation = engine.network.activations[layer - 1]
        switch self {
        case .deadUnits: return activation == .relu ? layer : nil
        case .saturated: return activation.saturates ? layer : nil
        default: return nil
        }
    }
}

extension MatrixName {
    var isGradientOfWeights: Bool {
        if case .weights = subject { quantity == .gradient } else { false }
    }
}
