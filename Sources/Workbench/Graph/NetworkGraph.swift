import NeuralEngine
import StepDebugger

/// A small network as neurons and edges, as it is after the operation that ran last: the values of one sample, or their
/// gradients as far as the backward pass has come.
public struct NetworkGraph: Equatable, Sendable {
    /// A number with its place in the picture.
    public struct Mark: Equatable, Sendable {
        /// The number; nil if this iteration has not computed it yet, or if it is hidden.
        public var value: Double?
        /// Whether it is what a lesson asks for.
        public var isHidden = false
        /// Whether the last operation, or the path shown, is about it.
        public var isLit = false
    }

    /// The neurons of a layer, or the inputs.
    public struct Layer: Equatable, Sendable {
        /// The matrix whose row the neurons show: `A1`, or `dZ1` while going back.
        public internal(set) var matrix: MatrixName
        /// The neurons.
        public internal(set) var nodes: [Mark]
        /// The names that the data have for them; empty for hidden layers.
        public let names: [String]
        /// Whether the last operation wrote its matrix, or the path shown goes through it.
        public internal(set) var isLit = false
    }

    /// The edges between a layer and the next one.
    public struct Edges: Equatable, Sendable {
        /// The weights, or their gradient while going back.
        public internal(set) var matrix: MatrixName
        /// How many neurons they start from.
        public let sources: Int
        /// How many neurons they lead to.
        public let targets: Int
        /// The edges, row after row of the matrix.
        public internal(set) var marks: [Mark]
        /// Whether the last operation went along them, or the path shown does.
        public internal(set) var isLit = false

        /// The edge between two neurons.
        public subscript(source: Int, target: Int) -> Mark { marks[source * targets + target] }

        /// The greatest magnitude of a finite number on them.
        public var scale: Double { marks.compactMap { $0.value?.magnitude }.filter(\.isFinite).max() ?? 0 }
    }

    /// The network's answer.
    public struct Prediction: Equatable, Sendable {
        /// The output with the greatest probability.
        public let output: Int
        /// Whether its class is the right one.
        public let isRight: Bool
    }

    /// The most neurons that a layer may have.
    public static let mostNodes = 20

    /// The inputs and then the layers.
    public internal(set) var layers: [Layer]
    /// The edges from each of them to the next.
    public internal(set) var edges: [Edges]
    /// The loss.
    public internal(set) var loss: Mark
    /// The operation that ran last or is under way; nil at the start.
    public let operation: String?
    /// The part of the iteration that it belongs to.
    public let pass: Pass?
    /// The row of the batch whose values are shown.
    public let row: Int
    /// The answer that the data give for it: the name of its class, or its number; nil without data.
    public let target: String?
    /// The answer by the probabilities; nil while they are not shown.
    public let prediction: Prediction?

    /// The number of neurons in the first layer that is too wide for a graph; nil if there is none.
    public static func widthTooGreat(of network: NetworkSpecification) -> Int? {
        network.layerSizes.first { $0 > mostNodes }
    }
}

extension WorkbenchState {
    /// The network as a graph; nil without a network, or if it is too wide for one.
    /// - Parameters:
    ///   - row: the row of the batch to show; the nearest one that there is.
    ///   - path: a path to light in place of the last operation.
    public func graph(row: Int = 0, path: GraphPath? = nil) -> NetworkGraph? {
        guard let session, NetworkGraph.widthTooGreat(of: session.engine.network) == nil else { return nil }
        return NetworkGraph(
            session, row: path?.row ?? row, path: path, hidden: lesson.question?.cell, features: featureNames,
            classes: session.engine.training?.isClassification == true ? classNames : [])
    }
}

