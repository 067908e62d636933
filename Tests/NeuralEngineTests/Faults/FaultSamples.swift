import NeuralEngine

/// Engines that have every operation, for faults to be planted in.
enum FaultSamples {
    /// Two hidden layers of different functions, dropout, a penalty, batches of several sizes.
    static func network(
        _ hidden: Activation = .tanh, loss: Loss = .crossEntropy, reduction: Reduction = .mean,
        precision: Precision = .float64, dropout: [Double] = [0.25, 0], penalty: Regularization = .none,
        layerSizes: [Int] = [3, 4, 4, 2]
    ) -> NetworkSpecification {
        NetworkSpecification(
            layerSizes: layerSizes, activations: [hidden, .tanh, .identity], loss: loss, reduction: reduction,
            initializer: .normal(standardDeviation: 0.8), seed: 3, precision: precision, regularization: penalty,
            dropout: dropout)
    }

    /// SGD, nothing kept.
    static var plain: OptimizerSettings {
        var settings = OptimizerSettings(.sgd)
        settings.learningRate = 0.1
        return settings
    }

    static func engine(
        _ network: NetworkSpecification = network(), _ optimizer: OptimizerSettings = plain
    ) -> Engine {
        SampleEngines.engine(network, optimizer, batch: SampleEngines.smallBatches)
    }

    /// Every fault that an engine can have, in the order of the kinds and of the plan.
    static func faults(in engine: Engine) -> [Fault] {
        Fault.Kind.allCases.flatMap { kind in
            engine.plan.operations.map { Fault(kind, in: $0.label) }.filter { fault in
                var engine = engine
                return (try? engine.plant(fault)) != nil
            }
        }
    }
}

extension Engine {
    /// The same with a fault.
    func with(_ fault: Fault) -> Engine {
        var engine = self
        try! engine.plant(fault)
        return engine
    }

    /// Every matrix of the plan as it is now.
    var allMatrices: [MatrixName: Matrix<Double>] {
        Dictionary(uniqueKeysWithValues: plan.matrices.map { ($0, matrix($0)!) })
    }
}
