extension LossFunction {
    /// The share of samples that are classified correctly, 0 ... 1.
    ///
    /// With several outputs, the class is that of the largest. With one output, it is 1 if P (for binary cross-entropy) or A
    /// (for other losses) is at least 0.5. A NaN is never correct.
    /// - a, y, p: (N × outputs)
    func accuracy<S: VectorScalar>(_ a: MatrixView<S>, _ y: MatrixView<S>, p: MatrixView<S>) -> Double {
        let right = a.columns > 1 ? countOfEqualMaxima(a, y) : countOfEqualSides(loss == .binaryCrossEntropy ? p : a, y)
        return Double(right) / Double(a.rows)
    }
}

/// The number of rows in which two matrices have their largest cell in the same column.
private func countOfEqualMaxima<S: VectorScalar>(_ a: MatrixView<S>, _ y: MatrixView<S>) -> Int {
    typealias V = S.Vector
    @inline(__always) func count(columns: Int) -> Int {
        let (a, y) = (a.ofColumns(columns), y.ofColumns(columns))
        var (count, n) = (0, 0)
        while n < a.rows {
            let areEqual = a.columnsOfMaxima(fromRow: n) .== y.columnsOfMaxima(fromRow: n)
            let ones = V.zero.replacing(with: V(1), where: areEqual)
            for sample in 0..<min(V.count, a.rows &- n) where ones[sample] == 1 { count &+= 1 }
            n &+= V.count
        }
        return count
    }
    return MatrixView<S>.withFewColumns(a.columns, count)
}

/// The number of rows in which two columns are both at least 0.5, or both below.
private func countOfEqualSides<S: VectorScalar>(_ a: MatrixView<S>, _ y: MatrixView<S>) -> Int {
    var count = 0
    for n in 0..<a.rows where !a[n, 0].isNaN && (a[n, 0] >= 0.5) == (y[n, 0] >= 0.5) { count += 1 }
    return count
}
