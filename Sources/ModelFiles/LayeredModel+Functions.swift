import PlainText

extension LayeredModel {
    /// The activation of a layer, by its name in the command language.
    public enum Function: String, CaseIterable, Sendable {
        case identity, sigmoid, tanh, relu
        case leakyReLU = "leaky-relu"
        case elu, gelu, softplus, silu
    }
}

extension LayeredModel.Function {
    /// A function in other programs.
    struct Form {
        /// PyTorch's module; nil if none is needed.
        var module: String?
        /// ONNX's nodes; the last one computes the function's value.
        var nodes: [Node]
        /// The constants that these nodes use, by names that contain a dot.
        var constants: [(name: String, value: Double)] = []
    }

    /// A node of an ONNX graph. `z` is the argument of the function, `a` its value; names with a dot are constants, and others
    /// are the results of other nodes.
    struct Node {
        var type: String
        var inputs = ["z"]
        var output = "a"
        var attributes: [ProtobufMessage.Attribute] = []
    }

    /// The function in PyTorch and in ONNX. Functions that operator set 13 lacks are composed of others.
    var form: Form {
        switch self {
        case .identity: Form(nodes: [])
        case .sigmoid: Form(module: "nn.Sigmoid()", nodes: [Node(type: "Sigmoid")])
        case .tanh: Form(module: "nn.Tanh()", nodes: [Node(type: "Tanh")])
        case .relu: Form(module: "nn.ReLU()", nodes: [Node(type: "Relu")])
        case .leakyReLU:
            Form(
                module: "nn.LeakyReLU(0.01)", nodes: [Node(type: "LeakyRelu", attributes: [.number("alpha", 0.01)])])
        case .elu: Form(module: "nn.ELU()", nodes: [Node(type: "Elu", attributes: [.number("alpha", 1)])])
        case .softplus: Form(module: "nn.Softplus()", nodes: [Node(type: "Softplus")])
        case .silu:
            Form(
                module: "nn.SiLU()",
                nodes: [
                    Node(type: "Sigmoid", output: "sigmoid"), Node(type: "Mul", inputs: ["z", "sigmoid"]),
                ])
        case .gelu:
            // z·Φ(z) = (z/2)·(1 + erf(z/√2))
            Form(
                module: "nn.GELU()",
                nodes: [
                    Node(type: "Mul", inputs: ["z", "gelu.root"], output: "scaled"),
                    Node(type: "Erf", inputs: ["scaled"], output: "erf"),
                    Node(type: "Add", inputs: ["erf", "gelu.one"], output: "sum"),
                    Node(type: "Mul", inputs: ["z", "gelu.half"], output: "half"),
                    Node(type: "Mul", inputs: ["half", "sum"]),
                ],
                constants: [("gelu.root", 0.5.squareRoot()), ("gelu.one", 1), ("gelu.half", 0.5)])
        }
    }
}
