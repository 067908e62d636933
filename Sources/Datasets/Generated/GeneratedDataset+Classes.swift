import NeuralEngine

// The sets with classes. Everything particular to a set is in its own type.

/// A set of points in the plane, of several classes.
protocol GeneratedClasses: GeneratedSet {
    /// The number of places that the points take in turn; by default one per class.
    static func placeCount(classes: Int) -> Int
    /// The class of the points at a place.
    static func label(ofPlace place: Int) -> Int
    /// A point at a place.
    /// - Parameters:
    ///   - classes: how many there are.
    ///   - share: the position of this point among those at the place, from 0 to 1.
    static func point(
        _ place: Int, of classes: Int, share: Double, _ points: inout RandomPoints
    ) -> (x: Double, y: Double)
}

extension GeneratedClasses {
    static var isRegression: Bool { false }
    static func placeCount(classes: Int) -> Int { classes }
    static func label(ofPlace place: Int) -> Int { place }

    static func made(_ count: Int, classes: Int?, name: String, _ points: inout RandomPoints) -> Dataset {
        let classes = classes ?? 2
        let places = placeCount(classes: classes)
        var inputs: [Double] = []
        inputs.reserveCapacity(count * 2)
        var labels: [Int] = []
        labels.reserveCapacity(count)
        for index in 0..<count {
            let (place, round) = (index % places, index / places)
            let share = (Double(round) + 0.5) / Double((count - 1 - place) / places + 1)
            let point = point(place, of: classes, share: share, &points)
            inputs.append(point.x + points.noise())
            inputs.append(point.y + points.noise())
            labels.append(label(ofPlace: place))
        }
        return Dataset(
            name: name, featureNames: ["x1", "x2"], inputs: Matrix(rows: count, columns: 2, elements: inputs),
            target: .classes(labels: labels, names: (0..<classes).map(String.init)))
    }
}

/// The corners of the unit square, in the order of counting. By default there are four points without noise; if more samples
/// are asked for, they become clouds.
protocol GeneratedCorners: GeneratedClasses {}

extension GeneratedCorners {
    static var defaultCount: Int { 4 }
    static func noise(isCountGiven: Bool) -> Double { isCountGiven ? 0.15 : 0 }
    static func placeCount(classes: Int) -> Int { 4 }

    static func point(
        _ place: Int, of classes: Int, share: Double, _ points: inout RandomPoints
    ) -> (x: Double, y: Double) {
        (Double(place / 2), Double(place % 2))
    }
}

enum ExclusiveOr: GeneratedCorners {
    static let meaning = "corners of a square, by exclusive or; clouds with noise="
    static func label(ofPlace place: Int) -> Int { place == 1 || place == 2 ? 1 : 0 }
}

enum LogicalAnd: GeneratedCorners {
    static let meaning = "corners of a square, by and; clouds with noise="
    static func label(ofPlace place: Int) -> Int { place == 3 ? 1 : 0 }
}

enum Circles: GeneratedClasses {
    static let meaning = "a disc in a ring"

    static func point(
        _ place: Int, of classes: Int, share: Double, _ points: inout RandomPoints
    ) -> (x: Double, y: Double) {
        points.ring(place == 1 ? 0..<2.5 : 3.5..<5)
    }
}

enum Moons: GeneratedClasses {
    static let meaning = "two crescents, one in the other's hollow"
    static let defaultNoise = 0.1

    static func point(
        _ place: Int, of classes: Int, share: Double, _ points: inout RandomPoints
    ) -> (x: Double, y: Double) {
        let turns = points.uniform(0..<0.5)
        let (x, y) = (Double.cosine(ofTurns: turns), Double.sine(ofTurns: turns))
        return place == 0 ? (x, y) : (1 - x, 0.5 - y)
    }
}

enum Spirals: GeneratedClasses {
    static let meaning = "arms that wind about each other, one per class"
    static let defaultNoise = 0.1
    static let takesClasses = true

    static func point(
        _ place: Int, of classes: Int, share: Double, _ points: inout RandomPoints
    ) -> (x: Double, y: Double) {
        let turns = 1.75 * share + Double(place) / Double(classes)
        return (5 * share * .sine(ofTurns: turns), 5 * share * .cosine(ofTurns: turns))
    }
}

enum Blobs: GeneratedClasses {
    static let meaning = "a cloud per class"
    static let defaultNoise = 0.8
    static let takesClasses = true

    static func point(
        _ place: Int, of classes: Int, share: Double, _ points: inout RandomPoints
    ) -> (x: Double, y: Double) {
        let radius = 8.0.squareRoot()
        let turns = 0.125 + Double(place) / Double(classes)
        return (radius * .cosine(ofTurns: turns), radius * .sine(ofTurns: turns))
    }
}

enum Checkerboard: GeneratedClasses {
    static let meaning = "the fields of a board, 4x4"

    static func point(
        _ place: Int, of classes: Int, share: Double, _ points: inout RandomPoints
    ) -> (x: Double, y: Double) {
        let (row, pair) = (points.integer(below: 4), points.integer(below: 2))
        let column = 2 * pair + (row + place) % 2
        let (x, y) = (points.uniform(0..<3), points.uniform(0..<3))
        return (Double(column) * 3 - 6 + x, Double(row) * 3 - 6 + y)
    }
}
