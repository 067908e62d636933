import NeuralEngine
import Testing

/// However many threads there are, a run has the same bits.
@Suite struct ThreadTests {
    struct Case: CustomStringConvertible, Sendable {
        let description: String
        let layerSizes: [Int]
        let batchRows: Int
        let kind: OptimizerKind
        var dropout = 0.0
        var l1 = 0.0
    }

    /// Large enough for threads to share most operations, and with a last batch of another size.
    static let cases = [
        Case(description: "wide", layerSizes: [300, 520, 130, 10], batchRows: 150, kind: .sgd),
        Case(description: "tall", layerSizes: [700, 64, 700], batchRows: 100, kind: .adam),
        // Threads keep to their columns of W1 here.
        Case(description: "of the cache's size", layerSizes: [784, 128, 10], batchRows: 64, kind: .sgd),
        Case(
            description: "with dropout and penalty", layerSizes: [200, 300, 300, 3], batchRows: 256, kind: .rmsprop,
            dropout: 0.3, l1: 1e-4),
    ]

    @Test(arguments: cases, Precision.allCases)
    func resultsHaveTheSameBitsWithAnyNumberOfThreads(_ test: Case, _ precision: Precision) {
        var random = SplitMix64(seed: 8)
        let count = test.batchRows * 2 + 37
        var network = NetworkSpecification(
            layerSizes: test.layerSizes,
            activations: Array(repeating: .tanh, count: test.layerSizes.count - 2) + [.identity], loss: .crossEntropy,
            seed: 2, precision: precision)
        if test.dropout > 0 {
            network.dropout = Array(repeating: test.dropout, count: network.layerCount - 1)
        }
        network.regularization = Regularization(l1: test.l1)
        var targets = Matrix<Double>(rows: count, columns: network.outputCount)
        for row in 0..<count { targets[row, random.integer(below: network.outputCount)] = 1 }
        let samples = Samples(
            inputs: SampleEngines.randomMatrix(rows: count, columns: network.inputCount, &random), targets: targets,
            isClassification: true)
        let start = Engine(
            network: network, optimizer: SampleEngines.settings(test.kind),
            batch: BatchSettings(size: .rows(test.batchRows), shuffle: true, seed: 1), training: samples)

        var alone = start
        alone.runIterations(5)
        for threads in [2, 3] {
            var together = start
            together.threads = threads
            together.runIterations(4)
            for _ in together.plan.operations { together.runNextOperation() }
            #expect(together == alone, "\(threads) threads")
        }
    }
}
