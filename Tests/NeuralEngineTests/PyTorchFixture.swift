import Foundation
import NeuralEngine
import Testing

/// One network on one full batch, with the values PyTorch computes for it; `generate.py` tells the conventions.
struct PyTorchFixture: Decodable, CustomTestStringConvertible {
    struct Update: Decodable {
        let loss_before: Double
        let loss_after: Double
        let parameters: [String: [[Double]]]
    }

    struct Optimizer: Decodable {
        let name: String
        let lr: Double
        let momentum: Double?
        let nesterov: Bool?
        let weightDecay: Double?

        enum CodingKeys: String, CodingKey {
            case name, lr, momentum, nesterov
            case weightDecay = "weight-decay"
        }
    }

    let name: String
    let layers: [Int]
    let activations: [String]
    let loss: String
    let optimizer: Optimizer
    let X: [[Double]]
    let Y: [[Double]]
    let parameters: [String: [[Double]]]
    let forward: [String: [[Double]]]
    let loss_value: Double
    let backward: [String: [[Double]]]
    let training: [Update]

    var testDescription: String { name }

    /// All of them, by name.
    static let all: [PyTorchFixture] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/mlp")
        let files = try! FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        return files.filter { $0.pathExtension == "json" }
            .map { try! decoder.decode(PyTorchFixture.self, from: quotingNonFiniteNumbers(in: $0)) }
            .sorted { $0.name < $1.name }
    }()

    /// Python writes what JSON has no numbers for without quotes; a case that diverges has some.
    private static func quotingNonFiniteNumbers(in file: URL) throws -> Data {
        let text = try String(contentsOf: file, encoding: .utf8)
        return Data(text.replacing(/-?Infinity|NaN/) { "\"\($0.output)\"" }.utf8)
    }

    /// An engine with the fixture's parameters, before its first operation.
    func engine(_ precision: Precision) -> Engine {
        var settings = OptimizerSettings(OptimizerKind(rawValue: optimizer.name)!)
        settings.learningRate = optimizer.lr
        settings.momentum = optimizer.momentum ?? settings.momentum
        settings.nesterov = optimizer.nesterov ?? settings.nesterov
        settings.weightDecay = optimizer.weightDecay ?? settings.weightDecay
        let loss = Loss(rawValue: loss)!
        let network = NetworkSpecification(
            layerSizes: layers, activations: activations.map { Activation(rawValue: $0)! }, loss: loss,
            precision: precision)
        let samples = Samples(
            inputs: Matrix(X), targets: Matrix(Y), isClassification: loss == .crossEntropy)
        var engine = Engine(network: network, optimizer: settings, batch: BatchSettings(), training: samples)
        for (name, rows) in parameters { engine.setMatrix(MatrixName(name)!, to: Matrix(rows)) }
        return engine
    }
}

/// The largest difference between two matrices, relative to the numbers' size where that is above `floor`.
/// A number that is not finite differs from all but its like.
func largestRelativeDifference(_ a: Matrix<Double>, _ b: Matrix<Double>, floor: Double) -> Double {
    guard a.shape == b.shape else { return .infinity }
    return zip(a.elements, b.elements).map { relativeDifference($0, $1, floor: floor) }.max() ?? 0
}

/// The difference of two numbers, relative to their size where that is above `floor`.
func relativeDifference(_ a: Double, _ b: Double, floor: Double) -> Double {
    if a == b || (a.isNaN && b.isNaN) { return 0 }
    let difference = abs(a - b) / max(abs(a), abs(b), floor)
    return difference.isNaN ? .infinity : difference
}
