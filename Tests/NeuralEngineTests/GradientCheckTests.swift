import NeuralEngine
import Testing

/// The check of gradients itself: what it lets pass and what it finds.
@Suite struct GradientCheckTests {
    /// A check that was worked off.
    private func checked(
        _ engine: Engine, tolerance: Double? = nil, cells: Int? = nil, budget: Int = .max
    ) -> GradientCheck {
        var check = GradientCheck(of: engine, tolerance: tolerance, cellsPerMatrix: cells)
        while !check.isFinished { check.advance(budget: budget) }
        return check
    }

    private func matrix(_ name: String, of check: GradientCheck) throws -> MatrixGradientCheck {
        try #require(check.matrices.first { $0.name.description == name })
    }

    private func engine(_ network: NetworkSpecification, scale: Double = 1) -> Engine {
        var samples = SampleEngines.samples()
        // Off one, where Huber's loss has its kinks for outputs of zero.
        samples.targets.elements = samples.targets.elements.map { 0.7 * $0 }
        return Engine(network: network, optimizer: SampleEngines.momentum, batch: BatchSettings(), training: samples)
    }

    // MARK: Right gradients

    @Test(arguments: Activation.allCases, Loss.allCases)
    func rightGradientsPassForEveryActivationLossAndReduction(_ activation: Activation, _ loss: Loss) {
        for reduction in Reduction.allCases {
            for precision in Precision.allCases {
                let network = SampleEngines.network(
                    activation, output: activation, loss: loss, reduction: reduction, precision: precision)
                let check = checked(engine(network))
                #expect(check.passed, "\(reduction) \(precision) \(check.matrices.filter { $0.failed > 0 })")
                #expect(check.kinkCount == 0)
                #expect(check.changedAfterwards.isEmpty)
            }
        }
    }

