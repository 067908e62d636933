import NeuralEngine
import StepDebugger
import Testing

/// Sessions over small random data, with a partial last batch and an order of its own for every epoch.
enum SampleSessions {
    static func samples(count: Int = 7, features: Int = 3, classes: Int = 2) -> Samples {
        var random = SplitMix64(seed: 11)
        var targets = Matrix<Double>(rows: count, columns: classes)
        for row in 0..<count { targets[row, random.integer(below: classes)] = 1 }
        let inputs = (0..<count * features).map { _ in random.normal() }
        return Samples(
            inputs: Matrix(rows: count, columns: features, elements: inputs), targets: targets, isClassification: true)
    }

    static func engine(
        _ kind: OptimizerKind = .sgd, momentum: Double = 0.9, learningRate: Double = 0.05,
        batch: BatchSettings = BatchSettings(size: .rows(3), shuffle: true, seed: 5), precision: Precision = .float64
    ) -> Engine {
        var optimizer = OptimizerSettings(kind)
        optimizer.learningRate = learningRate
        optimizer.momentum = momentum
        let network = NetworkSpecification(
            layerSizes: [3, 4, 2], activations: [.tanh, .identity], loss: .crossEntropy, seed: 3, precision: precision)
        return Engine(network: network, optimizer: optimizer, batch: batch, training: samples())
    }

    static func session(_ kind: OptimizerKind = .sgd) -> DebugSession { DebugSession(engine: engine(kind)) }

    /// A session that has run straight to a position, an operation after the other.
    static func straightRun(_ engine: Engine, to position: Position) -> DebugSession {
        var session = DebugSession(engine: engine)
        while session.advance(toward: position, budget: 1) != .reached {}
        return session
    }
}

extension DebugSession {
    /// Runs to a goal, however many slices it takes.
    mutating func run(to goal: Goal, budget: Int = .max) {
        let target = target(of: goal)
        while advance(toward: target, budget: budget) != .reached {}
    }
}
