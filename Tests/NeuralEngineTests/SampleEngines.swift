import NeuralEngine

/// Engines over small random data.
enum SampleEngines {
    static func samples(count: Int = 7, features: Int = 3, outputs: Int = 2, seed: UInt64 = 11) -> Samples {
        var random = SplitMix64(seed: seed)
        var targets = Matrix<Double>(rows: count, columns: outputs)
        for row in 0..<count { targets[row, random.integer(below: outputs)] = 1 }
        return Samples(
            inputs: randomMatrix(rows: count, columns: features, &random), targets: targets, isClassification: true)
    }

    static func randomMatrix(rows: Int, columns: Int, _ random: inout SplitMix64) -> Matrix<Double> {
        Matrix(rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in random.normal() })
    }

    static func network(
        _ hidden: Activation = .tanh, output: Activation = .identity, loss: Loss = .crossEntropy,
        reduction: Reduction = .mean, initializer: Initializer = .normal(standardDeviation: 0.8),
        precision: Precision = .float64
    ) -> NetworkSpecification {
        NetworkSpecification(
            layerSizes: [3, 4, 2], activations: [hidden, output], loss: loss, reduction: reduction,
            initializer: initializer, seed: 3, precision: precision)
    }

    static func engine(
        _ network: NetworkSpecification = network(), _ optimizer: OptimizerSettings = momentum,
        batch: BatchSettings = BatchSettings()
    ) -> Engine {
        Engine(network: network, optimizer: optimizer, batch: batch, training: samples())
    }

    /// SGD with momentum.
    static var momentum: OptimizerSettings {
        var settings = OptimizerSettings(.sgd)
        settings.learningRate = 0.1
        settings.momentum = 0.9
        return settings
    }

    static func settings(_ kind: OptimizerKind) -> OptimizerSettings {
        var settings = OptimizerSettings(kind)
        settings.learningRate = 0.05
        return settings
    }

    /// Networks and optimizers with every activation, loss and optimizer.
    static let variety: [(NetworkSpecification, OptimizerSettings)] =
        Activation.allCases.map { (network($0, output: $0), momentum) }
        + Loss.allCases.map { (network(loss: $0), momentum) }
        + OptimizerKind.allCases.map { (network(), settings($0)) }

    /// Batches of 3, 3 and 1 samples.
    static let smallBatches = BatchSettings(size: .rows(3), shuffle: true, seed: 5)
}

extension Engine {
    /// Runs up to an operation, which is next then.
    mutating func run(upTo label: String) {
        while plan.operations[operationsRun].label != label { runNextOperation() }
    }

    /// Runs through an operation.
    mutating func run(through label: String) {
        run(upTo: label)
        runNextOperation()
    }

    /// (L(m + h) − L(m − h)) / 2h of the next iteration's loss by each cell of a matrix, which is changed right after it
    /// was computed. The iteration is the same, and so are its masks.
    func centralDifferences(of name: MatrixName) -> Matrix<Double> {
        var before = self
        if let writer = plan.operations.first(where: { $0.writes.contains(plan.canonical(name)) }),
            writer.pass != .update
        {
            before.run(through: writer.label)
        }
        let value = before.matrix(name)!
        var result = value
        for index in value.elements.indices {
            let step = 1e-5
            let losses = [step, -step].map { step in
                var engine = before
                var changed = value
                changed.elements[index] += step
                engine.setMatrix(name, to: changed)
                engine.run(through: "loss.forward")
                return engine.loss!
            }
            result.elements[index] = (losses[0] - losses[1]) / (2 * step)
        }
        return result
    }
}

extension Engine {
    /// A check of gradients that was worked off.
    func checkedGradients(tolerance: Double? = nil) -> GradientCheck {
        var check = GradientCheck(of: self, tolerance: tolerance)
        while !check.isFinished { check.advance(budget: .max) }
        return check
    }
}

extension GradientCheck {
    /// What was found out about a gradient.
    func check(of name: MatrixName) -> MatrixGradientCheck? { matrices.first { $0.name == name } }

    /// The gradients that were found wrong, by name.
    var failed: [String] { matrices.filter { $0.failed > 0 }.map(\.name.description) }
}
