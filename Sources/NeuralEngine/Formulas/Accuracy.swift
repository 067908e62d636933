extension LossFunction {
    /// The share of samples whose class is right, 0 ... 1.
    ///
    /// With several outputs the class is the largest one's. With one output it is told by P, where the loss is binary
    /// cross-entropy, or else by A, being at least 0.5. An output that is not a number is never right.
    /// - a, y, p: (N × outputs)
    func accuracy<S: VectorScalar>(_ a: MatrixView<S>, _ y: MatrixView<S>, p: MatrixView<S>) -> Double {
        let right = a.columns > 1 ? countOfEqualMaxima(a, y) : countOfEqualSides(loss == .binaryCrossEntropy ? p : a, y)
        return Double(right) / Double(a.rows)
    }
}

/// In how many rows two matrices have their largest cell in the same column.
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

/// In how many rows two columns are both at least 0.5, or both not.
private func countOfEqualSides<S: VectorScalar>(_ a: MatrixView<S>, _ y: MatrixView<S>) -> Int {
    var count = 0
    for n in 0..<a.rows where !a[n, 0].isNaN && (a[n, 0] >= 0.5) == (y[n, 0] >= 0.5) { count += 1 }
    return count
}
