import NeuralEngine

// The terms of a cell of the forward pass.
extension TermSum {
    /// The terms of a cell that an operation of the forward pass computes; nil for other cells.
    init?(of cell: MatrixCell, in values: IterationValues) {
        let plan = values.plan
        let cell = MatrixCell(plan.canonical(cell.name), cell.row, cell.column)
        guard let writer = values.writer(of: cell.name) else { return nil }
        let equation = plan.operations[writer].equations.first { $0.result == cell.name }?.text
        let operands = Operands(values)
        /// For a function of one cell: that cell, and its own terms if it is a sum.
        func function() -> TermSum {
            let operand = operands.factors(of: cell)[0]
            guard case .cell(let argument) = operand.quantity else { preconditionFailure("\(operand) is no cell") }
            return TermSum(equation, operand: operand, operands.products(of: argument) ?? [])
        }
        switch plan.operations[writer].kind {
        case .loadBatch:
            let data = MatrixCell(cell.name, values.samples[cell.row], cell.column)
            let value = values.written(cell.name, by: writer)![cell.row, cell.column]
            self.init(equation, operand: nil, [Term([Factor(.data(data), value)], sample: cell.row)])
        case .linearForward:
            self.init(equation, operand: nil, operands.products(of: cell) ?? [])
        case .activationForward:
            self = function()
        case .dropoutForward:
            let factors = operands.factors(of: cell)
            self.init(equation, operand: nil, factors.isEmpty ? [] : [Term(factors)])
        case .lossForward where cell.name == .loss:
            self.init(equation, operand: nil, Self.losses(values, writer))
        case .lossForward where values.network(at: writer).loss == .crossEntropy:
            // The classes share the probability 1 in proportion to their e^A.
            let p = values.written(cell.name, by: writer)!
            let terms = operands.factors(of: cell).enumerated().map { column, factor in
                Term(sample: cell.row, factors: [factor], value: p[cell.row, column])
            }
            self.init(equation, operand: nil, terms)
        case .lossForward:
            self = function()
        case .lossBackward, .dropoutBackward, .activationBackward, .linearBackward, .update:
            return nil
        }
    }

    /// - terms: in any order.
    private init(_ equation: String?, operand: Factor?, _ terms: [Term]) {
        self.equation = equation
        self.operand = operand
        termCount = terms.count
        let sorted = terms.largestFirst(by: \.value)
        self.terms = Array(sorted.prefix(LargestTerms.shownCount))
        var (sum, rest) = (CompensatedSum(), CompensatedSum())
        for term in sorted { sum += term.value }
        for term in sorted.dropFirst(LargestTerms.shownCount) { rest += term.value }
        (self.sum, self.rest) = (sum.value, rest.value)
    }

    /// The contributions of the samples to the loss, and the penalty.
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
    /// A product of factors.
    init(_ factors: [Factor], sample: Int? = nil) {
        self.init(sample: sample, factors: factors, value: factors.reduce(1) { $0 * $1.value })
    }
}
