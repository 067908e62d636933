/// An operator before its operand.
public enum UnaryOperator: String, CaseIterable, Sendable {
    case minus = "-"
    case plus = "+"
    case not
}

/// An operator between its operands. All except `**` are left-associative; comparisons do not chain.
public enum BinaryOperator: String, CaseIterable, Sendable {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case power = "**"
    case matrixProduct = "@"
    case equal = "=="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case and
    case or

    /// Whether the operator compares its operands.
    public var isComparison: Bool { precedence == .comparison }

    package var precedence: Precedence {
        switch self {
        case .or: .or
        case .and: .and
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
        case .add, .subtract: .sum
        case .multiply, .divide, .matrixProduct: .product
        case .power: .power
        }
    }
}

/// How tightly operators bind, loosest first: Python's order, which NumPy inherits.
package enum Precedence: Int, Comparable {
    case or, and, not, comparison, sum, product, sign, power, postfix, primary

    package static func < (left: Precedence, right: Precedence) -> Bool { left.rawValue < right.rawValue }

    /// The next tighter one.
    package var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .primary }
}
