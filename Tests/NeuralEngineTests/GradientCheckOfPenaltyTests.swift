import NeuralEngine
import Testing

/// The check of gradients with a penalty on weights, l1·Σ|W| + (l2/2)·ΣW².
@Suite struct GradientCheckOfPenaltyTests {
    private func engine(
        _ regularization: Regularization, _ hidden: Activation = .tanh, reduction: Reduction = .mean,
        initializer: Initializer = .normal(standardDeviation: 0.8), precision: Precision = .float64
    ) -> Engine {
        var network = SampleEngines.network(
            hidden, reduction: reduction, initializer: initializer, precision: precision)
        network.regularization = regularization
        return SampleEngines.engine(network)
    }

    /// With one weight at a place of its own.
    private func engine(
        _ regularization: Regularization, weight: Double, precision: Precision = .float64
    ) -> Engine {
        var engine = engine(regularization, precision: precision)
        var weights = engine.matrix(.weights(1))!
        weights[1, 2] = weight
        engine.setMatrix(.weights(1), to: weights)
        return engine
    }

    private static let penalties = [
        Regularization(l1: 0.1), Regularization(l2: 0.3), Regularization(l1: 0.05, l2: 0.2),
        Regularization(l1: 30), Regularization(l2: 100),
    ]

    // MARK: Right gradients

    @Test(arguments: penalties, Activation.allCases)
    func rightGradientsPass(_ regularization: Regularization, _ activation: Activation) {
        for precision in Precision.allCases {
            for reduction in Reduction.allCases {
                let check = engine(regularization, activation, reduction: reduction, precision: precision)
                    .checkedGradients()
                #expect(check.passed, "\(precision) \(reduction) \(check.failed)")
                #expect(check.kinkCount == 0)
                #expect(check.changedAfterwards.isEmpty)
            }
        }
    }

    /// Where the penalty and the data hold each other the balance, what is left of both is small.
    @Test(arguments: penalties, Precision.allCases)
    func noiseIsNotTakenForAnErrorWhereTheGradientHasVanished(
        _ regularization: Regularization, _ precision: Precision
    ) {
        var engine = engine(regularization, precision: precision)
        var optimizer = engine.optimizer
        optimizer.learningRate = min(0.1, 0.1 / max(regularization.l1, regularization.l2))
        engine.optimizer = optimizer
        engine.runIterations(2000)
        let check = engine.checkedGradients()
        #expect(check.passed, "\(check.failed)")
    }

    @Test func theWholePenaltyIsPartOfTheLossThatStands() {
        for precision in Precision.allCases {
            var engine = engine(Regularization(l1: 0.5, l2: 2), precision: precision)
            engine.run(through: "loss.forward")
            #expect(GradientCheck(of: engine).changedAfterwards.isEmpty)
            // Another penalty makes another loss of the same operands.
            engine.regularization = Regularization(l1: 0.5, l2: 2.1)
            #expect(GradientCheck(of: engine).changedAfterwards == [.loss])
            engine.regularization = Regularization(l1: 0.5, l2: 2)
            var weights = engine.matrix(.weights(2))!
            weights[0, 0] += 0.5
            engine.setMatrix(.weights(2), to: weights)
            #expect(GradientCheck(of: engine).changedAfterwards == [.preactivation(2), .loss])
        }
    }

    // MARK: The corner of |w|

    /// The sign of zero is zero, which is what the differences on both sides come to.
    @Test(arguments: [Regularization(l1: 0.1), Regularization(l1: 0.1, l2: 0.3)], Precision.allCases)
    func aWeightOfExactlyZeroAgrees(_ regularization: Regularization, _ precision: Precision) throws {
        let check = engine(regularization, weight: 0, precision: precision).checkedGradients()
        #expect(check.passed)
        #expect(check.kinkCount == 0)
        let zeros = engine(regularization, initializer: .zeros, precision: precision).checkedGradients()
        #expect(zeros.passed)
    }

    @Test(arguments: [0.1, -0.1, 0.01], Precision.allCases)
    func aWrongSignOfZeroIsFound(_ wrong: Double, _ precision: Precision) throws {
        var engine = engine(Regularization(l1: 0.1), weight: 0, precision: precision)
        engine.run(upTo: "update")
        var gradient = try #require(engine.matrix(.weights(1).gradient))
        gradient[1, 2] += wrong
        engine.setMatrix(.weights(1).gradient, to: gradient)
        let check = engine.checkedGradients()
        #expect(check.failed == ["dW1"])
        #expect(check.failedCount == 1)
        let worst = try #require(check.check(of: .weights(1).gradient)?.worst)
        #expect((worst.row, worst.column) == (1, 2))
        #expect(abs(worst.analytic - worst.numeric - wrong) < 1e-6)
    }

