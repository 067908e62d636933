/// The plain twin of `BlockedProduct` and `SmallProduct`: the same sums in the same order, one cell after another. Tests hold
/// the fast ones against it, to the last bit.
///
/// - a: (rows × depth), b: (depth × columns)
/// - bias: `columns` numbers that are added to each row, or nothing.
/// - Returns: (rows × columns), row after row.
func plainProduct<S: VectorScalar>(
    _ a: Operand<S>, _ b: Operand<S>, rows: Int, columns: Int, depth: Int, bias: UnsafePointer<S>?
) -> [S] {
    let blockDepth = BlockedProduct<S>.blockDepth(of: depth)
    var product: [S] = []
    for i in 0..<rows {
        for j in 0..<columns {
            var cell: S = 0
            for start in stride(from: 0, to: depth, by: blockDepth) {
                var sum = S.Vector.zero
                for k in start..<min(start + blockDepth, depth) {
                    sum.addProduct(
                        S.Vector(a.cells[i * a.rowStride + k * a.columnStride]),
                        S.Vector(b.cells[k * b.rowStride + j * b.columnStride]))
                }
                if start == 0 { cell = bias.map { sum[0] + $0[j] } ?? sum[0] } else { cell += sum[0] }
            }
            product.append(cell)
        }
    }
    return product
}
