/// Where the formulas of an operation's results take their numbers from: the matrices as the operation found and left them
/// in one iteration, and the rules that it ran by.
///
/// Formulas know nothing else, so that whoever has these can ask what a cell was computed from: an engine, which keeps
/// them for a while, or an iteration that was run again.
public protocol OperandSource {
    /// What the operation does.
    var operation: Operation.Kind { get }
    /// The network, with the penalty that the operation ran with.
    var network: NetworkSpecification { get }
    /// The rule of updates that the operation ran with.
    var optimizer: OptimizerSettings { get }
    /// The iteration in which it ran, from 0.
    var iteration: Int { get }
    /// How many iterations cover the data once.
    var iterationsPerEpoch: Int { get }
    /// t: the number of the iteration's update since what the optimizer keeps was zero, from 1.
    var updateNumber: Int { get }

    /// A matrix as the operation found it; of what it writes itself, the value before.
    func found(_ name: MatrixName) -> OperandCells
    /// A matrix as it was when the operation had run.
    func left(_ name: MatrixName) -> OperandCells
}

/// The cells of a matrix as an operation found or left them.
public struct OperandCells {
    /// The numbers.
    public let cells: MatrixCells
    /// Whether the operation itself writes the matrix.
    public let isWrittenByOperation: Bool
    /// Whether an operation has overwritten these numbers since.
    public let isOverwritten: Bool

    /// Cells of a matrix.
    public init(_ cells: MatrixCells, isWrittenByOperation: Bool, isOverwritten: Bool) {
        self.cells = cells
        self.isWrittenByOperation = isWrittenByOperation
        self.isOverwritten = isOverwritten
    }
}

extension OperandSource {
    /// The right-hand side for a cell that the operation writes, with every term of its sums; also for one of `dP` and `dY`,
    /// which none does, from what `loss.forward` found. Nil for the data that a batch takes.
    ///
    /// Takes time in proportion to the longest sum.
    public func expression(of cell: MatrixCell) -> CellExpression? { derivation(of: cell, keeping: .all)?.expression }

    /// The same without the terms of the sums: only what stands beside them.
    public func expressionWithoutTerms(of cell: MatrixCell) -> CellExpression? {
        derivation(of: cell, keeping: .none)?.expression
    }

    /// The cells that a cell is computed from, in the order in which its formula names them; those of a sum once for all
    /// of its terms. None twice.
    public func cellsRead(for cell: MatrixCell) -> [CellBlock] {
        derivation(of: cell, keeping: .none)?.expression.cellsRead ?? []
    }

    private func derivation(of cell: MatrixCell, keeping terms: CellSeries.Selection) -> CellDerivation? {
        OperandReader(self, keeping: terms).derivation(of: network.canonical(cell.name), cell.row, cell.column)
    }
}

/// Knows what matrices are called, and no numbers: each is a single zero. Enough to ask what formulas are made of.
struct NamesOfOperands: OperandSource {
    let operation: Operation.Kind
    let network: NetworkSpecification
    let optimizer: OptimizerSettings
    let writes: Set<MatrixName>
    let iteration = 0
    let iterationsPerEpoch = 1
    let updateNumber = 1

    func found(_ name: MatrixName) -> OperandCells { left(name) }

    func left(_ name: MatrixName) -> OperandCells {
        OperandCells(Self.zero, isWrittenByOperation: writes.contains(name), isOverwritten: false)
    }

    private static let zero = MatrixCells(Matrix(rows: 1, columns: 1))
}
