/// The symbols of a linear layer Y = X·W + 1·b, and formulas made of them. Indices count from 0.
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
    func g(_ row: Int, _ column: Int) -> MathExpression { gradient(.number(row), .number(column)) }

    private func gradient(_ row: MathIndex, _ column: MathIndex) -> MathExpression {
        .symbol(MathSymbol("y", row, column).gradient())
    }

    /// yᵢⱼ, which stands for its sum.
    func y(_ row: Int, _ column: Int) -> MathExpression { cellOfY(.number(row), .number(column)) }

    /// xᵢ₀w₀ⱼ + xᵢ₁w₁ⱼ + … + bⱼ
    func output(_ row: Int, _ column: Int) -> MathExpression { terms(.number(row), .number(column)) }

    private func cellOfY(_ row: MathIndex, _ column: MathIndex) -> MathExpression {
        .named(MathSymbol("y", row, column), terms(row, column))
    }

    private func terms(_ row: MathIndex, _ column: MathIndex) -> MathExpression {
        .sum(
            (0..<inputs).map { .symbol("x", row, .number($0)).times(.symbol("w", .number($0), column)) }
                + [.symbol("b", column)])
    }

    var matrixX: MathExpression { .named(MathSymbol("X"), cells(samples, inputs, x)) }
    var matrixW: MathExpression { .named(MathSymbol("W"), cells(inputs, outputs, w)) }
    var matrixY: MathExpression { .named(MathSymbol("Y"), cells(samples, outputs, y)) }
    var rowB: MathExpression { .named(MathSymbol("b"), .row((0..<outputs).map(b))) }
    var gradientY: MathExpression { .named(MathSymbol("Y").gradient(), cells(samples, outputs, g)) }
    /// A column of ones, one per sample.
    var ones: MathExpression { .named(MathSymbol("1"), .matrix(Array(repeating: [1], count: samples))) }

    /// L, any loss with the given ∂L/∂Y. For the numbers, Σ ∂L/∂yᵢⱼ·yᵢⱼ is used.
    var loss: MathExpression { .named(MathSymbol("L"), overOutputs(cellOfY("i", "j"))) }

    /// Σᵢ Σⱼ ∂L/∂yᵢⱼ·∂yᵢⱼ/∂`variable`
    func chainRule(by variable: MathExpression) -> MathExpression {
        overOutputs(.derivative(cellOfY("i", "j"), by: variable))
    }

    /// Σᵢ Σⱼ ∂L/∂yᵢⱼ·`factor`, over all cells of Y.
    private func overOutputs(_ factor: MathExpression) -> MathExpression {
        .summation(
            index: "i", count: samples, .summation(index: "j", count: outputs, gradient("i", "j") * factor))
    }

    /// A matrix with a formula for each cell.
    func cells(_ rows: Int, _ columns: Int, _ cell: (Int, Int) -> MathExpression) -> MathExpression {
        .matrix((0..<rows).map { row in (0..<columns).map { cell(row, $0) } })
    }

    /// The cells of a matrix that are derived one by one: all cells of a small matrix, otherwise the first and the last.
    static func shown(_ rows: Int, _ columns: Int) -> [(row: Int, column: Int)] {
        guard rows * columns > 4 else {
            return (0..<rows).flatMap { row in (0..<columns).map { (row, $0) } }
        }
        return [(0, 0), (rows - 1, columns - 1)]
    }
}
