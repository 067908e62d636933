extension LossFunction {
    /// The share of samples whose class is right, 0 ... 1.
    ///
    /// With several outputs the class is the largest one's. With one output it is told by P, where the loss is binary
    /// cross-entropy, or else by A, being at least 0.5. An output that is not a number is never right.
    /// - a, y, p: (N × outputs)
    func accuracy<S: VectorScalar>(_ a: MatrixView<S>, _ y: MatrixView<S>, p: MatrixView<S>) -> Double {
        typealias V = S.Vector
        var right = 0
        @inline(__always) func countRight(columns: Int) {
            let (a, y) = (a.ofColumns(columns), y.ofColumns(columns))
            var n = 0
            while n < a.rows {
                let isRight = a.columnsOfMaxima(fromRow: n) .== y.columnsOfMaxima(fromRow: n)
                let ones = V.zero.replacing(with: V(1), where: isRight)
                for sample in 0..<min(V.count, a.rows &- n) where ones[sample] == 1 { right &+= 1 }
                n &+= V.count
            }
        }
        if a.columns > 1 {
            MatrixView<S>.withFewColumns(a.columns, countRight)
        } else {
            let output = loss == .binaryCrossEntropy ? p : a
            for n in 0..<a.rows where !output[n, 0].isNaN && (output[n, 0] >= 0.5) == (y[n, 0] >= 0.5) { right += 1 }
        }
        return Double(right) / Double(a.rows)
    }
}
