import NeuralEngine

/// What a cell is computed from, according to the formula of its operation.
struct Operands {
    let values: IterationValues

    init(_ values: IterationValues) { self.values = values }

    private var plan: Plan { values.plan }

    /// The operation that computes a cell; `loss.forward` for `dP` and `dY`, which no operation writes.
    private func operation(of cell: MatrixCell) -> Int { plan.writer(of: cell.name) ?? plan.writer(of: .loss)! }

    /// The cells that a cell is computed from, older ones first, except for f′.
    func blocks(of cell: MatrixCell) -> [CellBlock] {
        let operation = operation(of: cell)
        let blocks = values.operands(of: operation).cellsRead(for: cell)
        // f′ is nearly always finite, so its operands stay after dA.
        if case .activationBackward = plan.operations[operation].kind { return blocks }
        return blocks.enumerated().sorted { a, b in
            (age(a.element), a.offset) < (age(b.element), b.offset)
        }.map(\.element)
    }

    /// The place in the plan of the operation that wrote a block; −1 for what the iteration started with.
    private func age(_ block: CellBlock) -> Int {
        block.matrix.isKeptBetweenIterations && !block.isResult ? -1 : plan.writer(of: block.matrix) ?? -1
    }

    /// The cells that a cell is computed from, with their numbers.
    func factors(of cell: MatrixCell) -> [Factor] {
        let source = values.operands(of: operation(of: cell))
        return blocks(of: cell).flatMap { block in
            let cells = source.cells(of: block)
            return block.rows.flatMap { row in
                block.columns.map { column in
                    Factor(.cell(MatrixCell(block.matrix, row, column)), cells[row, column])
                }
            }
        }
    }

    /// The first operand of a cell that is not finite.
    /// - isCulprit: whether such a number counts.
    /// - Returns: the operand, and whether the same operation wrote it; nil if there is none.
    func firstNonFinite(
        of cell: MatrixCell, where isCulprit: (Double) -> Bool = { _ in true }
    ) -> (cell: MatrixCell, isResult: Bool)? {
        let source = values.operands(of: operation(of: cell))
        for block in blocks(of: cell) {
            let cells = source.cells(of: block)
            for row in block.rows {
                for column in block.columns {
                    let value = cells[row, column]
                    guard !value.isFinite, isCulprit(value) else { continue }
                    return (MatrixCell(block.matrix, row, column), block.isResult)
                }
            }
        }
        return nil
    }

    /// The products that a cell is the sum of; nil if its formula is not a sum of products.
    func products(of cell: MatrixCell) -> [Term]? {
        values.operands(of: operation(of: cell)).expression(of: cell)?.products
    }

    /// The products of a cell's formula outside of its sums: what a penalty adds.
    func productsBesideSums(of cell: MatrixCell) -> [Term] {
        values.operands(of: operation(of: cell)).expressionWithoutTerms(of: cell)?.products ?? []
    }

    /// The largest products or operands of a cell, the largest first, to be shown if all operands are finite and the cell is
    /// not.
    func terms(of cell: MatrixCell) -> [Term] {
        let products = products(of: cell) ?? factors(of: cell).map { Term([$0]) }
        let network = values.network(at: operation(of: cell))
        let terms = products.map { network.precision == .float32 ? $0.inSinglePrecision : $0 }
        // If a product itself is not finite, the others do not matter; zeros in a sum never do.
        let own = terms.filter { !$0.value.isFinite }
        let parts = terms.filter { $0.value != 0 || $0.factors.count == 1 }
        return Array((own.isEmpty ? parts : own).largestFirst(by: \.value).prefix(Self.shownTerms))
    }

    private static let shownTerms = 3
}

extension OperandSource {
    /// The matrix of a block, as the formula uses it.
    fileprivate func cells(of block: CellBlock) -> MatrixCells {
        (block.isResult ? after(block.matrix) : before(block.matrix)).cells
    }
}

extension CellExpression {
    /// The products that it is the sum of: `X[0,0]·W1[0,2] + X[0,1]·W1[1,2] + b1[0,2]` has three. Nil for other formulas,
    /// including sums of single cells.
    fileprivate var products: [Term]? {
        switch self {
        case .sum(let products, let last):
            guard let products = products.products, let last = last.factors else { return nil }
            return products + [Term(last)]
        case .series(let series):
            guard case .product = series.pattern else { return nil }
            let isOverSamples = series.letters == ["n"]
            return series.terms.compactMap { term in
                // A sum over the samples has one term per sample.
                term.factors.map { Term($0, sample: isOverSamples ? term.operands.first?.row.number : nil) }
            }
        default:
            return nil
        }
    }

    /// The factors, if it is a product.
    private var factors: [Factor]? {
        switch self {
        case .operand(let operand):
            guard let matrix = operand.matrix else { return nil }
            return [Factor(.cell(MatrixCell(matrix, operand.row.number, operand.column.number)), operand.value)]
        case .symbol(let name, let value):
            return [Factor(.setting(name), value)]
        case .call(.sign, let arguments):
            guard case .operand(let operand) = arguments[0], let matrix = operand.matrix else { return nil }
            return [Factor(.sign(MatrixCell(matrix, operand.row.number, operand.column.number)), value)]
        case .product(let a, let b):
            guard let a = a.factors, let b = b.factors else { return nil }
            return a + b
        default:
            return nil
        }
    }
}

extension Term {
    /// The same product in single precision, which overflows sooner.
    fileprivate var inSinglePrecision: Term {
        Term(sample: sample, factors: factors, value: Double(Float(value)))
    }
}
