/// The symbols of a linear layer Y = X·W + 1·b, and formulas made of them. Indices count from 1.
struct LinearSymbols {
    /// Rows of X.
    let samples: Int
    /// Columns of X.
    let inputs: Int
    /// Columns of W.
    let outputs: Int

    func x(_ row: Int, _ column: Int) -> MathExpression { .symbol("x", .number(row), .number(column)) }
    func w(_ row: Int, _ column: Int) -> MathExpression { .symbol("w", .number(row), .number(column)) }
    func b(_ column: Int) -> MathExpression { .symbol("b", .number(column)) }

    /// ∂L/∂yᵢⱼ, a number that comes from the next layer.
    func g(_ row: Int, _ column: Int) -> MathExpression {
        .symbol(MathSymbol("y", .number(row), .number(column)).gradient())
    }

    /// yᵢⱼ, which stands for its sum.
    func y(_ row: Int, _ column: Int) -> MathExpression {
        .named(MathSymbol("y", .number(row), .number(column)), output(row, column))
    }

    /// xᵢ₁w₁ⱼ + xᵢ₂w₂ⱼ + … + bⱼ
    func output(_ row: Int, _ column: Int) -> MathExpression {
        .sum((1...inputs).map { x(row, $0).times(w($0, column)) } + [b(column)])
    }

    var matrixX: MathExpression { matrix("X", samples, inputs, x) }
    var matrixW: MathExpression { matrix("W", inputs, outputs, w) }
    var matrixY: MathExpression { matrix("Y", samples, outputs, y) }
    var rowB: MathExpression { .named(MathSymbol("b"), .row((1...outputs).map(b))) }
    var gradientY: MathExpression { .named(MathSymbol("Y").gradient(), cells(samples, outputs, g)) }
    /// A column of ones, one per sample.
    var ones: MathExpression { .named(MathSymbol("1"), .matrix(Array(repeating: [1], count: samples))) }

    /// L, any loss with the given ∂L/∂Y. For the numbers, Σ ∂L/∂yᵢⱼ·yᵢⱼ is used.
    var loss: MathExpression {
        .named(
            MathSymbol("L"),
            .sum((1...samples).flatMap { row in (1...outputs).map { g(row, $0) * y(row, $0) } }))
    }

    /// A sum over all cells of Y.
    func overOutputs(_ term: (_ row: Int, _ column: Int) -> MathExpression) -> MathExpression {
        .sum((1...samples).flatMap { row in (1...outputs).map { term(row, $0) } })
    }

    /// A matrix with a formula for each cell.
    func cells(_ rows: Int, _ columns: Int, _ cell: (Int, Int) -> MathExpression) -> MathExpression {
        .matrix((1...rows).map { row in (1...columns).map { cell(row, $0) } })
    }

    private func matrix(
        _ letter: String, _ rows: Int, _ columns: Int, _ cell: (Int, Int) -> MathExpression
    ) -> MathExpression {
        .named(MathSymbol(letter), cells(rows, columns, cell))
    }

    /// The cells of a matrix that are derived one by one: all cells of a small matrix, otherwise the first and the last.
    static func shown(_ rows: Int, _ columns: Int) -> [(row: Int, column: Int)] {
        guard rows * columns > 4 else {
            return (1...rows).flatMap { row in (1...columns).map { (row, $0) } }
        }
        return [(1, 1), (rows, columns)]
    }
}
