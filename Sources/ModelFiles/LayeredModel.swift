/// A network of fully connected layers, as files for other programs describe it: A = f(A₋·W + b), layer after layer.
public struct LayeredModel: Equatable, Sendable {
    /// The layers from the inputs on; at least one.
    public var layers: [Layer]
    /// How the loss turns the last layer's output into probabilities; nil if it does not.
    public var probabilities: Probabilities?

    /// A network.
    public init(layers: [Layer], probabilities: Probabilities?) {
        precondition(!layers.isEmpty, "a network has a layer")
        self.layers = layers
        self.probabilities = probabilities
    }

    /// One layer.
    public struct Layer: Equatable, Sendable {
        /// The number of inputs.
        public var inputCount: Int
        /// The number of outputs.
        public var outputCount: Int
        /// W, row after row: (inputs × outputs).
        public var weights: [Double]
        /// b: one number per output.
        public var bias: [Double]
        /// The activation f.
        public var activation: Function
        /// The probability with which training drops an output of the layer.
        public var dropout: Double

        /// One layer.
        public init(
            inputCount: Int, outputCount: Int, weights: [Double], bias: [Double], activation: Function,
            dropout: Double = 0
        ) {
            precondition(
                weights.count == inputCount * outputCount && bias.count == outputCount, "parameters of other shapes")
            self.inputCount = inputCount
            self.outputCount = outputCount
            self.weights = weights
            self.bias = bias
            self.activation = activation
            self.dropout = dropout
        }
    }

    /// A function that computes probabilities.
    public enum Probabilities: Equatable, Sendable {
        /// Softmax of each row.
        case softmax
        /// Sigmoid of each number.
        case sigmoid
    }
}
