import NeuralEngine
import Testing

/// Every gradient against (L(m + h) − L(m − h)) / 2h, for every activation with every loss.
@Suite struct CentralDifferenceTests {

    @Test(arguments: Activation.allCases, Loss.allCases)
    func gradientsAreThoseOfTheLoss(_ activation: Activation, _ loss: Loss) {
        for reduction in Reduction.allCases {
            // The activation is put after both layers, so that its gradient meets every loss's.
            let network = SampleEngines.network(activation, output: activation, loss: loss, reduction: reduction)
            var engine = engine(network)
            engine.run(upTo: "update")
            for name in differentiable where engine.plan.contains(name) {
                let differences = centralDifferences(network, name)
                let gradient = engine.matrix(name.gradient)!
                #expect(
                    largestRelativeDifference(gradient, differences, floor: 1e-2) <= 1e-6, "d\(name), \(reduction)")
            }
        }
    }

    /// Targets off one, where Huber's loss has its kinks for outputs of zero.
    private func engine(_ network: NetworkSpecification) -> Engine {
        var samples = SampleEngines.samples()
        samples.targets.elements = samples.targets.elements.map { 0.7 * $0 }
        return Engine(network: network, optimizer: SampleEngines.momentum, batch: BatchSettings(), training: samples)
    }

    private var differentiable: [MatrixName] {
        [
            .inputs, .targets, .weights(1), .bias(1), .preactivation(1), .activation(1), .weights(2), .bias(2),
            .preactivation(2), .activation(2),
        ]
    }

    /// The loss's central differences by each cell of a matrix, which is changed right after it was computed.
    private func centralDifferences(_ network: NetworkSpecification, _ name: MatrixName) -> Matrix<Double> {
        var engine = engine(network)
        engine.runNextOperation()
        if let writer = engine.plan.operations.first(where: { $0.writes.contains(engine.plan.canonical(name)) }),
            writer.pass == .forward
        {
            engine.run(through: writer.label)
        }
        let value = engine.matrix(name)!
        var result = value
        for index in value.elements.indices {
            let step = 1e-5
            let losses = [step, -step].map { step in
                var engine = engine
                var changed = value
                changed.elements[index] += step
                engine.setMatrix(name, to: changed)
                engine.run(through: "loss.forward")
                return engine.loss!
            }
            result.elements[index] = (losses[0] - losses[1]) / (2 * step)
        }
        return result
    }
}
