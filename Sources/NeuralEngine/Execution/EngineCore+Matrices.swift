// Matrices by name, in their present shapes.
extension EngineCore {
    private func region(_ name: MatrixName) -> Region {
        guard let region = program.regions[name] else { preconditionFailure("\(name) has no memory") }
        return region
    }

    func writer(of name: MatrixName) -> Int { region(name).writer }

    func iterationOfLastWrite(_ name: MatrixName) -> Int { iterationOfLastWrite(region(name)) }

    /// How many rows the batch had from which a matrix was last computed.
    func batchRows(asOf name: MatrixName) -> Int {
        rowsInBatch(ofIteration: iterationOfLastWrite(region(name)))
    }

    func matrix(_ name: MatrixName) -> Matrix<Double> {
        let region = region(name)
        let rows = rows(of: region)
        return Matrix(rows: rows, columns: region.columns, elements: values(in: region, rows: rows))
    }

    /// Whether a matrix had a value before its last write.
    func hasPrevious(_ name: MatrixName) -> Bool {
        guard let region = program.regions[name], hasBeenWritten(region) else { return false }
        let isMoment = name.quantity != .value && name.quantity != .gradient
        return !isMoment || updateCount > 0
    }

    func previousMatrix(_ name: MatrixName) -> Matrix<Double>? {
        guard hasPrevious(name) else { return nil }
        let region = region(name)
        let rows = rows(of: region, beforeLastWrite: true)
        return Matrix(
            rows: rows, columns: region.columns, elements: values(in: region, rows: rows, ofShadow: true))
    }

    mutating func setMatrix(_ name: MatrixName, to value: Matrix<Double>) {
        set(region(name), to: value.elements)
    }

    func cell(_ name: MatrixName, row: Int, column: Int) -> Double? {
        place(of: name, row: row, column: column).map { Double(memory.arena[$0.offset]) }
    }

    func place(of name: MatrixName, row: Int, column: Int) -> IterationView.Place? {
        guard let region = program.regions[name], row >= 0, row < rows(of: region), column >= 0,
            column < region.columns
        else { return nil }
        return IterationView.Place(offset: region.offset + row * region.columns + column)
    }

    func firstNonFiniteCell(of name: MatrixName) -> Int? {
        guard let region = program.regions[name] else { return nil }
        let cells = region.offset..<region.offset + rows(of: region) * region.columns
        return memory.arena.firstNonFinite(in: cells).map { $0 - region.offset }
    }

    var lossOfBatch: Double? {
        let region = region(.loss)
        return hasBeenWritten(region) ? values(in: region, rows: 1)[0] : nil
    }
}
