import CAllocationCount
import NeuralEngine
import Testing

/// What a run asks for in memory. A run of many iterations asks for as much as one of few: whatever it is, it is for the run.
@Suite(.enabled(if: allocations_of_this_thread() >= 0)) struct AllocationTests {
    /// How often this thread asks for memory while `body` runs.
    private func allocations(_ body: () -> Void) -> Int {
        let before = allocations_of_this_thread()
        body()
        return allocations_of_this_thread() - before
    }

    @Test func theCountCounts() {
        var array: [Int] = []
        #expect(allocations { array = Array(0..<1000) } >= 1)
        #expect(array.count == 1000)
        #expect(allocations { array[1] = 2 } == 0)
    }

    @Test(arguments: OptimizerKind.allCases, Precision.allCases)
    func trainingAllocatesNothingForAnIteration(_ kind: OptimizerKind, _ precision: Precision) {
        var settings = SampleEngines.settings(kind)
        settings.momentum = kind == .sgd || kind == .rmsprop ? 0.9 : 0
        settings.schedule = LearningRateSchedule(.cosine(length: 10, minimum: 0))
        for activation in Activation.allCases {
            var network = SampleEngines.network(activation, precision: precision)
            network.dropout = [0.25]
            network.regularization = Regularization(l1: 1e-4, l2: 1e-4)
            // Every third iteration begins an epoch with an order of its own, and every third batch is smaller.
            expectNoAllocations(SampleEngines.engine(network, settings, batch: SampleEngines.smallBatches))
        }
    }

    @Test(arguments: Loss.allCases)
    func noLossAllocates(_ loss: Loss) {
        expectNoAllocations(SampleEngines.engine(SampleEngines.network(loss: loss)))
    }

    @Test func noFaultAllocates() {
        for penalty in [Regularization.none, Regularization(l2: 0.1)] {
            let start = FaultSamples.engine(FaultSamples.network(penalty: penalty), SampleEngines.momentum)
            for fault in FaultSamples.faults(in: start) { expectNoAllocations(start.with(fault)) }
        }
    }

    @Test(arguments: [1, 2])
    func largeNetworksAllocateNoMoreThanSmallOnes(_ threads: Int) {
        var random = SplitMix64(seed: 1)
        let network = NetworkSpecification(
            layerSizes: [300, 530, 260, 10], activations: [.relu, .tanh, .identity], loss: .crossEntropy, seed: 1,
            precision: .float32)
        var targets = Matrix<Double>(rows: 300, columns: 10)
        for row in 0..<300 { targets[row, random.integer(below: 10)] = 1 }
        let samples = Samples(
            inputs: SampleEngines.randomMatrix(rows: 300, columns: 300, &random), targets: targets,
            isClassification: true)
        var engine = Engine(
            network: network, optimizer: SampleEngines.momentum, batch: BatchSettings(size: .rows(140), shuffle: true),
            training: samples)
        engine.threads = threads
        expectNoAllocations(engine)
    }

    @Test(arguments: Precision.allCases)
    func lookingAtAMatrixAsksForMemoryNoMoreOftenWhenItIsLarge(_ precision: Precision) throws {
        func counts(_ inputs: Int, _ outputs: Int) throws -> [Int] {
            let network = NetworkSpecification(
                layerSizes: [inputs, outputs], activations: [.identity], loss: .meanSquaredError, precision: precision)
            let engine = Engine(
                network: network, optimizer: OptimizerSettings(), batch: BatchSettings(), training: nil)
            let cells = try #require(engine.cells(of: .weights(1)))
            return [
                allocations { _ = cells.summary }, allocations { _ = cells.overview(rows: 30, columns: 40) },
                allocations { _ = cells.window(rows: 3..<33, columns: 5..<45) },
                allocations { _ = cells.histogram(bins: 20, over: -1...1) },
                allocations { _ = cells.fewestExactDecimals }, allocations { _ = cells.summary(ofColumn: 7) },
            ]
        }
        _ = try counts(784, 2048)
        let (large, small) = (try counts(784, 2048), try counts(40, 50))
        // Rows that are too long for the stack are one request more.
        #expect(zip(large, small).allSatisfy { $0 <= $1 + 1 }, "\(large) beside \(small)")
        #expect(large.allSatisfy { $0 <= 4 }, "\(large)")
    }

    @Test func aLookThatIsOverCostsTheNextOperationNothing() throws {
        var engine = SampleEngines.engine()
        engine.runIterations(3)
        let withoutLook = allocations { engine.runNextOperation() }
        engine.run(through: "update")
        let matrix = try #require(engine.cells(of: .weights(1))).summary
        #expect(matrix.nonFiniteCount == 0)
        #expect(allocations { engine.runNextOperation() } == withoutLook)
        engine.run(through: "update")
        let held = try #require(engine.cells(of: .weights(1)))
        let before = held.window(rows: 0..<3, columns: 0..<4)
        #expect(allocations { engine.runNextOperation() } > withoutLook)
        // What is held stays as it was.
        engine.run(through: "update")
        #expect(held.window(rows: 0..<3, columns: 0..<4) == before && engine.matrix(.weights(1)) != before)
    }

    private func expectNoAllocations(_ engine: Engine) {
        var engine = engine
        // The first run may set up what is kept for good, such as threads.
        engine.runIterations(2)
        let few = allocations { engine.runIterations(4) }
        let many = allocations { engine.runIterations(40) }
        // Which memory is free in the pool, and whether the threads are lent, depends on the tests beside this one.
        #expect(abs(many - few) <= 4, "\(few) for 4 iterations, \(many) for 40")
    }
}
