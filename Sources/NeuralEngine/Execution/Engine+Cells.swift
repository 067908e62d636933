// Matrices where they lie, for looking at without copying.
extension Engine {
    /// A matrix as it is now, as `matrix(_:)` gives it, but without a copy; nil where there is no such matrix.
    ///
    /// `dP` and `dY`, which have no memory, are computed.
    public func cells(of name: MatrixName) -> MatrixCells? {
        guard plan.contains(name) else { return nil }
        if name.isComputedWhenLookedAt { return MatrixCells(derivedGradient(name)) }
        return cells(of: plan.canonical(name), beforeLastWrite: false)
    }

    /// A matrix as it was before the last operation that wrote it, as `previousMatrix(_:)` gives it, but without a copy.
    public func previousCells(of name: MatrixName) -> MatrixCells? {
        guard plan.contains(name) else { return nil }
        let name = plan.canonical(name)
        guard double?.hasPrevious(name) ?? single!.hasPrevious(name) else { return nil }
        return cells(of: name, beforeLastWrite: true)
    }

    /// A matrix while the next operation is under way, as `matrix(_:revealing:of:)` gives it, but without a copy.
    public func cells(of name: MatrixName, revealing cells: Int, of finished: Engine) -> MatrixCells? {
        guard let old = self.cells(of: name) else { return nil }
        let revealed = revealedCells(of: name, cells)
        guard revealed > 0, let new = finished.cells(of: name) else { return old }
        return new.revealing(revealed, over: old)
    }

    /// The number in a cell as it is now, without a copy of the matrix; nil where there is no such cell.
    public func value(of name: MatrixName, row: Int, column: Int) -> Double? {
        guard let shape = shape(of: name), row >= 0, row < shape.rows, column >= 0, column < shape.columns else {
            return nil
        }
        return cells(of: name)?[row, column]
    }
}

extension EngineCore {
    /// A matrix where it lies, or what it was before its last write.
    func cells(of name: MatrixName, beforeLastWrite: Bool) -> CellPieces<S> {
        guard let region = program.regions[name] else { preconditionFailure("\(name) has no memory") }
        let rows = rows(of: region, beforeLastWrite: beforeLastWrite)
        return CellPieces(
            beforeLastWrite ? memory.shadow : memory.arena, offset: region.offset, rows: rows, columns: region.columns)
    }
}
