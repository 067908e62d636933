/// An expression over matrices, as written. Two are equal when they say the same; places do not count.
public struct Expression: Equatable, Sendable {
    /// What the expression is.
    public let node: Node
    /// Where it was written, with the brackets around it.
    public let range: SourceRange

    /// The expression `node`, written at `range`.
    public init(_ node: Node, at range: SourceRange) {
        self.node = node
        self.range = range
    }

    /// Places do not count.
    public static func == (left: Expression, right: Expression) -> Bool { left.node == right.node }

    /// The forms of an expression.
    public indirect enum Node: Equatable, Sendable {
        /// A number, never negative, with its digits as written.
        case number(Double, spelling: String)
        /// A matrix, scalar or variable: `W1`, `test.loss`.
        case name(String)
        /// Rows of cells, all of the same length, at least one cell: `[[1, 2], [3, 4]]`, or `[1, 2]` for one row.
        case matrix([[Expression]])
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `M.T`
        case transpose(Expression)
        /// `W1[0, 2]`, `W1[1]`, `W1[0:2, :]`: one or two subscripts, rows first.
        case subscripted(Expression, [Subscript])
        /// `sum(M, axis=0)`: exactly one argument; `axis` is 0 or 1, and nil where it was not given.
        case call(function: Located<Function>, arguments: [Expression], axis: Int?)
    }
}

/// One of the subscripts in `W1[0, 1:]`. Negative ones count from the end.
public enum Subscript: Equatable, Sendable {
    /// One row or column.
    case index(Expression)
    /// The rows or columns from `lower` up to, not including, `upper`; without them, from the first or to the last.
    case slice(lower: Expression?, upper: Expression?)
}
