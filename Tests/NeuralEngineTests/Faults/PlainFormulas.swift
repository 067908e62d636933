import NeuralEngine

/// The formulas of a backward pass with their mistakes, by plain loops over copies: what faulty operations are held against.
enum PlainFormulas {
    /// a·b
    static func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
        var result = Matrix<Double>(rows: a.rows, columns: b.columns)
        for i in 0..<a.rows {
            for j in 0..<b.columns {
                for k in 0..<a.columns { result[i, j] += a[i, k] * b[k, j] }
            }
        }
        return result
    }

    /// The sum of each column, as one row.
    static func columnSums(_ a: Matrix<Double>) -> Matrix<Double> {
        var result = Matrix<Double>(rows: 1, columns: a.columns)
        for i in 0..<a.rows {
            for j in 0..<a.columns { result[0, j] += a[i, j] }
        }
        return result
    }

    /// The derivative of the loss by the last layer's output, as if the loss were a sum.
    static func lossGradient(_ loss: Loss, _ a: Matrix<Double>, _ y: Matrix<Double>) -> Matrix<Double> {
        switch loss {
        case .crossEntropy:
            var softmax = a
            for n in 0..<a.rows {
                let sum = a.row(n).reduce(0) { $0 + Double.exp($1) }
                for j in 0..<a.columns { softmax[n, j] = Double.exp(a[n, j]) / sum }
            }
            return softmax - y
        case .binaryCrossEntropy: return a.map { 1 / (1 + Double.exp(-$0)) } - y
        case .meanSquaredError: return 2 * (a - y)
        case .huber: return (a - y).map { min(1, max(-1, $0)) }
        case .squaredError: return a - y
        }
    }

    /// What a mean divides a loss of so many rows and columns by.
    static func divisor(_ loss: Loss, rows: Int, columns: Int) -> Double {
        switch loss {
        case .crossEntropy, .squaredError: Double(rows)
        case .binaryCrossEntropy, .meanSquaredError, .huber: Double(rows * columns)
        }
    }

    /// f′ from z, and from the number that was taken for f(z).
    static func derivative(_ function: Activation, _ z: Double, valued a: Double) -> Double {
        switch function {
        case .identity: 1
        case .sigmoid: a * (1 - a)
        case .tanh: 1 - a * a
        case .relu: z > 0 ? 1 : 0
        default: function.derivative(z)
        }
    }
}

extension Matrix<Double> {
    func map(_ f: (Double) -> Double) -> Matrix { Matrix(rows: rows, columns: columns, elements: elements.map(f)) }

    /// The same numbers in the order in which they lie, in the shape of the transpose.
    var reshaped: Matrix { Matrix(rows: columns, columns: rows, elements: elements) }

    static func * (factor: Double, a: Matrix) -> Matrix { a.map { factor * $0 } }
    static func - (a: Matrix, b: Matrix) -> Matrix { combined(a, b, -) }
    static func + (a: Matrix, b: Matrix) -> Matrix { combined(a, b, +) }

    static func combined(_ a: Matrix, _ b: Matrix, _ f: (Double, Double) -> Double) -> Matrix {
        precondition(a.shape == b.shape)
        return Matrix(rows: a.rows, columns: a.columns, elements: zip(a.elements, b.elements).map(f))
    }

    /// How far two matrices are apart, relative to the larger of their largest cells and one.
    func distance(to other: Matrix) -> Double {
        guard shape == other.shape else { return .infinity }
        let scale = (elements + other.elements).reduce(1) { Swift.max($0, abs($1)) }
        return zip(elements, other.elements).reduce(0) { Swift.max($0, abs($1.0 - $1.1)) } / scale
    }
}
