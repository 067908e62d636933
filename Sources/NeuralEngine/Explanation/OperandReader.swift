/// Reads matrices for the formulas of one operation's results.
struct OperandReader {
    let source: any OperandSource
    let network: NetworkSpecification
    private let terms: CellSeries.Selection

    /// - terms: which terms of sums are kept.
    init(_ source: any OperandSource, keeping terms: CellSeries.Selection = .largest) {
        self.source = source
        self.terms = terms
        network = source.network
    }

    /// The iteration in which the operation ran.
    var iteration: Int { source.iteration }

    /// A matrix before the operation.
    func callAsFunction(_ name: MatrixName) -> OperandMatrix {
        let name = network.canonical(name)
        let before = source.before(name)
        return matrix(name, before, before.isWrittenByOperation ? .overwritten : .operand)
    }

    /// A matrix after the operation.
    func written(_ name: MatrixName) -> OperandMatrix {
        let name = network.canonical(name)
        let after = source.after(name)
        return matrix(name, after, after.isWrittenByOperation ? .result : .operand)
    }

    private func matrix(_ name: MatrixName, _ operand: OperandCells, _ role: OperandRole) -> OperandMatrix {
        OperandMatrix(
            name: name, role: role, cells: operand.cells, isOverwritten: operand.isOverwritten,
            isSingle: network.precision == .float32)
    }

    /// A sum over one index.
    func sum(over letter: String, _ count: Int, _ term: (CellIndex) -> CellExpression) -> CellExpression {
        .series(
            CellSeries(over: [letter], counts: [count], keeping: terms, precision: network.precision) {
                term(CellIndex(letter, $0))
            })
    }

    /// A sum over all cells of a matrix, row by row.
    /// - pattern: the general form of a term; nil if the first term has it.
    func sum(
        overCellsOf matrix: OperandMatrix, pattern: CellExpression? = nil,
        _ term: (CellIndex, CellIndex) -> CellExpression
    ) -> CellExpression {
        let (rows, columns) = (matrix.rows, matrix.columns)
        return .series(
            CellSeries(
                over: ["n", "j"], counts: [rows, columns], keeping: terms, precision: network.precision,
                pattern: pattern
            ) { term(CellIndex("n", $0 / columns), CellIndex("j", $0 % columns)) })
    }
}

/// A matrix in formulas. A pair of indices gives the operand for a cell.
struct OperandMatrix {
    let name: MatrixName
    let role: OperandRole
    let cells: MatrixCells
    let isOverwritten: Bool
    /// Whether the numbers have single precision.
    let isSingle: Bool

    var rows: Int { cells.rows }
    var columns: Int { cells.columns }

    subscript(row: CellIndex, column: CellIndex) -> CellExpression { .operand(operand(row, column)) }

    func operand(_ row: CellIndex, _ column: CellIndex) -> CellOperand {
        CellOperand(
            label: role == .overwritten ? "\(name)′" : name.description, matrix: name, role: role, row: row,
            column: column, value: cells[row.number, column.number], isOverwritten: isOverwritten)
    }

    /// Cells that a number is computed from without being spelled one by one: all rows or columns if no index is given.
    func span(row: CellIndex? = nil, column: CellIndex? = nil) -> OperandSpan {
        OperandSpan(
            matrix: name, role: role, row: row, column: column, shape: cells.shape, isOverwritten: isOverwritten)
    }
}
