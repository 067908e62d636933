/// The way from X to the loss for central differences: the operations of the forward pass, always in double precision, and
/// only on the part that a change of one cell reaches.
///
/// The matrices on the way are the chain's nodes, from X to the operand of the loss; stage i computes node i + 1 from
/// node i. A stage must not mix rows.
struct ForwardChain: Equatable, Sendable {
    /// How a node is computed from the one before it.
    enum Stage: Equatable, Sendable {
        /// X·W + b; `result` is its value without any change.
        case linear(weights: Region, bias: Region, result: Region)
        /// f, cell by cell.
        case activation(Activation)
        /// ⊙ M, the mask of the iteration, which never changes.
        case dropout(mask: Region)
    }

    /// A cell that can be changed.
    enum Cell: Equatable, Sendable {
        case node(Int, row: Int, column: Int)
        case weight(stage: Int, row: Int, column: Int)
        case bias(stage: Int, column: Int)
    }

    /// The nodes by name.
    private(set) var names: [MatrixName] = []
    private(set) var stages: [Stage] = []
    /// The nodes with their values in the engine.
    private(set) var nodes: [Region] = []
    /// Memory for each node with the cell larger and with the cell smaller. If only one column changes, it holds only that
    /// column, as a matrix.
    private(set) var changed: [(larger: Region, smaller: Region)] = []
    let targets: Region
    /// Memory for a whole operand of the loss, and for the probabilities.
    let lossOperand: Region
    let probabilities: Region
    let rows: Int
    let lossFunction: LossFunction
    /// The penalty, which depends on the weights alone.
    let regularization: Regularization

    /// The chain of an iteration whose forward pass is the last one that has run.
    /// - iteration: the engine's iteration or the one before.
    /// - start: the first node; earlier ones are left out.
    init(
        of engine: Engine, iteration: Int, from start: MatrixName = .inputs, in memory: inout DifferenceMemory
    ) {
        let network = engine.network
        func matrix(_ name: MatrixName) -> Matrix<Double> { engine.matrix(name, asOfIteration: iteration)! }
        // The iteration ran with the parameters from the update before it.
        func parameter(_ name: MatrixName) -> Matrix<Double> { engine.matrix(name, asOfIteration: iteration - 1)! }
        let y = matrix(.targets)
        rows = y.rows
        lossFunction = network.lossFunction
        regularization = network.regularization
        targets = memory.store(y)
        lossOperand = memory.reserve(rows: y.rows, columns: y.columns)
        probabilities = memory.reserve(rows: y.rows, columns: y.columns)
        if start == .inputs { append(.inputs, matrix(.inputs), &memory) }
        /// Adds a node and its stage, once the chain has begun.
        func add(
            _ name: MatrixName, _ chain: inout ForwardChain, _ memory: inout DifferenceMemory,
            _ stage: (inout DifferenceMemory) -> Stage
        ) {
            guard !chain.names.isEmpty || name == start else { return }
            if !chain.names.isEmpty { chain.stages.append(stage(&memory)) }
            chain.append(name, matrix(name), &memory)
        }
        for operation in engine.plan.operations {
            switch operation.kind {
            case .linearForward(let layer):
                add(.preactivation(layer), &self, &memory) { memory in
                    let outputs = network.layerSizes[layer]
                    memory.prepareProduct(rows: y.rows, columns: outputs, depth: network.layerSizes[layer - 1])
                    return .linear(
                        weights: memory.store(parameter(.weights(layer))), bias: memory.store(parameter(.bias(layer))),
                        result: memory.reserve(rows: y.rows, columns: outputs))
                }
            case .activationForward(let layer):
                add(.activation(layer), &self, &memory) { _ in .activation(network.activations[layer - 1]) }
            case .dropoutForward(let layer):
                add(.dropped(layer), &self, &memory) { .dropout(mask: $0.store(matrix(.mask(layer)))) }
            case .loadBatch, .lossForward, .lossBackward, .dropoutBackward, .activationBackward, .linearBackward,
                .update:
                break
            }
        }
        memory.withViews { views in
            for (index, stage) in stages.enumerated() {
                guard case .linear(let weights, let bias, let result) = stage else { continue }
                Linear.forward(
                    views.view(nodes[index]), views.view(weights), views.view(bias), into: views.view(result),
                    views.worker)
            }
        }
    }

    private mutating func append(_ name: MatrixName, _ value: Matrix<Double>, _ memory: inout DifferenceMemory) {
        names.append(name)
        nodes.append(memory.store(value))
        changed.append(
            (
                memory.reserve(rows: value.rows, columns: value.columns),
                memory.reserve(rows: value.rows, columns: value.columns)
            ))
    }

    static func == (a: ForwardChain, b: ForwardChain) -> Bool {
        a.names == b.names && a.stages == b.stages && a.nodes == b.nodes && a.lossFunction == b.lossFunction
            && a.regularization == b.regularization
    }
}
