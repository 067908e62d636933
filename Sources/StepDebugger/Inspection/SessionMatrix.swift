import NeuralEngine

/// A matrix of a session to look at, of any size: what `matrix(_:)` and `previous(_:)` would copy, where it lies.
///
/// It is cheap to make. Hold it no longer than a frame: it keeps the engine's memory alive, so a session that goes on
/// meanwhile copies all of that.
///
/// Of an operation under way it shows the cells that are there and the old ones, as `matrix(_:)` does. `dP` and `dY`, which
/// no operation writes, are computed when the look is taken.
public struct SessionMatrix: Sendable {
    /// The matrix, under the name that was asked for.
    public let name: MatrixName
    /// Whether it is what was there before the last operation that wrote it.
    public let isPrevious: Bool
    private let cells: MatrixCells

    /// A look at a matrix; nil where there is no such matrix, and where there is nothing that it was before.
    public init?(_ session: DebugSession, _ name: MatrixName, isPrevious: Bool = false) {
        let cells = isPrevious ? session.previousCells(of: name) : session.cells(of: name)
        guard let cells else { return nil }
        self.name = name
        self.isPrevious = isPrevious
        self.cells = cells
    }

    /// Rows and columns as they are now.
    public var shape: MatrixShape { cells.shape }

    /// The number in a cell.
    public subscript(row: Int, column: Int) -> Double { cells[row, column] }

    /// A copy of some rows and columns.
    public func window(rows: Range<Int>, columns: Range<Int>) -> Matrix<Double> {
        cells.window(rows: rows, columns: columns)
    }

    /// What all cells amount to; one reading of the matrix.
    public var summary: MatrixSummary { cells.summary }

    /// What a row amounts to.
    public func summary(ofRow row: Int) -> MatrixSummary { cells.summary(ofRow: row) }

    /// What a column amounts to.
    public func summary(ofColumn column: Int) -> MatrixSummary { cells.summary(ofColumn: column) }

    /// The matrix put together into blocks, each with the value in it that is farthest from zero; one that is NaN or
    /// infinite comes before all others. One reading of the matrix.
    /// - rows, columns: how many blocks; no more are made than there are rows and columns.
    /// - Returns: (rows × columns); which cells belong to a block, `MatrixCells.range(ofBlock:of:count:)` says.
    public func overview(rows: Int, columns: Int) -> Matrix<Double> {
        cells.overview(rows: min(rows, shape.rows), columns: min(columns, shape.columns))
    }

    /// How many cells lie in each of so many equal parts of a range; the last one has the range's end in it. Cells that lie
    /// outside, or are NaN, are in none.
    public func histogram(bins: Int, over range: ClosedRange<Double>) -> [Int] {
        cells.histogram(bins: bins, over: range)
    }

    /// 0, 1 or 2: with so many decimals every finite cell is written exactly, in the network's precision; nil where that
    /// takes more.
    public var fewestExactDecimals: Int? { cells.fewestExactDecimals }
}

extension DebugSession {
    /// The cells that `matrix(_:)` would copy.
    func cells(of name: MatrixName) -> MatrixCells? {
        if !isSettled, engine.plan.canonical(name) == MatrixName.inputs.gradient {
            return engine.cells(of: name)?.first(rows: 0)
        }
        guard let underWay else { return engine.cells(of: name) }
        return engine.cells(of: name, revealing: underWay.cells, of: underWay.finished)
    }

    /// The cells that `previous(_:)` would copy.
    func previousCells(of name: MatrixName) -> MatrixCells? {
        guard hasPrevious(name) else { return nil }
        return isBeingWritten(name) ? engine.cells(of: name) : engine.previousCells(of: name)
    }
}
