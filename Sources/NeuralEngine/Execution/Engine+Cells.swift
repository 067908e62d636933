// Reading matrices in place, without copying them.
extension Engine {
    /// The present value of a matrix, like `matrix(_:)` but without a copy; nil if there is no such matrix.
    ///
    /// `dP` and `dY`, which have no memory, are computed.
    public func cells(of name: MatrixName) -> MatrixCells? {
        guard plan.contains(name) else { return nil }
        if name.isComputedOnDemand { return MatrixCells(derivedGradient(name)) }
        return cells(of: plan.canonical(name), beforeLastWrite: false)
    }

    /// A matrix before the last operation that wrote it, like `previousMatrix(_:)` but without a copy.
    public func previousCells(of name: MatrixName) -> MatrixCells? {
        guard plan.contains(name) else { return nil }
        let name = plan.canonical(name)
        guard double?.hasPrevious(name) ?? single!.hasPrevious(name) else { return nil }
        return cells(of: name, beforeLastWrite: true)
    }

    /// A matrix in the middle of the next operation, like `matrix(_:revealing:of:)` but without a copy.
    public func cells(of name: MatrixName, revealing cells: Int, of finished: Engine) -> MatrixCells? {
        guard let old = self.cells(of: name) else { return nil }
        let revealed = revealedCells(of: name, cells)
        guard revealed > 0, let new = finished.cells(of: name) else { return old }
        return new.revealing(revealed, over: old)
    }

    /// The present number in a cell; nil if there is no such cell. Does not copy the matrix.
    public func value(of name: MatrixName, row: Int, column: Int) -> Double? {
        guard let shape = shape(of: name), row >= 0, row < shape.rows, column >= 0, column < shape.columns else {
            return nil
        }
        return cells(of: name)?[row, column]
    }
}

extension EngineCore {
    /// A matrix in place, as it is now or as it was before its last write.
    func cells(of name: MatrixName, beforeLastWrite: Bool) -> CellPieces<S> {
        guard let region = program.regions[name] else { preconditionFailure("\(name) has no memory") }
        let rows = rows(of: region, beforeLastWrite: beforeLastWrite)
        return CellPieces(
            beforeLastWrite ? memory.shadow : memory.arena, offset: region.offset, rows: rows, columns: region.columns)
    }
}
