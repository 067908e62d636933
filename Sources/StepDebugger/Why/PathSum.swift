import NeuralEngine

/// The sum over the paths to a gradient's cell, computed sample by sample.
struct PathSum: Equatable, Sendable {
    private let chain: GradientChain
    private let cell: MatrixCell
    private let value: Double
    private let values: IterationValues
    private let penalty: [Term]
    private var totals: [GradientChain.SampleSum] = []
    private let perOperation: Double

    /// - value: the number in the cell.
    init(of cell: MatrixCell, value: Double, in values: IterationValues) {
        self.cell = cell
        self.value = value
        self.values = values
        chain = GradientChain(of: cell, in: values)
        // Each part of the penalty on weights counts as a path of its own.
        penalty = cell.name.isParameter ? Operands(values).productsBesideSums(of: cell) : []
        let network = values.network(at: 0)
        let products = network.weightCount
        perOperation = Double(3 * products * max(1, chain.rows.count) / values.plan.operations.count + 1)
    }

    /// How many samples have been added, and how many there are.
    var progress: (done: Int, total: Int) { (totals.count, chain.rows.count) }
    var isFinished: Bool { totals.count == chain.rows.count }

    /// Adds some more samples.
    /// - budget: roughly how many operations' time it may take; at least one sample is added.
    mutating func advance(budget: Int) {
        var rest = Double(max(budget, 1)) * perOperation
        while rest > 0, !isFinished {
            totals.append(chain.total(row: chain.rows.lowerBound + totals.count))
            rest -= chain.workPerSample
        }
    }

    /// The result so far.
    var paths: GradientPaths {
        let done = chain.rows.prefix(totals.count)
        var sum = CompensatedSum()
        for total in totals { sum += total.sum }
        for term in penalty { sum += term.value }
        // If fewer are shown than allowed, all others are zero.
        let shown = shownPaths(done)
        var rest = CompensatedSum()
        rest += sum.value
        for path in shown { rest += -path.value }
        let remainder = value - sum.value
        // The size that rounding errors are relative to, in any order of summation.
        let size = totals.reduce(abs(value)) { $0 + abs($1.sum) } + penalty.reduce(0) { $0 + abs($1.value) }
        let precision = values.network(at: 0).precision == .float64 ? 1e-12 : 1e-4
        let count = Double(chain.rows.count) * chain.pathsPerSample + Double(penalty.count)
        return GradientPaths(
            start: start, paths: shown, pathCount: count, rest: shown.count < LargestTerms.shownCount ? 0 : rest.value,
            sum: sum.value, remainder: remainder, remainderIsRounding: abs(remainder) <= precision * size,
            shares: shares, sampleCount: chain.rows.count)
    }

    private var start: String {
        let first = chain.names[0]
        let equation = values.writer(of: first).flatMap { index in
            values.plan.operations[index].equations.first { $0.result == first }
        }
        return equation?.text ?? first.description
    }

    private var shares: [SampleShare] {
        let samples = values.samples
        let shares = totals.indices.map { index in
            let row = chain.rows.lowerBound + index
            return SampleShare(
                row: row, sample: samples.indices.contains(row) ? samples[row] : row, value: totals[index].sum,
                zeroFactor: totals[index].largest == 0 ? chain.zeroFactor(row: row) : nil)
        }
        return shares.largestFirst(by: \.value)
    }

    // MARK: Paths

    /// The largest paths. They can only be in the samples whose own largest path is among the largest.
    private func shownPaths(_ rows: Range<Int>.SubSequence) -> [Term] {
        func largest(_ row: Int) -> Double { totals[row - chain.rows.lowerBound].largest }
        let best = rows.filter { largest($0) > 0 }.largestFirst(by: largest).prefix(LargestTerms.shownCount)
        let terms = chain.largestPaths(LargestTerms.shownCount, rows: Array(best)).map { path in
            Term(sample: path.row, factors: chain.factors(of: path), value: path.product)
        }
        let all = penalty.filter { $0.value != 0 } + terms
        return Array(all.largestFirst(by: \.value).prefix(LargestTerms.shownCount))
    }
}

extension GradientChain {
    /// The factors of a path with their places, from the loss on.
    func factors(of path: Path) -> [Factor] {
        let n = path.row
        let start = MatrixCell(names[path.firstNode], n, path.columns[0])
        let source = sources[path.firstNode]![n, path.columns[0]]
        var factors = [Factor(path.firstNode == 0 ? .cell(start) : .change(start), source)]
        for (offset, step) in steps[path.firstNode...].enumerated() {
            factors.append(factor(of: step, in: n, from: path.columns[offset], to: path.columns[offset + 1]))
        }
        return factors + (endFactor(in: n).map { [$0] } ?? [])
    }

    /// If all paths of a sample are zero, the zero factor that all of them share, the one nearest to the cell; nil if there is
    /// none.
    func zeroFactor(row n: Int) -> Factor? {
        if let end = endFactor(in: n), end.value == 0 { return end }
        for step in steps.reversed() {
            guard case .linear = step else {
                let factor = factor(of: step, in: n, from: end.column, to: end.column)
                if factor.value == 0 { return factor }
                continue
            }
            return nil
        }
        let source = Factor(.cell(MatrixCell(names[0], n, end.column)), sources[0]![n, end.column])
        return source.value == 0 ? source : nil
    }

    private func factor(of step: Step, in n: Int, from: Int, to: Int) -> Factor {
        let value = factor(of: step, row: n, from: from, to: to)
        switch step {
        case .activation(let function, let layer, _, _):
            return Factor(.derivative(function, MatrixCell(.preactivation(layer), n, to)), value)
        case .dropout(let layer, _):
            return Factor(.cell(MatrixCell(.mask(layer), n, to)), value)
        case .linear(let layer, _):
            return Factor(.cell(MatrixCell(.weights(layer), to, from)), value)
        }
    }

    private func endFactor(in n: Int) -> Factor? {
        guard case .weights(let input, let inputs, let row, _) = end else { return nil }
        return Factor(.cell(MatrixCell(input, n, row)), inputs[n, row])
    }
}
