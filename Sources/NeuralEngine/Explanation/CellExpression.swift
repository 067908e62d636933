/// The right-hand side of a formula for one cell, as a tree. The formula in letters, with indices, and with numbers put in
/// are three spellings of the same tree.
public indirect enum CellExpression: Equatable, Sendable {
    /// A number in the formula itself, like the 1 in 1 − A1[n,j]².
    case number(Double)
    /// A quantity that is not a cell: `lr`, `N`, `μ`.
    case symbol(String, Double)
    /// A cell of a matrix.
    case operand(CellOperand)
    case sum(CellExpression, CellExpression)
    case difference(CellExpression, CellExpression)
    case product(CellExpression, CellExpression)
    case quotient(CellExpression, CellExpression)
    case negative(CellExpression)
    case square(CellExpression)
    /// βᵗ, with the letter and the value of the exponent.
    case power(CellExpression, letter: String, exponent: Int)
    case call(CellFunction, [CellExpression])
    /// [a > b]: 1 if that holds, else 0.
    case indicator(CellExpression, above: CellExpression)
    /// A function of two pieces: one where `condition > threshold`, the other elsewhere.
    case pieces(
        condition: CellExpression, threshold: CellExpression, above: CellExpression, elsewhere: CellExpression)
    /// Σ
    case series(CellSeries)
    /// An expression whose value is computed in another way, since computing it as spelled would lose digits or leave
    /// something out. `from` are the cells that the value is computed from.
    case known(CellExpression, Rounded, from: [OperandSpan])
}

/// A function in a formula.
public enum CellFunction: String, Equatable, Sendable {
    case exp, log, tanh, sigmoid, erf, sign, max, cos
    /// log(1 + x), right even where 1 + x is rounded to 1
    case logOnePlus = "log1p"
    /// exp(x) − 1, right even where exp(x) is rounded to 1
    case expMinusOne = "expm1"
    /// clip(x, −1, 1)
    case clip
    /// |x|
    case magnitude
    /// √x
    case root
    /// Φ, the normal distribution function.
    case distribution = "Φ"
}

extension CellExpression: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// A number of the formula.
    public init(integerLiteral number: Int) { self = .number(Double(number)) }
    /// A number of the formula.
    public init(floatLiteral number: Double) { self = .number(number) }
}

// Operators, so that formulas in code look like formulas.
extension CellExpression {
    static func + (a: CellExpression, b: CellExpression) -> CellExpression { .sum(a, b) }
    static func - (a: CellExpression, b: CellExpression) -> CellExpression { .difference(a, b) }
    static func * (a: CellExpression, b: CellExpression) -> CellExpression { .product(a, b) }
    static func / (a: CellExpression, b: CellExpression) -> CellExpression { .quotient(a, b) }
    static prefix func - (a: CellExpression) -> CellExpression { .negative(a) }

    var squared: CellExpression { .square(self) }
    static func exp(_ x: CellExpression) -> CellExpression { .call(.exp, [x]) }
    static func log(_ x: CellExpression) -> CellExpression { .call(.log, [x]) }
    static func root(_ x: CellExpression) -> CellExpression { .call(.root, [x]) }
    static func sigmoid(_ x: CellExpression) -> CellExpression { .call(.sigmoid, [x]) }

    /// A function of two pieces: one where z is above a number, the other elsewhere.
    static func above(
        _ threshold: CellExpression, _ z: CellExpression, _ piece: CellExpression, elsewhere: CellExpression
    ) -> CellExpression {
        .pieces(condition: z, threshold: threshold, above: piece, elsewhere: elsewhere)
    }

    /// Divided by the divisor of a mean; unchanged for a sum, which has none.
    func divided(by divisor: CellExpression?) -> CellExpression { divisor.map { self / $0 } ?? self }
}

extension CellExpression {
    /// The expressions directly below this one, from left to right.
    public var children: [CellExpression] {
        switch self {
        case .number, .symbol, .operand: []
        case .sum(let a, let b), .difference(let a, let b), .product(let a, let b), .quotient(let a, let b),
            .indicator(let a, let b):
            [a, b]
        case .negative(let a), .square(let a), .power(let a, _, _), .known(let a, _, _): [a]
        case .call(_, let arguments): arguments
        case .pieces(let condition, let threshold, let above, let elsewhere):
            [condition, threshold, above, elsewhere]
        case .series(let series): series.terms
        }
    }

    /// The cells that it shows, from left to right, each as often as it is mentioned.
    public var operands: [CellOperand] {
        if case .operand(let operand) = self { return [operand] }
        return children.flatMap(\.operands)
    }

    /// The longest sum in it; nil if it has none.
    public var longestSeries: CellSeries? {
        let inner = children.compactMap(\.longestSeries)
        guard case .series(let series) = self else { return inner.max { $0.count < $1.count } }
        return series
    }
}
