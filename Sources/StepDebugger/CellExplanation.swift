import NeuralEngine

/// Where the number in a cell comes from: the formula of the operation that wrote it, whether that gives the number, and
/// what else has happened to it.
public struct CellExplanation: Equatable, Sendable {
    /// The matrix, under the name that was asked for.
    public let name: MatrixName
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// The number that the cell holds.
    public let value: Double
    /// The formula; nil where what it would be made of is gone.
    public let formula: CellFormula?
    /// The operation that wrote the cell; nil for what none has written, and for `dP` and `dY`.
    public let operation: Operation?
    /// Whether the formula gives the number, and if not why.
    public let verdict: Verdict
    /// For gradients, the central difference of the loss; nil for what has none.
    public let gradient: GradientCellCheck?
    /// The matrix that was set last between the iteration's operations, so that what these make is not the loss's gradient.
    public let changedByHand: MatrixName?

    /// Whether a formula gives the number in its cell, and if not why.
    public enum Verdict: Equatable, Sendable {
        /// It does, but for rounding.
        case given
        /// The cell was set by hand after its operation had run.
        case setByHand(at: Position)
        /// The parameter was taken over from the network that was there before.
        case takenOver
        /// Operands were set by hand after the operation had read them: what they are now is not what it read.
        case operandsChanged([MatrixName], at: Position)
        /// There is no formula: the optimizer that made the number has given way to another, and what it kept is gone.
        case optimizerReplaced(OptimizerKind)
        /// It does not, and nothing that is known explains it.
        case unexplained
    }
}
