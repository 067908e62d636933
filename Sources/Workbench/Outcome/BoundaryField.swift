import NeuralEngine

/// The network's answers throughout the plane of two features.
public struct BoundaryField: Equatable, Sendable {
    /// A sample in the field.
    public struct Sample: Equatable, Sendable {
        /// The first feature.
        public let x: Double
        /// The second feature.
        public let y: Double
        /// The class, or the number.
        public let target: Target
        /// Whether the network was not trained on it.
        public let isHeldOut: Bool
    }

    /// The true answer for a sample.
    public enum Target: Equatable, Sendable {
        case classIndex(Int)
        case number(Double)
    }

    /// The first feature, from left to right.
    public let horizontal: FeatureAxis
    /// The second feature, from the bottom up.
    public let vertical: FeatureAxis
    /// The columns of the field.
    public let columns: Int
    /// The rows of the field.
    public let rows: Int
    /// The network's answer at the centre of each cell, row by row from the top.
    public let cells: [NetworkAnswer]
    /// The name of each class; empty for numbers.
    public let classNames: [String]
    /// Which output the field shows, if it shows numbers.
    public let output: Int
    /// The range of the numbers in the field and of the samples; nil for classes, or if none is finite.
    public let numberRange: ClosedRange<Double>?
    /// The samples to draw in it, training samples first.
    public let points: [Sample]
    /// How many samples were used, of how many there are.
    public let samples: SampleCount

    /// The network's answer in a cell.
    public subscript(row: Int, column: Int) -> NetworkAnswer { cells[row * columns + column] }

    init(
        _ judge: OutcomeJudge, training: Samples, heldOut: Samples?, features: [String], isStandardized: Bool,
        columns: Int, rows: Int, sampleLimit: Int
    ) {
        func axis(_ feature: Int) -> FeatureAxis {
            let numbers = [training, heldOut].lazy.compactMap { $0?.inputs }.flatMap { inputs in
                (0..<inputs.rows).lazy.map { inputs[$0, feature] }
            }
            return FeatureAxis(
                name: features[feature], range: ClosedRange(of: numbers, margin: 0.1), isStandardized: isStandardized)
        }
        (horizontal, vertical) = (axis(0), axis(1))
        (self.columns, self.rows) = (columns, rows)
        cells = judge.answers(on: Self.centers(horizontal.range, vertical.range, columns: columns, rows: rows))
        classNames = judge.isClassification ? judge.classNames : []
        output = judge.output

        // Training samples and samples held out share the limit in proportion to their numbers.
        let total = training.count + (heldOut?.count ?? 0)
        let limit = min(max(sampleLimit, 0), total)
        let heldOutLimit = heldOut.map { $0.count * limit / total } ?? 0
        func points(_ all: Samples?, limit: Int, isHeldOut: Bool) -> [Sample] {
            guard let chosen = all?.spread(limit: limit) else { return [] }
            return (0..<chosen.count).compactMap { row in
                let targets = chosen.targets.row(row)
                let target: Target? =
                    judge.isClassification
                    ? OutcomeJudge.classIndex(targets).map(Target.classIndex) : .number(targets[judge.output])
                return target.map {
                    Sample(x: chosen.inputs[row, 0], y: chosen.inputs[row, 1], target: $0, isHeldOut: isHeldOut)
                }
            }
        }
        self.points =
            points(training, limit: limit - heldOutLimit, isHeldOut: false)
            + points(heldOut, limit: heldOutLimit, isHeldOut: true)
        samples = SampleCount(shown: self.points.count, total: total)
        numberRange = Self.range(cells, self.points)
    }

    /// The centres of the cells: (cells × 2)
    private static func centers(
        _ horizontal: ClosedRange<Double>, _ vertical: ClosedRange<Double>, columns: Int, rows: Int
    ) -> Matrix<Double> {
        func middle(_ index: Int, of count: Int, _ range: ClosedRange<Double>) -> Double {
            let share = (Double(index) + 0.5) / Double(count)
            // Not the width times the fraction: the width of a range may overflow.
            return range.lowerBound * (1 - share) + range.upperBound * share
        }
        var result = Matrix<Double>(rows: rows * columns, columns: 2)
        for row in 0..<rows {
            for column in 0..<columns {
                result[row * columns + column, 0] = middle(column, of: columns, horizontal)
                result[row * columns + column, 1] = middle(rows - 1 - row, of: rows, vertical)
            }
        }
        return result
    }

    private static func range(_ cells: [NetworkAnswer], _ points: [Sample]) -> ClosedRange<Double>? {
        var (least, most) = (Double.infinity, -Double.infinity)
        func take(_ number: Double) {
            guard number.isFinite else { return }
            least = min(least, number)
            most = max(most, number)
        }
        for case .number(let number) in cells { take(number) }
        for point in points { if case .number(let number) = point.target { take(number) } }
        return least <= most ? least...most : nil
    }
}
