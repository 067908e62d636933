// What the operations of an iteration read and wrote, asked for when it is over or half over.
extension Engine {
    /// The iteration in which operations last wrote a matrix, from 0; nil where none has, or there is no such matrix.
    /// `dP` and `dY`, which no operation writes, belong to the iteration of `loss`.
    public func iteration(ofLastWriteTo name: MatrixName) -> Int? {
        guard plan.contains(name) else { return nil }
        let isComputedWhenLookedAt = name == .targets.gradient || name == .probabilities.gradient
        let written = iterationOfLastWrite(isComputedWhenLookedAt ? .loss : plan.canonical(name))
        return written < firstIteration ? nil : written
    }

    /// A matrix as the operations of an iteration read it, which is the current one or the one before: parameters and
    /// moments before the update, everything else as that iteration computed it. Nil where there is no such matrix.
    ///
    /// What was changed from outside after it was read is not told apart.
    public func operand(_ name: MatrixName, ofIteration iteration: Int) -> Matrix<Double>? {
        guard name.isKeptBetweenIterations else { return matrix(name, asOfIteration: iteration) }
        let isUpdated = self.iteration(ofLastWriteTo: name) == iteration
        // Moments are zero before the first update, of which no shadow tells.
        return isUpdated ? previousMatrix(name) ?? zeros(name) : matrix(name)
    }

    /// A matrix as an iteration left it, which is the current one or the one before: parameters and moments after its
    /// update.
    public func result(_ name: MatrixName, ofIteration iteration: Int) -> Matrix<Double>? {
        matrix(name, asOfIteration: iteration)
    }

    private func zeros(_ name: MatrixName) -> Matrix<Double>? {
        shape(of: name).map { Matrix(rows: $0.rows, columns: $0.columns) }
    }
}

extension MatrixName {
    /// Whether an iteration starts with what the one before left: parameters and what the optimizer keeps about them.
    public var isKeptBetweenIterations: Bool { isParameter && quantity != .gradient }
}

/// A cell of a matrix, by name; rows and columns count from 0.
public struct MatrixCell: Hashable, Sendable {
    /// The matrix.
    public var name: MatrixName
    /// The row.
    public var row: Int
    /// The column.
    public var column: Int

    /// A cell of a matrix.
    public init(_ name: MatrixName, _ row: Int, _ column: Int) {
        self.name = name
        self.row = row
        self.column = column
    }
}

extension MatrixCell: CustomStringConvertible {
    /// `W1[0,2]`; the loss, which has one cell, is `loss`.
    public var description: String {
        name == .loss ? name.description : "\(name)[\(row),\(column)]"
    }
}
