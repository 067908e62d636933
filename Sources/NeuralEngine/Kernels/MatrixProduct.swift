// The three products of a linear layer. The order of every sum depends on shapes only, so results have the same bits
// however they are asked for. Transposed operands are read in place, never copied.

extension MatrixView {
    /// self = a·b + row, the row added to each row of the product.
    /// - a: (rows × K), b: (K × columns), row: (1 × columns)
    func setToProduct(_ a: MatrixView, _ b: MatrixView, plusRow row: MatrixView) {
        assert(a.rows == rows && a.columns == b.rows && b.columns == columns && row.hasShape(1, columns))
        for i in 0..<rows {
            let target = self.row(i)
            let left = a.row(i)
            for j in 0..<columns { target[j] = row.cells[j] }
            for k in 0..<a.columns {
                addMultiple(left[k], of: b.row(k), to: target, columns)
            }
        }
    }

    /// self = aᵀ·b
    /// - a: (K × rows), b: (K × columns)
    func setToProduct(transposed a: MatrixView, _ b: MatrixView) {
        assert(a.columns == rows && a.rows == b.rows && b.columns == columns)
        for i in 0..<rows {
            let target = row(i)
            for j in 0..<columns { target[j] = 0 }
            for k in 0..<a.rows {
                addMultiple(a[k, i], of: b.row(k), to: target, columns)
            }
        }
    }

    /// self = a·bᵀ
    /// - a: (rows × K), b: (columns × K)
    func setToProduct(_ a: MatrixView, transposed b: MatrixView) {
        assert(a.rows == rows && a.columns == b.columns && b.rows == columns)
        for i in 0..<rows {
            let target = row(i)
            let left = a.row(i)
            for j in 0..<columns {
                target[j] = dotProduct(left, b.row(j), a.columns)
            }
        }
    }

    /// self = the sum of each column, as one row.
    func setToColumnSums(of a: MatrixView) {
        assert(hasShape(1, a.columns))
        for j in 0..<columns { cells[j] = 0 }
        for i in 0..<a.rows {
            addMultiple(1, of: a.row(i), to: cells, columns)
        }
    }
}

/// target += factor·source
@inline(__always)
private func addMultiple<S: Scalar>(
    _ factor: S, of source: UnsafeMutablePointer<S>, to target: UnsafeMutablePointer<S>, _ count: Int
) {
    for j in 0..<count { target[j] += factor * source[j] }
}

/// Σ a[k]·b[k], in four sums that do not wait for one another.
@inline(__always)
private func dotProduct<S: Scalar>(
    _ a: UnsafeMutablePointer<S>, _ b: UnsafeMutablePointer<S>, _ count: Int
) -> S {
    var (s0, s1, s2, s3): (S, S, S, S) = (0, 0, 0, 0)
    var k = 0
    while k &+ 4 <= count {
        s0 += a[k] * b[k]
        s1 += a[k &+ 1] * b[k &+ 1]
        s2 += a[k &+ 2] * b[k &+ 2]
        s3 += a[k &+ 3] * b[k &+ 3]
        k &+= 4
    }
    while k < count {
        s0 += a[k] * b[k]
        k &+= 1
    }
    return (s0 + s1) + (s2 + s3)
}
