import NeuralEngine

/// The sets of numbers to learn.
extension GeneratedDataset {
    func numbers(_ count: Int, _ points: inout RandomPoints) -> Dataset {
        let featureNames = self == .sine ? ["x"] : ["x1", "x2"]
        var inputs: [Double] = []
        inputs.reserveCapacity(count * featureNames.count)
        var targets: [Double] = []
        targets.reserveCapacity(count)
        for _ in 0..<count {
            if self == .sine {
                let turns = points.uniform(-0.5..<0.5)
                inputs.append(2 * Double.pi * turns)
                targets.append(.sine(ofTurns: turns) + points.noise())
            } else {
                let (x, y) = (points.uniform(-6..<6), points.uniform(-6..<6))
                inputs += [x, y]
                targets.append((self == .plane ? (x + y) / 12 : Self.height(x, y)) + points.noise())
            }
        }
        return Dataset(
            name: rawValue, featureNames: featureNames,
            inputs: Matrix(rows: count, columns: featureNames.count, elements: inputs),
            target: .numeric(Matrix(rows: count, columns: 1, elements: targets), names: ["y"]))
    }

    /// The height of the hills: 1 at the middle of one, −1 at that of a hollow, and in a straight line to 0 at a distance
    /// of 2. Hills and hollows take turns; of two that reach a place, the nearer one counts.
    private static func height(_ x: Double, _ y: Double) -> Double {
        var height = 0.0
        for column in 0..<3 {
            for row in 0..<2 {
                let (dx, dy) = (x - Double(4 * column - 4), y - Double(5 * row) + 2.5)
                let reached = max(0, 1 - (dx * dx + dy * dy).squareRoot() / 2)
                if reached > abs(height) { height = (column + row) % 2 == 0 ? -reached : reached }
            }
        }
        return height
    }
}
