/// The cells of a matrix where they lie in an engine's memory: for looking at a matrix of any size without copying it.
///
/// It keeps that memory alive, so the engine copies all of it when it next runs: hold it no longer than it takes to look.
public struct MatrixCells: Sendable {
    /// The rows and columns there are.
    public let shape: MatrixShape
    // Exactly one of them is there, as the precision tells.
    private let double: CellPieces<Double>?
    private let single: CellPieces<Float>?

    init(double: CellPieces<Double>?, single: CellPieces<Float>?) {
        shape = MatrixShape(
            rows: double?.rows ?? single!.rows, columns: double?.columns ?? single!.columns)
        self.double = double
        self.single = single
    }

    /// A matrix that lies in no engine.
    init(_ matrix: Matrix<Double>) {
        var arena = Arena<Double>(count: matrix.elements.count)
        for (index, value) in matrix.elements.enumerated() { arena[index] = value }
        self.init(double: CellPieces(arena, offset: 0, rows: matrix.rows, columns: matrix.columns), single: nil)
    }

    /// The first cells of this matrix, then those of an older one, and zeros where that has none.
    func revealing(_ cells: Int, over old: MatrixCells) -> MatrixCells {
        MatrixCells(
            double: double.map { $0.revealing(cells, over: old.double!) },
            single: single.map { $0.revealing(cells, over: old.single!) })
    }

    /// The number of rows.
    public var rows: Int { shape.rows }
    /// The number of columns.
    public var columns: Int { shape.columns }

    /// The number in a cell.
    public subscript(row: Int, column: Int) -> Double {
        precondition(row >= 0 && row < rows && column >= 0 && column < columns, "no such cell")
        let index = row * columns + column
        return double.map { $0[index] } ?? Double(single![index])
    }

    /// A copy of some rows and columns.
    public func window(rows: Range<Int>, columns: Range<Int>) -> Matrix<Double> {
        check(rows, columns)
        let elements = double?.window(rows: rows, columns: columns) ?? single!.window(rows: rows, columns: columns)
        return Matrix(rows: rows.count, columns: columns.count, elements: elements)
    }

    /// The first rows alone.
    public func first(rows: Int) -> MatrixCells {
        precondition(rows >= 0 && rows <= self.rows, "no such rows")
        return MatrixCells(double: double?.first(rows: rows), single: single?.first(rows: rows))
    }

    private func check(_ rows: Range<Int>, _ columns: Range<Int>) {
        precondition(
            rows.lowerBound >= 0 && rows.upperBound <= shape.rows && columns.lowerBound >= 0
                && columns.upperBound <= shape.columns, "no such rows or columns")
    }
}

// MARK: Summing up

extension MatrixCells {
    /// What all cells amount to; one reading.
    public var summary: MatrixSummary { summary(rows: 0..<rows, columns: 0..<columns) }

    /// What a row amounts to.
    public func summary(ofRow row: Int) -> MatrixSummary { summary(rows: row..<row + 1, columns: 0..<columns) }

    /// What a column amounts to.
    public func summary(ofColumn column: Int) -> MatrixSummary {
        summary(rows: 0..<rows, columns: column..<column + 1)
    }

    private func summary(rows: Range<Int>, columns: Range<Int>) -> MatrixSummary {
        check(rows, columns)
        return double?.summary(rows: rows, columns: columns) ?? single!.summary(rows: rows, columns: columns)
    }

    /// The matrix put together into blocks, each with the value in it that is farthest from zero; one that is not finite
    /// comes before all others. One reading.
    /// - rows, columns: how many blocks, at most as many as there are rows and columns.
    /// - Returns: (rows × columns), block b of B over the cells `range(ofBlock:of:count:)` says.
    public func overview(rows: Int, columns: Int) -> Matrix<Double> {
        precondition(
            rows >= 0 && columns >= 0 && rows <= self.rows && columns <= self.columns, "blocks have at least a cell")
        let elements =
            double?.overview(rows: rows, columns: columns) ?? single!.overview(rows: rows, columns: columns)
        return Matrix(rows: rows, columns: columns, elements: elements)
    }

    /// Which of `count` rows or columns belong to a block, where there are so many blocks: as equal as whole numbers can be.
    public static func range(ofBlock block: Int, of blocks: Int, count: Int) -> Range<Int> {
        block * count / blocks..<(block + 1) * count / blocks
    }

    /// How many cells lie in each of so many equal parts of a range; the last one has the range's end in it. Cells that lie
    /// outside, or are NaN, are in none.
    public func histogram(bins: Int, over range: ClosedRange<Double>) -> [Int] {
        double?.histogram(bins: bins, over: range) ?? single!.histogram(bins: bins, over: range)
    }

    /// 0, 1 or 2: with so many decimals every finite cell is written exactly; nil where that takes more. Ends at the first
    /// cell that does.
    public var fewestExactDecimals: Int? {
        double != nil ? double!.fewestExactDecimals(most: 2) : single!.fewestExactDecimals(most: 2)
    }

    /// How far this matrix is from another one of the same shape and precision: the root of the sum of the squared
    /// differences of their cells.
    public func distance(to other: MatrixCells) -> Double {
        precondition((double == nil) == (other.double == nil), "precisions differ")
        return double?.distance(to: other.double!) ?? single!.distance(to: other.single!)
    }

    /// How many columns are zero in every row; all of them where there are no rows.
    public var zeroColumnCount: Int { double?.zeroColumns() ?? single!.zeroColumns() }

    /// How many cells of an activation's output lie where its slope is below a threshold; nil for activations that do not
    /// saturate.
    public func flatCellCount(after activation: Activation, slope: Double) -> Int? {
        double != nil
            ? activation.flatCells(in: double!, below: slope) : activation.flatCells(in: single!, below: slope)
    }
}
