/// The cells of a matrix, read in place in an engine's memory, so that a matrix of any size can be read without a copy.
///
/// It keeps that memory alive, so an engine that runs meanwhile has to copy all of it: hold it only while reading.
public struct MatrixCells: Sendable {
    /// How many rows and columns there are.
    public let shape: MatrixShape
    // Exactly one of them is set, depending on the precision.
    private let double: CellPieces<Double>?
    private let single: CellPieces<Float>?

    init(double: CellPieces<Double>?, single: CellPieces<Float>?) {
        shape = MatrixShape(
            rows: double?.rows ?? single!.rows, columns: double?.columns ?? single!.columns)
        self.double = double
        self.single = single
    }

    /// A matrix outside of any engine.
    init(_ matrix: Matrix<Double>) {
        var arena = Arena<Double>(count: matrix.elements.count)
        for (index, value) in matrix.elements.enumerated() { arena[index] = value }
        self.init(double: CellPieces(arena, offset: 0, rows: matrix.rows, columns: matrix.columns), single: nil)
    }

    /// The first cells of this matrix followed by those of an older one, with zeros where the older one has none.
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
    /// Statistics of all cells. Reads the matrix once.
    public var summary: MatrixSummary { summary(rows: 0..<rows, columns: 0..<columns) }

    /// Statistics of a row.
    public func summary(ofRow row: Int) -> MatrixSummary { summary(rows: row..<row + 1, columns: 0..<columns) }

    /// Statistics of a column.
    public func summary(ofColumn column: Int) -> MatrixSummary {
        summary(rows: 0..<rows, columns: column..<column + 1)
    }

    private func summary(rows: Range<Int>, columns: Range<Int>) -> MatrixSummary {
        check(rows, columns)
        return double?.summary(rows: rows, columns: columns) ?? single!.summary(rows: rows, columns: columns)
    }

    /// The matrix reduced to blocks. Each block has its value farthest from zero; a value that is not finite comes first.
    /// Reads the matrix once.
    /// - rows, columns: how many blocks, at most as many as there are rows and columns.
    /// - Returns: (rows × columns); `range(ofBlock:of:count:)` gives the cells of a block.
    public func overview(rows: Int, columns: Int) -> Matrix<Double> {
        precondition(
            rows >= 0 && columns >= 0 && rows <= self.rows && columns <= self.columns, "blocks have at least a cell")
        let elements =
            double?.overview(rows: rows, columns: columns) ?? single!.overview(rows: rows, columns: columns)
        return Matrix(rows: rows, columns: columns, elements: elements)
    }

    /// Which of `count` rows or columns belong to a block. All blocks have the same size, give or take one.
    public static func range(ofBlock block: Int, of blocks: Int, count: Int) -> Range<Int> {
        block * count / blocks..<(block + 1) * count / blocks
    }

    /// How many cells are in each of `bins` equal parts of a range. The last part includes the end of the range; cells outside
    /// of it, and NaN, are not counted.
    public func histogram(bins: Int, over range: ClosedRange<Double>) -> [Int] {
        double?.histogram(bins: bins, over: range) ?? single!.histogram(bins: bins, over: range)
    }

    /// The fewest decimals, at most 2, with which every finite cell is written exactly; nil if some cell needs more. Stops at
    /// the first cell that does.
    public var fewestExactDecimals: Int? {
        double != nil ? double!.fewestExactDecimals(most: 2) : single!.fewestExactDecimals(most: 2)
    }

    /// The distance to another matrix of the same shape and precision: the root of the sum of the squared differences.
    public func distance(to other: MatrixCells) -> Double {
        precondition((double == nil) == (other.double == nil), "precisions differ")
        return double?.distance(to: other.double!) ?? single!.distance(to: other.single!)
    }

    /// How many columns are zero in every row; all of them if there are no rows.
    public var zeroColumnCount: Int { double?.zeroColumns() ?? single!.zeroColumns() }

    /// How many cells of an activation's output are where its slope is below a threshold; nil for activations that do not
    /// saturate.
    public func flatCellCount(after activation: Activation, slope: Double) -> Int? {
        double != nil
            ? activation.flatCells(in: double!, below: slope) : activation.flatCells(in: single!, below: slope)
    }
}
