extension LossFunction {
    /// The share of samples whose class is right, 0 ... 1.
    ///
    /// With several outputs the class is the largest one's. With one output it is told by P, where the loss is binary
    /// cross-entropy, or else by A, being at least 0.5. An output that is not a number is never right.
    /// - a, y, p: (N × outputs)
    func accuracy<S: VectorScalar>(_ a: MatrixView<S>, _ y: MatrixView<S>, p: MatrixView<S>) -> Double {
        typealias V = S.Vector
        var right = 0
        if a.columns > 1 {
            for n in stride(from: 0, to: a.rows, by: V.count) {
                let (output, target) = (a.columnsOfMaxima(fromRow: n), y.columnsOfMaxima(fromRow: n))
                for sample in 0..<min(V.count, a.rows - n) where output[sample] == target[sample] { right += 1 }
            }
        } else {
            let output = loss == .binaryCrossEntropy ? p : a
            for n in 0..<a.rows where !output[n, 0].isNaN && (output[n, 0] >= 0.5) == (y[n, 0] >= 0.5) { right += 1 }
        }
        return Double(right) / Double(a.rows)
    }
}