extension NetworkGraph {
    fileprivate init(
        _ session: DebugSession, row wanted: Int, path: GraphPath?, hidden: MatrixCell?, features: [String],
        classes: [String]
    ) {
        let network = session.engine.network
        let plan = session.engine.plan
        let progress = Progress(session, hidden: hidden)
        let row = min(max(0, wanted), max(0, session.shape(of: .inputs).rows - 1))
        let outputNames = network.outputCount == classes.count ? classes : []

        layers = network.layerSizes.enumerated().map { layer, count in
            let names = layer == 0 ? features : layer == network.layerCount ? outputNames : []
            let shown = progress.matrix(ofLayer: layer)
            let usual = plan.canonical(.activation(layer))
            return Layer(
                matrix: shown ?? usual, nodes: progress.marks(shown, row: row, count: count), names: names)
        }
        edges = (1...network.layerCount).map { layer in
            let (sources, targets) = (network.layerSizes[layer - 1], network.layerSizes[layer])
            let name = progress.isGoingBack(through: layer) ? MatrixName.weights(layer).gradient : .weights(layer)
            let marks = (0..<sources).flatMap { progress.marks(name, row: $0, count: targets) }
            return Edges(matrix: name, sources: sources, targets: targets, marks: marks)
        }
        let hasLoss = progress.hasRun(.lossForward)
        let isLossHidden = hidden?.name == .loss
        loss = Mark(value: hasLoss && !isLossHidden ? session.loss : nil, isHidden: hasLoss && isLossHidden)
        operation = session.currentOperation?.label
        pass = session.currentOperation?.pass
        self.row = row

        let targets = session.matrix(.targets).flatMap { $0.rows > row ? $0.row(row) : nil }
        let isLoaded = progress.hasRun(.loadBatch)
        let rightClass = targets.flatMap { Self.classIndex(of: $0, classes: classes) }
        target =
            !isLoaded || hidden?.name == .targets
            ? nil
            : rightClass.map { classes.indices.contains($0) ? classes[$0] : "\($0)" }
                ?? targets.flatMap { $0.count == 1 ? NetworkGraph.spelled($0[0]) : nil }
        let outputs = layers[layers.count - 1]
        let probabilities = outputs.nodes.compactMap(\.value)
        if isLoaded, outputs.matrix == .probabilities, probabilities.count == outputs.nodes.count, let rightClass,
            let predicted = Self.classIndex(of: probabilities, classes: classes)
        {
            prediction = Prediction(
                output: probabilities.count == 1 ? 0 : predicted, isRight: predicted == rightClass)
        } else {
            prediction = nil
        }

        if let path { light(path.cells, isPath: true) } else { lightOperation(of: session, progress) }
    }

    /// The class that a row of targets or probabilities stands for; nil if it stands for numbers.
    private static func classIndex(of row: [Double], classes: [String]) -> Int? {
        guard !classes.isEmpty, !row.isEmpty else { return nil }
        if row.count == 1 { return row[0] >= 0.5 ? 1 : 0 }
        return row.indices.max { row[$0] < row[$1] }
    }

    // MARK: What is lit

    /// Lights what the last operation wrote and the edges that it went along, or those of the cell computed last.
    private mutating func lightOperation(of session: DebugSession, _ progress: Progress) {
        guard let operation = session.currentOperation else { return }
        if let cell = session.cellComputedLast {
            light([cell], isPath: false)
            switch (operation.kind, cell.name.subject, cell.name.quantity) {
            case (.linearForward(let layer), _, _): lightEdges(layer) { $1 == cell.column }
            case (.linearBackward(let layer), .activation, _), (.linearBackward(let layer), .dropped, _),
                (.linearBackward(let layer), .preactivation, _), (.linearBackward(let layer), .inputs, _):
                lightEdges(layer) { source, _ in source == cell.column }
            default: break
            }
            return
        }
        switch operation.kind {
        case .loadBatch: lightLayer(0)
        case .linearForward(let layer):
            lightEdges(layer)
            lightLayer(layer)
        case .activationForward(let layer), .dropoutForward(let layer), .activationBackward(let layer),
            .dropoutBackward(let layer):
            lightLayer(layer)
        case .lossForward:
            lightLayer(layers.count - 1)
            loss.isLit = true
        case .lossBackward:
            lightLayer(layers.count - 1)
            loss.isLit = true
        case .linearBackward(let layer):
            lightEdges(layer)
            lightLayer(layer - 1)
        case .update:
            for layer in 1..<layers.count { lightEdges(layer) }
        }
    }

