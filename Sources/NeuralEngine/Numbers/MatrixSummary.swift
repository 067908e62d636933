/// Statistics of a matrix, a row or a column.
///
/// Cells that are NaN or infinite are only counted; all other figures are about the finite cells. If there are none,
/// minimum, maximum and means are NaN.
public struct MatrixSummary: Equatable, Sendable {
    /// The number of rows and columns.
    public let shape: MatrixShape
    /// The smallest cell.
    public let minimum: Double
    /// The largest cell.
    public let maximum: Double
    /// The mean of the cells.
    public let mean: Double
    /// The Frobenius norm: the root of the sum of squares.
    public let norm: Double
    /// The mean of the cells' magnitudes.
    public let meanMagnitude: Double
    /// How many cells are zero.
    public let zeroCount: Int
    /// How many cells are NaN or infinite.
    public let nonFiniteCount: Int

    /// The largest magnitude; 0 if no cell is finite.
    public var largestMagnitude: Double { minimum.isNaN ? 0 : max(-minimum, maximum) }
    /// How many cells are finite.
    public var finiteCount: Int { shape.count - nonFiniteCount }
    /// The root mean square; 0 if no cell is finite.
    public var rootMeanSquare: Double { finiteCount == 0 ? 0 : norm / Double(finiteCount).squareRoot() }
}
