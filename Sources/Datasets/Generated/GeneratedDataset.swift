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

    /// What the user can say about data to make, by its name in the language.
    public enum Option: String, CaseIterable, Sendable {
        case samples
        case classes
        case noise

        /// What it is, in a few words.
        public var meaning: String {
            switch self {
            case .samples: "how many samples to make"
            case .classes: "how many classes to make"
            case .noise: "standard deviation of what is added to inputs, or to numbers to learn"
            }
        }

        /// What it is unless the user says so, in words.
        public var defaultText: String {
            let corners = GeneratedDataset.allCases.filter { $0.defaultCount == 4 }.map(\.rawValue)
                .joined(separator: " and ")
            return switch self {
            case .samples: "200; \(corners): 4"
            case .classes: "2"
            case .noise: "by the set; 0 for the four points of \(corners)"
            }
        }
    }

    /// The most samples that are made: beyond it a mistyped number would take the machine's memory.
    public static let sampleLimit = 10_000_000
    /// The most classes that are made; more cannot be told apart by anyone.
    public static let classLimit = 100
    /// The most noise; beyond it nothing is left of the set.
    public static let noiseLimit = 1e6

    /// What the set is, in a few words.
    public var meaning: String { definition.meaning }

    /// Whether numbers are to be learnt instead of classes.
    public var isRegression: Bool { definition.isRegression }

    /// What the user may say about it.
    public var options: [Option] { Option.allCases.filter { $0 != .classes || definition.takesClasses } }

    /// How many samples it has unless the user says so.
    public var defaultCount: Int { definition.defaultCount }

    private var definition: any GeneratedSet.Type {
        switch self {
        case .xor: ExclusiveOr.self
        case .and: LogicalAnd.self
        case .circles: Circles.self
        case .moons: Moons.self
        case .spirals: Spirals.self
        case .blobs: Blobs.self
        case .checkerboard: Checkerboard.self
        case .plane: Plane.self
        case .gaussian: Gaussian.self
        case .sine: Sine.self
        }
    }

    /// The data.
    /// - Throws: ``DatasetError/sampleCountOutOfRange(_:limit:)``, ``DatasetError/noiseOutOfRange(_:limit:)``,
    ///   ``DatasetError/classCountOutOfRange(_:limit:)``, ``DatasetError/classesAreGiven(set:)``,
    ///   ``DatasetError/fewerSamplesThanClasses(samples:classes:)``
    public func made(_ options: Options = Options()) throws(DatasetError) -> Dataset {
        let count = options.samples ?? definition.defaultCount
        guard (1...Self.sampleLimit).contains(count) else {
            throw .sampleCountOutOfRange(count, limit: Self.sampleLimit)
        }
        let noise = options.noise ?? definition.noise(isCountGiven: options.samples != nil)
        guard (0...Self.noiseLimit).contains(noise) else { throw .noiseOutOfRange(noise, limit: Self.noiseLimit) }
        if let classes = options.classes {
            guard definition.takesClasses else { throw .classesAreGiven(set: rawValue) }
            guard (2...Self.classLimit).contains(classes) else {
                throw .classCountOutOfRange(classes, limit: Self.classLimit)
            }
            if count < classes { throw .fewerSamplesThanClasses(samples: count, classes: classes) }
        }
        var points = RandomPoints(seed: options.seed, noise: noise)
        return definition.made(count, classes: options.classes, name: rawValue, &points)
    }
}

/// One set: everything that is particular to it.
protocol GeneratedSet {
    /// What it is, in a few words.
    static var meaning: String { get }
    /// Whether numbers are to be learnt instead of classes.
    static var isRegression: Bool { get }
    /// Whether the user may say how many classes there are; none may unless said otherwise.
    static var takesClasses: Bool { get }
    /// How many samples there are unless given; 200 unless said otherwise.
    static var defaultCount: Int { get }
    /// What the noise is unless given; none unless said otherwise.
    static var defaultNoise: Double { get }
    /// The same, where it depends on whether so many samples were asked for.
    static func noise(isCountGiven: Bool) -> Double
    /// The samples.
    /// - classes: how many classes there are; nil for as many as the set has by itself.
    static func made(_ count: Int, classes: Int?, name: String, _ points: inout RandomPoints) -> Dataset
}

extension GeneratedSet {
    static var takesClasses: Bool { false }
    static var defaultCount: Int { 200 }
    static var defaultNoise: Double { 0 }
    static func noise(isCountGiven: Bool) -> Double { defaultNoise }
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