    @Test func everyGradientThatAnOperationWritesIsCheckedOnceUnderOneName() {
        let names = { (network: NetworkSpecification) in
            checked(engine(network)).matrices.map(\.name.description)
        }
        // The last activation is the identity: A2 is Z2.
        #expect(names(SampleEngines.network()) == ["dX", "dW1", "db1", "dZ1", "dA1", "dW2", "db2", "dZ2"])
        #expect(
            names(SampleEngines.network(output: .sigmoid))
                == ["dX", "dW1", "db1", "dZ1", "dA1", "dW2", "db2", "dZ2", "dA2"])
        #expect(names(SampleEngines.network(.identity)) == ["dX", "dW1", "db1", "dZ1", "dW2", "db2", "dZ2"])
        let check = checked(engine(SampleEngines.network()))
        #expect(check.cellCount == 7 * 3 + 12 + 4 + 28 + 28 + 8 + 2 + 14)
        #expect(check.checkedCount == check.cellCount)
    }

    @Test func deepNetworksAndNetworksOfOneLayerPass() {
        for sizes in [[3, 2], [3, 5, 4, 6, 2], [3, 1, 1, 1, 2]] {
            let activations = (1..<sizes.count).map { $0 == sizes.count - 1 ? Activation.identity : .gelu }
            let network = NetworkSpecification(
                layerSizes: sizes, activations: activations, loss: .crossEntropy,
                initializer: .normal(standardDeviation: 0.7), seed: 1)
            #expect(checked(engine(network)).passed)
        }
    }

    /// Rounding is all there is to gradients that have vanished, or to those of a loss that has.
    @Test func noiseIsNotTakenForAnError() {
        var trained = engine(SampleEngines.network())
        trained.runIterations(3000)
        #expect(checked(trained).passed)
        let vanishing = NetworkSpecification(
            layerSizes: [3] + Array(repeating: 4, count: 10) + [2],
            activations: Array(repeating: .sigmoid, count: 10) + [.identity], loss: .crossEntropy,
            initializer: .normal(standardDeviation: 0.1), seed: 1)
        #expect(checked(engine(vanishing)).passed)
        var large = SampleEngines.samples()
        large.inputs.elements = large.inputs.elements.map { $0 * 1000 }
        large.targets.elements = large.targets.elements.map { $0 * 1e6 }
        let network = SampleEngines.network(.softplus, loss: .meanSquaredError, reduction: .sum)
        let engine = Engine(
            network: network, optimizer: SampleEngines.momentum, batch: BatchSettings(), training: large)
        #expect(checked(engine).passed)
    }

    /// A step in a weight is as many times larger in Z as its input is.
    @Test(arguments: [Activation.sigmoid, .tanh, .softplus, .gelu], [1.0, 30, 300])
    func inputsOfAnySizeAreNoDifficulty(_ activation: Activation, _ size: Double) {
        var samples = SampleEngines.samples(count: 40, features: 10)
        samples.inputs.elements = samples.inputs.elements.map { $0 * size }
        let network = NetworkSpecification(
            layerSizes: [10, 12, 8, 2], activations: [activation, activation, .identity], loss: .crossEntropy, seed: 2)
        let engine = Engine(
            network: network, optimizer: SampleEngines.momentum, batch: BatchSettings(), training: samples)
        #expect(checked(engine).passed)
    }

    // MARK: Wrong ones

    @Test(arguments: ["dW1", "dW2", "db1", "db2", "dX", "dA1"])
    func aWrongCellIsFoundAndNothingElse(name: String) throws {
        for precision in Precision.allCases {
            let matrixName = try #require(MatrixName(name))
            var engine = engine(SampleEngines.network(precision: precision))
            engine.run(upTo: "update")
            var wrong = try #require(engine.matrix(matrixName))
            wrong[0, 1] += 0.01
            engine.setMatrix(matrixName, to: wrong)
            let check = checked(engine)
            #expect(!check.passed)
            #expect(check.failedCount == 1)
            let worst = try #require(matrix(name, of: check).worst)
            #expect((worst.row, worst.column) == (0, 1))
            #expect(worst.analytic == engine.matrix(matrixName)?[0, 1])
            #expect(abs(worst.numeric - (worst.analytic - 0.01)) < 1e-6)
        }
    }

    /// What is computed from a wrong gradient is wrong too, and what is not is right.
    @Test func aWrongGradientSpreadsToWhatIsMadeOfIt() throws {
        var engine = engine(SampleEngines.network())
        engine.run(through: "loss.backward")
        var wrong = try #require(engine.matrix(.preactivation(2).gradient))
        wrong[3, 1] = 0.5
        engine.setMatrix(.preactivation(2).gradient, to: wrong)
        let check = checked(engine)
        #expect(try matrix("dZ2", of: check).failed == 1)
        #expect(try matrix("db2", of: check).failed == 1)
        #expect(try matrix("dW2", of: check).failed == 4)
        #expect(try matrix("dA1", of: check).failed == 4)
        #expect(try matrix("dX", of: check).failed == 3)
    }

    /// The whole of a gradient with a wrong sign, factor or place.
    @Test(arguments: [-1.0, 1.001, 0, 7])
    func aWrongFactorIsFound(factor: Double) throws {
        var engine = engine(SampleEngines.network(.gelu))
        engine.run(upTo: "update")
        let right = try #require(engine.matrix(.weights(1).gradient))
        engine.setMatrix(
            .weights(1).gradient,
            to: Matrix(rows: right.rows, columns: right.columns, elements: right.elements.map { $0 * factor }))
        #expect(try matrix("dW1", of: checked(engine)).failed == 12)
    }

    @Test func whatWasChangedAfterItsOperationIsNamed() throws {
        for precision in Precision.allCases {
            var engine = engine(SampleEngines.network(precision: precision))
            engine.run(through: "loss.forward")
            var weights = try #require(engine.matrix(.weights(2)))
            weights[0, 0] += 0.5
            engine.setMatrix(.weights(2), to: weights)
            let check = checked(engine)
            #expect(check.changedAfterwards == [.preactivation(2)])
            // dZ2 is that of the Z2 which stands there; dA1 went through weights that made another.
            #expect(try matrix("dZ2", of: check).failed == 0)
            #expect(try matrix("dA1", of: check).failed > 0)
        }
    }

    /// A small error in a gradient is found as long as it is larger than what is allowed.
    @Test(arguments: [1e-4, 1e-6, 1e-8])
    func aSmallErrorIsFound(error: Double) throws {
        var engine = engine(SampleEngines.network())
        engine.run(upTo: "update")
        var wrong = try #require(engine.matrix(.weights(1).gradient))
        wrong[1, 1] += error
        engine.setMatrix(.weights(1).gradient, to: wrong)
        #expect(try matrix("dW1", of: checked(engine, tolerance: 1e-8)).failed == 1)
    }

    @Test func whatPassesIsWithinTheTolerance() throws {
        for activation in Activation.allCases {
            for distance in [0, 1e-6, -1e-9, 0.5] {
                var engine = engineAtKink(activation)
                engine.setMatrix(.bias(1), to: Matrix([[distance, 0]]))
                let check = checked(engine)
                #expect(check.passed)
                #expect(check.matrices.allSatisfy { $0.worst.map { $0.relativeError <= check.tolerance } ?? true })
            }
        }
    }

    // MARK: Kinks

    /// 2-2-1 of relus, where the first sample makes Z1[0,0] exactly zero.
    private func engineAtKink(_ activation: Activation = .relu, precision: Precision = .float64) -> Engine {
        let network = NetworkSpecification(
            layerSizes: [2, 2, 1], activations: [activation, .identity], loss: .meanSquaredError, seed: 1,
            precision: precision)
        var engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(),
            training: Samples(
                inputs: Matrix([[1, 2], [3, -1]]), targets: Matrix([[0.25], [-0.5]]), isClassification: false))
        engine.setMatrix(.weights(1), to: Matrix([[2, 0.5], [-1, 0.25]]))
        engine.setMatrix(.weights(2), to: Matrix([[0.75], [-0.5]]))
        return engine
    }

    @Test(arguments: [Activation.relu, .leakyReLU], Precision.allCases)
    func aKinkIsNamedAndIsNoError(_ activation: Activation, _ precision: Precision) throws {
        let check = checked(engineAtKink(activation, precision: precision))
        #expect(check.passed)
        let bias = try matrix("db1", of: check)
        #expect(bias.atKinks == 1)
        #expect(
            bias.kinks == [
                KinkCrossing(matrix: .preactivation(1), row: 0, column: 0, function: activation.rawValue)
            ])
        // What stands at the kink is no example of how well the others agree.
        #expect(try #require(bias.worst).column == 1)
        #expect(try matrix("dW1", of: check).atKinks == 2)
        #expect(try matrix("dZ1", of: check).atKinks == 1)
        #expect(try matrix("dA1", of: check).atKinks == 0)
    }

    @Test func aWrongGradientAtAKinkIsStillFound() throws {
        for wrong in [-0.4, 3] {
            var engine = engineAtKink()
            engine.run(upTo: "update")
            engine.setMatrix(.bias(1).gradient, to: Matrix([[wrong, engine.matrix(.bias(1).gradient)![0, 1]]]))
            let check = checked(engine)
            #expect(try matrix("db1", of: check).failed == 1)
            #expect(try matrix("db1", of: check).worst?.column == 0)
            #expect(check.failedCount == 1)
        }
    }

    /// Near a kink, shorter steps stay on one side of it.
    @Test(arguments: [1e-6, -1e-6, 3e-7])
    func besideAKinkAShorterStepAgrees(distance: Double) throws {
        var engine = engineAtKink()
        engine.setMatrix(.bias(1), to: Matrix([[distance, 0]]))
        let check = checked(engine)
        #expect(check.passed)
        #expect(check.kinkCount == 0)
    }

    /// The pieces of these meet with one slope: the differences only converge more slowly.
    @Test func bordersWithoutACornerAgree() {
        #expect(checked(engineAtKink(.elu)).passed)
        let network = NetworkSpecification(
            layerSizes: [2, 1], activations: [.identity], loss: .huber, initializer: .zeros)
        let engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(),
            training: Samples(
                inputs: Matrix([[1, 2], [3, -1]]), targets: Matrix([[1], [-1]]), isClassification: false))
        #expect(checked(engine).passed)
    }

    @Test func theStepInSoftplusIsAKink() {
        let network = NetworkSpecification(
            layerSizes: [1, 1], activations: [.softplus], loss: .squaredError, initializer: .zeros)
        var engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(),
            training: Samples(inputs: Matrix([[1]]), targets: Matrix([[18]]), isClassification: false))
        engine.setMatrix(.bias(1), to: Matrix([[20]]))
        let check = checked(engine)
        #expect(check.passed)
        #expect(check.matrices.flatMap(\.kinks).allSatisfy { $0.function == "softplus" })
        #expect(check.kinkCount > 0)
    }

    // MARK: Numbers that are none

    @Test(arguments: [Double.nan, .infinity])
    func aGradientThatIsNotFiniteNeverPasses(value: Double) throws {
        var engine = engine(SampleEngines.network())
        engine.run(upTo: "update")
        var gradient = try #require(engine.matrix(.weights(1).gradient))
        gradient[2, 3] = value
        engine.setMatrix(.weights(1).gradient, to: gradient)
        let check = checked(engine, tolerance: .infinity)
        #expect(!check.passed)
        let weights = try matrix("dW1", of: check)
        #expect(weights.failed == 1)
        #expect(weights.notFinite == 1)
        let worst = try #require(weights.worst)
        #expect((worst.row, worst.column) == (2, 3))
        #expect(worst.relativeError.isNaN)
        #expect(worst.numeric.isFinite)
    }

    @Test func aLossThatIsNotFiniteFailsEveryGradient() {
        for activation in [Activation.tanh, .relu] {
            var engine = engine(SampleEngines.network(activation))
            engine.setMatrix(.weights(2), to: Matrix(rows: 4, columns: 2, repeating: .nan))
            let check = checked(engine)
            #expect(check.failedCount == check.cellCount)
            #expect(check.matrices.allSatisfy { $0.notFinite == $0.checked })
        }
    }

    // MARK: How it is worked off

    @Test func theEngineIsLeftAlone() {
        var engine = engine(SampleEngines.network())
        engine.run(through: "linear2.forward")
        let before = engine
        _ = checked(engine)
        #expect(engine == before)
    }

    /// Between iterations it is the next one's; within one, this one's.
    @Test func theIterationIsTheOneUnderWayOrElseTheNext() {
        var engine = Engine(
            network: SampleEngines.network(), optimizer: SampleEngines.momentum, batch: SampleEngines.smallBatches,
            training: SampleEngines.samples())
        let fromStart = checked(engine)
        engine.run(through: "loss.backward")
        #expect(checked(engine) == fromStart)
        engine.run(upTo: "update")
        #expect(checked(engine) == fromStart)
        engine.runNextOperation()
        let fromUpdate = checked(engine)
        #expect(fromUpdate != fromStart)
        engine.runNextOperation()
        #expect(checked(engine) == fromUpdate)
        // The last batch of the epoch has one sample.
        engine.run(through: "update")
        #expect(checked(engine).matrices.first?.shape == MatrixShape(rows: 1, columns: 3))
        #expect(checked(engine).passed)
    }

    @Test func howItIsSlicedDoesNotChangeWhatIsFound() {
        let engine = engineAtKink()
        #expect(checked(engine, budget: 1) == checked(engine))
        var partial = GradientCheck(of: engine)
        partial.advance(budget: 1)
        #expect(partial.checkedCount > 0)
        #expect(!partial.isFinished)
        #expect(!partial.passed)
    }

    @Test func aSampleIsSpreadOverRowsAndColumns() throws {
        let network = NetworkSpecification(
            layerSizes: [3, 40, 2], activations: [.tanh, .identity], loss: .crossEntropy, seed: 1)
        var engine = engine(network)
        engine.run(upTo: "update")
        let right = try #require(engine.matrix(.weights(2).gradient))
        // Only what is wrong shows which cells are looked at.
        func wrong(row: Int?, column: Int?) -> Int {
            var gradient = right
            for i in 0..<40 {
                for j in 0..<2 where (row ?? i) == i && (column ?? j) == j { gradient[i, j] += 1 }
            }
            engine.setMatrix(.weights(2).gradient, to: gradient)
            return checked(engine, cells: 20).matrices.first { $0.name == .weights(2).gradient }!.failed
        }
        #expect(wrong(row: nil, column: nil) == 20)
        #expect((4...16).contains(wrong(row: nil, column: 0)))
        #expect((0..<40).count { wrong(row: $0, column: nil) > 0 } == 20)
        let check = checked(engine, cells: 20)
        #expect(check.matrices.allSatisfy { $0.checked == min(20, $0.shape.count) })
        #expect(check.cellCount == 20 + 20 + 20 + 20 + 20 + 20 + 2 + 14)
    }

    @Test func aWiderToleranceLetsMorePass() throws {
        var engine = engine(SampleEngines.network())
        engine.run(upTo: "update")
        let right = try #require(engine.matrix(.weights(1).gradient))
        engine.setMatrix(
            .weights(1).gradient,
            to: Matrix(rows: 3, columns: 4, elements: right.elements.map { $0 * 1.01 }))
        #expect(!checked(engine).passed)
        #expect(!checked(engine, tolerance: 0.009).passed)
        #expect(checked(engine, tolerance: 0.011).passed)
    }
}
