/// A matrix of any kind of number; a single number is 1×1.
struct CellTable<Cell: Sendable>: Sendable {
    let rows: Int
    let columns: Int
    /// Row by row.
    let cells: [Cell]

    init(rows: Int, columns: Int, cells: [Cell]) {
        precondition(cells.count == rows * columns, "\(cells.count) cells do not make \(rows)×\(columns)")
        self.rows = rows
        self.columns = columns
        self.cells = cells
    }

    init(_ cell: Cell) {
        self.init(rows: 1, columns: 1, cells: [cell])
    }

    subscript(row: Int, column: Int) -> Cell { cells[row * columns + column] }

    func map<Result>(_ transform: (Cell) -> Result) -> CellTable<Result> {
        CellTable<Result>(rows: rows, columns: columns, cells: cells.map(transform))
    }

    /// Combines two tables cell by cell; a single number is combined with every cell.
    func combined(with other: CellTable, _ combine: (Cell, Cell) -> Cell) -> CellTable {
        if cells.count == 1 { return other.map { combine(cells[0], $0) } }
        if other.cells.count == 1 { return map { combine($0, other.cells[0]) } }
        precondition(hasShape(of: other), "cell by cell, both sides have one shape")
        return CellTable(rows: rows, columns: columns, cells: zip(cells, other.cells).map(combine))
    }

    func hasShape<Other>(of other: CellTable<Other>) -> Bool { rows == other.rows && columns == other.columns }

    var transposed: CellTable {
        CellTable(
            rows: columns, columns: rows,
            cells: (0..<columns).flatMap { column in (0..<rows).map { self[$0, column] } })
    }

    /// One array per row.
    var arrays: [[Cell]] { (0..<rows).map { Array(cells[$0 * columns..<($0 + 1) * columns]) } }
}
