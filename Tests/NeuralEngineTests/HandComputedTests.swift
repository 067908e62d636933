import NeuralEngine
import Testing

/// Worked examples whose numbers can be checked on paper.
@Suite struct HandComputedTests {
    func expect(_ engine: Engine, _ name: String, _ rows: [[Double]], within tolerance: Double = 1e-12) {
        let matrix = engine.matrix(MatrixName(name)!)!
        #expect(matrix.shape == Matrix(rows).shape, "\(name)")
        #expect(largestRelativeDifference(matrix, Matrix(rows), floor: 1) <= tolerance, "\(name) is \(matrix)")
    }

    /// One sample, one ReLU layer with a dead unit, one output: every number by hand.
    @Test func reluNetworkByHand() {
        let network = NetworkSpecification(
            layerSizes: [2, 2, 1], activations: [.relu, .identity], loss: .squaredError)
        var optimizer = OptimizerSettings(.sgd)
        optimizer.learningRate = 0.1
        let samples = Samples(inputs: Matrix([[1, 2]]), targets: Matrix([[1]]), isClassification: false)
        var engine = Engine(network: network, optimizer: optimizer, batch: BatchSettings(), training: samples)
        engine.setMatrix(.weights(1), to: Matrix([[1, -1], [0.5, -0.5]]))
        engine.setMatrix(.bias(1), to: Matrix([[0.5, 0.25]]))
        engine.setMatrix(.weights(2), to: Matrix([[2], [3]]))
        engine.setMatrix(.bias(2), to: Matrix([[-1]]))
        engine.run(upTo: "update")

        expect(engine, "Z1", [[2.5, -1.75]])
        expect(engine, "A1", [[2.5, 0]])
        expect(engine, "Z2", [[4]])
        expect(engine, "loss", [[4.5]])  // ½·(4 − 1)²
        expect(engine, "dZ2", [[3]])
        expect(engine, "dY", [[-3]])
        expect(engine, "dW2", [[7.5], [0]])
        expect(engine, "db2", [[3]])
        expect(engine, "dA1", [[6, 9]])
        expect(engine, "dZ1", [[6, 0]])
        expect(engine, "dW1", [[6, 0], [12, 0]])
        expect(engine, "db1", [[6, 0]])
        expect(engine, "dX", [[6, 3]])

        engine.runNextOperation()
        expect(engine, "W2", [[1.25], [3]])
        expect(engine, "b2", [[-1.3]])
        expect(engine, "W1", [[0.4, -1], [-0.7, -0.5]])
        expect(engine, "b1", [[-0.1, 0.25]])
    }

    /// Matt Mazur, "A step by step backpropagation example" (2015), with the numbers printed there.
    @Test func mazursExample() {
        let network = NetworkSpecification(
            layerSizes: [2, 2, 2], activations: [.sigmoid, .sigmoid], loss: .squaredError)
        var optimizer = OptimizerSettings(.sgd)
        optimizer.learningRate = 0.5
        let samples = Samples(
            inputs: Matrix([[0.05, 0.10]]), targets: Matrix([[0.01, 0.99]]), isClassification: false)
        var engine = Engine(network: network, optimizer: optimizer, batch: BatchSettings(), training: samples)
        engine.setMatrix(.weights(1), to: Matrix([[0.15, 0.25], [0.20, 0.30]]))
        engine.setMatrix(.bias(1), to: Matrix([[0.35, 0.35]]))
        engine.setMatrix(.weights(2), to: Matrix([[0.40, 0.50], [0.45, 0.55]]))
        engine.setMatrix(.bias(2), to: Matrix([[0.60, 0.60]]))
        engine.runIterations(1)

        expect(engine, "A1", [[0.593269992, 0.596884378]], within: 1e-9)
        expect(engine, "A2", [[0.75136507, 0.772928465]], within: 1e-8)
        expect(engine, "loss", [[0.298371109]], within: 1e-9)
        #expect(abs(engine.matrix(.weights(2).gradient)![0, 0] - 0.082167041) < 1e-9)
        expect(engine, "W2", [[0.35891648, 0.511301270], [0.408666186, 0.561370121]], within: 1e-8)
        expect(engine, "W1", [[0.149780716, 0.24975114], [0.19956143, 0.29950229]], within: 1e-8)
    }

    @Test func softmaxCrossEntropyByHand() {
        // Logits log 1, log 2, log 5 make the probabilities 1/8, 2/8, 5/8.
        let network = NetworkSpecification(layerSizes: [1, 3], activations: [.identity], loss: .crossEntropy)
        let samples = Samples(
            inputs: Matrix([[1], [1]]), targets: Matrix([[0, 0, 1], [1, 0, 0]]), isClassification: true)
        var engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(), training: samples)
        engine.setMatrix(.weights(1), to: Matrix([[0, Double.log(2), Double.log(5)]]))
        engine.run(upTo: "update")
        expect(engine, "P", [[0.125, 0.25, 0.625], [0.125, 0.25, 0.625]])
        expect(engine, "loss", [[(Double.log(1.6) + Double.log(8)) / 2]])
        expect(engine, "dA1", [[0.0625, 0.125, -0.1875], [-0.4375, 0.125, 0.3125]])
        expect(engine, "dW1", [[-0.375, 0.25, 0.125]])
        expect(engine, "dP", [[0, 0, -0.8], [-4, 0, 0]])
        let minusLogP = [Double.log(8) / 2, Double.log(4) / 2, Double.log(1.6) / 2]
        expect(engine, "dY", [minusLogP, minusLogP])
        #expect(engine.accuracy == 0.5)
    }
}
