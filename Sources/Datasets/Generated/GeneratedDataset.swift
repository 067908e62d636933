import NeuralEngine

/// Data that are made, from a seed: small problems that are easy to look at, each hard in its own way.
///
/// Most are those of TensorFlow Playground (D. Smilkov and others, *Direct-manipulation visualization of deep networks*,
/// 2016), which lie in the square from −6 to 6; the points are drawn by our own rules. The samples go round the classes,
/// so that batches have all of them without being shuffled.
public enum GeneratedDataset: String, CaseIterable, Sendable {
    /// Exclusive or: the corners of the unit square, with the class that tells whether their coordinates differ.
    case xor
    /// The same corners, with the class that tells whether both coordinates are 1.
    case and
    /// Class 1 is a disc of radius 2.5, class 0 a ring about it, of radius 3.5 to 5.
    case circles
    /// Two half circles of radius 1, each with its end in the hollow of the other.
    case moons
    /// Arms of 1.75 turns out to a radius of 5, one a class.
    case spirals
    /// A normal cloud a class, with centres on a circle of radius √8: for two classes at (2, 2) and (−2, −2).
    case blobs
    /// The sixteen fields of a board from −6 to 6; neighbours are of different classes.
    case checkerboard
    /// A number that rises in a straight line from −1 at (−6, −6) to 1 at (6, 6).
    case plane
    /// A number from −1 to 1: three hills and three hollows of radius 2 in two rows, and 0 between them.
    case gaussian
    /// The sine of one number from −π to π.
    case sine

    /// What the user says about data to make; the rest is the set's own.
    public struct Options: Equatable, Sendable {
        /// How many samples, at least 1 and at most ``GeneratedDataset/sampleLimit``.
        public var samples: Int?
        /// How many classes, at least 2; only ``GeneratedDataset/spirals`` and ``GeneratedDataset/blobs`` take it.
        public var classes: Int?
        /// The standard deviation of the normal noise on the inputs, or on the numbers to learn where there are those.
        public var noise: Double?
        /// The same seed gives the same samples.
        public var seed: UInt64

        /// Nothing said but what is given.
        public init(samples: Int? = nil, classes: Int? = nil, noise: Double? = nil, seed: UInt64 = 0) {
            self.samples = samples
            self.classes = classes
            self.noise = noise
            self.seed = seed
        }
    }

    /// The most samples that are made: beyond it a mistyped number would take the machine's memory.
    public static let sampleLimit = 10_000_000
    /// The most classes that are made; more cannot be told apart by anyone.
    public static let classLimit = 100
    /// The most noise; beyond it nothing is left of the set.
    public static let noiseLimit = 1e6

    /// Whether numbers are to be learnt instead of classes.
    public var isRegression: Bool { self == .plane || self == .gaussian || self == .sine }

    private var takesClasses: Bool { self == .spirals || self == .blobs }

    private var isOfCorners: Bool { self == .xor || self == .and }

    /// What the noise is unless given. The four corners of ``xor`` and ``and`` have none; where more samples are asked
    /// for, they become clouds.
    private func noise(_ options: Options) -> Double {
        switch self {
        case .xor, .and: options.samples == nil ? 0 : 0.15
        case .moons, .spirals, .sine: 0.1
        case .blobs: 0.8
        case .circles, .checkerboard, .plane, .gaussian: 0
        }
    }

    /// The data.
    /// - Throws: ``DatasetError/sampleCountOutOfRange(_:limit:)``, ``DatasetError/noiseOutOfRange(_:limit:)``,
    ///   ``DatasetError/classCountOutOfRange(_:limit:)``, ``DatasetError/classesAreGiven(set:)``,
    ///   ``DatasetError/fewerSamplesThanClasses(samples:classes:)``
    public func made(_ options: Options = Options()) throws(DatasetError) -> Dataset {
        let count = options.samples ?? (isOfCorners ? 4 : 200)
        guard (1...Self.sampleLimit).contains(count) else {
            throw .sampleCountOutOfRange(count, limit: Self.sampleLimit)
        }
        let noise = options.noise ?? noise(options)
        guard (0...Self.noiseLimit).contains(noise) else { throw .noiseOutOfRange(noise, limit: Self.noiseLimit) }
        if let classes = options.classes {
            guard takesClasses else { throw .classesAreGiven(set: rawValue) }
            guard (2...Self.classLimit).contains(classes) else {
                throw .classCountOutOfRange(classes, limit: Self.classLimit)
            }
            if count < classes { throw .fewerSamplesThanClasses(samples: count, classes: classes) }
        }
        var points = RandomPoints(seed: options.seed, noise: noise)
        return isRegression
            ? numbers(count, &points) : classes(count, classCount: options.classes ?? 2, &points)
    }
}

/// Draws the points of a set.
struct RandomPoints {
    private var generator: SplitMix64
    private let deviation: Double

    init(seed: UInt64, noise: Double) {
        generator = SplitMix64(seed: seed)
        deviation = noise
    }

    /// Noise; without any, no number is drawn.
    mutating func noise() -> Double { deviation > 0 ? deviation * generator.normal() : 0 }

    /// A number of a range, all of them equally likely.
    mutating func uniform(_ range: Range<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * generator.uniform()
    }

    /// A point about the origin, all points between two radii equally likely.
    mutating func ring(_ radii: Range<Double>) -> (x: Double, y: Double) {
        let squares = radii.lowerBound * radii.lowerBound..<radii.upperBound * radii.upperBound
        let radius = uniform(squares).squareRoot()
        let turns = generator.uniform()
        return (radius * .cosine(ofTurns: turns), radius * .sine(ofTurns: turns))
    }

    /// A whole number below a bound.
    mutating func integer(below bound: Int) -> Int { generator.integer(below: bound) }
}
