/// The right-hand side of a formula for one cell, as a tree: what it is in letters, with its indices and with its numbers
/// put in are three spellings of the same tree.
public indirect enum CellExpression: Equatable, Sendable {
    /// A number that the formula itself has, as the 1 in 1 − A1[n,j]².
    case number(Double)
    /// A quantity that is no cell: `lr`, `N`, `μ`.
    case symbol(String, Double)
    /// A cell of a matrix.
    case operand(CellOperand)
    case sum(CellExpression, CellExpression)
    case difference(CellExpression, CellExpression)
    case product(CellExpression, CellExpression)
    case quotient(CellExpression, CellExpression)
    case negative(CellExpression)
    case square(CellExpression)
    /// βᵗ, with the exponent's letter and its number.
    case power(CellExpression, letter: String, exponent: Int)
    case call(CellFunction, [CellExpression])
    /// [a > b]: 1 where that holds, else 0.
    case indicator(CellExpression, above: CellExpression)
    /// A function put together from two pieces: the one where `condition > threshold`, the other elsewhere.
    case pieces(
        condition: CellExpression, threshold: CellExpression, above: CellExpression, elsewhere: CellExpression)
    /// Σ
    case series(CellSeries)
    /// Spelled as it is, but with a value that was computed otherwise, since the spelling would lose digits or leaves
    /// something out; `from` are the cells that it was computed from.
    case known(CellExpression, Rounded, from: [OperandSpan])
}

/// A function in a formula.
public enum CellFunction: String, Equatable, Sendable {
    case exp, log, tanh, sigmoid, erf, sign, max, cos
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

// So that formulas in code look like formulas.
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

    /// One piece of a function where z is above a number, and the other elsewhere.
    static func above(
        _ threshold: CellExpression, _ z: CellExpression, _ piece: CellExpression, elsewhere: CellExpression
    ) -> CellExpression {
        .pieces(condition: z, threshold: threshold, above: piece, elsewhere: elsewhere)
    }

    /// Divided by what a mean divides by.
    func divided(by divisor: CellExpression?) -> CellExpression { divisor.map { self / $0 } ?? self }
}

extension CellExpression {
    /// What stands directly in it, from left to right.
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

    /// The cells in it that are shown, each as often as it is mentioned, from left to right.
    public var operands: [CellOperand] {
        if case .operand(let operand) = self { return [operand] }
        return children.flatMap(\.operands)
    }

    /// The sum with the most terms in it; nil where it has none.
    public var longestSeries: CellSeries? {
        let inner = children.compactMap(\.longestSeries)
        guard case .series(let series) = self else { return inner.max { $0.count < $1.count } }
        return series
    }
}
