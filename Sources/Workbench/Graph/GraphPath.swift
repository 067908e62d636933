import NeuralEngine
import StepDebugger

/// One of the products whose sum is a cell's number: a path through the network.
public struct GraphPath: Equatable, Sendable {
    /// The cells whose numbers are multiplied, and the cell whose number is asked for.
    public let cells: [MatrixCell]
    /// The row of the batch that it belongs to.
    public let row: Int
    /// The product.
    public let value: Double
}

extension WhyReport {
    /// The paths that the answer names, largest first: for a gradient those of the chain rule, for a cell of the
    /// forward pass the terms of its sum. Other answers have none.
    public var graphPaths: [GraphPath] {
        let terms: [Term]
        switch answer {
        case .terms(let sum): terms = sum.terms
        case .paths(let paths): terms = paths.paths
        case .operands, .history, .origin, .nothingYet: return []
        }
        return terms.map { term in
            let cells = term.factors.compactMap { factor -> MatrixCell? in
                switch factor.quantity {
                case .cell(let cell), .derivative(_, let cell), .sign(let cell): cell
                case .change, .setting, .data, .loss, .penalty: nil
                }
            }
            return GraphPath(
                cells: cells + [cell], row: term.sample ?? (cell.name.hasRowPerSample ? cell.row : 0),
                value: term.value)
        }
    }
}
