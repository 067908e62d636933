import NeuralEngine

// Compares what paths start with, the gradient of the loss with respect to the last layer's output, with the loss's formula.
extension IterationValues {
    /// Whether the numbers that the paths to a cell start with are those that the loss's backward pass should compute from its
    /// operands, except for rounding. If the cell is one of these numbers, only that one counts.
    func startIsGiven(of cell: MatrixCell) -> Bool {
        let network = network(at: 0)
        let output = plan.canonical(.activation(network.layerCount))
        let start = output.gradient
        guard cell.name.quantity == .gradient, plan.writer(of: cell.name) != nil, let loss = plan.writer(of: start),
            let a = read(output, by: loss), let y = read(.targets, by: loss), a.shape == y.shape,
            // As the next operation reads it, so that changes by hand count.
            let held = read(start, by: loss + 1), held.shape == a.shape
        else { return true }
        let given = network.lossGradient(output: a, targets: y, probabilities: read(.probabilities, by: loss))
        let isStart = plan.canonical(cell.name) == start
        let rows = cell.name.hasRowPerSample ? cell.row..<cell.row + 1 : 0..<held.rows
        let columns = isStart ? cell.column..<cell.column + 1 : 0..<held.columns
        let precision = network.precision == .float64 ? 1e-9 : 1e-4
        return rows.allSatisfy { n in
            let size = columns.reduce(0) { max($0, abs(given[n, $1]), abs(held[n, $1])) }
            // Written so that NaN counts as different.
            return columns.allSatisfy { abs(given[n, $0] - held[n, $0]) <= precision * size || size == 0 }
        }
    }
}
