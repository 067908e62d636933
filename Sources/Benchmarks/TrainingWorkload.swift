import NeuralEngine

/// A network and its training, to be measured: random inputs, random classes, cross-entropy, SGD.
struct TrainingWorkload: Equatable, Sendable {
    /// Its name on the command line: `w1`.
    var name: String
    /// The number of features, then the outputs of each layer.
    var layerSizes: [Int]
    /// The activation of the hidden layers; the last layer has none, as usual with cross-entropy.
    var activation: Activation
    /// The samples in a step.
    var batchRows: Int
    /// The momentum of SGD, μ.
    var momentum = 0.0

    static let learningRate = 0.01

    /// All of them, from the smallest to the largest.
    static let all: [TrainingWorkload] = [
        TrainingWorkload(name: "w1", layerSizes: [2, 4, 2], activation: .tanh, batchRows: 4),
        TrainingWorkload(name: "w2", layerSizes: [2, 16, 16, 3], activation: .tanh, batchRows: 32),
        TrainingWorkload(name: "w3", layerSizes: [784, 128, 10], activation: .relu, batchRows: 64),
        TrainingWorkload(
            name: "w4", layerSizes: [784, 64, 64, 32, 10], activation: .sigmoid, batchRows: 20, momentum: 0.9),
        TrainingWorkload(name: "w5", layerSizes: [784, 512, 512, 10], activation: .relu, batchRows: 256),
        TrainingWorkload(name: "w6", layerSizes: [1024, 2048, 2048, 1000], activation: .relu, batchRows: 512),
    ]

    /// The network as the language writes it: `2-4-2`.
    var spelling: String { layerSizes.map(String.init).joined(separator: "-") }

    /// The workload with a name, in upper or lower case, or with a network as `spelling` writes it.
    static func named(_ word: String) -> TrainingWorkload? {
        all.first { $0.name == word.lowercased() || $0.spelling == word }
    }

    /// The operations of a step's matrix products, the only ones counted: 2·N·inputs·outputs for Z = X·W of each layer,
    /// as many for its dW, and as many for its dX except in the first layer, where training does not need dX.
    var floatingPointOperations: Double {
        var sum = 0.0
        for (index, (inputs, outputs)) in zip(layerSizes, layerSizes.dropFirst()).enumerated() {
            let product = 2 * Double(batchRows) * Double(inputs) * Double(outputs)
            sum += product * (index == 0 ? 2 : 3)
        }
        return sum
    }

    /// How many batches of samples there are. More than one, so that a batch is not always in the cache already.
    static let batchCount = 4

    /// An engine at its start, with samples to learn from: by default `batchCount` batches.
    func engine(_ precision: Precision, samples: Int? = nil) -> Engine {
        var random = SplitMix64(seed: 1)
        let count = samples ?? batchRows * Self.batchCount
        let (features, classes) = (layerSizes[0], layerSizes[layerSizes.count - 1])
        let inputs = (0..<count * features).map { _ in 2 * random.uniform() - 1 }
        var targets = Matrix<Double>(rows: count, columns: classes)
        for row in 0..<count { targets[row, random.integer(below: classes)] = 1 }
        var optimizer = OptimizerSettings(.sgd)
        optimizer.learningRate = Self.learningRate
        optimizer.momentum = momentum
        let hidden = Array(repeating: activation, count: layerSizes.count - 2)
        return Engine(
            network: NetworkSpecification(
                layerSizes: layerSizes, activations: hidden + [.identity], loss: .crossEntropy, precision: precision),
            optimizer: optimizer, batch: BatchSettings(size: .rows(batchRows)),
            training: Samples(
                inputs: Matrix(rows: count, columns: features, elements: inputs), targets: targets,
                isClassification: true))
    }
}
