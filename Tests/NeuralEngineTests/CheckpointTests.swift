import NeuralEngine
import Testing

@Suite struct CheckpointTests {
    static let optimizers: [OptimizerSettings] = OptimizerKind.allCases.flatMap { kind in
        var settings = SampleEngines.settings(kind)
        var withMomentum = settings
        withMomentum.momentum = 0.9
        settings.schedule = LearningRateSchedule(.exponential(gamma: 0.9))
        return [settings, withMomentum]
    }

    static func engine(_ settings: OptimizerSettings, _ precision: Precision) -> Engine {
        var network = SampleEngines.network(precision: precision)
        network.dropout = [0.25]
        return SampleEngines.engine(network, settings, batch: SampleEngines.smallBatches)
    }

    @Test(arguments: optimizers, Precision.allCases)
    func twoIterationsAfterACheckpointEverythingIsThereAgain(_ settings: OptimizerSettings, _ precision: Precision) {
        var engine = Self.engine(settings, precision)
        engine.runIterations(5)
        let checkpoint = engine.checkpoint()
        engine.runIterations(2)
        let straight = engine
        // From an engine that has gone on, and from one that stands in the middle of an iteration.
        for operations in [40, 3] {
            for _ in 0..<operations { engine.runNextOperation() }
            engine.restore(checkpoint)
            #expect(engine.iteration == 5)
            #expect(engine.matrix(.weights(1)) != straight.matrix(.weights(1)))
            engine.runIterations(Engine.iterationsUntilRestored)
            #expect(engine == straight)
        }
    }

    @Test(arguments: optimizers, Precision.allCases)
    func theStartIsThereAgainAtOnce(_ settings: OptimizerSettings, _ precision: Precision) {
        var engine = Self.engine(settings, precision)
        let start = engine
        let checkpoint = engine.checkpoint()
        engine.runIterations(7)
        engine.runNextOperation()
        engine.restoreStart(checkpoint)
        #expect(engine == start)
        #expect(engine.loss == nil)
        engine.runIterations(4)
        var straight = start
        straight.runIterations(4)
        #expect(engine == straight)
    }

    @Test(arguments: Precision.allCases)
    func aCheckpointInTheMiddleOfARunIsOneOfARunThatStoppedThere(_ precision: Precision) throws {
        var engine = Self.engine(SampleEngines.settings(.adam), precision)
        var kept: [EngineCheckpoint] = []
        engine.runIterations(
            9, observesLast: false, record: { $0.iteration == 3 || $0.iteration == 6 }, keep: { kept.append($0) })
        #expect(kept.map(\.iteration) == [4, 7])
        for checkpoint in kept {
            var straight = Self.engine(SampleEngines.settings(.adam), precision)
            straight.runIterations(checkpoint.iteration + 2)
            engine.restore(checkpoint)
            engine.runIterations(2)
            #expect(engine == straight)
        }
    }

    @Test func whatAnUnusedMomentumWasIsKept() {
        var engine = Self.engine(CheckpointTests.optimizers[1], .float64)
        #expect(engine.optimizer.momentum == 0.9)
        func goOn(_ engine: inout Engine) {
            engine.runIterations(3)
            engine.optimizer.momentum = 0.9
        }
        engine.runIterations(4)
        engine.optimizer.momentum = 0
        let checkpoint = engine.checkpoint()
        var other = engine
        goOn(&engine)
        other.optimizer = OptimizerSettings(.adam)
        other.runIterations(6)
        other.restore(checkpoint)
        goOn(&other)
        #expect(other == engine)
        #expect(other.previousMatrix(MatrixName.weights(1).momentum) != nil)
    }

    @Test func anOtherRuleIsRestoredWithItsMoments() {
        var engine = Self.engine(SampleEngines.settings(.rmsprop), .float32)
        engine.runIterations(4)
        let checkpoint = engine.checkpoint()
        engine.runIterations(3)
        let straight = engine
        engine.optimizer = OptimizerSettings(.adam)
        engine.regularization = Regularization(l2: 0.5)
        engine.runIterations(2)
        engine.restore(checkpoint)
        engine.runIterations(3)
        #expect(engine == straight)
    }

    @Test func aCheckpointIsSmallerThanAnEngine() {
        let engine = Self.engine(SampleEngines.settings(.adam), .float64)
        #expect(engine.checkpoint().byteCount >= 3 * 8 * engine.network.parameterCount)
        #expect(engine.checkpoint().byteCount < engine.byteCount)
    }

    @Test func aRunWithCheckpointsHasTheBitsOfOneWithout() {
        var engine = Self.engine(SampleEngines.settings(.sgd), .float64)
        var other = engine
        engine.runIterations(8)
        var losses: [Double] = []
        other.runIterations(
            8, observesLast: true,
            record: {
                losses.append($0.loss)
                return true
            }, keep: { _ in })
        #expect(other == engine)
        #expect(losses.count == 8)
    }
}
