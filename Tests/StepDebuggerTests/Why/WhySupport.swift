import NeuralEngine
import StepDebugger
import Testing

/// Random networks of every kind, and answers in one go.
enum RandomNetworks {
    /// A session over a small random network: layers, activations, loss, dropout, penalty, precision and batches differ
    /// with the seed.
    static func session(seed: UInt64, precision: Precision? = nil, kind: OptimizerKind? = nil) -> DebugSession {
        var random = SplitMix64(seed: seed, stream: 77)
        func one<Element>(of elements: [Element]) -> Element { elements[random.integer(below: elements.count)] }
        let layers = 1 + random.integer(below: 4)
        let outputs = 1 + random.integer(below: 3)
        let sizes = (0..<layers).map { _ in 1 + random.integer(below: 4) } + [outputs]
        let losses = Loss.allCases.filter { $0 != .crossEntropy || outputs > 1 }
        let loss = one(of: losses)
        let network = NetworkSpecification(
            layerSizes: sizes, activations: (0..<layers).map { _ in one(of: Activation.allCases) }, loss: loss,
            reduction: one(of: Reduction.allCases), initializer: .normal(standardDeviation: 0.8), seed: seed,
            precision: precision ?? one(of: Precision.allCases),
            regularization: one(of: [.none, Regularization(l1: 0.01), Regularization(l1: 0.02, l2: 0.1)]),
            dropout: one(of: [[], Array(repeating: 0.4, count: layers - 1)]))
        var optimizer = OptimizerSettings(kind ?? one(of: OptimizerKind.allCases))
        optimizer.learningRate = 0.02
        optimizer.momentum = one(of: [0, 0.9])
        optimizer.nesterov = optimizer.momentum > 0 && one(of: [false, true])
        optimizer.weightDecay = one(of: [0, 0.01])
        optimizer.schedule = one(of: [.constant, LearningRateSchedule(.exponential(gamma: 0.9))])
        var targets = Matrix<Double>(rows: 7, columns: outputs)
        for row in 0..<7 { targets[row, random.integer(below: outputs)] = 1 }
        let inputs = (0..<7 * sizes[0]).map { _ in random.normal() }
        let samples = Samples(
            inputs: Matrix(rows: 7, columns: sizes[0], elements: inputs), targets: targets, isClassification: true)
        let batch = one(of: [BatchSettings(), BatchSettings(size: .rows(3), shuffle: true, seed: 5)])
        return DebugSession(engine: Engine(network: network, optimizer: optimizer, batch: batch, training: samples))
    }
}

extension DebugSession {
    /// The answer to why a cell has its number, in slices of so many operations.
    func why(_ name: MatrixName, _ row: Int = 0, _ column: Int = 0, budget: Int = 1000) throws -> WhyReport {
        var investigation = try WhyInvestigation(of: MatrixCell(name, row, column), in: self)
        while !investigation.isFinished { investigation.advance(budget: budget) }
        return investigation.report
    }

    /// The paths to a gradient's cell.
    func paths(_ name: MatrixName, _ row: Int = 0, _ column: Int = 0) throws -> GradientPaths {
        guard case .paths(let paths) = try why(name, row, column).answer else { throw NoSuchAnswer() }
        return paths
    }

    /// What became of a cell.
    func cellHistory(_ name: MatrixName, _ row: Int = 0, _ column: Int = 0, budget: Int = 1000) throws -> CellHistory {
        guard case .history(let history) = try why(name, row, column, budget: budget).answer else {
            throw NoSuchAnswer()
        }
        return history
    }

    /// What made a cell something that is not finite.
    func origin(_ name: MatrixName, _ row: Int = 0, _ column: Int = 0, budget: Int = 1000) throws -> NonFiniteOrigin {
        guard case .origin(let origin) = try why(name, row, column, budget: budget).answer else { throw NoSuchAnswer() }
        return origin
    }
}

struct NoSuchAnswer: Error {}
