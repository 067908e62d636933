import NeuralEngine

/// A layer's weights and bias, found among the tensors of a file.
struct FileLayer: Equatable, Sendable {
    /// (inputs × outputs)
    var weights: Matrix<Double>
    /// Their name in the file.
    var weightsName: String
    /// (1 × outputs); nil if the file has none.
    var bias: Matrix<Double>?
    /// Its name in the file.
    var biasName: String?
    /// Whether the file has the weights as (outputs × inputs).
    var isTransposed: Bool
}

/// Why tensors are not the weights of a network.
public indirect enum WeightProblem: Error, Equatable, Sendable {
    case noTensors
    case noLayerName(String)
    case mixedNames(String, String)
    case notAMatrix(String, axes: Int)
    case notABias(String, shape: [Int], outputs: Int)
    case biasWithoutWeights(String)
    case weightsMissing(String)
    case otherShapes(found: [String], names: [String], network: String, fitting: String?)
}

extension WeightProblem: CustomStringConvertible {
    /// The sentence.
    public var description: String {
        switch self {
        case .noTensors: "there are no weights in the file"
        case .noLayerName(let name):
            "the file's '\(name)' is not a weight of a fully connected layer: those are W1, b1, … (inputs × outputs), as "
                + "NumPy users write them, or PyTorch's 0.weight, 0.bias, … (outputs × inputs)"
        case .mixedNames(let first, let second):
            "the file has both '\(first)' (inputs × outputs) and '\(second)' (outputs × inputs): name all in one way"
        case .notAMatrix(let name, let axes):
            "the file's '\(name)' has \(axes) \(axes == 1 ? "axis" : "axes"), and weights of a fully connected layer have 2"
        case .notABias(let name, let shape, let outputs):
            "the file's '\(name)' is \(shape.map(String.init).joined(separator: "×")), and the bias of its layer has "
                + "\(outputs) numbers"
        case .biasWithoutWeights(let name): "the file has '\(name)' without weights beside it"
        case .weightsMissing(let name): "the file has no '\(name)'"
        case .otherShapes(let found, let names, let network, let fitting):
            "the file's layers are \(zip(names, found).map { "\($0) \($1)" }.joined(separator: ", ")) (inputs × outputs), "
                + "the network is \(network)" + (fitting.map { ": 'network \($0)' would fit" } ?? "")
        }
    }
}

extension FileLayer {
    /// The layers in a file, starting at the inputs.
    static func layers(of tensors: [FileTensor]) throws(WeightProblem) -> [FileLayer] {
        // An optimizer's state is not a weight.
        let tensors = tensors.filter { MatrixName($0.name).map { $0.quantity == .value } ?? true }
        guard !tensors.isEmpty else { throw .noTensors }
        let named = tensors.filter { $0.place == nil }
        let own = named.filter { MatrixName($0.name)?.isParameter ?? false }
        if let other = named.first(where: { !(MatrixName($0.name)?.isParameter ?? false) }) {
            throw .noLayerName(other.name)
        }
        if let first = own.first, let second = tensors.first(where: { $0.place != nil }) {
            throw .mixedNames(first.name, second.name)
        }
        return own.isEmpty ? try layersOfPyTorch(tensors) : try ownLayers(tensors)
    }

    /// Named `W1`, `b1`, …
    private static func ownLayers(_ tensors: [FileTensor]) throws(WeightProblem) -> [FileLayer] {
        var count = 0
        for tensor in tensors {
            switch MatrixName(tensor.name)?.subject {
            case .weights(let layer), .bias(let layer): count = max(count, layer)
            default: break
            }
        }
        guard count <= tensors.count else { throw .weightsMissing("W\(count - 1)") }
        var layers: [FileLayer] = []
        for layer in 1...count {
            guard let weights = tensors.first(where: { $0.name == "W\(layer)" }) else {
                throw .weightsMissing("W\(layer)")
            }
            layers.append(
                try FileLayer(weights, tensors.first { $0.name == "b\(layer)" }, isTransposed: false))
        }
        return layers
    }

    /// Named `PLACE.weight`, `PLACE.bias`: in the order of the numbers in their names, or otherwise of the file.
    private static func layersOfPyTorch(_ tensors: [FileTensor]) throws(WeightProblem) -> [FileLayer] {
        var places: [String] = []
        for tensor in tensors {
            guard let place = tensor.place?.name else { throw .noLayerName(tensor.name) }
            if !places.contains(place) { places.append(place) }
        }
        if places.allSatisfy({ $0.contains { $0.isASCII && $0.isNumber } }) {
            places.sort { NaturalOrder.areInOrder($0, $1) }
        }
        var layers: [FileLayer] = []
        for place in places {
            let own = tensors.filter { $0.place?.name == place }
            guard let weights = own.first(where: { $0.place?.isWeight == true }) else {
                throw .biasWithoutWeights(own[0].name)
            }
            layers.append(
                try FileLayer(weights, own.first { $0.place?.isWeight == false }, isTransposed: true))
        }
        return layers
    }

    private init(_ weights: FileTensor, _ bias: FileTensor?, isTransposed: Bool) throws(WeightProblem) {
        guard weights.shape.count == 2 else { throw .notAMatrix(weights.name, axes: weights.shape.count) }
        let matrix = Matrix(rows: weights.shape[0], columns: weights.shape[1], elements: weights.values)
        self.weights = isTransposed ? matrix.transposed() : matrix
        weightsName = weights.name
        self.isTransposed = isTransposed
        biasName = bias?.name
        guard let bias else { return }
        let outputs = self.weights.columns
        guard bias.shape == [outputs] || bias.shape == [1, outputs] else {
            throw .notABias(bias.name, shape: bias.shape, outputs: outputs)
        }
        self.bias = Matrix(rows: 1, columns: outputs, elements: bias.values)
    }
}

extension FileTensor {
    /// The layer that a tensor belongs to by PyTorch's naming: `net.0` for `net.0.weight`; nil for other names.
    fileprivate var place: (name: String, isWeight: Bool)? {
        for (ending, isWeight) in [("weight", true), ("bias", false)] {
            if name == ending { return ("", isWeight) }
            if name.hasSuffix("." + ending) { return (String(name.dropLast(ending.count + 1)), isWeight) }
        }
        return nil
    }
}

extension [FileLayer] {
    /// `784-128-10` if each layer takes the outputs of the one before; otherwise nil.
    var sizes: String? {
        guard let first, zip(self, dropFirst()).allSatisfy({ $0.weights.columns == $1.weights.rows }),
            allSatisfy({ $0.weights.rows > 0 && $0.weights.columns > 0 })
        else { return nil }
        return ([first.weights.rows] + map(\.weights.columns)).map(String.init).joined(separator: "-")
    }
}

/// Natural order: `fc2` before `fc10`.
enum NaturalOrder {
    static func areInOrder(_ a: String, _ b: String) -> Bool {
        let (x, y) = (pieces(a), pieces(b))
        for (p, q) in zip(x, y) where p != q {
            if let m = Int(p), let n = Int(q), m != n { return m < n }
            return p < q
        }
        return x.count < y.count
    }

    /// Runs of digits and what is between them.
    private static func pieces(_ text: String) -> [String] {
        var pieces: [String] = []
        var lastIsNumber: Bool?
        for character in text {
            let isNumber = character.isASCII && character.isNumber
            if isNumber == lastIsNumber {
                pieces[pieces.count - 1].append(character)
            } else {
                pieces.append(String(character))
            }
            lastIsNumber = isNumber
        }
        return pieces
    }
}
