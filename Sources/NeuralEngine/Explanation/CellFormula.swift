/// How the number in one cell of a matrix came about: the formula of the operation that wrote it, with the operands as
/// that operation read them.
public struct CellFormula: Equatable, Sendable {
    /// The cell: its letters, its place, and the number that it holds.
    public let cell: CellOperand
    /// The place in the plan of the operation that wrote it; nil for what no operation has written yet.
    public let operation: Int?
    /// The iteration in which that operation ran, from 0; nil for what no operation has written yet.
    public let iteration: Int?
    /// The right-hand side.
    public let expression: CellExpression
    /// What some of its symbols stand for, where that is a formula of its own.
    public let definitions: [Definition]
    /// What there is to know beside the formula.
    public let remarks: [Remark]
    /// What the right-hand side comes to in double precision, with what the engine's rounding can make of it.
    public let evaluated: Rounded
    /// Whether the cell holds what the formula gives, but for rounding.
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
        /// The symbol, as the formula has it.
        public let symbol: String
        /// What it is.
        public let expression: CellExpression
    }

    /// What there is to know beside a formula.
    public enum Remark: Equatable, Sendable {
        /// The row of the batch is this sample of the data: the so-manyth that the epoch takes, from 0.
        case sample(Int, of: Int, place: Int, epoch: Int, shuffled: Bool)
        /// A matrix is another under a second name, for the activation between them is the identity.
        case alias(MatrixName, of: MatrixName)
        /// A symbol is the largest cell of a row, taken off so that no power of e overflows.
        case largest(symbol: String, CellOperand)
        /// log P is computed from a matrix by LogSumExp.
        case logarithmByLogSumExp(MatrixName)
        /// Terms that the target gives no weight are left out, whatever they would be divided by.
        case termWithoutWeight
        /// Names with a prime are values before the update.
        case before([MatrixName])
        /// A symbol is a count: how many updates there were.
        case updates(symbol: String, Int)
        /// The learning rate follows a schedule, whose e counts these periods from 0.
        case schedule(LearningRateSchedule.Period)
        /// A function has two pieces, and a number lies in one of them.
        case piece(CellOperand, threshold: Double, isAbove: Bool)
        /// u is the random number of the cell, drawn by the seed for this iteration.
        case randomNumber(Double, iteration: Int)
        /// How weights start, for a layer of so many inputs and outputs.
        case initializer(Initializer, inputs: Int, outputs: Int, seed: UInt64)
        /// Biases, and what optimizers keep, start at zero.
        case startsAtZero
    }
}

/// A right-hand side with what belongs to it: what the formulas' own files give.
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
