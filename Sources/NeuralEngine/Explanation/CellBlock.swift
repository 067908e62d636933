/// Cells of a matrix that a formula uses: a single cell, part of a row or column, or the whole matrix.
public struct CellBlock: Hashable, Sendable {
    /// The matrix, by its canonical name.
    public let matrix: MatrixName
    /// The rows.
    public let rows: Range<Int>
    /// The columns.
    public let columns: Range<Int>
    /// Whether the operation reads or writes the matrix.
    public let role: OperandRole
    /// Whether the numbers have been overwritten since.
    public let isOverwritten: Bool

    /// Whether they are results of the operation itself.
    public var isResult: Bool { role == .result }

    /// Whether this block includes all cells of another one.
    public func contains(_ other: CellBlock) -> Bool {
        matrix == other.matrix && role == other.role && isOverwritten == other.isOverwritten
            && rows.lowerBound <= other.rows.lowerBound && rows.upperBound >= other.rows.upperBound
            && columns.lowerBound <= other.columns.lowerBound && columns.upperBound >= other.columns.upperBound
    }
}

/// Cells that a number is computed from without being spelled one by one: one row or column, or all rows or columns where
/// no index is given.
public struct OperandSpan: Equatable, Sendable {
    let matrix: MatrixName
    let role: OperandRole
    let row: CellIndex?
    let column: CellIndex?
    let shape: MatrixShape
    let isOverwritten: Bool

    /// The cells that are meant while some letters run from 0 to their counts.
    fileprivate func block(summed: [String: Int]) -> CellBlock {
        func range(_ index: CellIndex?, all: Int) -> Range<Int> {
            index.map { index in
                summed[index.letter].map { 0..<$0 } ?? index.number..<index.number + 1
            } ?? 0..<all
        }
        return CellBlock(
            matrix: matrix, rows: range(row, all: shape.rows), columns: range(column, all: shape.columns), role: role,
            isOverwritten: isOverwritten)
    }
}

extension CellOperand {
    fileprivate var span: OperandSpan? {
        guard let matrix else { return nil }
        return OperandSpan(
            matrix: matrix, role: role, row: row, column: column, shape: MatrixShape(rows: 1, columns: 1),
            isOverwritten: isOverwritten)
    }
}

extension CellExpression {
    /// The cells that the formula shows, in the order in which it names them. The cells of a sum are one block for all its
    /// terms; no cell is listed twice.
    public var cellsNamed: [CellBlock] { spans(read: false, summed: [:]).withoutRepetitions }

    /// The cells that the number is computed from, listed in the same way. They differ from the cells shown where a part of
    /// the formula is computed in another way than it is spelled.
    var cellsRead: [CellBlock] { spans(read: true, summed: [:]).withoutRepetitions }

    private func spans(read: Bool, summed: [String: Int]) -> [CellBlock] {
        switch self {
        case .operand(let operand):
            return operand.span.map { [$0.block(summed: summed)] } ?? []
        case .series(let series):
            let all = summed.merging(zip(series.letters, series.counts)) { $1 }
            return series.pattern.spans(read: read, summed: all)
        case .known(_, _, let spans) where read:
            return spans.map { $0.block(summed: summed) }
        default:
            return children.flatMap { $0.spans(read: read, summed: summed) }
        }
    }
}

extension [CellBlock] {
    /// The blocks without those that are part of another one, each in the place where its first cells were named.
    fileprivate var withoutRepetitions: [CellBlock] {
        var blocks: [CellBlock] = []
        for block in self where !blocks.contains(where: { $0.contains(block) }) {
            let place = blocks.firstIndex { block.contains($0) } ?? blocks.count
            blocks.removeAll { block.contains($0) }
            blocks.insert(block, at: place)
        }
        return blocks
    }
}
