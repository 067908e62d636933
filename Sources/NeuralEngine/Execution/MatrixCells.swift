/// The cells of a matrix where they lie in an engine's memory: for looking at some of them without copying all.
///
/// It keeps that memory alive, so the engine copies it when it next runs: hold it no longer than needed.
struct MatrixCells {
    let rows: Int
    let columns: Int
    private let cell: (Int) -> Double

    init<S: VectorScalar>(_ arena: Arena<S>, _ region: Region, rows: Int) {
        self.rows = rows
        columns = region.columns
        cell = { Double(arena[region.offset + $0]) }
    }

    subscript(row: Int, column: Int) -> Double {
        precondition(row >= 0 && row < rows && column >= 0 && column < columns, "no such cell")
        return cell(row * columns + column)
    }
}

extension EngineCore {
    /// A matrix where it lies, or what it was before its last write.
    func cells(of name: MatrixName, beforeLastWrite: Bool) -> MatrixCells {
        guard let region = program.regions[name] else { preconditionFailure("\(name) has no memory") }
        let rows = rows(of: region, beforeLastWrite: beforeLastWrite)
        return MatrixCells(beforeLastWrite ? memory.shadow : memory.arena, region, rows: rows)
    }
}

extension Engine {
    /// The number in a cell as it is now, without a copy of the matrix; nil where there is no such cell.
    public func value(of name: MatrixName, row: Int, column: Int) -> Double? {
        guard let shape = shape(of: name), row >= 0, row < shape.rows, column >= 0, column < shape.columns else {
            return nil
        }
        if name == .targets.gradient || name == .probabilities.gradient { return derivedGradient(name)[row, column] }
        return cells(of: plan.canonical(name), beforeLastWrite: false)[row, column]
    }
}
