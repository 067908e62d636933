/// How the number in one cell of a matrix was computed: the formula of the operation that wrote it, with the operands as
/// that operation read them.
public struct CellFormula: Equatable, Sendable {
    /// The cell: its letters, its place and its value.
    public let cell: CellOperand
    /// The place in the plan of the operation that wrote it; nil if none has written it yet.
    public let operation: Int?
    /// The iteration in which that operation ran, from 0; nil if none has written it yet.
    public let iteration: Int?
    /// The right-hand side.
    public let expression: CellExpression
    /// The formulas of those symbols that have one.
    public let definitions: [Definition]
    /// Facts that the formula does not show.
    public let remarks: [Remark]
    /// The value of the right-hand side in double precision, with a bound on the engine's rounding.
    public let evaluated: Rounded
    /// Whether the cell holds the formula's value, except for rounding.
    public let givesTheCell: Bool

    init(
        _ cell: CellOperand, operation: Int?, iteration: Int?, _ sum: CellDerivation, precision: Precision
    ) {
        self.cell = cell
        self.operation = operation
        self.iteration = iteration
        expression = sum.expression
        definitions = sum.definitions
        remarks = sum.remarks
        evaluated = RoundedArithmetic(precision).value(of: expression)
        givesTheCell = evaluated.allows(cell.value, precision)
    }

    /// A symbol with its own formula: `lr = 0.1·0.5^2`.
    public struct Definition: Equatable, Sendable {
        /// The symbol, as the formula writes it.
        public let symbol: String
        /// What it stands for.
        public let expression: CellExpression
    }

    /// A fact that a formula does not show.
    public enum Remark: Equatable, Sendable {
        /// The row of the batch is this sample of the data. `place` is its position in the order of the epoch, from 0.
        case sample(Int, of: Int, place: Int, epoch: Int, shuffled: Bool)
        /// A matrix is a second name of another, since the activation between them is the identity.
        case alias(MatrixName, of: MatrixName)
        /// A symbol is the largest cell of a row, which is subtracted so that no power of e overflows.
        case largest(symbol: String, CellOperand)
        /// m and s are the parts of LogSumExp over the rows of a matrix.
        case logSumExp(MatrixName)
        /// Terms that the target weights with zero are left out, whatever they would be divided by.
        case termWithoutWeight
        /// One minus a matrix is the sigmoid of minus another one, which keeps its digits.
        case complement(of: MatrixName, MatrixName)
        /// Names with a prime mean values before the update.
        case before([MatrixName])
        /// A symbol counts the updates so far.
        case updates(symbol: String, Int)
        /// The learning rate follows a schedule, in which e counts these periods from 0.
        case schedule(LearningRateSchedule.Period)
        /// A function has two pieces, and this says which one applies to a cell.
        case piece(CellOperand, threshold: Double, isAbove: Bool)
        /// u is the cell's random number, which depends on the seed and the iteration.
        case randomNumber(Double, iteration: Int)
        /// How the weights of a layer of this size start.
        case initializer(Initializer, inputs: Int, outputs: Int, seed: UInt64)
        /// Biases and moments start at zero.
        case startsAtZero
    }
}

/// A right-hand side with its definitions and remarks, as the files in `Formulas` give it.
struct CellDerivation {
    var expression: CellExpression
    var definitions: [CellFormula.Definition] = []
    var remarks: [CellFormula.Remark] = []

    init(
        _ expression: CellExpression, definitions: [CellFormula.Definition] = [], remarks: [CellFormula.Remark] = []
    ) {
        self.expression = expression
        self.definitions = definitions
        self.remarks = remarks
    }
}
