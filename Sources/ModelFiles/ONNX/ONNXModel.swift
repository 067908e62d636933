import PlainText

/// A network as an ONNX model. The input is `X` (batch × inputs); the outputs are the last layer's output and, if the loss
/// computes probabilities, `P`. All numbers are float32, and dropout is left out, as always outside of training.
///
/// Source of the field numbers: onnx.proto3 of ONNX 1.8 (IR version 7, operator set 13).
public struct ONNXModel: Equatable, Sendable {
    /// The network.
    public var model: LayeredModel
    /// Its description in the file.
    public var documentation: String

    /// A network to write.
    public init(_ model: LayeredModel, documentation: String) {
        self.model = model
        self.documentation = documentation
    }

    private static let irVersion = 7
    private static let operatorSet = 13

    /// The name of the last layer's output: `A2` in a network of two layers.
    public var outputName: String { "A\(model.layers.count)" }

    /// The file.
    public var bytes: [UInt8] {
        var file = ProtobufMessage()
        file.add(1, Self.irVersion)
        file.add(2, "backstep")
        file.add(6, documentation)
        file.add(7) { graph(&$0) }
        file.add(8) { set in
            set.add(1, "")
            set.add(2, Self.operatorSet)
        }
        return file.bytes
    }

    private func graph(_ graph: inout ProtobufMessage) {
        var input = "X"
        for (index, layer) in model.layers.enumerated() {
            let k = index + 1
            let isPlain = layer.activation == .identity
            let sum = isPlain ? "A\(k)" : "Z\(k)"
            graph.add(1) { $0.node("Gemm", ["\(input)", "W\(k)", "b\(k)"], sum, name: "linear\(k)") }
            if !isPlain { activation(layer.activation, of: sum, into: "A\(k)", layer: k, &graph) }
            input = "A\(k)"
        }
        switch model.probabilities {
        case .softmax: graph.add(1) { $0.node("Softmax", [input], "P", name: "softmax", [.integer("axis", 1)]) }
        case .sigmoid: graph.add(1) { $0.node("Sigmoid", [input], "P", name: "sigmoid") }
        case nil: break
        }
        graph.add(2, "backstep")
        for (index, layer) in model.layers.enumerated() {
            graph.add(5) {
                $0.tensor("W\(index + 1)", [layer.inputCount, layer.outputCount], layer.weights)
            }
            graph.add(5) { $0.tensor("b\(index + 1)", [layer.outputCount], layer.bias) }
        }
        for function in LayeredModel.Function.allCases
        where model.layers.contains(where: { $0.activation == function }) {
            for (name, value) in function.form.constants { graph.add(5) { $0.tensor(name, [], [value]) } }
        }
        let outputs = model.layers[model.layers.count - 1].outputCount
        graph.add(11) { $0.matrix("X", columns: model.layers[0].inputCount) }
        graph.add(12) { $0.matrix(outputName, columns: outputs) }
        if model.probabilities != nil { graph.add(12) { $0.matrix("P", columns: outputs) } }
    }

    /// The nodes of A = f(Z).
    private func activation(
        _ function: LayeredModel.Function, of z: String, into a: String, layer: Int, _ graph: inout ProtobufMessage
    ) {
        func name(_ short: String) -> String {
            switch short {
            case "z": z
            case "a": a
            default: short.contains(".") ? short : "\(z).\(short)"
            }
        }
        for node in function.form.nodes {
            let output = name(node.output)
            // The output makes the names unique.
            let own = output == a ? "\(function.rawValue)\(layer)" : output
            graph.add(1) { $0.node(node.type, node.inputs.map(name), output, name: own, node.attributes) }
        }
    }
}

// MARK: - The messages of onnx.proto

extension ProtobufMessage {
    /// AttributeProto
    enum Attribute {
        case integer(String, Int)
        case number(String, Float)
    }

    /// NodeProto
    fileprivate mutating func node(
        _ type: String, _ inputs: [String], _ output: String, name: String, _ attributes: [Attribute] = []
    ) {
        for input in inputs { add(1, input) }
        add(2, output)
        add(3, name)
        add(4, type)
        for attribute in attributes {
            add(5) { message in
                switch attribute {
                case .number(let name, let value):
                    message.add(1, name)
                    message.add(2, value)
                    message.add(20, 1)
                case .integer(let name, let value):
                    message.add(1, name)
                    message.add(3, value)
                    message.add(20, 2)
                }
            }
        }
    }

    /// TensorProto of float32
    fileprivate mutating func tensor(_ name: String, _ shape: [Int], _ values: [Double]) {
        for axis in shape { add(1, axis) }
        add(2, 1)
        add(8, name)
        var data: [UInt8] = []
        data.append(values, asSinglePrecision: true)
        add(9, data)
    }

    /// ValueInfoProto of a float32 matrix with one row per sample
    fileprivate mutating func matrix(_ name: String, columns: Int) {
        add(1, name)
        add(2) { type in
            type.add(1) { tensor in
                tensor.add(1, 1)
                tensor.add(2) { shape in
                    shape.add(1) { $0.add(2, "batch") }
                    shape.add(1) { $0.add(1, columns) }
                }
            }
        }
    }
}
