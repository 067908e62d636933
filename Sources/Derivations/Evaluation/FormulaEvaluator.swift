/// Evaluates formulas, given the values of their symbols.
struct FormulaEvaluator<Number: DerivationNumber> {
    typealias Table = CellTable<Dual<Number>>

    private let values: [MathSymbol: Double]
    /// The variable of differentiation.
    private var variable: MathSymbol?
    /// The present indices of the enclosing sums, from 0.
    private var indices: [String: Int] = [:]

    /// - values: the values of all symbols in the formulas that are not `named`, with numbers as indices.
    init(_ values: [MathSymbol: Double]) {
        self.values = values
    }

    /// The formula's value; NaN if a symbol has no value.
    func callAsFunction(_ formula: MathExpression) -> CellTable<Number> {
        table(formula).map(\.value)
    }

    private func table(_ formula: MathExpression) -> Table {
        switch formula {
        case .number(let number): Table(Dual(Number(Double(number))))
        case .symbol(let symbol): Table(number(symbol))
        case .named(_, let definition): table(definition)
        case .sum(let terms): terms.dropFirst().reduce(table(terms[0]), adding)
        case .negative(let part): table(part).map { Dual(Number(0)) - $0 }
        case .product(let a, let b, _): table(a).combined(with: table(b), *)
        case .fraction(let a, let b): table(a).combined(with: table(b), /)
        case .power(let base, let exponent): table(base).map { power($0, exponent) }
        case .exponential(let exponent): table(exponent).map(\.exponential)
        case .call(.log, let argument): table(argument).map(\.logarithm)
        case .call(let function, let argument): call(function, table(argument))
        case .prime(let function, let argument): slope(of: function, table(argument).map(\.value))
        case .summation(let index, let count, let body): summation(index, count, body)
        case .each(let index, let count, let body): each(index, count, body)
        case .largest(let parts): Table(largest(parts.map { table($0).cells[0] }))
        case .cases(let cases): table(cases.first(where: holds)?.value ?? .symbol(MathSymbol("undefined")))
        case .derivative(let part, let variables): derivative(of: part, by: variables)
        case .matrix(let rows):
            Table(
                rows: rows.count, columns: rows[0].count, cells: rows.flatMap { $0.map { table($0).cells[0] } })
        case .transpose(let part): table(part).transposed
        case .matrixProduct(let a, let b): product(table(a), table(b))
        case .dotProduct(let a, let b): Table(total(table(a).combined(with: table(b), *).cells))
        case .diagonal(let part): diagonal(table(part))
        }
    }

    private func number(_ symbol: MathSymbol) -> Dual<Number> {
        let resolved = resolved(symbol)
        let slope: Double = resolved == variable ? 1 : 0
        return Dual(Number(values[resolved] ?? .nan), slope: Number(slope))
    }

    private func resolved(_ symbol: MathSymbol) -> MathSymbol {
        var symbol = symbol
        for (place, index) in symbol.indices.enumerated() {
            if case .letter(let letter) = index, let number = indices[letter] {
                symbol.indices[place] = .number(number)
            }
        }
        return symbol
    }

    private func adding(_ sum: Table, _ term: MathExpression) -> Table {
        if case .negative(let part) = term { return sum.combined(with: table(part), -) }
        return sum.combined(with: table(term), +)
    }

    private func summation(_ index: String, _ count: Int, _ body: MathExpression) -> Table {
        let terms = values(of: body, index, count)
        return terms.dropFirst().reduce(terms[0]) { $0.combined(with: $1, +) }
    }

    private func each(_ index: String, _ count: Int, _ body: MathExpression) -> Table {
        Table(rows: 1, columns: count, cells: values(of: body, index, count).map { $0.cells[0] })
    }

    /// The body for each value of the index.
    private func values(of body: MathExpression, _ index: String, _ count: Int) -> [Table] {
        (0..<count).map { number in
            var evaluator = self
            evaluator.indices[index] = number
            return evaluator.table(body)
        }
    }

