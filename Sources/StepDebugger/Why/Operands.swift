import NeuralEngine

/// Which cells a cell is computed from, as the equations of its operation have them.
struct Operands {
    let values: IterationValues
    /// Matrices that were looked at, by name and operation, for each look makes them anew.
    private var matrices: [MatrixAtOperation: Matrix<Double>] = [:]

    init(_ values: IterationValues) { self.values = values }

    private var plan: Plan { values.plan }

    /// The cells that the operation reads for a cell that it writes, what is older first but for f′. For `dP` and `dY`, which no
    /// operation writes, those they are computed from.
    func cells(of cell: MatrixCell) -> [MatrixCell] {
        let name = plan.canonical(cell.name)
        let network = values.network(at: plan.writer(of: name) ?? 0)
        let (i, j) = (cell.row, cell.column)
        let output = plan.canonical(.activation(network.layerCount))
        func row(_ name: MatrixName, _ row: Int) -> [MatrixCell] {
            (0..<columns(name)).map { MatrixCell(name, row, $0) }
        }
        func column(_ name: MatrixName, _ column: Int) -> [MatrixCell] {
            (0..<rows(name)).map { MatrixCell(name, $0, column) }
        }
        switch (name.subject, name.quantity) {
        case (.inputs, .value), (.targets, .value), (.mask, _):
            return []
        case (.preactivation(let layer), .value):
            return column(.weights(layer), j) + [MatrixCell(.bias(layer), 0, j)] + row(network.input(ofLayer: layer), i)
        case (.activation(let layer), .value):
            return [MatrixCell(.preactivation(layer), i, j)]
        case (.dropped(let layer), .value):
            return [MatrixCell(plan.canonical(.activation(layer)), i, j), MatrixCell(.mask(layer), i, j)]
        case (.probabilities, .value):
            return network.loss == .crossEntropy ? row(output, i) : [MatrixCell(output, i, j)]
        case (.loss, _):
            let weights = network.regularization.isActive ? (1...network.layerCount).flatMap { all(.weights($0)) } : []
            return weights + all(.targets) + all(output)
        case (.probabilities, .gradient), (.targets, .gradient):
            let p = plan.contains(.probabilities) ? [MatrixCell(.probabilities, i, j)] : []
            return [MatrixCell(.targets, i, j)] + row(output, i) + p
        case (.weights(let layer), .gradient):
            let own = network.regularization.isActive ? [MatrixCell(.weights(layer), i, j)] : []
            return own + column(network.input(ofLayer: layer), i) + column(MatrixName.preactivation(layer).gradient, j)
        case (.bias(let layer), .gradient):
            return column(MatrixName.preactivation(layer).gradient, j)
        case (.weights, _), (.bias, _):
            return updateOperands(of: cell)
        case (_, .gradient):
            return gradientOperands(of: MatrixCell(name, i, j), output: output, network)
        default:
            return []
        }
    }

    /// A gradient on the way back: of the output, of an activation, of a mask's operand, or of a layer's input.
    private func gradientOperands(
        of cell: MatrixCell, output: MatrixName, _ network: NetworkSpecification
    ) -> [MatrixCell] {
        let (i, j) = (cell.row, cell.column)
        let operation = plan.operations[plan.writer(of: cell.name)!]
        guard let layer = operation.layer else {
            let result = plan.contains(.probabilities) ? MatrixName.probabilities : output
            // Cross-entropy counts P as often as the row of Y sums up to.
            let targets =
                network.loss == .crossEntropy
                ? (0..<columns(.targets)).map { MatrixCell(.targets, i, $0) } : [MatrixCell(.targets, i, j)]
            return targets + [MatrixCell(result, i, j)]
        }
        if operation.writes.contains(MatrixName.weights(layer).gradient) {
            let (w, dZ) = (MatrixName.weights(layer), MatrixName.preactivation(layer).gradient)
            return (0..<columns(w)).map { MatrixCell(w, j, $0) } + (0..<columns(w)).map { MatrixCell(dZ, i, $0) }
        }
        if operation.reads.contains(.mask(layer)) {
            return [MatrixCell(.mask(layer), i, j), MatrixCell(MatrixName.dropped(layer).gradient, i, j)]
        }
        // f′ is finite nearly everywhere, so that its operands come last.
        return [MatrixName.activation(layer).gradient, .preactivation(layer), .activation(layer)].map {
            MatrixCell($0, i, j)
        }
    }

    /// What an update computes a parameter or a moment from: the values before it first.
    private func updateOperands(of cell: MatrixCell) -> [MatrixCell] {
        let equation = plan.operations[plan.operations.count - 1].equations.first { $0.result == cell.name }
        var (old, new): ([MatrixName], [MatrixName]) = ([], [])
        for case .matrix(let name, _, let isPrevious) in equation?.parts ?? [] {
            if isPrevious { old.append(name) } else { new.append(name) }
        }
        return (old + new).map { MatrixCell($0, cell.row, cell.column) }
    }

