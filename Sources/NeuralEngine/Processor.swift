/// What an operation does beside its work.
struct Observation {
    /// What is overwritten is kept in the shadow.
    var savesOverwritten: Bool
    /// The derivative by the data is computed, which training has no use for.
    var computesInputGradient: Bool

    static let full = Observation(savesOverwritten: true, computesInputGradient: true)
    static let none = Observation(savesOverwritten: false, computesInputGradient: false)
}

/// Executes a program's instructions on an engine's memory while it is lent out: the one path that stepping,
/// training and evaluation share.
struct Processor<S: VectorScalar> {
    let program: Program
    let workspace: Workspace<S>
    let sampler: BatchSampler
    let optimizer: OptimizerSettings
    let measuresAccuracy: Bool
    /// Updates since the optimizer's moments were zero.
    var updateCount: Int
    /// The share of the last batch's samples that were right; NaN where there are no classes.
    var accuracy: Double
    /// What is handed to other threads; nil where there are none.
    private let sharedOperation: SharedOperation<S>?

    init(
        program: Program, workspace: Workspace<S>, sampler: BatchSampler, optimizer: OptimizerSettings,
        measuresAccuracy: Bool, updateCount: Int, accuracy: Double
    ) {
        self.program = program
        self.workspace = workspace
        self.sampler = sampler
        self.optimizer = optimizer
        self.measuresAccuracy = measuresAccuracy
        self.updateCount = updateCount
        self.accuracy = accuracy
        sharedOperation = workspace.threads > 1 ? SharedOperation() : nil
    }

    /// Runs one operation of an iteration.
    mutating func run(operation index: Int, iteration: Int, _ observation: Observation) {
        if observation.savesOverwritten {
            let rowsBefore = sampler.rows(ofIteration: iteration - 1)
            for region in program.writes[index] { workspace.save(region, batchRows: rowsBefore) }
        }
        execute(index, iteration, sampler.rows(ofIteration: iteration), observation)
    }

    /// Runs all operations of an iteration.
    mutating func run(iteration: Int, _ observation: Observation) {
        if observation.savesOverwritten {
            for index in program.instructions.indices { run(operation: index, iteration: iteration, observation) }
            return
        }
        let rows = sampler.rows(ofIteration: iteration)
        for index in program.instructions.indices { execute(index, iteration, rows, observation) }
    }

    /// Runs the operations of an iteration up to the loss, and gives the loss.
    mutating func runForward(iteration: Int) -> Double {
        let rows = sampler.rows(ofIteration: iteration)
        for index in program.instructions.indices {
            if program.instructions[index] == .lossBackward { break }
            execute(index, iteration, rows, .none)
        }
        return loss
    }

    /// The loss of the last batch.
    var loss: Double { Double(workspace.view(program.loss, batchRows: 1)[0, 0]) }

    private mutating func execute(_ index: Int, _ iteration: Int, _ rows: Int, _ observation: Observation) {
        let instruction = program.instructions[index]
        if instruction == .update { updateCount += 1 }
        if let sharedOperation, program.isShared[index] {
            sharedOperation.parameters = .init(
                processor: self, instruction: instruction, iteration: iteration, rows: rows, observation: observation)
            ThreadTeam.shared.run(sharedOperation, shares: workspace.threads)
            sharedOperation.parameters = nil
        } else {
            execute(instruction, iteration, rows, observation, .whole)
        }
        func view(_ region: Region) -> MatrixView<S> { workspace.view(region, batchRows: rows) }
        switch instruction {
        case .lossForward where measuresAccuracy:
            accuracy = program.lossFunction.accuracy(
                view(program.layers[program.layers.count - 1].activation), view(program.targets),
                p: view(program.probabilities))
        case .linearBackward(let index) where program.regularization.isActive:
            // Once all of dW is there: shares of a sum over cells are not those of a product.
            let layer = program.layers[index]
            program.regularization.addGradient(view(layer.weights), to: view(layer.weightsGradient))
        default:
            break
        }
    }

