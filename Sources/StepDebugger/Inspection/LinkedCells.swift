import NeuralEngine

/// Cells of an operand from which a cell was computed: a row, a column, a single cell, or all.
public struct LinkedCells: Hashable, Sendable {
    /// The operand, by its canonical name.
    public let matrix: MatrixName
    /// Whether they have been overwritten since, so that `previous(_:)` has the values that were read.
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
    /// The cells from which the number in a cell was computed, in the order of the formula that explains it. For `dW1[i,j]`
    /// they are column i of `X` and column j of `dZ1`.
    ///
    /// Empty for numbers that come from no matrix: data, random numbers, parameters before their first update. Cells whose
    /// values are gone are left out, and so are the weights in a penalty, which its formula does not name.
    public func linkedCells(of name: MatrixName, row: Int, column: Int) -> [LinkedCells] {
        explanation(of: name, row: row, column: column, comparesGradient: false).map(linkedCells) ?? []
    }

    /// The same for an existing explanation, which takes no time.
    /// - explanation: of a cell at the session's position.
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

    /// Whether an explanation is about a cell that the operation under way has already written.
    private func showsFinished(_ explanation: CellExplanation) -> Bool {
        guard underWay != nil else { return true }
        return isRevealed(explanation.name, explanation.row, explanation.column)
    }

    /// Where the session shows an operand; nil if it does not.
    /// - fromFinished: whether the formula belongs to the engine after the operation under way.
    private func asSeen(_ link: LinkedCells, fromFinished: Bool) -> LinkedCells? {
        var link = link
        if !fromFinished, isBeingWritten(link.matrix) {
            // The formula's present value is the session's previous one, and anything before that is gone.
            if link.isPrevious { return nil }
            link = LinkedCells(matrix: link.matrix, isPrevious: true, rows: link.rows, columns: link.columns)
        }
        return link.isPrevious && !hasPrevious(link.matrix) ? nil : link
    }
}
