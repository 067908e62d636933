import NeuralEngine

// The sets with numbers to learn. Everything particular to a set is in its own type.

/// A set of samples with a number to learn.
protocol GeneratedNumbers: GeneratedSet {
    /// The names of the inputs.
    static var featureNames: [String] { get }
    /// Appends the inputs of one sample.
    /// - Returns: the number to learn for them.
    static func addSample(to inputs: inout [Double], _ points: inout RandomPoints) -> Double
}

extension GeneratedNumbers {
    static var isRegression: Bool { true }

    static func made(_ count: Int, classes: Int?, name: String, _ points: inout RandomPoints) -> Dataset {
        var inputs: [Double] = []
        inputs.reserveCapacity(count * featureNames.count)
        var targets: [Double] = []
        targets.reserveCapacity(count)
        for _ in 0..<count {
            let target = addSample(to: &inputs, &points)
            targets.append(target + points.noise())
        }
        return Dataset(
            name: name, featureNames: featureNames,
            inputs: Matrix(rows: count, columns: featureNames.count, elements: inputs),
            target: .numeric(Matrix(rows: count, columns: 1, elements: targets), names: ["y"]))
    }
}

enum Plane: GeneratedNumbers {
    static let meaning = "numbers to learn, which rise in one direction"
    static let featureNames = ["x1", "x2"]

    static func addSample(to inputs: inout [Double], _ points: inout RandomPoints) -> Double {
        let (x, y) = (points.uniform(-6..<6), points.uniform(-6..<6))
        inputs.append(x)
        inputs.append(y)
        return (x + y) / 12
    }
}

enum Gaussian: GeneratedNumbers {
    static let meaning = "numbers to learn, with hills and hollows"
    static let featureNames = ["x1", "x2"]

    static func addSample(to inputs: inout [Double], _ points: inout RandomPoints) -> Double {
        let (x, y) = (points.uniform(-6..<6), points.uniform(-6..<6))
        inputs.append(x)
        inputs.append(y)
        return height(x, y)
    }

    /// The height of the hills: 1 in the middle of a hill, −1 in the middle of a hollow, changing linearly to 0 at a distance
    /// of 2. Hills and hollows alternate; if two reach a place, the nearer one counts.
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

enum Sine: GeneratedNumbers {
    static let meaning = "numbers to learn, the sine of one input"
    static let defaultNoise = 0.1
    static let featureNames = ["x"]

    static func addSample(to inputs: inout [Double], _ points: inout RandomPoints) -> Double {
        let turns = points.uniform(-0.5..<0.5)
        inputs.append(2 * Double.pi * turns)
        return .sine(ofTurns: turns)
    }
}
