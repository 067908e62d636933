import NeuralEngine

/// A matrix of a session, of any size, read in place: what `matrix(_:)` and `previous(_:)` would copy.
///
/// It is cheap to make. Hold it for a frame at most: it keeps the engine's memory alive, so a session that runs meanwhile
/// has to copy all of that.
///
/// While an operation is under way it has the new cells that are shown and the old ones, as `matrix(_:)` does. `dP` and
/// `dY`, which no operation writes, are computed when it is made.
public struct SessionMatrix: Sendable {
    /// The matrix, under the name that was asked for.
    public let name: MatrixName
    /// Whether these are the values before the last operation that wrote the matrix.
    public let isPrevious: Bool
    /// How many cells, row by row, have been computed, where the operation that writes the matrix is under way or has
    /// never run; nil if all of them have. The others hold 0 or an old value.
    public let computedCount: Int?
    private let cells: MatrixCells

    /// A matrix of a session; nil if there is no such matrix, or no previous value.
    public init?(_ session: DebugSession, _ name: MatrixName, isPrevious: Bool = false) {
        let cells = isPrevious ? session.previousCells(of: name) : session.cells(of: name)
        guard let cells else { return nil }
        self.name = name
        self.isPrevious = isPrevious
        self.cells = cells
        computedCount = isPrevious ? nil : session.computedCellCount(of: name)
    }

    /// Whether a cell has been computed; always true of what no operation writes.
    public func isComputed(row: Int, column: Int) -> Bool {
        computedCount.map { row * shape.columns + column < $0 } ?? true
    }

    /// The present number of rows and columns.
    public var shape: MatrixShape { cells.shape }

    /// The number in a cell.
    public subscript(row: Int, column: Int) -> Double { cells[row, column] }

    /// A copy of some rows and columns.
    public func window(rows: Range<Int>, columns: Range<Int>) -> Matrix<Double> {
        cells.window(rows: rows, columns: columns)
    }

    /// Statistics of all cells. Reads the matrix once.
    public var summary: MatrixSummary { cells.summary }

    /// Statistics of a row.
    public func summary(ofRow row: Int) -> MatrixSummary { cells.summary(ofRow: row) }

    /// Statistics of a column.
    public func summary(ofColumn column: Int) -> MatrixSummary { cells.summary(ofColumn: column) }

    /// The matrix reduced to blocks. Each block has its value farthest from zero; a value that is NaN or infinite comes first.
    /// Reads the matrix once.
    /// - rows, columns: how many blocks; never more than there are rows and columns.
    /// - Returns: (rows × columns); `MatrixCells.range(ofBlock:of:count:)` gives the cells of a block.
    public func overview(rows: Int, columns: Int) -> Matrix<Double> {
        cells.overview(rows: min(rows, shape.rows), columns: min(columns, shape.columns))
    }

    /// How many cells are in each of `bins` equal parts of a range. The last part includes the end of the range; cells outside
    /// of it, and NaN, are not counted.
    public func histogram(bins: Int, over range: ClosedRange<Double>) -> [Int] {
        cells.histogram(bins: bins, over: range)
    }

    /// The fewest decimals, at most 2, with which every finite cell is written exactly in the network's precision; nil if some
    /// cell needs more.
    public var fewestExactDecimals: Int? { cells.fewestExactDecimals }
}

extension DebugSession {
    /// How many cells of a matrix, row by row, have been computed, if its operation is under way or has never run; nil
    /// if all of them have. Parameters and moments have values before their first update.
    func computedCellCount(of name: MatrixName) -> Int? {
        if let underWay, isBeingWritten(name) { return engine.revealedCells(of: name, underWay.cells) }
        guard name.isComputedByOperations, let writer = engine.plan.writer(of: name),
            engine.iteration == start.iteration, writer >= engine.operationsRun
        else { return nil }
        return 0
    }

    /// The cells that `matrix(_:)` would copy, or those to come of a matrix that is being written for the first time.
    func cells(of name: MatrixName) -> MatrixCells? {
        if !isSettled, engine.plan.canonical(name) == MatrixName.inputs.gradient {
            return engine.cells(of: name)?.first(rows: 0)
        }
        guard let underWay else { return engine.cells(of: name) }
        let cells = engine.cells(of: name, revealing: underWay.cells, of: underWay.finished)
        // What the operation writes for the first time has its shape as soon as it begins, though none of its cells.
        return cells?.shape.count == 0 && isBeingWritten(name) ? underWay.finished.cells(of: name) : cells
    }

    /// The cells that `previous(_:)` would copy.
    func previousCells(of name: MatrixName) -> MatrixCells? {
        guard hasPrevious(name) else { return nil }
        return isBeingWritten(name) ? engine.cells(of: name) : engine.previousCells(of: name)
    }
}
