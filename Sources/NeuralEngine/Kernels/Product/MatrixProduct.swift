// The products of a linear layer, and the sum over the batch. Transposed operands are read where they are.

extension MatrixView {
    /// self = a·b + row, the row added to each row of the product.
    /// - a: (rows × K), b: (K × columns), row: (1 × columns)
    @inline(__always)
    func setToProduct(_ a: MatrixView, _ b: MatrixView, plusRow row: MatrixView, _ worker: Worker<S>) {
        assert(a.rows == rows && a.columns == b.rows && b.columns == columns && row.hasShape(1, columns))
        if worker.share.count == 1, SmallProduct<S>.covers(columns: columns, depth: b.rows) {
            SmallProduct.run(a, b, plusRow: row, into: self)
        } else {
            multiply(Operand(a), Operand(b), depth: b.rows, bias: UnsafePointer(row.cells), worker)
        }
    }

    /// self = a·b
    /// - a: (rows × K), b: (K × columns)
    func setToProduct(_ a: MatrixView, _ b: MatrixView, _ worker: Worker<S>) {
        assert(a.rows == rows && a.columns == b.rows && b.columns == columns)
        multiply(Operand(a), Operand(b), depth: b.rows, bias: nil, worker)
    }

    /// self = aᵀ·b
    /// - a: (K × rows), b: (K × columns)
    @inline(__always)
    func setToProduct(transposed a: MatrixView, _ b: MatrixView, _ worker: Worker<S>) {
        assert(a.columns == rows && a.rows == b.rows && b.columns == columns)
        if worker.share.count == 1, SmallProduct<S>.covers(columns: columns, depth: a.rows) {
            SmallProduct.run(transposed: a, b, into: self)
        } else {
            multiply(Operand(transposed: a), Operand(b), depth: a.rows, bias: nil, worker)
        }
    }

    /// self = a·bᵀ
    /// - a: (rows × K), b: (columns × K)
    @inline(__always)
    func setToProduct(_ a: MatrixView, transposed b: MatrixView, _ worker: Worker<S>) {
        assert(a.rows == rows && a.columns == b.columns && b.rows == columns)
        if worker.share.count == 1, SmallProduct<S>.covers(columns: columns, depth: b.columns) {
            SmallProduct.run(a, transposed: b, into: self, scratch: worker.scratch)
        } else {
            multiply(Operand(a), Operand(transposed: b), depth: b.columns, bias: nil, worker)
        }
    }

    /// Does a worker's share of a product: some of the longer of its sides, or of the columns that threads keep.
    private func multiply(
        _ a: Operand<S>, _ b: Operand<S>, depth: Int, bias: UnsafePointer<S>?, _ worker: Worker<S>
    ) {
        var product = BlockedProduct(
            rows: rows, columns: columns, depth: depth, a: a, b: b, bias: bias, c: cells, stride: columns,
            isWhole: worker.share.count == 1)
        if worker.share.count > 1 {
            let width = Tile<S.Vector>.fullColumns
            if columns >= rows || worker.share.keepsColumns(ofMatrix: rows, columns, line: width) {
                product.take(columns: worker.share.range(of: columns, unit: width))
            } else {
                product.take(rows: worker.share.range(of: rows, unit: rowsOfTile))
            }
        }
        product.run(scratch: worker.scratch)
    }

    /// self = the sum of each column, as one row: one chain of additions a column, from the first row to the last.
    func setToColumnSums(of a: MatrixView, _ worker: Worker<S>) {
        assert(hasShape(1, a.columns))
        let width = S.Vector.count
        let range = worker.share.range(of: columns, unit: 4 &* width)
        var j = range.lowerBound
        // Four vectors of a row at a time, so that whole cache lines are used and additions need not wait.
        while j &+ 4 &* width <= range.upperBound {
            var (s0, s1, s2, s3) = (S.Vector.zero, S.Vector.zero, S.Vector.zero, S.Vector.zero)
            for i in 0..<a.rows {
                let row = a.row(i) + j
                s0 += S.Vector(from: row)
                s1 += S.Vector(from: row + width)
                s2 += S.Vector(from: row + 2 &* width)
                s3 += S.Vector(from: row + 3 &* width)
            }
            s0.store(to: cells + j)
            s1.store(to: cells + j + width)
            s2.store(to: cells + j + 2 &* width)
            s3.store(to: cells + j + 3 &* width)
            j &+= 4 &* width
        }
        while j < range.upperBound {
            var sum = S.Vector.zero
            for i in 0..<a.rows { sum += S.Vector(from: a.row(i) + j) }
            sum.store(to: cells + j)
            j &+= width
        }
    }
}
