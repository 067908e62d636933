import NeuralEngine
import StepDebugger

/// Small networks that have, between them, every kind of matrix and formula.
enum SampleNetworks {
    struct Sample: CustomStringConvertible, Sendable {
        let description: String
        let engine: Engine

        var session: DebugSession { DebugSession(engine: engine) }
    }

    /// Every activation in a hidden layer, every loss with the outputs it goes with, every optimizer, dropout, penalties,
    /// both precisions.
    static let all: [Sample] =
        Activation.allCases.map { sample($0, .crossEntropy) }
        + Loss.allCases.map { sample(.tanh, $0, output: $0 == .squaredError ? .sigmoid : .identity) }
        + OptimizerKind.allCases.flatMap { kind in
            [
                sample(.tanh, .crossEntropy, settings(kind)),
                sample(.relu, .meanSquaredError, settings(kind, weightDecay: 0.1), precision: .float32),
            ]
        }
        + [
            sample(.sigmoid, .binaryCrossEntropy, settings(.sgd, nesterov: true), reduction: .sum),
            sample(.tanh, .crossEntropy, dropout: 0.4),
            sample(.identity, .huber, dropout: 0.4, precision: .float32),
            sample(.relu, .crossEntropy, regularization: Regularization(l1: 0.01, l2: 0.02)),
            sample(.identity, .crossEntropy),
        ]

    static func settings(
        _ kind: OptimizerKind, weightDecay: Double = 0, nesterov: Bool = false
    ) -> OptimizerSettings {
        var settings = OptimizerSettings(kind)
        settings.learningRate = 0.05
        if kind == .sgd || kind == .rmsprop { settings.momentum = 0.9 }
        settings.weightDecay = weightDecay
        settings.nesterov = nesterov
        return settings
    }

    private static func sample(
        _ hidden: Activation, _ loss: Loss, output: Activation = .identity,
        _ optimizer: OptimizerSettings = settings(.sgd), reduction: Reduction = .mean, dropout: Double = 0,
        regularization: Regularization = .none, precision: Precision = .float64
    ) -> Sample {
        let network = NetworkSpecification(
            layerSizes: [3, 4, 2], activations: [hidden, output], loss: loss, reduction: reduction, seed: 3,
            precision: precision, regularization: regularization, dropout: [dropout])
        let engine = Engine(
            network: network, optimizer: optimizer, batch: BatchSettings(size: .rows(3), shuffle: true, seed: 5),
            training: SampleSessions.samples())
        return Sample(
            description: "\(hidden) \(loss) \(optimizer.kind) \(optimizer.weightDecay) \(dropout) \(precision)",
            engine: engine)
    }
}

extension Engine {
    /// Every name there is, under which a matrix of the network can be asked for.
    var allNames: [MatrixName] {
        let aliases: [MatrixName] = (1...network.layerCount).flatMap {
            [MatrixName.activation($0), MatrixName.activation($0).gradient]
        }
        return plan.matrices + [.targets.gradient, .probabilities.gradient, .activation(0)]
            + aliases.filter { !plan.matrices.contains($0) }
    }
}