    /// Does a share of an operation. The shares of one operation write different cells, and read none that another
    /// one writes.
    fileprivate func execute(
        _ instruction: Program.Instruction, _ iteration: Int, _ rows: Int, _ observation: Observation, _ share: Share,
        thread: Int = 0
    ) {
        let worker = workspace.worker(share, thread: thread)
        let workspace = workspace
        func view(_ region: Region) -> MatrixView<S> { workspace.view(region, batchRows: rows) }

        switch instruction {
        case .loadBatch:
            let start = sampler.start(ofIteration: iteration)
            view(program.inputs).setToRows(of: workspace.inputs, order: workspace.order, from: start, share)
            view(program.targets).setToRows(of: workspace.targets, order: workspace.order, from: start, share)
        case .linearForward(let index):
            let layer = program.layers[index]
            Linear.forward(
                view(layer.input), view(layer.weights), view(layer.bias), into: view(layer.preactivation),
                worker)
        case .activationForward(let index):
            let layer = program.layers[index]
            layer.function.forward(view(layer.preactivation), into: view(layer.activation), share)
        case .dropoutForward(let index):
            let dropout = program.dropouts[index]
            dropout.forward(
                view(dropout.input), iteration: iteration, mask: view(dropout.mask), into: view(dropout.output))
        case .lossForward:
            let output = view(program.layers[program.layers.count - 1].activation)
            view(program.loss)[0, 0] = program.lossFunction.forward(
                output, view(program.targets), p: view(program.probabilities))
            if program.regularization.isActive {
                view(program.loss)[0, 0] += program.penalty(program.regularization, in: workspace)
            }
        case .lossBackward:
            let layer = program.layers[program.layers.count - 1]
            program.lossFunction.backward(
                view(layer.activation), view(program.targets), p: view(program.probabilities),
                into: view(layer.activationGradient))
        case .dropoutBackward(let index):
            let dropout = program.dropouts[index]
            dropout.backward(
                view(dropout.outputGradient), mask: view(dropout.mask), into: view(dropout.inputGradient))
        case .activationBackward(let index):
            let layer = program.layers[index]
            layer.function.backward(
                view(layer.activationGradient), z: view(layer.preactivation), a: view(layer.activation),
                into: view(layer.preactivationGradient), share)
        case .linearBackward(let index):
            let layer = program.layers[index]
            let dZ = view(layer.preactivationGradient)
            Linear.backward(
                dZ, x: view(layer.input), into: view(layer.weightsGradient), view(layer.biasGradient),
                worker)
            if index > 0 || observation.computesInputGradient {
                Linear.backward(dZ, w: view(layer.weights), into: view(layer.inputGradient), worker)
            }
        case .update:
            let settings = optimizer.scheduled(iteration: iteration, iterationsPerEpoch: sampler.iterationsPerEpoch)
            let rule = UpdateRule<S>(settings, number: updateCount)
            for parameter in program.parameters {
                let moments = ParameterMoments(
                    momentum: view(parameter.momentum), firstMoment: view(parameter.firstMoment),
                    secondMoment: view(parameter.secondMoment))
                rule.update(view(parameter.value), gradient: view(parameter.gradient), moments: moments, share)
            }
        }
    }
}

/// An operation that several threads share.
private final class SharedOperation<S: VectorScalar>: TeamWork {
    struct Parameters {
        let processor: Processor<S>
        let instruction: Program.Instruction
        let iteration: Int
        let rows: Int
        let observation: Observation
    }

    /// What is to be done; set while the work is handed out.
    var parameters: Parameters?

    override func run(_ share: Share, thread: Int) {
        guard let parameters else { return }
        parameters.processor.execute(
            parameters.instruction, parameters.iteration, parameters.rows, parameters.observation, share,
            thread: thread)
    }
}
