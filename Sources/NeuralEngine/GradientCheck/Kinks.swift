// Where functions are put together from pieces: a central difference over such a place is no derivative.
extension Loss {
    /// How far an output is from its target, on either side, where one piece of the loss ends and the next begins;
    /// nil for losses of one piece.
    var kink: Double? { self == .huber ? 1 : nil }
}

/// A cell whose change led from one piece of a function to the next.
public struct KinkCrossing: Hashable, Sendable {
    /// The matrix that the function is taken of: `Z1`.
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

/// Whether a kink lies between two numbers, or on one of them.
@inline(__always)
func isKink(_ kink: Double, between a: Double, _ b: Double) -> Bool {
    a != b && min(a, b) <= kink && kink <= max(a, b)
}
