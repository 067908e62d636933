// What `loss.backward` is to compute, for holding its numbers against.
extension NetworkSpecification {
    /// The derivative of the loss by the last layer's output, in double precision.
    /// - Parameters:
    ///   - output: A, (N × outputs).
    ///   - targets: Y, of the same shape.
    ///   - probabilities: P, of the same shape; nil where the loss has none.
    /// - Returns: dA, (N × outputs).
    public func lossGradient(
        output: Matrix<Double>, targets: Matrix<Double>, probabilities: Matrix<Double>?
    ) -> Matrix<Double> {
        precondition(output.shape == targets.shape, "\(output.shape) outputs, but \(targets.shape) targets")
        var memory = DifferenceMemory()
        let (a, y) = (memory.store(output), memory.store(targets))
        let p = memory.store(probabilities ?? output)
        let gradient = memory.reserve(rows: output.rows, columns: output.columns)
        let function = lossFunction
        return memory.withViews { views in
            let dA = views.view(gradient)
            function.backward(views.view(a), views.view(y), p: views.view(p), into: dA)
            var result = output
            for n in 0..<result.rows {
                for j in 0..<result.columns { result[n, j] = dA[n, j] }
            }
            return result
        }
    }
}
