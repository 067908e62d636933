import NeuralEngine

/// The z-score: each feature minus its mean, divided by its standard deviation, so that features in different units have
/// the same influence on the weights.
public struct Standardization: Equatable, Sendable {
    /// One mean per feature.
    public let means: [Double]
    /// One population standard deviation (divisor n) per feature; 0 for a constant feature.
    public let deviations: [Double]

    /// Measures the features of `inputs` (samples × features), which has at least one row.
    public init(fittedTo inputs: Matrix<Double>) {
        precondition(inputs.rows > 0, "no sample to measure")
        let features = 0..<inputs.columns
        let least = Self.fold(inputs, from: .infinity) { result, value, _ in min(result, value) }
        let greatest = Self.fold(inputs, from: -.infinity) { result, value, _ in max(result, value) }
        // Scaled by a power of two, so that the squares of large values do not overflow and ordinary values keep their bits.
        let units = features.map { feature in
            let magnitude = max(abs(least[feature]), abs(greatest[feature]))
            return magnitude == 0 ? 1 : Double(sign: .plus, exponent: magnitude.exponent, significand: 1)
        }
        let count = Double(inputs.rows)
        let means = Self.fold(inputs, from: 0) { sum, value, feature in sum + value / units[feature] }
            .map { $0 / count }
        let variances = Self.fold(inputs, from: 0) { sum, value, feature in
            let offset = value / units[feature] - means[feature]
            return sum + offset * offset
        }.map { $0 / count }

        // The mean of equal numbers has a rounding error, which dividing would magnify to ±1. So a constant feature is
        // recognised by its range.
        let isConstant = features.map { least[$0] == greatest[$0] }
        self.means = features.map { isConstant[$0] ? least[$0] : means[$0] * units[$0] }
        deviations = features.map { isConstant[$0] ? 0 : variances[$0].squareRoot() * units[$0] }
    }

    /// Folds each column from the top down, reading the matrix row by row as it is in memory.
    @inline(__always)
    private static func fold(
        _ inputs: Matrix<Double>, from initial: Double, _ combine: (Double, Double, Int) -> Double
    ) -> [Double] {
        var results = Array(repeating: initial, count: inputs.columns)
        var index = 0
        for _ in 0..<inputs.rows {
            for feature in results.indices {
                results[feature] = combine(results[feature], inputs.elements[index], feature)
                index += 1
            }
        }
        return results
    }

    /// Turns the features of `inputs` (samples × features) into z-scores, in place. A feature that was constant when it was
    /// measured is only shifted to 0.
    public func apply(to inputs: inout Matrix<Double>) {
        precondition(inputs.columns == means.count, "measured on other features")
        let divisors = deviations.map { $0 == 0 ? 1 : $0 }
        var index = 0
        for _ in 0..<inputs.rows {
            for feature in divisors.indices {
                inputs.elements[index] = (inputs.elements[index] - means[feature]) / divisors[feature]
                index += 1
            }
        }
    }
}
