// The matrices whose cells can be changed, and the cost of a change.
extension ForwardChain {
    /// A matrix whose cells can be changed, in the order of the data flow.
    enum Place: Equatable, Comparable, Sendable {
        case node(Int)
        case weights(stage: Int)
        case bias(stage: Int)

        func cell(row: Int, column: Int) -> Cell {
            switch self {
            case .node(let node): .node(node, row: row, column: column)
            case .weights(let stage): .weight(stage: stage, row: row, column: column)
            case .bias(let stage): .bias(stage: stage, column: column)
            }
        }

        /// The matrix's place on the way: a layer's parameters come before what is computed from them.
        private var order: (Int, Int) {
            switch self {
            case .node(let node): (node, 0)
            case .weights(let stage): (stage, 1)
            case .bias(let stage): (stage, 2)
            }
        }

        static func < (a: Place, b: Place) -> Bool { a.order < b.order }
    }

    /// The place of the matrix that a gradient belongs to; nil if the loss does not depend on it through this chain.
    func place(of gradient: MatrixName) -> Place? {
        let name = MatrixName(gradient.subject)
        if let node = names.firstIndex(of: name) { return .node(node) }
        switch name.subject {
        case .weights(let layer):
            return names.firstIndex(of: .preactivation(layer)).map { .weights(stage: $0 - 1) }
        case .bias(let layer):
            return names.firstIndex(of: .preactivation(layer)).map { .bias(stage: $0 - 1) }
        default: return nil
        }
    }

    /// The nodes, and the loss, that differ by more than rounding from what their stage makes of the present previous node and
    /// parameters.
    func changedAfterwards(of engine: Engine, _ memory: inout DifferenceMemory) -> [MatrixName] {
        memory.withViews { views -> [MatrixName] in
            var names = changedNodes(engine.network.precision, views)
            let (loss, expected) = (engine.loss!, standingLoss(views) + standingPenalty(views))
            let allowed = max(1, abs(expected)) * Self.allowedError(engine.network.precision)
            if abs(loss - expected) > allowed || loss.isNaN != expected.isNaN { names.append(.loss) }
            return names
        }
    }

    /// The nodes that differ from what their stage makes of the present previous node and parameters.
    func changedNodes(_ precision: Precision, _ views: DifferenceViews) -> [MatrixName] {
        var names: [MatrixName] = []
        for (index, stage) in stages.enumerated() {
            let standing = views.view(nodes[index + 1])
            let expected: MatrixView<Double>
            switch stage {
            case .linear(_, _, let result): expected = views.view(result)
            case .activation(let function): expected = activated(function, node: index, views)
            case .dropout(let mask): expected = masked(by: mask, node: index, views)
            }
            // The rounding error of a sum is proportional to its largest terms.
            var largest = 1.0
            for i in 0..<standing.rows {
                for j in 0..<standing.columns { largest = max(largest, abs(standing[i, j])) }
            }
            let allowed = largest * Self.allowedError(precision)
            if !Self.same(standing, expected, within: allowed) { names.append(self.names[index + 1]) }
        }
        return names
    }

    private static func allowedError(_ precision: Precision) -> Double { precision == .float64 ? 1e-9 : 1e-4 }

    private static func same(_ a: MatrixView<Double>, _ b: MatrixView<Double>, within allowed: Double) -> Bool {
        for i in 0..<a.rows {
            for j in 0..<a.columns {
                let (a, b) = (a[i, j], b[i, j])
                if a != b, !(abs(a - b) <= allowed), !(a.isNaN && b.isNaN) { return false }
            }
        }
        return true
    }
}

/// The cost of changes, measured in operations of an iteration.
struct IterationWork: Equatable, Sendable {
    /// The mean work of an operation, in multiplications; a transcendental function counts as several.
    private let perOperation: Double
    private let rows: Double
    private let layerSizes: [Int]
    private static let transcendental = 8.0

    init(_ network: NetworkSpecification, rows: Int, operations: Int) {
        self.rows = Double(rows)
        layerSizes = network.layerSizes
        let products = zip(layerSizes, layerSizes.dropFirst()).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
        var cells = layerSizes.dropFirst().reduce(0.0) { $0 + Double($1) }
        // A random number takes about as long as a transcendental function.
        for layer in 1...network.layerCount where network.dropout(afterLayer: layer) > 0 {
            cells += Double(layerSizes[layer])
        }
        perOperation = max(1, self.rows * (3 * products + Self.transcendental * cells) / Double(operations))
    }

    /// The work of computing both losses for a change in a matrix.
    func operations(forChangeOf place: ForwardChain.Place, in chain: ForwardChain) -> Double {
        let isOneRow: Bool
        var work: Double
        var stage: Int
        switch place {
        case .node(let node): (isOneRow, work, stage) = (true, 1, node)
        case .weights(let linear), .bias(let linear): (isOneRow, work, stage) = (false, 1, linear + 1)
        }
        // At first one column, after the first product whole rows.
        var isOneColumn = true
        while stage < chain.stages.count {
            let columns = Double(chain.nodes[stage].columns)
            switch chain.stages[stage] {
            case .activation: work += Self.transcendental * (isOneColumn ? 1 : columns)
            case .dropout: work += isOneColumn ? 1 : columns
            case .linear:
                work += (isOneColumn ? 1 : columns) * Double(chain.nodes[stage + 1].columns)
                isOneColumn = false
            }
            stage += 1
        }
        work += Self.transcendental * Double(chain.nodes[stage].columns)
        // Even the smallest pair costs a pass through the stages.
        return 2 * (work * (isOneRow ? 1 : rows) + 50) / perOperation
    }
}