    private func total(_ terms: [Dual<Number>]) -> Dual<Number> { terms.dropFirst().reduce(terms[0], +) }

    private func power(_ base: Dual<Number>, _ exponent: Int) -> Dual<Number> {
        (0..<exponent).reduce(Dual(Number(1))) { product, _ in product * base }
    }

    private func largest(_ numbers: [Dual<Number>]) -> Dual<Number> {
        numbers.dropFirst().reduce(numbers[0]) { $1.value.isAbove($0.value) ? $1 : $0 }
    }

    private func holds(_ value: MathCase) -> Bool {
        let subject = table(value.subject).cells[0].value
        switch value.condition {
        case .above(let bound): return subject.isAbove(table(bound).cells[0].value)
        case .notAbove(let bound): return !subject.isAbove(table(bound).cells[0].value)
        }
    }

    private func product(_ a: Table, _ b: Table) -> Table {
        precondition(a.columns == b.rows, "\(a.rows)×\(a.columns) has no product with \(b.rows)×\(b.columns)")
        var cells: [Dual<Number>] = []
        for row in 0..<a.rows {
            for column in 0..<b.columns {
                cells.append(total((0..<a.columns).map { a[row, $0] * b[$0, column] }))
            }
        }
        return Table(rows: a.rows, columns: b.columns, cells: cells)
    }

    private func diagonal(_ row: Table) -> Table {
        let zero = Dual(Number(0))
        let places = row.cells.indices
        return Table(
            rows: places.count, columns: places.count,
            cells: places.flatMap { i in places.map { $0 == i ? row.cells[i] : zero } })
    }
}

/// Functions, and derivatives.
extension FormulaEvaluator {
    private func call(_ function: MathFunction, _ argument: Table) -> Table {
        let one = Dual(Number(1))
        let zero = Dual(Number(0))
        switch function {
        case .log: return argument.map(\.logarithm)
        case .sigmoid: return argument.map { one / (one + (zero - $0).exponential) }
        case .relu: return argument.map { largest([zero, $0]) }
        case .tanh:
            return argument.map {
                let (rising, falling) = ($0.exponential, (zero - $0).exponential)
                return (rising - falling) / (rising + falling)
            }
        case .logSumExp, .softmax:
            let powers = argument.map(\.exponential)
            let sum = total(powers.cells)
            return function == .softmax ? powers.map { $0 / sum } : Table(sum.logarithm)
        }
    }

    /// f′ of each cell.
    private func slope(of function: MathFunction, _ argument: CellTable<Number>) -> Table {
        call(function, argument.map { Dual($0, slope: Number(1)) }).map { Dual($0.slope) }
    }

    private func derivative(of formula: MathExpression, by variables: MathExpression) -> Table {
        let symbols = variables.symbols
        let slopes = symbols.map { row in
            row.map { symbol in
                var evaluator = self
                evaluator.variable = resolved(symbol)
                return evaluator.table(formula).map { Dual($0.slope) }
            }
        }
        if slopes.count == 1, slopes[0].count == 1 { return slopes[0][0] }
        guard slopes[0][0].cells.count > 1 else {
            return Table(
                rows: slopes.count, columns: slopes[0].count, cells: slopes.flatMap { $0.map { $0.cells[0] } })
        }
        let columns = slopes.flatMap { $0 }
        return Table(
            rows: columns[0].cells.count, columns: columns.count,
            cells: columns[0].cells.indices.flatMap { cell in columns.map { $0.cells[cell] } })
    }
}

extension MathExpression {
    /// The symbols in a symbol or in a matrix of symbols.
    var symbols: [[MathSymbol]] {
        switch self {
        case .symbol(let symbol): [[symbol]]
        case .named(_, let definition): definition.symbols
        case .matrix(let rows): rows.map { $0.flatMap { $0.symbols.flatMap { $0 } } }
        default: preconditionFailure("a derivative is taken by symbols")
        }
    }
}
