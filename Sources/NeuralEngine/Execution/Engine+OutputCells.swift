// The cells that an operation writes, numbered for stepping cell by cell.
extension Engine {
    /// How many cells an operation writes in an iteration (by default the current one): the cells of its `writes`, one matrix
    /// after another, each row by row.
    public func outputCells(ofOperation index: Int, iteration: Int? = nil) -> Int {
        plan.operations[index].writes.reduce(0) { $0 + outputCount(of: $1, iteration ?? self.iteration) }
    }

    /// The matrix and the place of the cell that an operation writes as its `cell`-th, counted from 0.
    public func outputCell(_ cell: Int, ofOperation index: Int) -> (name: MatrixName, row: Int, column: Int) {
        var rest = cell
        for name in plan.operations[index].writes {
            let count = outputCount(of: name, iteration)
            if rest < count {
                let columns = plan.shape(of: name)!.columns
                return (name, rest / columns, rest % columns)
            }
            rest -= count
        }
        preconditionFailure("\(plan.operations[index].label) has no output cell \(cell)")
    }

    /// A matrix in the middle of the next operation: its first `cells` output cells are new, the others hold their old
    /// values. A row that did not exist before holds zeros until it is reached.
    ///
    /// - finished: this engine after that operation.
    public func matrix(_ name: MatrixName, revealing cells: Int, of finished: Engine) -> Matrix<Double>? {
        let revealed = revealedCells(of: name, cells)
        guard revealed > 0 else { return matrix(name) }
        guard var result = finished.matrix(name), let old = matrix(name) else { return nil }
        for index in revealed..<max(revealed, result.elements.count) {
            result.elements[index] = index < old.elements.count ? old.elements[index] : 0
        }
        return result
    }

    /// How many cells of a matrix are new when the next operation has written its first `cells` output cells.
    public func revealedCells(of name: MatrixName, _ cells: Int) -> Int {
        let name = plan.canonical(name)
        var rest = cells
        for written in plan.operations[operationsRun].writes where rest > 0 {
            let count = outputCount(of: written, iteration)
            if written == name { return min(rest, count) }
            rest -= count
        }
        return 0
    }

    private func outputCount(of name: MatrixName, _ iteration: Int) -> Int {
        guard var shape = plan.shape(of: name) else { return 0 }
        if name.hasRowPerSample { shape.rows = sampler?.rows(ofIteration: iteration) ?? 0 }
        return shape.count
    }
}
