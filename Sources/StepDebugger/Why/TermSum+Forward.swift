import NeuralEngine

// The terms of the sum that a cell of the forward pass is.
extension TermSum {
    /// How many terms are shown.
    static let shownTerms = 8

    /// The terms of a cell that an operation of an iteration's forward pass computes, or that is computed from those
    /// when it is looked at; nil for a cell of another kind.
    init?(of cell: MatrixCell, in values: IterationValues) {
        let plan = values.plan
        let network = values.network(at: 0)
        let (n, j) = (cell.row, cell.column)
        let name = plan.canonical(cell.name)
        // dP and dY are computed from what the loss reads.
        let operation = plan.writer(of: name) ?? plan.writer(of: .loss)!
        let equation = plan.operations[operation].equations.first { $0.result == name }?.text
        func read(_ name: MatrixName, _ row: Int, _ column: Int) -> Factor {
            Factor(.cell(MatrixCell(name, row, column)), values.read(name, by: operation)![row, column])
        }
        switch (name.subject, name.quantity) {
        case (.preactivation(let layer), .value):
            self.init(equation, operand: nil, Self.products(layer: layer, row: n, column: j, values))
        case (.activation(let layer), .value):
            let z = read(.preactivation(layer), n, j)
            self.init(equation, operand: z, Self.products(layer: layer, row: n, column: j, values))
        case (.mask, .value):
            self.init(equation, operand: nil, [])
        case (.dropped(let layer), .value):
            let factors = [read(plan.canonical(.activation(layer)), n, j), read(.mask(layer), n, j)]
            self.init(equation, operand: nil, [Term(factors)])
        case (.inputs, .value), (.targets, .value):
            let row = values.samples[n]
            let value = values.written(name, by: operation)![n, j]
            self.init(equation, operand: nil, [Term([Factor(.data(MatrixCell(name, row, j)), value)], sample: n)])
        case (.probabilities, .value):
            let output = plan.canonical(.activation(network.layerCount))
            guard network.loss == .crossEntropy else {
                let isSum = output == .preactivation(network.layerCount)
                let terms = isSum ? Self.products(layer: network.layerCount, row: n, column: j, values) : []
                self.init(equation, operand: read(output, n, j), terms)
                return
            }
            // The classes share one between them, each by its e^A.
            let p = values.written(name, by: operation)!
            let terms = (0..<p.columns).map { Term(sample: n, factors: [read(output, n, $0)], value: p[n, $0]) }
            self.init(equation, operand: nil, terms)
        case (.loss, .value):
            self.init(equation, operand: nil, Self.losses(values, operation))
        default:
            return nil
        }
    }

    /// - terms: in any order.
    private init(_ equation: String?, operand: Factor?, _ terms: [Term]) {
        self.equation = equation
        self.operand = operand
        termCount = terms.count
        let sorted = terms.enumerated().sorted { a, b in
            let (x, y) = (abs(a.element.value), abs(b.element.value))
            // What is no number comes first.
            if x.isNaN || y.isNaN { return x.isNaN && (!y.isNaN || a.offset < b.offset) }
            return (x, b.offset) > (y, a.offset)
        }.map(\.element)
        self.terms = Array(sorted.prefix(Self.shownTerms))
        var (sum, rest) = (CompensatedSum(), CompensatedSum())
        for term in sorted { sum += term.value }
        for term in sorted.dropFirst(Self.shownTerms) { rest += term.value }
        (self.sum, self.rest) = (sum.value, rest.value)
    }

    /// Z[n,j] = Σᵢ X[n,i]·W[i,j] + b[j]
    static func products(layer: Int, row n: Int, column j: Int, _ values: IterationValues) -> [Term] {
        let operation = values.writer(of: .preactivation(layer))!
        let input = values.network(at: operation).input(ofLayer: layer)
        let x = values.read(input, by: operation)!
        let w = values.read(.weights(layer), by: operation)!
        let bias = values.read(.bias(layer), by: operation)![0, j]
        let products = (0..<w.rows).map { i in
            Term([
                Factor(.cell(MatrixCell(input, n, i)), x[n, i]),
                Factor(.cell(MatrixCell(.weights(layer), i, j)), w[i, j]),
            ])
        }
        return products + [Term([Factor(.cell(MatrixCell(.bias(layer), 0, j)), bias)])]
    }

    /// Every sample's share of the loss, and the penalty.
    private static func losses(_ values: IterationValues, _ operation: Int) -> [Term] {
        let network = values.network(at: operation)
        let a = values.read(values.plan.canonical(.activation(network.layerCount)), by: operation)!
        let y = values.read(.targets, by: operation)!
        var terms = network.lossShares(outputs: a, targets: y).enumerated().map { n, share in
            Term([Factor(.loss(sample: n), share)], sample: n)
        }
        guard network.regularization.isActive else { return terms }
        for layer in 1...network.layerCount {
            let penalty = network.penalty(ofWeights: values.read(.weights(layer), by: operation)!)
            terms.append(Term([Factor(.penalty(layer: layer), penalty)]))
        }
        return terms
    }
}

extension Term {
    /// The product of factors.
    init(_ factors: [Factor], sample: Int? = nil) {
        self.init(sample: sample, factors: factors, value: factors.reduce(1) { $0 * $1.value })
    }
}
