/// Reads matrices as an operation of an iteration read them, though others, or the same one, may have written them since.
///
/// What an engine keeps is enough for that: an operation ran in this iteration or the one before, and of each matrix there
/// is the present value and the one before the last write.
struct OperandReader {
    let engine: Engine
    /// The place of the operation in the plan.
    let operation: Int
    /// The iteration in which it ran.
    let iteration: Int

    /// A matrix as the operation found it; of what it writes itself, the value before.
    func callAsFunction(_ name: MatrixName) -> OperandMatrix {
        let isWrittenLater = engine.writer(of: name) >= operation
        let isOwn = engine.writer(of: name) == operation
        return matrix(name, asOfIteration: isWrittenLater ? iteration - 1 : iteration, isOld: isOwn)
    }

    /// A matrix that the operation writes, as it left it.
    func written(_ name: MatrixName) -> OperandMatrix { matrix(name, asOfIteration: iteration, isOld: false) }

    /// A sum over an index of one letter.
    func sum(over letter: String, _ count: Int, _ term: (CellIndex) -> CellExpression) -> CellExpression {
        .series(
            CellSeries(over: [letter], count: count, precision: engine.network.precision) {
                term(CellIndex(letter, $0))
            })
    }

    private func matrix(_ name: MatrixName, asOfIteration iteration: Int, isOld: Bool) -> OperandMatrix {
        let name = engine.plan.canonical(name)
        let isOverwritten = engine.iterationOfLastWrite(name) > iteration
        return OperandMatrix(
            name: name, label: isOld ? "\(name)′" : "\(name)",
            cells: engine.cells(of: name, beforeLastWrite: isOverwritten), isOverwritten: isOverwritten,
            isSingle: engine.network.precision == .float32)
    }
}

/// A matrix in formulas: a pair of indices gives the mention of a cell.
struct OperandMatrix {
    let name: MatrixName
    let label: String
    let cells: MatrixCells
    let isOverwritten: Bool
    /// Whether the numbers have single precision.
    let isSingle: Bool

    var rows: Int { cells.rows }
    var columns: Int { cells.columns }

    subscript(row: CellIndex, column: CellIndex) -> CellExpression { .operand(operand(row, column)) }

    func operand(_ row: CellIndex, _ column: CellIndex) -> CellOperand {
        CellOperand(
            label: label, matrix: name, row: row, column: column, value: cells[row.number, column.number],
            isOverwritten: isOverwritten)
    }
}
