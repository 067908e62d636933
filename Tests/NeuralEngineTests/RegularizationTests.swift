import Foundation
import NeuralEngine
import Testing

/// The penalty on weights by hand, by central differences and by PyTorch's values.
@Suite struct RegularizationTests {
    static let penalties = [Regularization(l1: 0.1), Regularization(l2: 0.3), Regularization(l1: 0.05, l2: 0.2)]

    private func network(
        _ regularization: Regularization, reduction: Reduction = .mean, precision: Precision = .float64
    ) -> NetworkSpecification {
        var network = SampleEngines.network(reduction: reduction, precision: precision)
        network.regularization = regularization
        return network
    }

    // MARK: By hand

    @Test func theLossAndTheGradientHaveThePenaltyOfTheFormula() {
        // A = X·W + b = [1·2 + 2·(−1) + 0.5] = 0.5; data loss (0.5 − 0)² = 0.25, its gradients 2·0.5·X = [1; 2], db 1.
        // Σ|W| = 3, ΣW² = 5: 0.25 + 0.1·3 + 0.2·5/2 = 1.05; dW = [1 + 0.1 + 0.4; 2 − 0.1 − 0.2; 0].
        let network = NetworkSpecification(
            layerSizes: [3, 1], activations: [.identity], loss: .meanSquaredError,
            regularization: Regularization(l1: 0.1, l2: 0.2))
        let samples = Samples(inputs: Matrix([[1, 2, 0]]), targets: Matrix([[0]]), isClassification: false)
        var engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(), training: samples)
        engine.setMatrix(.weights(1), to: Matrix([[2], [-1], [0]]))
        engine.setMatrix(.bias(1), to: Matrix([[0.5]]))
        engine.run(upTo: "update")
        #expect(abs(engine.loss! - 1.05) < 1e-15)
        let dW = engine.matrix(.weights(1).gradient)!
        #expect(abs(dW[0, 0] - 1.5) < 1e-15)
        #expect(abs(dW[1, 0] - 1.7) < 1e-15)
        // The sign of zero is zero.
        #expect(dW[2, 0] == 0)
        // Biases have no penalty.
        #expect(engine.matrix(.bias(1).gradient) == Matrix([[1]]))
        #expect(abs(engine.evaluate(samples).loss - 1.05) < 1e-15)
    }

    @Test func equationsShowThePenalty() {
        func equations(_ regularization: Regularization) -> [String] {
            let operations = SampleEngines.engine(network(regularization)).plan.operations
            return ["loss.forward", "linear1.backward"].map { label in
                operations.first { $0.label == label }!.equations.first { $0.result != .probabilities }!.text
            }
        }
        #expect(equations(.none) == ["loss = −(1/N)·Σ Y ⊙ logsoftmax(Z2)", "dW1 = Xᵀ·dZ1"])
        #expect(
            equations(Regularization(l1: 1)) == [
                "loss = −(1/N)·Σ Y ⊙ logsoftmax(Z2) + l1·Σ|W|", "dW1 = Xᵀ·dZ1 + l1·sign(W1)",
            ])
        #expect(
            equations(Regularization(l1: 1, l2: 1)) == [
                "loss = −(1/N)·Σ Y ⊙ logsoftmax(Z2) + l1·Σ|W| + (l2/2)·ΣW²", "dW1 = Xᵀ·dZ1 + l1·sign(W1) + l2·W1",
            ])
        let plan = SampleEngines.engine(network(Regularization(l2: 1))).plan
        let loss = plan.operations.first { $0.label == "loss.forward" }!
        #expect(loss.reads == [.preactivation(2), .targets, .weights(1), .weights(2)])
        #expect(loss.summary == "L = CE(Z2, Y) + penalty")
    }

    // MARK: Central differences

    @Test(arguments: penalties, Reduction.allCases)
    func gradientsAreThoseOfThePenalizedLoss(_ regularization: Regularization, _ reduction: Reduction) {
        var engine = SampleEngines.engine(network(regularization, reduction: reduction))
        let start = engine
        engine.run(upTo: "update")
        for name in [MatrixName.weights(1), .bias(1), .weights(2), .bias(2)] {
            let differences = start.centralDifferences(of: name)
            let gradient = engine.matrix(name.gradient)!
            #expect(largestRelativeDifference(gradient, differences, floor: 1e-2) <= 1e-6, "d\(name)")
        }
    }

    // MARK: PyTorch

    struct Fixture: Decodable {
        struct Update: Decodable {
            let loss: Double
            let gradients, parameters: [String: [[Double]]]
        }

        struct Case: Decodable {
            let loss: String
            let l1, l2: Double
            let X, Y, test_X, test_Y: [[Double]]
            let start: [String: [[Double]]]
            let updates: [Update]
            let test_loss: Double
            let decay: [String: [[Double]]]
        }

        let cases: [Case]
    }

    static let fixture: Fixture = {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Fixtures/regularization.json")
        return try! JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    }()

    private func engine(
        _ fixture: Fixture.Case, momentum: Double, l1: Double, l2: Double, _ precision: Precision
    ) -> Engine {
        var settings = OptimizerSettings(.sgd)
        settings.learningRate = 0.1
        settings.momentum = momentum
        let network = NetworkSpecification(
            layerSizes: [3, 4, 2], activations: [.tanh, .identity], loss: Loss(rawValue: fixture.loss)!,
            precision: precision, regularization: Regularization(l1: l1, l2: l2))
        var engine = Engine(
            network: network, optimizer: settings, batch: BatchSettings(),
            training: Samples(inputs: Matrix(fixture.X), targets: Matrix(fixture.Y), isClassification: true))
        for (name, rows) in fixture.start { engine.setMatrix(MatrixName(name)!, to: Matrix(rows)) }
        return engine
    }

    @Test(arguments: [(Precision.float64, 1e-10), (.float32, 1e-4)])
    func lossesGradientsAndUpdatesAreThoseOfPyTorch(_ precision: Precision, _ tolerance: Double) {
        #expect(Self.fixture.cases.count == 6)
        for fixture in Self.fixture.cases {
            var engine = engine(fixture, momentum: 0.9, l1: fixture.l1, l2: fixture.l2, precision)
            for update in fixture.updates {
                engine.run(upTo: "update")
                #expect(relativeDifference(engine.loss!, update.loss, floor: 0.1) < tolerance)
                engine.runNextOperation()
                for (name, rows) in update.gradients.merging(update.parameters, uniquingKeysWith: { a, _ in a }) {
                    let matrix = engine.matrix(MatrixName(name)!)!
                    #expect(largestRelativeDifference(matrix, Matrix(rows), floor: 0.1) < tolerance, "\(name)")
                }
            }
            let test = Samples(
                inputs: Matrix(fixture.test_X), targets: Matrix(fixture.test_Y), isClassification: true)
            #expect(relativeDifference(engine.evaluate(test).loss, fixture.test_loss, floor: 0.1) < tolerance)
        }
    }

    @Test func l2WithPlainDescentIsPyTorchsWeightDecayOfTheWeights() {
        for fixture in Self.fixture.cases {
            var engine = engine(fixture, momentum: 0, l1: 0, l2: fixture.l2, .float64)
            engine.runIterations(3)
            for (name, rows) in fixture.decay {
                let difference = largestRelativeDifference(
                    engine.matrix(MatrixName(name)!)!, Matrix(rows), floor: 0.1)
                #expect(difference < 1e-12, "\(name)")
            }
        }
    }

    // MARK: In training

    @Test(arguments: penalties, Precision.allCases)
    func trainingIsSteppingToTheLastBit(_ regularization: Regularization, _ precision: Precision) {
        let start = SampleEngines.engine(
            network(regularization, precision: precision), batch: SampleEngines.smallBatches)
        var (trained, stepped) = (start, start)
        trained.runIterations(5)
        for _ in 0..<5 * stepped.plan.operations.count { stepped.runNextOperation() }
        #expect(trained == stepped)
    }

    @Test(arguments: penalties, Reduction.allCases)
    func theTrainingDataGiveTheLossOfTheirBatch(_ regularization: Regularization, _ reduction: Reduction) {
        for precision in Precision.allCases {
            var engine = SampleEngines.engine(
                network(regularization, reduction: reduction, precision: precision))
            engine.runIterations(5)
            let evaluation = engine.evaluate(engine.training!)
            engine.run(through: "loss.forward")
            #expect(engine.loss == evaluation.loss)
        }
    }

    @Test(arguments: Reduction.allCases)
    func manySamplesHaveThePenaltyOnce(_ reduction: Reduction) {
        var engine = SampleEngines.engine(network(Regularization(l1: 0.1, l2: 0.1), reduction: reduction))
        let samples = SampleEngines.samples(count: 2500)
        let penalized = engine.evaluate(samples).loss
        engine.regularization = .none
        let weights = engine.matrix(.weights(1))!.elements + engine.matrix(.weights(2))!.elements
        let penalty = weights.reduce(0) { $0 + 0.1 * abs($1) + 0.05 * $1 * $1 }
        #expect(relativeDifference(penalized, engine.evaluate(samples).loss + penalty, floor: 0) < 1e-13)
    }

    @Test func itCanChangeAtAnyMomentAndNothingElseDoes() {
        var engine = SampleEngines.engine(batch: SampleEngines.smallBatches)
        let plain = engine
        engine.run(upTo: "loss.backward")
        let before = engine
        engine.regularization = Regularization(l2: 0.5)
        for name in engine.plan.matrices {
            #expect(engine.matrix(name) == before.matrix(name))
            #expect(engine.previousMatrix(name) == before.previousMatrix(name))
        }
        engine.regularization = .none
        #expect(engine == before)
        engine.run(upTo: "update")
        var straight = plain
        straight.run(upTo: "update")
        #expect(engine == straight)
    }

    @Test func weightsThatDivergedLeaveNoPenaltyOfAnotherKind() {
        // 0·∞ would make a number that is not one of a penalty that is switched off.
        var engine = SampleEngines.engine(network(Regularization(l1: 0.1)))
        engine.setMatrix(.weights(1), to: Matrix(rows: 3, columns: 4, repeating: 1e200))
        engine.run(through: "loss.forward")
        #expect(engine.loss!.isFinite)
    }
}
