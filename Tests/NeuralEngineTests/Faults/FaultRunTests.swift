import NeuralEngine
import Testing

/// Runs with a fault: what it touches and what not, forward, again from a checkpoint, and with several threads.
@Suite struct FaultRunTests {
    static let networks: [NetworkSpecification] = [
        FaultSamples.network(.sigmoid, penalty: Regularization(l1: 0.01, l2: 0.1)),
        FaultSamples.network(.relu, loss: .meanSquaredError, precision: .float32, dropout: []),
        FaultSamples.network(.elu, loss: .binaryCrossEntropy, layerSizes: [3, 5, 2, 2]),
    ]

    private func engine(_ network: NetworkSpecification) -> Engine {
        FaultSamples.engine(network, SampleEngines.momentum)
    }

    @Test(arguments: networks.indices)
    func aFaultTouchesWhatDependsOnItsOperationAndNothingElse(_ index: Int) {
        let start = engine(Self.networks[index])
        for fault in FaultSamples.faults(in: start) {
            var (right, faulty) = (start, start.with(fault))
            // Those with a memory are right at first.
            let needsFormer = fault.kind == .staleGradient || fault.kind == .earlyUpdate
            var touched: Set<MatrixName> = []
            for _ in 0..<(needsFormer ? 2 : 1) {
                for operation in start.plan.operations {
                    right.runNextOperation()
                    faulty.runNextOperation()
                    if operation.label == fault.operation || operation.reads.contains(where: touched.contains) {
                        touched.formUnion(operation.writes)
                    }
                    for name in start.plan.matrices where !touched.contains(name) {
                        #expect(faulty.matrix(name) == right.matrix(name), "\(fault): \(name)")
                    }
                }
            }
            let own = start.plan.operations.first { $0.label == fault.operation }!
            #expect(own.writes.contains { faulty.matrix($0) != right.matrix($0) }, "\(fault) changes something")
        }
    }

    @Test(arguments: networks.indices)
    func checkpointsHaveWhatAFaultNeeds(_ index: Int) {
        for fault in FaultSamples.faults(in: engine(Self.networks[index])) {
            var engine = engine(Self.networks[index])
            engine.runIterations(1)
            try! engine.plant(fault)
            engine.runIterations(3)
            let checkpoint = engine.checkpoint()
            engine.runIterations(3)
            let straight = engine
            engine.runNextOperation()
            engine.repair()
            engine.restore(checkpoint)
            #expect(engine.fault == fault)
            engine.runIterations(3)
            #expect(engine == straight, "\(fault)")
        }
    }

    @Test(arguments: networks.indices)
    func theStartIsThereAgainWithItsFault(_ index: Int) {
        for fault in FaultSamples.faults(in: engine(Self.networks[index])) {
            let start = engine(Self.networks[index]).with(fault)
            var engine = start
            let checkpoint = engine.checkpoint()
            engine.runIterations(4)
            engine.restoreStart(checkpoint)
            #expect(engine == start, "\(fault)")
        }
    }

    @Test(arguments: networks.indices)
    func whatWasRepairedIsAsIfNothingHadBeen(_ index: Int) {
        let start = engine(Self.networks[index])
        var right = start
        right.runIterations(5)
        for fault in FaultSamples.faults(in: start) {
            var engine = start.with(fault)
            #expect(engine != start, "a fault is something that engines differ in")
            engine.repair()
            #expect(engine == start)
            engine.runIterations(5)
            #expect(engine == right, "\(fault)")
        }
    }

    @Test(arguments: networks.indices)
    func trainingAndSteppingAreOneRun(_ index: Int) {
        for fault in FaultSamples.faults(in: engine(Self.networks[index])) {
            var trained = engine(Self.networks[index]).with(fault)
            var stepped = trained
            trained.runIterations(4)
            for _ in 0..<4 * stepped.plan.operations.count { stepped.runNextOperation() }
            #expect(trained == stepped, "\(fault)")
        }
    }

    @Test func theEquationsStayThoseOfTheRightProgram() {
        let engine = engine(Self.networks[0])
        for fault in FaultSamples.faults(in: engine) { #expect(engine.with(fault).plan == engine.plan) }
    }

    @Test(arguments: Precision.allCases)
    func resultsHaveTheSameBitsWithAnyNumberOfThreads(_ precision: Precision) {
        var random = SplitMix64(seed: 9)
        let network = NetworkSpecification(
            layerSizes: [300, 520, 260, 10], activations: [.tanh, .relu, .identity], loss: .crossEntropy, seed: 2,
            precision: precision)
        var targets = Matrix<Double>(rows: 300, columns: 10)
        for row in 0..<300 { targets[row, random.integer(below: 10)] = 1 }
        let start = Engine(
            network: network, optimizer: SampleEngines.momentum, batch: BatchSettings(size: .rows(140), shuffle: true),
            training: Samples(
                inputs: SampleEngines.randomMatrix(rows: 300, columns: 300, &random), targets: targets,
                isClassification: true))
        for fault in FaultSamples.faults(in: start) {
            var alone = start.with(fault)
            var together = alone
            together.threads = 2
            alone.runIterations(3)
            together.runIterations(3)
            #expect(together == alone, "\(fault)")
        }
    }
}