    /// Whether an operand of a cell is one that the same operation writes, as it has written it: the moment that a
    /// parameter's update uses.
    func isOwnResult(_ operand: MatrixCell, of cell: MatrixCell) -> Bool {
        guard operand.name != cell.name, operand.name.isKeptBetweenIterations else { return false }
        let update = plan.operations[plan.operations.count - 1]
        return cell.name.isKeptBetweenIterations && update.writes.contains(operand.name)
            && !(update.equations.first { $0.result == cell.name }?.readsBefore(operand.name) ?? false)
    }

    /// The operands of a cell with their numbers.
    mutating func factors(of cell: MatrixCell) -> [Factor] {
        let operation = plan.writer(of: cell.name) ?? plan.writer(of: .loss)!
        return cells(of: cell).map { Factor(.cell($0), value(of: $0, operation: operation, for: cell)) }
    }

    /// The products or operands that a number came to be from, the largest first: what to show where they are all finite
    /// and the number is not.
    mutating func terms(of cell: MatrixCell) -> [Term] {
        let name = plan.canonical(cell.name)
        guard let operation = plan.writer(of: name) ?? plan.writer(of: .loss) else { return [] }
        func factor(_ cell: MatrixCell) -> Factor {
            Factor(.cell(cell), value(of: cell, operation: operation, for: MatrixCell(name, 0, 0)))
        }
        let network = values.network(at: operation)
        let products: [Term]
        switch (name.subject, name.quantity) {
        case (.preactivation(let layer), .value):
            products = TermSum.products(layer: layer, row: cell.row, column: cell.column, values)
        case (.weights(let layer), .gradient):
            let (x, dZ) = (network.input(ofLayer: layer), MatrixName.preactivation(layer).gradient)
            products = (0..<rows(x)).map { n in
                Term([factor(MatrixCell(x, n, cell.row)), factor(MatrixCell(dZ, n, cell.column))], sample: n)
            }
        case (_, .gradient) where plan.operations[operation].writes.count > 1 && !name.isParameter:
            guard let layer = plan.operations[operation].layer else { return [] }
            let (w, dZ) = (MatrixName.weights(layer), MatrixName.preactivation(layer).gradient)
            products = (0..<columns(w)).map { j in
                Term([factor(MatrixCell(dZ, cell.row, j)), factor(MatrixCell(w, cell.column, j))])
            }
        default:
            products = cells(of: cell).map { operand in
                Term([
                    Factor(
                        .cell(operand),
                        value(of: operand, operation: operation, for: MatrixCell(name, cell.row, cell.column)))
                ])
            }
        }
        let terms = products.map { network.precision == .float32 ? $0.inSinglePrecision : $0 }
        // Where a product itself is no finite number, the others have nothing to do with it; nor do zeros in a sum.
        let own = terms.filter { !$0.value.isFinite }
        let parts = terms.filter { $0.value != 0 || $0.factors.count == 1 }
        let sorted = (own.isEmpty ? parts : own).enumerated().sorted { a, b in
            (abs(a.element.value), b.offset) > (abs(b.element.value), a.offset)
        }.map(\.element)
        return Array(sorted.prefix(Self.shownTerms))
    }

    private static let shownTerms = 3

    /// An operand as the operation read it, or as it has just written it itself.
    mutating func value(of operand: MatrixCell, operation: Int, for cell: MatrixCell) -> Double {
        let isOwn = isOwnResult(operand, of: cell)
        let key = MatrixAtOperation(name: operand.name, operation: operation, isResult: isOwn)
        return matrix(key)[operand.row, operand.column]
    }

    /// A cell as its operation has written it.
    mutating func result(_ cell: MatrixCell, operation: Int) -> Double {
        matrix(MatrixAtOperation(name: cell.name, operation: operation, isResult: true))[cell.row, cell.column]
    }

    private mutating func matrix(_ key: MatrixAtOperation) -> Matrix<Double> {
        if let known = matrices[key] { return known }
        let matrix =
            key.isResult
            ? values.written(key.name, by: key.operation)! : values.read(key.name, by: key.operation)!
        matrices[key] = matrix
        return matrix
    }

    // MARK: Shapes

    private func all(_ name: MatrixName) -> [MatrixCell] {
        (0..<rows(name)).flatMap { i in (0..<columns(name)).map { MatrixCell(name, i, $0) } }
    }

    private func rows(_ name: MatrixName) -> Int {
        if name.hasRowPerSample { return values.samples.count }
        return plan.shape(of: name)!.rows
    }

    private func columns(_ name: MatrixName) -> Int { plan.shape(of: name)!.columns }
}

extension Term {
    /// The same product in single precision, in which more of them are too large.
    fileprivate var inSinglePrecision: Term {
        Term(sample: sample, factors: factors, value: Double(Float(value)))
    }
}

extension Equation {
    /// Whether a matrix enters with its value before the operation.
    fileprivate func readsBefore(_ name: MatrixName) -> Bool {
        parts.contains { part in
            if case .matrix(name, _, true) = part { true } else { false }
        }
    }
}

private struct MatrixAtOperation: Hashable {
    var name: MatrixName
    var operation: Int
    var isResult: Bool
}
