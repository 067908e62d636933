import NeuralEngine

/// Where the number in a cell comes from: the formula of the operation that wrote it, whether the formula gives that
/// number, and what else has happened to it.
public struct CellExplanation: Equatable, Sendable {
    /// The matrix, under the name that was asked for.
    public let name: MatrixName
    /// The row, from 0.
    public let row: Int
    /// The column, from 0.
    public let column: Int
    /// The number in the cell.
    public let value: Double
    /// The formula; nil if its operands are gone.
    public let formula: CellFormula?
    /// The operation that wrote the cell; nil if none has, and for `dP` and `dY`.
    public let operation: Operation?
    /// Whether the formula gives the number, and if not, why.
    public let verdict: Verdict
    /// For gradients, the comparison with a central difference of the loss; nil for other matrices.
    public let gradient: GradientCellCheck?
    /// The matrix that was last set by hand within the iteration, so that the gradients are not those of the loss.
    public let changedByHand: MatrixName?

    /// Whether a formula gives the number in its cell, and if not, why.
    public enum Verdict: Equatable, Sendable {
        /// It does, except for rounding.
        case given
        /// The cell was set by hand after its operation had run.
        case setByHand(at: Position)
        /// The parameter was taken over from the previous network.
        case takenOver
        /// Operands were set by hand after the operation had read them.
        case operandsChanged([MatrixName], at: Position)
        /// There is no formula: the optimizer that wrote the number has been replaced, and its moments are gone.
        case optimizerReplaced(OptimizerKind)
        /// It does not, for no known reason.
        case unexplained
    }
}
