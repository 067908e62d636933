// Matrices by name, in the shapes they have now.
extension EngineCore {
    private func region(_ name: MatrixName) -> Region {
        guard let region = program.regions[name] else { preconditionFailure("\(name) has no memory") }
        return region
    }

    func writer(of name: MatrixName) -> Int { region(name).writer }

    func iterationOfLastWrite(_ name: MatrixName) -> Int { iterationOfLastWrite(region(name)) }

    /// The rows of the batch that a matrix was last computed from.
    func batchRows(asOf name: MatrixName) -> Int {
        sampler?.rows(ofIteration: iterationOfLastWrite(region(name))) ?? 0
    }

    func matrix(_ name: MatrixName) -> Matrix<Double> {
        let region = region(name)
        let rows = rows(of: region)
        return Matrix(rows: rows, columns: region.columns, elements: values(in: region, rows: rows))
    }

    func previousMatrix(_ name: MatrixName) -> Matrix<Double>? {
        guard let region = program.regions[name], iterationOfLastWrite(region) >= 0 else { return nil }
        let isMoment = name.quantity != .value && name.quantity != .gradient
        if isMoment && updateCount == 0 { return nil }
        let rows = rows(of: region, beforeLastWrite: true)
        return Matrix(
            rows: rows, columns: region.columns, elements: values(in: region, rows: rows, ofShadow: true))
    }

    mutating func setMatrix(_ name: MatrixName, to value: Matrix<Double>) {
        set(region(name), to: value.elements)
    }

    var lossOfBatch: Double? {
        let region = region(.loss)
        return iterationOfLastWrite(region) < 0 ? nil : values(in: region, rows: 1)[0]
    }
}
