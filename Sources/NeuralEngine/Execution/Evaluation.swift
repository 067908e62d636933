/// How well a network does on samples.
public struct Evaluation: Equatable, Sendable {
    /// The loss over all samples; NaN if there are none.
    public let loss: Double
    /// The share of correct predictions, 0 ... 1; nil without classes or samples.
    public let accuracy: Double?
    /// The network's output for each sample: P if the loss has one, else the last layer's A. (samples × outputs)
    public let outputs: Matrix<Double>
}

extension Evaluation {
    /// The results of a forward pass over samples.
    struct Pass {
        var loss = Double.nan
        var accuracy = Double.nan
        /// P if the loss has one, else the last layer's A: (samples × outputs)
        var outputs: Matrix<Double>
    }
}

extension Engine {
    /// The loss and accuracy on samples with the present parameters. The forward pass runs on a copy and changes nothing.
    /// - Precondition: the samples have the network's numbers of inputs and outputs.
    public func evaluate(_ samples: Samples) -> Evaluation {
        let pass = evaluation(of: samples)
        let hasAccuracy = samples.isClassification && samples.count > 0
        return Evaluation(loss: pass.loss, accuracy: hasAccuracy ? pass.accuracy : nil, outputs: pass.outputs)
    }

    /// The network's output for some inputs: P if the loss has one, else the last layer's A. Changes nothing.
    /// - inputs: (samples × features)
    /// - Returns: (samples × outputs)
    public func forward(of inputs: Matrix<Double>) -> Matrix<Double> {
        let targets = Matrix<Double>(rows: inputs.rows, columns: network.outputCount)
        return evaluation(of: Samples(inputs: inputs, targets: targets, isClassification: false)).outputs
    }
}

extension EngineCore {
    /// How many rows go through the network at once, so that a large set of samples needs little memory.
    private static var rowsInBlock: Int { 1024 }

    /// A forward pass over samples: the plan's own forward operations, on memory that holds the parameters only.
    func evaluation(
        of samples: Samples, _ network: NetworkSpecification, _ plan: Plan, threads: Int
    ) -> Evaluation.Pass {
        precondition(
            samples.inputs.columns == network.inputCount && samples.targets.columns == network.outputCount,
            "samples of \(samples.inputs.columns) inputs and \(samples.targets.columns) outputs do not fit the network")
        let settings = BatchSettings(size: .rows(Self.rowsInBlock))
        guard let sampler = BatchSampler(samples, settings) else {
            return Evaluation.Pass(outputs: Matrix(rows: 0, columns: network.outputCount))
        }
        // The penalty is added once, not with every block.
        var evaluated = network.withoutDropout
        evaluated.regularization = .none
        let plan = network.hasDropout ? Plan(network: evaluated, optimizer: OptimizerSettings(), batchRows: 0) : plan
        let forward = Program(evaluated, OptimizerSettings(), plan, batchRows: sampler.batchRows, extent: .forward)
        var memory = Memory<S>(
            arena: Arena(count: forward.arenaCount), shadow: Arena(count: 0), samples, network)
        for name in network.parameters {
            memory.arena.copy(program.regions[name]!, of: self.memory.arena, to: forward.regions[name]!)
        }

        var pass = Evaluation.Pass(
            loss: 0, accuracy: 0, outputs: Matrix(rows: samples.count, columns: network.outputCount))
        let output = network.loss.hasProbabilities ? forward.probabilities : forward.layers.last!.activation
        let isMean = network.reduction == .mean
        let threads = forward.isShared.contains(true) ? threads : 1
        memory.withWorkspace(scratchCount: forward.scratchCount, threads: threads) { workspace in
            let processor = Processor(
                program: forward, workspace: workspace, sampler: sampler, optimizer: OptimizerSettings(),
                measuresAccuracy: samples.isClassification)
            for block in 0..<sampler.iterationsPerEpoch {
                let loss = processor.runForward(iteration: block)
                let rows = sampler.rows(ofIteration: block)
                let share = Double(rows) / Double(samples.count)
                pass.loss += isMean ? loss * share : loss
                pass.accuracy += processor.progress.accuracy * share
                let start = sampler.start(ofIteration: block)
                let view = workspace.view(output, batchRows: rows)
                for n in 0..<rows {
                    for j in 0..<network.outputCount { pass.outputs[start + n, j] = Double(view[n, j]) }
                }
            }
            if network.regularization.isActive {
                pass.loss = Double(S(pass.loss) + forward.penalty(network.regularization, in: workspace))
            }
        }
        return pass
    }
}
