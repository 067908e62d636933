import CommandLanguage
import NeuralEngine
import PlainText

/// How the cells of a value are distributed.
public struct Histogram: Equatable, Sendable {
    /// The value's shape.
    public let shape: MatrixShape
    /// How many cells are in each of the bins, which are equally wide.
    public let counts: [Int]
    /// From the start of the first bin to the end of the last: from the least to the greatest cell, with a margin if
    /// these are equal; 0 … 1 without any finite cell.
    public let range: ClosedRange<Double>
    /// The least, the greatest and the mean of the finite cells; nil without any.
    public let summary: Summary?
    /// How many cells are not finite; they are in no bin.
    public let nonFiniteCount: Int

    /// Key figures of the finite cells.
    public struct Summary: Equatable, Sendable {
        /// The least.
        public let minimum: Double
        /// The largest.
        public let maximum: Double
        /// Their mean.
        public let mean: Double
    }

    /// How many bins there are by default.
    public static let usualBins = 30

    /// - bins: at least 1.
    init(of matrix: Matrix<Double>, bins: Int) {
        shape = MatrixShape(rows: matrix.rows, columns: matrix.columns)
        var (low, high) = (Double.infinity, -Double.infinity)
        // Kept within the range of Double: the mean of the largest numbers is in it.
        var (mean, finite) = (0.0, 0)
        for cell in matrix.elements where cell.isFinite {
            low = min(low, cell)
            high = max(high, cell)
            finite += 1
            mean += cell / Double(finite) - mean / Double(finite)
        }
        nonFiniteCount = matrix.elements.count - finite
        guard finite > 0 else {
            counts = [Int](repeating: 0, count: bins)
            range = 0...1
            summary = nil
            return
        }
        summary = Summary(minimum: low, maximum: high, mean: mean)
        if low == high {
            let margin = low == 0 ? 0.5 : low.magnitude / 2
            (low, high) = (max(low - margin, -.greatestFiniteMagnitude), min(high + margin, .greatestFiniteMagnitude))
        }
        range = low...high
        var counts = [Int](repeating: 0, count: bins)
        let width = high / 2 - low / 2
        for cell in matrix.elements where cell.isFinite {
            // There is nothing to divide between the smallest numbers.
            let share = width > 0 ? (cell / 2 - low / 2) / width : cell > low ? 1 : 0
            // The last bin includes its end.
            counts[min(bins - 1, Int(share * Double(bins)))] += 1
        }
        self.counts = counts
    }

    /// The shape and the key figures, briefly.
    public var figures: [String] {
        guard let summary else { return ["\(shape)", "no finite cell"] }
        let parts = [
            "\(shape)", "mean \(NumberFormat.rounded(summary.mean, digits: 4))",
            "min \(NumberFormat.rounded(summary.minimum, digits: 4))",
            "max \(NumberFormat.rounded(summary.maximum, digits: 4))",
        ]
        return parts + (nonFiniteCount > 0 ? ["\(nonFiniteCount) not finite"] : [])
    }
}

extension WorkbenchState {
    /// How the cells of an expression's present value are distributed.
    /// - bins: at least 1.
    public func histogram(of expression: Expression, bins: Int) -> Result<Histogram, EvaluationError> {
        do throws(EvaluationError) {
            return .success(Histogram(of: try Evaluator(scope: scope).evaluate(expression).matrix, bins: bins))
        } catch {
            return .failure(error)
        }
    }
}
