import NeuralEngine
import Testing

/// Faults that take something over from the iteration before.
@Suite struct FaultMemoryTests {
    @Test(arguments: [1, 2, 3], Precision.allCases)
    func staleGradientsAddUp(_ layer: Int, _ precision: Precision) {
        let network = FaultSamples.network(precision: precision, penalty: Regularization(l2: 0.1))
        let label = "linear\(layer).backward"
        var engine = FaultSamples.engine(network)
        // Where it is planted, nothing is left of the iterations before.
        engine.runIterations(3)
        try! engine.plant(Fault(.staleGradient, in: label))
        for iteration in 3..<9 {
            engine.run(upTo: label)
            let before = engine
            var right = engine
            right.repair()
            right.runNextOperation()
            engine.runNextOperation()
            for name in [MatrixName.weights(layer).gradient, MatrixName.bias(layer).gradient] {
                let own = right.matrix(name)!
                let expected = iteration == 3 ? own : own + before.matrix(name)!
                let tolerance = precision == .float64 ? 0 : 1e-6
                #expect(engine.matrix(name)!.distance(to: expected) <= tolerance, "\(name) in iteration \(iteration)")
            }
            #expect(
                engine.matrix(network.input(ofLayer: layer).gradient)
                    == right.matrix(network.input(ofLayer: layer).gradient))
            engine.run(through: "update")
        }
    }

    @Test func whatIsDoneToStaleGradientsByHandCounts() {
        var engine = FaultSamples.engine().with(Fault(.staleGradient, in: "linear2.backward"))
        engine.runIterations(2)
        let name = MatrixName.weights(2).gradient
        engine.setMatrix(name, to: Matrix(rows: 4, columns: 4))
        engine.run(upTo: "linear2.backward")
        var right = engine
        right.repair()
        right.runNextOperation()
        engine.runNextOperation()
        #expect(engine.matrix(name) == right.matrix(name))
    }

    @Test(arguments: OptimizerKind.allCases, Precision.allCases)
    func anEarlyUpdateTakesTheGradientsOfTheIterationBefore(_ kind: OptimizerKind, _ precision: Precision) {
        var settings = SampleEngines.settings(kind)
        settings.momentum = kind == .sgd ? 0.9 : 0
        settings.weightDecay = 0.01
        var engine = FaultSamples.engine(FaultSamples.network(precision: precision), settings)
        engine.runIterations(2)
        try! engine.plant(Fault(.earlyUpdate, in: "update"))
        var former: [MatrixName: Matrix<Double>] = [:]
        for iteration in 2..<7 {
            engine.run(upTo: "update")
            // The right update, with the gradients put there by hand.
            var right = engine
            right.repair()
            let names = engine.plan.matrices.filter { $0.isParameter && $0.quantity == .gradient }
            for name in names {
                let own = engine.matrix(name)!
                right.setMatrix(name, to: former[name] ?? Matrix(rows: own.rows, columns: own.columns))
                former[name] = own
            }
            right.runNextOperation()
            engine.runNextOperation()
            for name in engine.plan.matrices where name.isKeptBetweenIterations {
                #expect(engine.matrix(name) == right.matrix(name), "\(name) in iteration \(iteration)")
            }
            for name in names { #expect(engine.matrix(name) == former[name], "\(name) is shown as it is") }
        }
    }

    @Test(arguments: [Fault(.staleGradient, in: "linear1.backward"), Fault(.earlyUpdate, in: "update")])
    func aSettingThatChangesKeepsWhatAFaultRemembers(_ fault: Fault) {
        for kind in OptimizerKind.allCases {
            var engine = FaultSamples.engine().with(fault)
            engine.runIterations(3)
            var other = engine
            // There and back, by way of an optimizer that keeps more, or less.
            engine.optimizer = SampleEngines.settings(kind)
            engine.regularization = Regularization(l2: 1)
            engine.regularization = .none
            engine.optimizer = FaultSamples.plain
            #expect(engine.fault == fault)
            engine.runIterations(2)
            other.runIterations(2)
            #expect(engine.allMatrices == other.allMatrices, "\(kind)")
        }
    }

    @Test func anotherFaultRemembersNothingOfTheFormerOne() {
        let start = FaultSamples.engine()
        var engine = start.with(Fault(.earlyUpdate, in: "update"))
        engine.runIterations(3)
        var other = engine
        other.repair()
        for _ in 0..<2 {
            try! engine.plant(Fault(.staleGradient, in: "linear3.backward"))
            engine.runNextOperation()
            try! engine.plant(Fault(.earlyUpdate, in: "update"))
        }
        for _ in 0..<2 { other.runNextOperation() }
        try! other.plant(Fault(.earlyUpdate, in: "update"))
        #expect(engine == other)
        engine.run(through: "update")
        other.run(through: "update")
        #expect(engine == other)
    }
}
