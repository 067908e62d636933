import NeuralEngine
import Testing

@Suite struct LossTests {
    /// An engine whose last layer's output is what is given, one loss.forward and loss.backward on.
    func engine(
        _ loss: Loss, output: [[Double]], targets: [[Double]], reduction: Reduction = .mean,
        precision: Precision = .float64
    ) -> Engine {
        let network = NetworkSpecification(
            layerSizes: [1, targets[0].count], activations: [.identity], loss: loss, reduction: reduction,
            precision: precision)
        let samples = Samples(
            inputs: Matrix(rows: targets.count, columns: 1), targets: Matrix(targets), isClassification: true)
        var engine = Engine(
            network: network, optimizer: OptimizerSettings(), batch: BatchSettings(), training: samples)
        engine.run(upTo: "loss.forward")
        engine.setMatrix(.activation(1), to: Matrix(output))
        engine.run(through: "loss.backward")
        return engine
    }

    @Test func meansDivideBySamplesOrByCells() {
        let output: [[Double]] = [[1, 2], [3, 5]]
        let targets: [[Double]] = [[0, 2], [1, 1]]
        // Squared differences: 1 0 4 16.
        #expect(engine(.meanSquaredError, output: output, targets: targets).loss == 21.0 / 4)
        #expect(engine(.squaredError, output: output, targets: targets).loss == 21.0 / 4)
        #expect(engine(.meanSquaredError, output: output, targets: targets, reduction: .sum).loss == 21)
        #expect(engine(.squaredError, output: output, targets: targets, reduction: .sum).loss == 10.5)
    }

    @Test func huberIsQuadraticInsideAndLinearOutside() {
        let engine = engine(.huber, output: [[0.5, 3, -3, 1]], targets: [[0, 0, 0, 0]], reduction: .sum)
        #expect(engine.loss == 0.125 + 2.5 + 2.5 + 0.5)
        #expect(engine.matrix(.activation(1).gradient) == Matrix([[0.5, 1, -1, 1]]))
    }

    @Test(arguments: Precision.allCases)
    func crossEntropyStandsLogitsOfAThousand(_ precision: Precision) {
        let engine = engine(
            .crossEntropy, output: [[1000, -1000, 999], [-1000, -1000, -1000]], targets: [[0, 1, 0], [1, 0, 0]],
            reduction: .sum, precision: precision)
        let expected = 2000 + Double.log(1 + Double.exp(-1)) + Double.log(3)
        #expect(abs(engine.loss! - expected) < 1e-3)
        let p = engine.matrix(.probabilities)!
        #expect(abs(p[0, 0] - 1 / (1 + Double.exp(-1))) < 1e-6)
        #expect(p[0, 1] == 0)
        #expect(abs(p[1, 2] - 1.0 / 3) < 1e-6)
        #expect(engine.matrix(.activation(1).gradient)!.elements.allSatisfy { $0.isFinite })
    }

    /// Numbers of classes that have code of their own, and others; rows that fill vectors, and not.
    @Test(arguments: 1...6, [1, 3, 4, 7, 8, 9, 17])
    func crossEntropyOfAnyNumberOfClassesIsTheFormulas(_ classes: Int, _ rows: Int) {
        var random = SplitMix64(seed: UInt64(100 * classes + rows))
        let output = (0..<rows).map { _ in (0..<classes).map { _ in 4 * random.uniform() - 2 } }
        let classOfRow = (0..<rows).map { _ in random.integer(below: classes) }
        let targets = classOfRow.map { right in (0..<classes).map { $0 == right ? 1.0 : 0 } }
        let engine = engine(.crossEntropy, output: output, targets: targets)

        var (loss, right) = (0.0, 0)
        for n in 0..<rows {
            let sum = output[n].reduce(0) { $0 + Double.exp($1) }
            loss += Double.log(sum) - output[n][classOfRow[n]]
            right += output[n].max() == output[n][classOfRow[n]] ? 1 : 0
            for j in 0..<classes {
                let p = Double.exp(output[n][j]) / sum
                let gradient = (p - targets[n][j]) / Double(rows)
                #expect(abs(engine.matrix(.probabilities)![n, j] - p) < 1e-14)
                #expect(abs(engine.matrix(.activation(1).gradient)![n, j] - gradient) < 1e-14)
            }
        }
        #expect(abs(engine.loss! - loss / Double(rows)) < 1e-13)
        if classes > 1 { #expect(engine.accuracy == Double(right) / Double(rows)) }
    }

    @Test func aSmallCrossEntropyIsNotRoundedAwayBesideLargeLogits() {
        // log(1 + e⁻³⁵) beside a logit of 3; PyTorch's cross_entropy has the same digits.
        let loss = engine(.crossEntropy, output: [[3, -32]], targets: [[1, 0]]).loss!
        #expect(loss == Double.log(1 + Double.exp(-35)))
    }

    @Test(arguments: Precision.allCases)
    func binaryCrossEntropyStandsLogitsOfAThousand(_ precision: Precision) {
        let engine = engine(
            .binaryCrossEntropy, output: [[1000], [-1000], [1000], [0]], targets: [[1], [0], [0], [1]],
            precision: precision)
        #expect(abs(engine.loss! - (1000 + Double.log(2)) / 4) < 1e-4)
        #expect(engine.matrix(.probabilities) == Matrix([[1], [0], [1], [0.5]]))
        #expect(engine.matrix(.activation(1).gradient) == Matrix([[0], [0], [0.25], [-0.125]]))
    }

    @Test func accuracyIsTheShareOfRowsWhoseLargestOutputIsTheClass() {
        let output: [[Double]] = [[1, 3, 2], [5, 1, 1], [0, 0, 1], [.nan, .nan, .nan]]
        let targets: [[Double]] = [[0, 1, 0], [0, 1, 0], [0, 0, 1], [1, 0, 0]]
        #expect(engine(.crossEntropy, output: output, targets: targets).accuracy == 0.5)
    }

    @Test func oneOutputIsAClassFromAHalfUp() {
        let targets: [[Double]] = [[1], [0], [1], [0]]
        // P is at least 0.5 where the logit is not negative.
        #expect(engine(.binaryCrossEntropy, output: [[0], [-1], [-1], [2]], targets: targets).accuracy == 0.5)
        #expect(engine(.meanSquaredError, output: [[0.5], [0.4], [0.6], [0.7]], targets: targets).accuracy == 0.75)
    }

    @Test func gradientByProbabilitiesOfBinaryCrossEntropy() {
        let engine = engine(.binaryCrossEntropy, output: [[0, Double.log(3)]], targets: [[1, 0]], reduction: .sum)
        let gradient = engine.matrix(.probabilities.gradient)!
        #expect(largestRelativeDifference(gradient, Matrix([[-2, 4]]), floor: 1) < 1e-12)
    }
}
