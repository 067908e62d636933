import NeuralEngine

/// The sets of classes.
extension GeneratedDataset {
    func classes(_ count: Int, classCount: Int, _ points: inout RandomPoints) -> Dataset {
        var inputs: [Double] = []
        inputs.reserveCapacity(count * 2)
        var labels: [Int] = []
        labels.reserveCapacity(count)
        // Four corners, of two classes.
        let places = self == .xor || self == .and ? 4 : classCount
        for index in 0..<count {
            let place = index % places
            let round = index / places
            let point =
                switch self {
                case .spirals:
                    arm(place, of: classCount, share: (Double(round) + 0.5) / Double((count - 1 - place) / places + 1))
                case .blobs: center(place, of: classCount)
                default: point(place, &points)
                }
            inputs.append(point.x + points.noise())
            inputs.append(point.y + points.noise())
            labels.append(label(ofPlace: place))
        }
        return Dataset(
            name: rawValue, featureNames: ["x1", "x2"], inputs: Matrix(rows: count, columns: 2, elements: inputs),
            target: .classes(labels: labels, names: (0..<classCount).map(String.init)))
    }

    private func label(ofPlace place: Int) -> Int {
        switch self {
        case .xor: place == 1 || place == 2 ? 1 : 0
        case .and: place == 3 ? 1 : 0
        default: place
        }
    }

    /// A point of a class, or the corner at a place, in the order of counting.
    private func point(_ place: Int, _ points: inout RandomPoints) -> (x: Double, y: Double) {
        switch self {
        case .circles: return points.ring(place == 1 ? 0..<2.5 : 3.5..<5)
        case .moons:
            let turns = points.uniform(0..<0.5)
            let (x, y) = (Double.cosine(ofTurns: turns), Double.sine(ofTurns: turns))
            return place == 0 ? (x, y) : (1 - x, 0.5 - y)
        case .checkerboard:
            let (row, pair) = (points.integer(below: 4), points.integer(below: 2))
            let column = 2 * pair + (row + place) % 2
            let (x, y) = (points.uniform(0..<3), points.uniform(0..<3))
            return (Double(column) * 3 - 6 + x, Double(row) * 3 - 6 + y)
        default: return (Double(place / 2), Double(place % 2))
        }
    }

    /// The place on a class's arm of a spiral.
    /// - share: how far out it is, from 0 in the middle to 1.
    private func arm(_ index: Int, of count: Int, share: Double) -> (x: Double, y: Double) {
        let turns = 1.75 * share + Double(index) / Double(count)
        return (5 * share * .sine(ofTurns: turns), 5 * share * .cosine(ofTurns: turns))
    }

    /// The middle of a class's cloud.
    private func center(_ index: Int, of count: Int) -> (x: Double, y: Double) {
        let radius = 8.0.squareRoot()
        let turns = 0.125 + Double(index) / Double(count)
        return (radius * .cosine(ofTurns: turns), radius * .sine(ofTurns: turns))
    }
}
