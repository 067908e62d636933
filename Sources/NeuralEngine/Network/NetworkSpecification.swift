/// Everything about a network except the values of its parameters.
public struct NetworkSpecification: Equatable, Sendable {
    /// The number of features, then the outputs of each layer: 2-4-3 has two layers.
    public var layerSizes: [Int]
    /// One per layer.
    public var activations: [Activation]
    /// The probability with which outputs are dropped in training, one per hidden layer, 0 ..< 1.
    public var dropout: [Double]
    /// What training minimises.
    public var loss: Loss
    /// Whether the loss is a mean or a sum.
    public var reduction: Reduction
    /// The penalty on large weights, which is part of the loss.
    public var regularization: Regularization
    /// How weights start.
    public var initializer: Initializer
    /// The seed of the initial weights and of the dropout masks.
    public var seed: UInt64
    /// The precision of all its numbers.
    public var precision: Precision

    /// A specification.
    /// - dropout: one per hidden layer, or empty for none.
    /// - Precondition: there is at least one layer, every size is at least 1, and there is one activation per layer.
    public init(
        layerSizes: [Int], activations: [Activation], loss: Loss, reduction: Reduction = .mean,
        initializer: Initializer = .xavierUniform, seed: UInt64 = 0, precision: Precision = .float64,
        regularization: Regularization = .none, dropout: [Double] = []
    ) {
        precondition(
            layerSizes.count >= 2 && layerSizes.allSatisfy { $0 > 0 }, "no network has the sizes \(layerSizes)")
        precondition(activations.count == layerSizes.count - 1, "one activation a layer")
        precondition(
            dropout.isEmpty || dropout.count == activations.count - 1 && dropout.allSatisfy { $0 >= 0 && $0 < 1 },
            "one dropout from 0 to below 1 a hidden layer")
        self.layerSizes = layerSizes
        self.activations = activations
        self.loss = loss
        self.reduction = reduction
        self.initializer = initializer
        self.seed = seed
        self.precision = precision
        self.regularization = regularization
        self.dropout = dropout.isEmpty ? Array(repeating: 0, count: activations.count - 1) : dropout
    }

    /// The number of layers with weights.
    public var layerCount: Int { activations.count }
    /// The number of columns of X.
    public var inputCount: Int { layerSizes[0] }
    /// The number of columns of Y and of the last layer's output.
    public var outputCount: Int { layerSizes[layerSizes.count - 1] }
    /// How many numbers are trained: weights and biases.
    public var parameterCount: Int {
        zip(layerSizes, layerSizes.dropFirst()).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    }

    /// How many weights there are, without the biases: the multiplications that one sample takes in the forward pass.
    public var weightCount: Int {
        zip(layerSizes, layerSizes.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }
    }

    /// The initial weights of a layer, counted from 1: (inputs × outputs).
    ///
    /// Each layer has its own stream of random numbers, so that changing one layer leaves the others as they were.
    func initialWeights(ofLayer layer: Int) -> [Double] {
        var generator = SplitMix64(seed: seed, stream: UInt64(layer))
        return initializer.weights(
            inputs: layerSizes[layer - 1], outputs: layerSizes[layer], generator: &generator)
    }
}
