import Testing

@testable import ModelFiles

@Suite struct ONNXModelTests {
    /// The texts in a file, wherever they stand.
    private func contains(_ text: String, _ bytes: [UInt8]) -> Bool {
        let text = Array(text.utf8)
        return bytes.indices.contains { bytes[$0...].starts(with: text) }
    }

    @Test(arguments: LayeredModel.Function.allCases)
    func anActivationHasItsNode(_ function: LayeredModel.Function) {
        let layer = LayeredModel.Layer(
            inputCount: 1, outputCount: 2, weights: [1, 2], bias: [3, 4], activation: function)
        let bytes = ONNXModel(LayeredModel(layers: [layer], probabilities: .softmax), documentation: "x").bytes
        let type =
            switch function {
            case .identity: "Gemm"
            case .sigmoid, .silu: "Sigmoid"
            case .tanh: "Tanh"
            case .relu: "Relu"
            case .leakyReLU: "LeakyRelu"
            case .elu: "Elu"
            case .gelu: "Erf"
            case .softplus: "Softplus"
            }
        #expect(contains(type, bytes) && contains("Softmax", bytes) && contains("A1", bytes))
        #expect(contains("gelu.half", bytes) == (function == .gelu))
        // Runtimes refuse two nodes of one name; only gelu multiplies more than once.
        #expect(!contains(".mul", bytes))
    }
}
