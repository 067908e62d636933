/// A network of fully connected layers as other programs' files need to know it: A = f(A₋·W + b), layer after layer.
public struct LayeredModel: Equatable, Sendable {
    /// The layers from the inputs on, at least one.
    public var layers: [Layer]
    /// What makes probabilities of the last layer's output, where the loss does.
    public var probabilities: Probabilities?

    /// A network.
    public init(layers: [Layer], probabilities: Probabilities?) {
        precondition(!layers.isEmpty, "a network has a layer")
        self.layers = layers
        self.probabilities = probabilities
    }

    /// One layer.
    public struct Layer: Equatable, Sendable {
        /// How many numbers go in.
        public var inputCount: Int
        /// How many come out.
        public var outputCount: Int
        /// W, row after row: (inputs × outputs).
        public var weights: [Double]
        /// b: one an output.
        public var bias: [Double]
        /// f
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

    /// A function that makes probabilities.
    public enum Probabilities: Equatable, Sendable {
        /// Of each row as a whole.
        case softmax
        /// Of each number alone.
        case sigmoid
    }
}
