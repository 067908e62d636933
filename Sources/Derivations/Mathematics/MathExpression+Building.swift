/// Operators, so that formulas in Swift look much as they do on paper: `1 / (1 + .e(-x))`.
extension MathExpression: ExpressibleByIntegerLiteral {
    /// A literal number.
    public init(integerLiteral value: Int) { self = .number(value) }

    /// A letter with indices.
    public static func symbol(_ letter: String, _ indices: MathIndex...) -> MathExpression {
        .symbol(MathSymbol(letter, indices: indices))
    }

    /// eˣ
    public static func e(_ exponent: MathExpression) -> MathExpression { .exponential(exponent) }

    /// log x
    public static func log(_ argument: MathExpression) -> MathExpression { .call(.log, argument) }

    /// A row of formulas.
    public static func row(_ cells: [MathExpression]) -> MathExpression { .matrix([cells]) }

    /// The sum of two formulas; their terms become terms of one sum.
    public static func + (left: MathExpression, right: MathExpression) -> MathExpression {
        .sum(left.terms + right.terms)
    }

    /// The difference; what is subtracted stays in brackets if it has several terms.
    public static func - (left: MathExpression, right: MathExpression) -> MathExpression {
        .sum(left.terms + [.negative(right)])
    }

    /// The negated formula.
    public static prefix func - (formula: MathExpression) -> MathExpression { .negative(formula) }

    /// a·b, cell by cell.
    public static func * (left: MathExpression, right: MathExpression) -> MathExpression {
        .product(left, right, sign: .dot)
    }

    /// A fraction.
    public static func / (left: MathExpression, right: MathExpression) -> MathExpression { .fraction(left, right) }

    /// The formula times itself.
    public var squared: MathExpression { .power(self, 2) }

    /// ab, without a multiplication sign.
    public func times(_ other: MathExpression) -> MathExpression { .product(self, other, sign: .none) }

    private var terms: [MathExpression] {
        if case .sum(let terms) = self { terms } else { [self] }
    }

    /// Whether a program can compute the formula exactly as it is written: it has no derivative, no function that is computed
    /// in its own way, and no letter that stands for such a function.
    var isWrittenOut: Bool {
        switch self {
        case .number, .symbol: true
        case .derivative, .prime: false
        case .call(let function, let part): (function == .log || function == .relu) && part.isWrittenOut
        case .named(_, let definition):
            switch definition {
            case .summation, .largest, .number, .symbol: definition.isWrittenOut
            default: false
            }
        case .negative(let part), .power(let part, _), .exponential(let part), .summation(_, _, let part),
            .each(_, _, let part), .transpose(let part), .diagonal(let part):
            part.isWrittenOut
        case .product(let a, let b, _), .fraction(let a, let b), .matrixProduct(let a, let b),
            .dotProduct(let a, let b):
            a.isWrittenOut && b.isWrittenOut
        case .sum(let parts), .largest(let parts): parts.allSatisfy(\.isWrittenOut)
        case .cases(let cases): cases.allSatisfy { $0.value.isWrittenOut && $0.subject.isWrittenOut }
        case .matrix(let rows): rows.allSatisfy { $0.allSatisfy(\.isWrittenOut) }
        }
    }
}