    /// In single precision 1e-300 would be zero itself.
    @Test(arguments: [
        (1e-9, Precision.float64), (-1e-9, .float64), (1e-300, .float64), (1e-9, .float32), (-1e-9, .float32),
    ])
    func aWeightBesideZeroIsAtAKinkThatIsNamed(_ weight: Double, _ precision: Precision) throws {
        let check = engine(Regularization(l1: 0.1, l2: 0.1), weight: weight, precision: precision).checkedGradients()
        #expect(check.passed)
        #expect(check.kinkCount == 1)
        #expect(
            check.check(of: .weights(1).gradient)?.kinks == [
                KinkCrossing(matrix: .weights(1), row: 1, column: 2, function: "l1")
            ])
    }

    @Test func besideTheKinkAWrongGradientIsStillFound() throws {
        for weight in [1e-9, -1e-9] {
            // That of the other side, and that of none.
            for wrong in [-0.2, -0.1, 0.001] {
                var engine = engine(Regularization(l1: 0.1), weight: weight)
                engine.run(upTo: "update")
                var gradient = try #require(engine.matrix(.weights(1).gradient))
                gradient[1, 2] += weight > 0 ? wrong : -wrong
                engine.setMatrix(.weights(1).gradient, to: gradient)
                let check = engine.checkedGradients()
                #expect(check.failed == ["dW1"])
                #expect(check.failedCount == 1)
            }
        }
    }

    @Test(arguments: [1e-6, -1e-6, 3e-7])
    func fartherAwayAShorterStepAgrees(weight: Double) {
        let check = engine(Regularization(l1: 0.1), weight: weight).checkedGradients()
        #expect(check.passed)
        #expect(check.kinkCount == 0)
    }

    /// Squares have no corner.
    @Test func withoutL1ThereIsNoKink() {
        let check = engine(Regularization(l2: 5), weight: 1e-9).checkedGradients()
        #expect(check.passed)
        #expect(check.kinkCount == 0)
    }

    // MARK: Wrong ones

    /// The mistake of a backward pass that knows nothing of the penalty.
    @Test(arguments: penalties, Precision.allCases)
    func aForgottenPenaltyIsFoundInEveryWeightAndNowhereElse(
        _ regularization: Regularization, _ precision: Precision
    ) throws {
        var engine = engine(regularization, precision: precision)
        var without = engine
        without.regularization = .none
        engine.run(upTo: "update")
        without.run(upTo: "update")
        for name in [MatrixName.weights(1).gradient, .weights(2).gradient] {
            engine.setMatrix(name, to: without.matrix(name)!)
        }
        let check = engine.checkedGradients()
        #expect(check.failed == ["dW1", "dW2"])
        #expect(check.failedCount == 12 + 8)
    }

    /// l2 is twice the factor of ΣW²: the gradient of l2·ΣW² is wrong, and so is a penalty on the biases.
    @Test func aWrongFactorAndAPenaltyOnBiasesAreFound() throws {
        var engine = engine(Regularization(l1: 0.1, l2: 0.3))
        engine.setMatrix(.bias(1), to: Matrix([[0.5, -0.25, 1, 2]]))
        engine.run(upTo: "update")
        var (dW, db) = (engine.matrix(.weights(2).gradient)!, engine.matrix(.bias(1).gradient)!)
        let (w, b) = (engine.matrix(.weights(2))!, engine.matrix(.bias(1))!)
        for index in w.elements.indices { dW.elements[index] += 0.3 * w.elements[index] }
        for index in b.elements.indices { db.elements[index] += 0.3 * b.elements[index] }
        engine.setMatrix(.weights(2).gradient, to: dW)
        engine.setMatrix(.bias(1).gradient, to: db)
        let check = engine.checkedGradients()
        #expect(check.failed == ["db1", "dW2"])
        #expect(check.failedCount == 4 + 8)
    }

    /// However large the penalty is, what it is no part of is measured by the data's loss.
    @Test(arguments: [Regularization(l1: 1e4), Regularization(l2: 1e4)], ["dX", "db1", "dZ2", "dA1"])
    func aLargePenaltyHidesNoErrorElsewhere(_ regularization: Regularization, _ text: String) throws {
        let name = try #require(MatrixName(text))
        for precision in Precision.allCases {
            var engine = engine(regularization, precision: precision)
            engine.run(upTo: "update")
            var wrong = try #require(engine.matrix(name))
            wrong[0, 1] += 0.01
            engine.setMatrix(name, to: wrong)
            let check = engine.checkedGradients()
            #expect(check.failed == [text])
            #expect(check.failedCount == 1)
        }
    }

    @Test func aWeightThatIsNotFiniteNeverPasses() {
        for value in [Double.nan, .infinity] {
            let check = engine(Regularization(l1: 0.1, l2: 0.1), weight: value).checkedGradients(tolerance: .infinity)
            #expect(!check.passed)
        }
    }
}
