import NeuralEngine

// From the cell back to the loss, one sample at a time: the factor by which a number at any node reaches the cell, over all
// paths and over the largest path.
extension GradientChain {
    /// The factors from the nodes of one sample to the cell: for each node, from the loss on, one number per column.
    struct Transfer {
        /// The sums, over all paths from there to the cell, of the products of their factors.
        var sums: [[Double]]
        /// The largest magnitudes of such a product.
        var largest: [[Double]]
    }

    /// The total of a sample's paths.
    struct SampleSum: Equatable, Sendable {
        /// The sum of their products.
        var sum = 0.0
        /// The largest magnitude of a product.
        var largest = 0.0
    }

    /// How many multiplications one sample takes.
    var workPerSample: Double {
        var work = 8.0
        var isOneColumn = true
        for step in steps.reversed() {
            switch step {
            case .activation(_, _, let z, _): work += isOneColumn ? 8 : 8 * Double(z.columns)
            case .dropout(_, let mask): work += isOneColumn ? 1 : Double(mask.columns)
            case .linear(_, let weights):
                work += Double(weights.columns) * (isOneColumn ? 1 : Double(weights.rows))
                isOneColumn = false
            }
        }
        return work
    }

    /// How many paths a sample has, including those whose product is zero. Paths that start with a change by hand do not count.
    var pathsPerSample: Double {
        var count = 1.0
        for step in steps { if case .linear(_, let weights) = step { count *= Double(weights.columns) } }
        return count
    }

    /// The transfer of a sample, by its row in the batch.
    func transfer(row n: Int) -> Transfer {
        let last = names.count - 1
        var sums = Array(repeating: [Double](), count: names.count)
        var largest = sums
        sums[last] = Array(repeating: 0, count: columns(ofNode: last))
        sums[last][end.column] = endFactor(row: n)
        largest[last] = sums[last].map(abs)
        for index in steps.indices.reversed() {
            (sums[index], largest[index]) = pass(steps[index], row: n, sums[index + 1], largest[index + 1])
        }
        return Transfer(sums: sums, largest: largest)
    }

    /// The sum and the largest of a sample's paths.
    func total(row n: Int) -> SampleSum {
        let transfer = transfer(row: n)
        var total = SampleSum()
        for (node, source) in sources.enumerated() {
            guard let source else { continue }
            for column in 0..<source.columns where source[n, column] != 0 {
                total.sum += source[n, column] * transfer.sums[node][column]
                total.largest = max(total.largest, abs(source[n, column]) * transfer.largest[node][column])
            }
        }
        return total
    }

    /// How many columns a node has.
    func columns(ofNode node: Int) -> Int {
        if let source = sources[node] { return source.columns }
        switch steps[node - 1] {
        case .activation(_, _, let z, _): return z.columns
        case .dropout(_, let mask): return mask.columns
        case .linear(_, let weights): return weights.rows
        }
    }

    /// From the node after a step to the one before it.
    private func pass(
        _ step: Step, row n: Int, _ sums: [Double], _ largest: [Double]
    ) -> (sums: [Double], largest: [Double]) {
        switch step {
        case .activation, .dropout:
            var (newSums, newLargest) = (sums, largest)
            for column in sums.indices where largest[column] != 0 {
                let factor = factor(of: step, row: n, from: column, to: column)
                newSums[column] *= factor
                newLargest[column] *= abs(factor)
            }
            return (newSums, newLargest)
        case .linear(_, let weights):
            var newSums = Array(repeating: 0.0, count: weights.columns)
            var newLargest = newSums
            for input in sums.indices where largest[input] != 0 {
                let (sum, most, start) = (sums[input], largest[input], input * weights.columns)
                for output in 0..<weights.columns {
                    let weight = weights.elements[start + output]
                    newSums[output] += sum * weight
                    newLargest[output] = max(newLargest[output], most * abs(weight))
                }
            }
            return (newSums, newLargest)
        }
    }

    /// The factor of a step in a path, given the columns in the nodes before and after it.
    func factor(of step: Step, row n: Int, from: Int, to: Int) -> Double {
        switch step {
        case .activation(let function, _, let z, let a): function.derivative(z[n, to], valued: a[n, to])
        case .dropout(_, let mask): mask[n, to]
        case .linear(_, let weights): weights[to, from]
        }
    }
}
