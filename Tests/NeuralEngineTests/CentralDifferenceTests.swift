import NeuralEngine
import Testing

/// Every gradient against (L(m + h) − L(m − h)) / 2h, for every activation with every loss.
@Suite struct CentralDifferenceTests {

    @Test(arguments: Activation.allCases, Loss.allCases)
    func gradientsAreThoseOfTheLoss(_ activation: Activation, _ loss: Loss) {
        for reduction in Reduction.allCases {
            // The activation is put after both layers, so that its gradient meets every loss's.
            let network = SampleEngines.network(activation, output: activation, loss: loss, reduction: reduction)
            let start = engine(network)
            var engine = start
            engine.run(upTo: "update")
            for name in differentiable where engine.plan.contains(name) {
                let differences = start.centralDifferences(of: name)
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
}
