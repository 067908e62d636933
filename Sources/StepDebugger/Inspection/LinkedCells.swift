import NeuralEngine

/// Cells of an operand that made a cell: a row, a column, a single one, or all.
public struct LinkedCells: Hashable, Sendable {
    /// The operand, by the name it has its memory under.
    public let matrix: MatrixName
    /// Whether what was read has been overwritten since: `previous(_:)` has it then.
    public let isPrevious: Bool
    /// The rows.
    public let rows: Range<Int>
    /// The columns.
    public let columns: Range<Int>

    /// Cells of an operand.
    public init(matrix: MatrixName, isPrevious: Bool, rows: Range<Int>, columns: Range<Int>) {
        self.matrix = matrix
        self.isPrevious = isPrevious
        self.rows = rows
        self.columns = columns
    }

    /// Whether a cell is one of them.
    public func contains(row: Int, column: Int) -> Bool { rows.contains(row) && columns.contains(column) }

    fileprivate func contains(_ other: LinkedCells) -> Bool {
        matrix == other.matrix && isPrevious == other.isPrevious && rows.lowerBound <= other.rows.lowerBound
            && rows.upperBound >= other.rows.upperBound && columns.lowerBound <= other.columns.lowerBound
            && columns.upperBound >= other.columns.upperBound
    }
}

extension DebugSession {
    /// The cells that the number in a cell was computed from, as the operation that wrote it read them: those that its
    /// explanation names, in the order of the formula. Of `dW1[i,j]` they are column i of `X` and column j of `dZ1`.
    ///
    /// Empty for what comes from no matrix: data, random numbers, parameters before their first update. What cannot be
    /// looked at any more is left out. The weights in a penalty are no cells in its formula, and are not there either.
    public func linkedCells(of name: MatrixName, row: Int, column: Int) -> [LinkedCells] {
        explanation(of: name, row: row, column: column, comparesGradient: false).map(linkedCells) ?? []
    }

    /// The same for a cell that is explained already, which takes no time.
    /// - explanation: of a cell where the session stands.
    public func linkedCells(of explanation: CellExplanation) -> [LinkedCells] {
        guard let formula = explanation.formula else { return [] }
        let shows = showsFinished(explanation)
        var links: [LinkedCells] = []
        let named = formula.expression.cellsNamed.map { block in
            LinkedCells(
                matrix: block.matrix, isPrevious: block.isOverwritten, rows: block.rows, columns: block.columns)
        }
        for link in named.compactMap({ asSeen($0, fromFinished: shows) })
        where !links.contains(where: { $0.contains(link) }) {
            links.removeAll { link.contains($0) }
            links.append(link)
        }
        return links
    }

    /// Whether an explanation is about a cell that the operation under way has written already.
    private func showsFinished(_ explanation: CellExplanation) -> Bool {
        guard underWay != nil else { return true }
        return isRevealed(explanation.name, explanation.row, explanation.column)
    }

    /// Where in the session an operand is to be seen; nil where it is not.
    /// - fromFinished: whether the operation under way, if there is one, is over for the formula.
    private func asSeen(_ link: LinkedCells, fromFinished: Bool) -> LinkedCells? {
        var link = link
        if !fromFinished, isBeingWritten(link.matrix) {
            // What is there for the formula is what was before for the session, and what was before that is gone.
            if link.isPrevious { return nil }
            link = LinkedCells(matrix: link.matrix, isPrevious: true, rows: link.rows, columns: link.columns)
        }
        return link.isPrevious && !hasPrevious(link.matrix) ? nil : link
    }
}