    /// Lights the neurons and the edges that cells belong to; those of a path together with the ends of its edges.
    private mutating func light(_ cells: [MatrixCell], isPath: Bool) {
        for cell in cells {
            switch cell.name.subject {
            case .weights(let layer):
                lightEdges(layer) { $0 == cell.row && $1 == cell.column }
                guard isPath else { break }
                lightLayer(layer - 1) { $0 == cell.row }
                lightLayer(layer) { $0 == cell.column }
            case .inputs: lightLayer(0) { $0 == cell.column }
            case .preactivation(let layer), .activation(let layer), .dropped(let layer), .bias(let layer):
                lightLayer(layer) { $0 == cell.column }
            case .probabilities: lightLayer(layers.count - 1) { $0 == cell.column }
            case .loss: loss.isLit = true
            case .targets, .mask: break
            }
        }
    }

    private mutating func lightLayer(_ layer: Int, where isMeant: (Int) -> Bool = { _ in true }) {
        layers[layer].isLit = true
        for index in layers[layer].nodes.indices where isMeant(index) { layers[layer].nodes[index].isLit = true }
    }

    /// - layer: the layer that the edges lead to, from 1.
    private mutating func lightEdges(_ layer: Int, where isMeant: (Int, Int) -> Bool = { _, _ in true }) {
        edges[layer - 1].isLit = true
        let targets = edges[layer - 1].targets
        for index in edges[layer - 1].marks.indices where isMeant(index / targets, index % targets) {
            edges[layer - 1].marks[index].isLit = true
        }
    }
}

/// How far the present iteration has come: which matrices it has computed, and which of their cells.
private struct Progress {
    private let session: DebugSession
    private let plan: Plan
    private let hidden: MatrixCell?
    private let current: Int?

    init(_ session: DebugSession, hidden: MatrixCell?) {
        self.session = session
        self.hidden = hidden
        plan = session.engine.plan
        current = session.currentOperationIndex
    }

    func hasRun(_ kind: Operation.Kind) -> Bool {
        guard let current else { return false }
        return plan.operations[...current].contains { $0.kind == kind }
    }

    /// Whether the gradient of a layer's weights is what its edges show.
    func isGoingBack(through layer: Int) -> Bool {
        session.currentOperation?.pass == .backward && hasRun(.linearBackward(layer: layer))
    }

    /// The matrix that this iteration computed last for a layer's neurons; after an update, the last one of the forward
    /// pass. Nil if there is none yet.
    func matrix(ofLayer layer: Int) -> MatrixName? {
        guard let current else { return nil }
        let isUpdate = plan.operations[current].pass == .update
        return plan.operations[...current].filter { !isUpdate || $0.pass != .backward }.flatMap(\.writes)
            .last { self.layer(of: $0.subject) == layer && ($0.quantity == .value || $0.quantity == .gradient) }
    }

    /// The layer whose neurons a matrix has a column for, from 0 for the inputs; nil for other matrices.
    private func layer(of subject: MatrixName.Subject) -> Int? {
        switch subject {
        case .inputs: 0
        case .preactivation(let layer), .activation(let layer), .dropped(let layer): layer
        case .probabilities: session.engine.network.layerCount
        case .targets, .loss, .mask, .weights, .bias: nil
        }
    }

    /// A row of a matrix, as far as it is computed.
    func marks(_ name: MatrixName?, row: Int, count: Int) -> [NetworkGraph.Mark] {
        guard let name, let matrix = session.matrix(name), row < matrix.rows, matrix.columns == count else {
            return [NetworkGraph.Mark](repeating: NetworkGraph.Mark(), count: count)
        }
        return (0..<count).map { column in
            guard isComputed(name, row, column) else { return NetworkGraph.Mark() }
            let isHidden =
                hidden.map { plan.canonical($0.name) == plan.canonical(name) && $0.row == row && $0.column == column }
                ?? false
            return NetworkGraph.Mark(value: isHidden ? nil : matrix[row, column], isHidden: isHidden)
        }
    }

    /// Whether the operation under way, if it writes a matrix, has come as far as a cell. An update changes its cells one
    /// after another: those it has not reached have their former values.
    private func isComputed(_ name: MatrixName, _ row: Int, _ column: Int) -> Bool {
        guard session.position.cell > 0, let operation = session.currentOperation, operation.pass != .update,
            operation.writes.contains(name)
        else { return true }
        return SessionMatrix(session, name)?.isComputed(row: row, column: column) ?? true
    }
}
