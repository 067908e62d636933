/// The numbers for the formulas of an operation's results: the matrices before and after the operation in one iteration, and
/// the settings that it ran with.
///
/// Formulas need nothing else. So anything that has these can say what a cell was computed from: an engine, which keeps
/// them for two iterations, or an iteration that is run again.
public protocol OperandSource {
    /// What the operation does.
    var operation: Operation.Kind { get }
    /// The network, with the penalty in force when the operation ran.
    var network: NetworkSpecification { get }
    /// The optimizer in force when the operation ran.
    var optimizer: OptimizerSettings { get }
    /// The iteration in which it ran, from 0.
    var iteration: Int { get }
    /// How many iterations make an epoch.
    var iterationsPerEpoch: Int { get }
    /// t: the number of the iteration's update since the moments were zero, from 1.
    var updateNumber: Int { get }

    /// A matrix before the operation ran.
    func before(_ name: MatrixName) -> OperandCells
    /// A matrix after the operation ran.
    func after(_ name: MatrixName) -> OperandCells
}

/// The cells of a matrix before or after an operation.
public struct OperandCells {
    /// The numbers.
    public let cells: MatrixCells
    /// Whether the operation itself writes the matrix.
    public let isWrittenByOperation: Bool
    /// Whether these numbers have been overwritten since.
    public let isOverwritten: Bool

    /// Cells of a matrix.
    public init(_ cells: MatrixCells, isWrittenByOperation: Bool, isOverwritten: Bool) {
        self.cells = cells
        self.isWrittenByOperation = isWrittenByOperation
        self.isOverwritten = isOverwritten
    }
}

extension OperandSource {
    /// The right-hand side for a cell that the operation writes, with every term of its sums. `loss.forward` also gives it for
    /// `dP` and `dY`, which no operation writes. Nil for the data of a batch.
    ///
    /// Takes time in proportion to the longest sum.
    public func expression(of cell: MatrixCell) -> CellExpression? { derivation(of: cell, keeping: .all)?.expression }

    /// The same without the terms of the sums.
    public func expressionWithoutTerms(of cell: MatrixCell) -> CellExpression? {
        derivation(of: cell, keeping: .none)?.expression
    }

    /// The cells that a cell is computed from, in the order in which its formula names them. The cells of a sum are one block
    /// for all its terms; no cell is listed twice.
    public func cellsRead(for cell: MatrixCell) -> [CellBlock] {
        derivation(of: cell, keeping: .none)?.expression.cellsRead ?? []
    }

    private func derivation(of cell: MatrixCell, keeping terms: CellSeries.Selection) -> CellDerivation? {
        OperandReader(self, keeping: terms).derivation(of: network.canonical(cell.name), cell.row, cell.column)
    }
}

/// A source in which every matrix is a single zero: enough to find out which matrices a formula uses.
struct NamesOfOperands: OperandSource {
    let operation: Operation.Kind
    let network: NetworkSpecification
    let optimizer: OptimizerSettings
    let writes: Set<MatrixName>
    let iteration = 0
    let iterationsPerEpoch = 1
    let updateNumber = 1

    func before(_ name: MatrixName) -> OperandCells { after(name) }

    func after(_ name: MatrixName) -> OperandCells {
        OperandCells(Self.zero, isWrittenByOperation: writes.contains(name), isOverwritten: false)
    }

    private static let zero = MatrixCells(Matrix(rows: 1, columns: 1))
}
