// The places where piecewise functions change from one piece to the next: a central difference across one is not a derivative.
extension Loss {
    /// The distance between output and target at which one piece of the loss ends and the next begins; nil for losses of one
    /// piece.
    var kink: Double? { self == .huber ? 1 : nil }
}

/// A cell whose change crosses from one piece of a function to the next.
public struct KinkCrossing: Hashable, Sendable {
    /// The argument of the function: `Z1`.
    public let matrix: MatrixName
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// The function: `relu`.
    public let function: String

    /// A cell of a matrix at a kink of a function.
    public init(matrix: MatrixName, row: Int, column: Int, function: String) {
        self.matrix = matrix
        self.row = row
        self.column = column
        self.function = function
    }
}

/// Whether a kink is between two numbers, or on one of them.
@inline(__always)
func isKink(_ kink: Double, between a: Double, _ b: Double) -> Bool {
    a != b && min(a, b) <= kink && kink <= max(a, b)
}
