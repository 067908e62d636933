import NeuralEngine

@testable import Screen

extension MatrixNumbers {
    /// How the cells of a matrix are written, by plain loops over them.
    init(_ values: Matrix<Double>, widest: Int) {
        let finite = values.elements.filter(\.isFinite)
        let exactDecimals = (0...2).first { decimals in
            finite.allSatisfy { value in
                let scaled = value * [1, 10, 100][decimals]
                return abs(scaled - scaled.rounded()) <= abs(scaled) * 1e-12
            }
        }
        self.init(
            largestMagnitude: finite.map(\.magnitude).max() ?? 0, hasNegative: finite.contains { $0 < 0 },
            isFinite: finite.count == values.elements.count, exactDecimals: exactDecimals, widest: widest)
    }
}
