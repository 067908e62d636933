import Foundation
import NeuralEngine
import Testing

/// Dropout: its masks, its gradients by central differences and by PyTorch's values, and the runs it belongs to.
@Suite struct DropoutTests {
    private func network(
        _ hidden: [Activation] = [.tanh, .relu], _ dropout: [Double] = [0.5, 0.2], seed: UInt64 = 3,
        precision: Precision = .float64
    ) -> NetworkSpecification {
        NetworkSpecification(
            layerSizes: [3, 4, 5, 2], activations: hidden + [.identity], loss: .crossEntropy,
            initializer: .normal(standardDeviation: 0.8), seed: seed, precision: precision, dropout: dropout)
    }

    /// The masks of so many iterations of a wide hidden layer.
    private func masks(_ probability: Double, seed: UInt64 = 1, iterations: Int = 1) -> [Matrix<Double>] {
        let network = NetworkSpecification(
            layerSizes: [3, 200, 200, 2], activations: [.tanh, .tanh, .identity], loss: .crossEntropy, seed: seed,
            dropout: [probability, probability])
        var engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(),
            training: SampleEngines.samples(count: 100))
        return (0..<iterations).flatMap { _ in
            engine.run(through: "dropout2.forward")
            defer { engine.run(upTo: "load-batch") }
            return [engine.matrix(.mask(1))!, engine.matrix(.mask(2))!]
        }
    }

    // MARK: Masks

    @Test(arguments: [0.1, 0.25, 0.5, 0.9])
    func aMaskDropsItsShareAndKeepsTheMean(_ probability: Double) {
        let cells = masks(probability)[0].elements
        #expect(Set(cells) == [0, 1 / (1 - probability)])
        let dropped = Double(cells.count { $0 == 0 }) / Double(cells.count)
        // Five standard deviations of a share of 20 000.
        let tolerance = 5 * (probability * (1 - probability) / 20_000).squareRoot()
        #expect(abs(dropped - probability) < tolerance)
        let mean = cells.reduce(0, +) / Double(cells.count)
        #expect(abs(mean - 1) < tolerance / (1 - probability))
    }

    @Test func masksOfLayersIterationsAndSeedsHaveNothingInCommon() {
        let all = masks(0.5, iterations: 2) + masks(0.5, seed: 2)
        for (index, mask) in all.enumerated() {
            for other in all[(index + 1)...] {
                let equal = zip(mask.elements, other.elements).count { $0 == $1 }
                // Half of them, give or take five standard deviations.
                #expect(abs(equal - 10_000) < 5 * 71)
            }
        }
    }

    @Test func aMaskDependsOnTheSeedTheLayerAndTheIterationAlone() {
        var settings = OptimizerSettings(.adam)
        settings.learningRate = 0.5
        var one = SampleEngines.engine(network())
        var other = SampleEngines.engine(network(), settings)
        other.setMatrix(.weights(1), to: Matrix(rows: 3, columns: 4, repeating: 0.5))
        one.runIterations(4)
        other.runIterations(4)
        #expect(one.matrix(.activation(1)) != other.matrix(.activation(1)))
        for layer in [1, 2] { #expect(one.matrix(.mask(layer)) == other.matrix(.mask(layer))) }
        #expect(one.matrix(.mask(1)) != one.previousMatrix(.mask(1)))
    }

    @Test func theWeightsStartAsWithoutDropout() {
        let (with, without) = (SampleEngines.engine(network()), SampleEngines.engine(network([.tanh, .relu], [])))
        #expect(with.matrix(.weights(2)) == without.matrix(.weights(2)))
    }

    // MARK: The plan

    @Test func operationsAppearWhereThereIsDropout() {
        let plan = SampleEngines.engine(network([.tanh, .identity], [0, 0.2])).plan
        #expect(
            plan.operations.map(\.label) == [
                "load-batch", "linear1.forward", "tanh1.forward", "linear2.forward", "dropout2.forward",
                "linear3.forward", "loss.forward", "loss.backward", "linear3.backward", "dropout2.backward",
                "linear2.backward", "tanh1.backward", "linear1.backward", "update",
            ])
        func texts(_ label: String) -> [String] {
            plan.operations.first { $0.label == label }!.equations.map(\.text)
        }
        #expect(texts("dropout2.forward") == ["M2 = at random 0, with p = 0.2, or 1/(1 − p)", "D2 = Z2 ⊙ M2"])
        #expect(texts("linear3.forward") == ["Z3 = D2·W3 + b3"])
        #expect(texts("linear3.backward") == ["dW3 = D2ᵀ·dZ3", "db3 = Σₙ dZ3", "dD2 = dZ3·W3ᵀ"])
        #expect(texts("dropout2.backward") == ["dZ2 = dD2 ⊙ M2"])
        #expect(
            plan.matrices.map(\.description) == [
                "X", "W1", "b1", "Z1", "A1", "W2", "b2", "Z2", "M2", "D2", "W3", "b3", "Z3", "Y", "P", "loss",
                "dZ3", "dW3", "db3", "dD2", "dZ2", "dW2", "db2", "dA1", "dZ1", "dW1", "db1", "dX", "vW1", "vb1", "vW2",
                "vb2", "vW3", "vb3",
            ])
        for name in ["M1", "D1", "dD1", "M3", "D3"] { #expect(!plan.contains(MatrixName(name)!)) }
    }

    @Test func noDropoutLeavesAllAsItWas() {
        let (zero, none) = (SampleEngines.engine(network([.tanh, .relu], [0, 0])), network([.tanh, .relu], []))
        #expect(zero == SampleEngines.engine(none))
        #expect(!none.hasDropout)
    }

    @Test func aMaskHasNoGradientAndNoMoments() {
        #expect(MatrixName("M1") == .mask(1))
        #expect(MatrixName("dD12") == .dropped(12).gradient)
        for name in ["dM1", "vM1", "mD1", "sD1", "M0", "M", "D"] { #expect(MatrixName(name) == nil, "\(name)") }
        #expect(SampleEngines.engine(network()).matrix(.mask(1).gradient) == nil)
    }

    @Test func anOperationChangesAndReadsExactlyWhatItSays() {
        for hidden in [[Activation.tanh, .relu], [.identity, .identity]] {
            expectOperationsToChangeWhatTheyWrite(network(hidden), SampleEngines.momentum)
            expectOperationsToDependOnWhatTheyRead(network(hidden), SampleEngines.momentum)
        }
    }

    // MARK: Gradients

    @Test(arguments: [[Activation.tanh, .relu], [.sigmoid, .identity], [.identity, .identity]])
    func gradientsAreThoseOfTheLossWithTheMaskHeld(_ hidden: [Activation]) {
        var start = SampleEngines.engine(network(hidden))
        start.runIterations(2)
        var engine = start
        engine.run(upTo: "update")
        let names: [MatrixName] = [
            .inputs, .weights(1), .bias(1), .activation(1), .dropped(1), .weights(2), .activation(2), .dropped(2),
            .weights(3), .bias(3),
        ]
        for name in names {
            let differences = start.centralDifferences(of: name)
            let gradient = engine.matrix(name.gradient)!
            #expect(largestRelativeDifference(gradient, differences, floor: 1e-2) <= 1e-6, "d\(name)")
        }
    }

    struct Fixture: Decodable {
        struct Iteration: Decodable {
            let loss: Double
            let matrices, parameters: [String: [[Double]]]
        }

        struct Case: Decodable {
            let hidden: [String]
            let seed: UInt64
            let dropout: [Double]
            let X, Y: [[Double]]
            let start: [String: [[Double]]]
            let iterations: [Iteration]
            let evaluation: Double
        }

        let cases: [Case]
    }

    static let fixture: Fixture = {
        let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/dropout.json")
        return try! JSONDecoder().decode(Fixture.self, from: Data(contentsOf: file))
    }()

    @Test(arguments: [(Precision.float64, 1e-10), (.float32, 1e-3)])
    func masksValuesGradientsAndUpdatesAreThoseOfPyTorch(_ precision: Precision, _ tolerance: Double) {
        #expect(Self.fixture.cases.count == 2)
        for fixture in Self.fixture.cases {
            let network = NetworkSpecification(
                layerSizes: [3, 5, 4, 2],
                activations: fixture.hidden.map { Activation(rawValue: $0)! } + [.identity], loss: .crossEntropy,
                seed: fixture.seed, precision: precision, dropout: fixture.dropout)
            var engine = Engine(
                network: network, optimizer: SampleEngines.momentum, batch: BatchSettings(size: .rows(4)),
                training: Samples(inputs: Matrix(fixture.X), targets: Matrix(fixture.Y), isClassification: true))
            for (name, rows) in fixture.start { engine.setMatrix(MatrixName(name)!, to: Matrix(rows)) }
            for (index, iteration) in fixture.iterations.enumerated() {
                engine.run(upTo: "update")
                #expect(relativeDifference(engine.loss!, iteration.loss, floor: 0.1) < tolerance)
                engine.runNextOperation()
                let all = iteration.matrices.merging(iteration.parameters, uniquingKeysWith: { a, _ in a })
                for (name, rows) in all {
                    let difference = largestRelativeDifference(
                        engine.matrix(MatrixName(name)!)!, Matrix(rows), floor: 0.1)
                    #expect(difference < tolerance, "\(name) of iteration \(index)")
                }
            }
            let loss = engine.evaluate(engine.training!).loss
            #expect(relativeDifference(loss, fixture.evaluation, floor: 0.1) < tolerance)
        }
    }

    // MARK: Runs

    @Test(arguments: Precision.allCases, [[Activation.tanh, .relu], [.identity, .identity]])
    func trainingIsSteppingToTheLastBit(_ precision: Precision, _ hidden: [Activation]) {
        let start = SampleEngines.engine(network(hidden, precision: precision), batch: SampleEngines.smallBatches)
        var (trained, stepped, once) = (start, start, start)
        for iterations in [1, 2, 5] {
            trained.runIterations(iterations)
            for _ in 0..<iterations * stepped.plan.operations.count { stepped.runNextOperation() }
            #expect(trained == stepped)
        }
        once.runIterations(8)
        #expect(once == trained)
    }

    @Test func evaluationIsWithoutDropout() {
        var engine = SampleEngines.engine(network())
        engine.runIterations(3)
        var plain = SampleEngines.engine(network([.tanh, .relu], []))
        for layer in 1...3 {
            plain.setMatrix(.weights(layer), to: engine.matrix(.weights(layer))!)
            plain.setMatrix(.bias(layer), to: engine.matrix(.bias(layer))!)
        }
        let samples = SampleEngines.samples(count: 50, seed: 2)
        let before = engine
        #expect(engine.evaluate(samples) == plain.evaluate(samples))
        #expect(engine.forward(of: samples.inputs) == plain.forward(of: samples.inputs))
        #expect(engine == before)
        engine.run(through: "loss.forward")
        #expect(engine.loss != engine.evaluate(engine.training!).loss)
    }
}
