/// How tightly an operator binds. A looser operator inside a tighter one needs parentheses.
enum MathPrecedence: Int, Comparable {
    case sum, product, power, atom

    static func < (left: MathPrecedence, right: MathPrecedence) -> Bool { left.rawValue < right.rawValue }
}

extension MathExpression {
    /// How tightly the formula's outermost operator binds, on one line or in two dimensions.
    func precedence(onOneLine: Bool) -> MathPrecedence {
        switch self {
        case .symbol(let symbol): symbol.numerator != nil && onOneLine ? .product : .atom
        case .named(let symbol, _): MathExpression.symbol(symbol).precedence(onOneLine: onOneLine)
        case .number, .call, .prime, .largest, .matrix, .diagonal, .dotProduct: .atom
        case .each(_, _, let body): body.precedence(onOneLine: onOneLine)
        case .sum(let terms): terms.count > 1 ? .sum : terms[0].precedence(onOneLine: onOneLine)
        case .negative, .cases: .sum
        case .product, .matrixProduct, .summation: .product
        case .derivative: .product
        case .fraction: onOneLine ? .product : .power
        case .power, .exponential, .transpose: .power
        }
    }
}

/// Which of many rows, columns or terms are shown; nil stands for dots.
func shownPlaces(of count: Int, atMost limit: Int) -> [Int?] {
    guard count > limit else { return Array(0..<count) }
    return (0..<max(1, limit - 2)).map { $0 } + [nil, count - 1]
}
