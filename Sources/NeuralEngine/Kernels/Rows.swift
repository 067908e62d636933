// What is done to whole rows: copying them, and finding the largest cell of one.

extension MatrixView {
    /// self = a
    func copy(_ a: MatrixView) {
        assert(a.hasShape(rows, columns))
        cells.update(from: a.cells, count: count)
    }

    /// self = the rows of `data` that `order` names, from its place `start` on.
    /// - data: (samples × columns)
    func setToRows(of data: MatrixView, order: UnsafePointer<Int32>, from start: Int) {
        assert(data.columns == columns)
        for i in 0..<rows {
            row(i).update(from: data.row(Int(order[start &+ i])), count: columns)
        }
    }

    /// self = the rows of `data` from `start` on.
    /// - data: (samples × columns)
    func setToRows(of data: MatrixView, from start: Int) {
        assert(data.columns == columns && start + rows <= data.rows)
        cells.update(from: data.row(start), count: count)
    }

    /// The first of the largest cells of a row; nil where the row starts with NaN.
    func columnOfMaximum(inRow index: Int) -> Int? {
        let cells = row(index)
        var best = 0
        for j in 1..<max(1, columns) where cells[j] > cells[best] { best = j }
        return cells[best].isNaN ? nil : best
    }
}
