import NeuralEngine

/// Data made from a seed: small problems that are easy to see, each hard in its own way.
///
/// Most are those of TensorFlow Playground (D. Smilkov and others, *Direct-manipulation visualization of deep networks*,
/// 2016), in the square from −6 to 6; the rules for drawing points are our own. Samples go through the classes in turn, so
/// that batches have all classes without being shuffled.
public enum GeneratedDataset: String, CaseIterable, Sendable {
    /// Exclusive or: the corners of the unit square. The class is 1 if the coordinates differ.
    case xor
    /// The same corners. The class is 1 if both coordinates are 1.
    case and
    /// Class 1 is a disc of radius 2.5, class 0 a ring around it, of radius 3.5 to 5.
    case circles
    /// Two half circles of radius 1, each with its end in the hollow of the other.
    case moons
    /// Arms of 1.75 turns out to a radius of 5, one per class.
    case spirals
    /// One normally distributed cloud per class, with centres on a circle of radius √8: two classes at (2, 2) and (−2, −2).
    case blobs
    /// The sixteen fields of a board from −6 to 6; neighbours are of different classes.
    case checkerboard
    /// A number that rises in a straight line from −1 at (−6, −6) to 1 at (6, 6).
    case plane
    /// A number from −1 to 1: three hills and three hollows of radius 2 in two rows, and 0 between them.
    case gaussian
    /// The sine of one number from −π to π.
    case sine

    /// The user's options for a set.
    public struct Options: Equatable, Sendable {
        /// How many samples, at least 1 and at most ``GeneratedDataset/sampleLimit``.
        public var samples: Int?
        /// How many classes, at least 2; only ``GeneratedDataset/spirals`` and ``GeneratedDataset/blobs`` take it.
        public var classes: Int?
        /// The standard deviation of the normal noise on the inputs, or on the numbers to learn if the set has those.
        public var noise: Double?
        /// The same seed gives the same samples.
        public var seed: UInt64

        /// Options. Those that are nil have the defaults of the set.
        public init(samples: Int? = nil, classes: Int? = nil, noise: Double? = nil, seed: UInt64 = 0) {
            self.samples = samples
            self.classes = classes
            self.noise = noise
            self.seed = seed
        }
    }

    /// The options by their names in the language.
    public enum Option: String, CaseIterable, Sendable {
        case samples
        case classes
        case noise

        /// A short description.
        public var meaning: String {
            switch self {
            case .samples: "how many samples to make"
            case .classes: "how many classes to make"
            case .noise: "standard deviation of what is added to inputs, or to numbers to learn"
            }
        }

        /// Its default in words.
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

    /// The most samples that are made, so that a mistyped number does not use up the machine's memory.
    public static let sampleLimit = 10_000_000
    /// The most classes that are made; nobody could tell more apart.
    public static let classLimit = 100
    /// The most noise; with more, nothing is left of the set.
    public static let noiseLimit = 1e6

    /// A short description.
    public var meaning: String { definition.meaning }

    /// Whether numbers are to be learnt instead of classes.
    public var isRegression: Bool { definition.isRegression }

    /// The options that it has.
    public var options: [Option] { Option.allCases.filter { $0 != .classes || definition.takesClasses } }

    /// How many samples it has by default.
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

/// Everything that is particular to one set.
protocol GeneratedSet {
    /// A short description.
    static var meaning: String { get }
    /// Whether numbers are to be learnt instead of classes.
    static var isRegression: Bool { get }
    /// Whether the user can choose the number of classes; by default not.
    static var takesClasses: Bool { get }
    /// The default number of samples; 200 unless a set says otherwise.
    static var defaultCount: Int { get }
    /// The default noise; 0 unless a set says otherwise.
    static var defaultNoise: Double { get }
    /// The default noise, which may depend on whether a number of samples was asked for.
    static func noise(isCountGiven: Bool) -> Double
    /// The samples.
    /// - classes: how many classes there are; nil for the set's own number.
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

    /// A noise value. If the deviation is 0, no random number is drawn.
    mutating func noise() -> Double { deviation > 0 ? deviation * generator.normal() : 0 }

    /// A number from a range, all equally likely.
    mutating func uniform(_ range: Range<Double>) -> Double {
        range.lowerBound + (range.upperBound - range.lowerBound) * generator.uniform()
    }

    /// A point around the origin, all points between two radii equally likely.
    mutating func ring(_ radii: Range<Double>) -> (x: Double, y: Double) {
        let squares = radii.lowerBound * radii.lowerBound..<radii.upperBound * radii.upperBound
        let radius = uniform(squares).squareRoot()
        let turns = generator.uniform()
        return (radius * .cosine(ofTurns: turns), radius * .sine(ofTurns: turns))
    }

    /// A whole number below a bound.
    mutating func integer(below bound: Int) -> Int { generator.integer(below: bound) }
}
