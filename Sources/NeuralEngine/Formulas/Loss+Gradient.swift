// What `loss.backward` should compute, to compare its results with.
extension NetworkSpecification {
    /// The gradient of the loss with respect to the last layer's output, in double precision.
    /// - Parameters:
    ///   - output: A, (N × outputs).
    ///   - targets: Y, of the same shape.
    ///   - probabilities: P, of the same shape; nil if the loss has none.
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
