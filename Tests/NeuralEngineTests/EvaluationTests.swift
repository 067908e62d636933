import NeuralEngine
import Testing

@Suite struct EvaluationTests {
    @Test(arguments: Loss.allCases)
    func theTrainingDataGiveTheLossOfTheirBatch(_ loss: Loss) {
        for precision in Precision.allCases {
            let network = SampleEngines.network(loss: loss, precision: precision)
            var engine = SampleEngines.engine(network)
            engine.runIterations(5)
            let evaluation = engine.evaluate(engine.training!)
            engine.run(through: "loss.forward")
            #expect(engine.loss == evaluation.loss)
            #expect(engine.accuracy == evaluation.accuracy)
        }
    }

    @Test(arguments: Reduction.allCases)
    func manySamplesGiveTheSameAsOneByOne(_ reduction: Reduction) {
        // More than go through the network in one block, and a last block of another size.
        let network = SampleEngines.network(reduction: reduction)
        let engine = SampleEngines.engine(network)
        let samples = SampleEngines.samples(count: 2500)
        var (sum, right) = (0.0, 0.0)
        for row in 0..<samples.count {
            let one = Samples(
                inputs: Matrix([samples.inputs.row(row)]), targets: Matrix([samples.targets.row(row)]),
                isClassification: true)
            sum += engine.evaluate(one).loss
            right += engine.evaluate(one).accuracy!
        }
        let all = engine.evaluate(samples)
        let expected = reduction == .mean ? sum / 2500 : sum
        #expect(relativeDifference(all.loss, expected, floor: 0) < 1e-12)
        #expect(abs(all.accuracy! - right / 2500) < 1e-12)
    }

    @Test func outputsAreProbabilitiesWhereTheLossMakesThem() {
        var engine = SampleEngines.engine()
        engine.run(through: "loss.forward")
        #expect(engine.forward(of: engine.training!.inputs) == engine.matrix(.probabilities))
        var other = SampleEngines.engine(SampleEngines.network(output: .tanh, loss: .huber))
        other.run(through: "loss.forward")
        #expect(other.forward(of: other.training!.inputs) == other.matrix(.activation(2)))
    }

    @Test func noSamplesHaveNoLoss() {
        let engine = SampleEngines.engine()
        let none = Samples(
            inputs: Matrix(rows: 0, columns: 3), targets: Matrix(rows: 0, columns: 2), isClassification: true)
        #expect(engine.evaluate(none).loss.isNaN)
        #expect(engine.evaluate(none).accuracy == nil)
        #expect(engine.forward(of: none.inputs).shape == MatrixShape(rows: 0, columns: 2))
    }

    @Test func withoutClassesThereIsNoAccuracy() {
        var samples = SampleEngines.samples()
        samples.isClassification = false
        #expect(SampleEngines.engine().evaluate(samples).accuracy == nil)
    }
}
