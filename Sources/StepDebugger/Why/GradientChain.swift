import NeuralEngine

/// The way from the loss to a gradient's cell through the backward pass of an iteration.
///
/// Its nodes are the gradients on the way, beginning with the gradient of the loss itself. A path takes one cell of each
/// node and multiplies its start by one factor per step: the chain rule. The gradient is the sum over all paths.
struct GradientChain: Equatable, Sendable {
    /// How a node is computed from the one before it, which is nearer to the loss.
    indirect enum Step: Equatable, Sendable {
        /// dZ = dA ⊙ f′(Z)
        case activation(Activation, layer: Int, z: Matrix<Double>, a: Matrix<Double>)
        /// dA = dD ⊙ M
        case dropout(layer: Int, mask: Matrix<Double>)
        /// dX = dZ·Wᵀ
        case linear(layer: Int, weights: Matrix<Double>)
    }

    /// How the cell is computed from the last node.
    indirect enum End: Equatable, Sendable {
        /// The cell belongs to the last node itself.
        case node(row: Int, column: Int)
        /// dW[i,j] = Σₙ X[n,i]·dZ[n,j]
        case weights(input: MatrixName, inputs: Matrix<Double>, row: Int, column: Int)
        /// db[j] = Σₙ dZ[n,j]
        case bias(column: Int)

        /// The column of the last node that paths end in.
        var column: Int {
            switch self {
            case .node(_, let column), .weights(_, _, _, let column), .bias(let column): column
            }
        }
    }

    /// The nodes by name, from the loss on.
    private(set) var names: [MatrixName] = []
    private(set) var steps: [Step] = []
    /// What paths start with: at the first node the gradient of the loss, at later nodes the differences made by changes by
    /// hand; nil if there were none.
    private(set) var sources: [Matrix<Double>?] = []
    let end: End
    /// The samples in which paths end, by their row in the batch.
    let rows: Range<Int>

    /// The chain of a gradient's cell.
    /// - cell: an existing cell of a gradient that an operation writes.
    init(of cell: MatrixCell, in values: IterationValues) {
        let plan = values.plan
        let network = values.network(at: 0)
        // The chain of a parameter's gradient ends after the layer's dZ; any other gradient is a node itself.
        let target: MatrixName
        switch cell.name.subject {
        case .weights(let layer), .bias(let layer): target = MatrixName.preactivation(layer).gradient
        default: target = plan.canonical(cell.name)
        }
        let reader = plan.writer(of: cell.name)!
        var nodes = Nodes(values, target: target, reader: cell.name.isParameter ? reader : nil)
        nodes.walk(network)
        (names, steps, sources) = (nodes.names, nodes.steps, nodes.sources)

        let count = sources[0]?.rows ?? 0
        switch cell.name.subject {
        case .weights(let layer):
            let input = network.input(ofLayer: layer)
            let inputs = values.read(input, by: reader)!
            end = .weights(input: input, inputs: inputs, row: cell.row, column: cell.column)
            rows = 0..<count
        case .bias:
            end = .bias(column: cell.column)
            rows = 0..<count
        default:
            end = .node(row: cell.row, column: cell.column)
            rows = cell.row..<cell.row + 1
        }
    }

    /// The last factor of a path in a sample.
    func endFactor(row n: Int) -> Double {
        if case .weights(_, let inputs, let row, _) = end { inputs[n, row] } else { 1 }
    }
}

/// The nodes on the way from the loss to the target.
private struct Nodes {
    let values: IterationValues
    let target: MatrixName
    /// The operation that reads the last node; nil if the last node is the target itself.
    let reader: Int?
    var names: [MatrixName] = []
    var steps: [GradientChain.Step] = []
    var sources: [Matrix<Double>?] = []

    init(_ values: IterationValues, target: MatrixName, reader: Int?) {
        self.values = values
        self.target = target
        self.reader = reader
    }

    mutating func walk(_ network: NetworkSpecification) {
        let plan = values.plan
        let first = plan.canonical(.activation(network.layerCount)).gradient
        let loss = plan.writer(of: first)!
        names = [first]
        sources = [nil]
        guard takeSource(writtenBy: loss, isFirst: true) else { return }
        for operation in loss + 1..<plan.operations.count {
            guard let next = step(of: operation, network) else { return }
            names.append(next.name)
            steps.append(next.step)
            sources.append(nil)
            guard takeSource(writtenBy: operation, isFirst: false) else { return }
        }
    }

    /// Adds what paths start with at the newest node.
    /// - Returns: whether the way goes on.
    private mutating func takeSource(writtenBy writer: Int, isFirst: Bool) -> Bool {
        let name = names[names.count - 1]
        let isLast = name == target
        // A node is read by the next operation, but the target, if it is a node, by none.
        let reader = isLast ? reader : writer + 1
        let written = values.written(name, by: writer)!
        let read = reader.map { values.read(name, by: $0)! } ?? written
        if isFirst {
            sources[0] = read
        } else {
            sources[sources.count - 1] = read.difference(from: written)
        }
        return !isLast
    }

    /// The step of an operation of the backward pass, and the node that it makes: the last matrix that it writes.
    private func step(of index: Int, _ network: NetworkSpecification) -> (name: MatrixName, step: GradientChain.Step)? {
        func read(_ name: MatrixName) -> Matrix<Double> { values.read(name, by: index)! }
        let operation = values.plan.operations[index]
        let step: GradientChain.Step
        switch operation.kind {
        case .linearBackward(let layer):
            step = .linear(layer: layer, weights: read(.weights(layer)))
        case .dropoutBackward(let layer):
            step = .dropout(layer: layer, mask: read(.mask(layer)))
        case .activationBackward(let layer):
            step = .activation(
                network.activations[layer - 1], layer: layer, z: read(.preactivation(layer)),
                a: read(.activation(layer)))
        case .loadBatch, .linearForward, .activationForward, .dropoutForward, .lossForward, .lossBackward, .update:
            return nil
        }
        return (operation.writes[operation.writes.count - 1], step)
    }
}

extension Matrix<Double> {
    /// The difference from another matrix of this shape; nil if both have the same bits.
    fileprivate func difference(from other: Matrix) -> Matrix? {
        var difference = Matrix(rows: rows, columns: columns)
        var isOther = false
        for index in elements.indices where !elements[index].hasSameBits(as: other.elements[index]) {
            difference.elements[index] = elements[index] - other.elements[index]
            isOther = true
        }
        return isOther ? difference : nil
    }
}
