/// An expression over matrices, as written. Two are equal if they say the same; where they were written does not
/// matter.
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

    /// Whether both say the same; where they were written does not matter.
    public static func == (left: Expression, right: Expression) -> Bool { left.node == right.node }

    /// The forms of an expression.
    public indirect enum Node: Equatable, Sendable {
        /// A nonnegative number, with its digits as written.
        case number(Double, spelling: String)
        /// A matrix, scalar or variable: `W1`, `test.loss`.
        case name(String)
        /// Rows of equal length with at least one cell: `[[1, 2], [3, 4]]`, or `[1, 2]` for one row.
        case matrix([[Expression]])
        case unary(UnaryOperator, Expression)
        case binary(BinaryOperator, Expression, Expression)
        /// `M.T`
        case transpose(Expression)
        /// `W1[0, 2]`, `W1[1]`, `W1[0:2, :]`: one or two subscripts, rows first.
        case subscripted(Expression, [Subscript])
        /// `sum(M, axis=0)`: exactly one argument; `axis` is 0, 1, or nil if it was not given.
        case call(function: Located<Function>, arguments: [Expression], axis: Int?)
    }
}

/// One of the subscripts in `W1[0, 1:]`. Negative ones count from the end.
public enum Subscript: Equatable, Sendable {
    /// One row or column.
    case index(Expression)
    /// The rows or columns from `lower` up to but not including `upper`; if those are missing, from the first or to the
    /// last.
    case slice(lower: Expression?, upper: Expression?)
}
