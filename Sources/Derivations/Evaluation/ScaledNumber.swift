import NeuralEngine

/// A number with 53 bits, like Double, but of nearly any size: e¹⁰⁰⁰ does not overflow, and e⁻¹⁰⁰⁰ does not vanish.
struct ScaledNumber: Equatable, Sendable {
    /// 1 ..< 2 in magnitude, or 0, or not finite.
    private(set) var significand: Double
    /// The exponent of the power of 2 that it is multiplied by.
    private(set) var exponent: Int

    init(_ value: Double, timesTwoTo exponent: Int = 0) {
        guard value.isFinite, value != 0 else {
            significand = value
            self.exponent = 0
            return
        }
        let own = Int(value.exponent)
        significand = Self.scaled(value, by: -own)
        self.exponent = exponent + own
    }

    /// The nearest Double; infinite or 0 if it is out of range.
    var value: Double { Self.scaled(significand, by: exponent) }

    var magnitude: ScaledNumber { ScaledNumber(significand.magnitude, timesTwoTo: exponent) }

    var isFinite: Bool { significand.isFinite }

    private static func scaled(_ value: Double, by exponent: Int) -> Double {
        guard value.isFinite, value != 0 else { return value }
        return Double(sign: .plus, exponent: Swift.max(-5000, Swift.min(5000, exponent)), significand: value)
    }

    static func + (a: ScaledNumber, b: ScaledNumber) -> ScaledNumber {
        guard a.isFinite, b.isFinite else { return ScaledNumber(a.significand + b.significand) }
        if a.significand == 0 { return b }
        if b.significand == 0 { return a }
        let (large, small) = a.exponent >= b.exponent ? (a, b) : (b, a)
        let shift = small.exponent - large.exponent
        if shift < -100 { return large }
        return ScaledNumber(large.significand + scaled(small.significand, by: shift), timesTwoTo: large.exponent)
    }

    static prefix func - (a: ScaledNumber) -> ScaledNumber {
        ScaledNumber(-a.significand, timesTwoTo: a.exponent)
    }

    static func - (a: ScaledNumber, b: ScaledNumber) -> ScaledNumber { a + -b }

    static func * (a: ScaledNumber, b: ScaledNumber) -> ScaledNumber {
        ScaledNumber(a.significand * b.significand, timesTwoTo: a.exponent + b.exponent)
    }

    static func / (a: ScaledNumber, b: ScaledNumber) -> ScaledNumber {
        ScaledNumber(a.significand / b.significand, timesTwoTo: a.exponent - b.exponent)
    }

    static func < (a: ScaledNumber, b: ScaledNumber) -> Bool { (a - b).significand < 0 }

    static func <= (a: ScaledNumber, b: ScaledNumber) -> Bool { (a - b).significand <= 0 }

    static func max(_ a: ScaledNumber, _ b: ScaledNumber) -> ScaledNumber { a < b ? b : a }

    /// ln 2 in two parts. The first has 21 bits fewer, so that its product with an exponent is exact.
    private static let logarithmOfTwo = (high: 6.93147180369123816490e-01, low: 1.90821492927058770002e-10)

    /// e to the power of the number: 2ᵏ·eʳ with r = x − k·ln 2.
    var exponential: ScaledNumber {
        let x = value
        guard x.magnitude < Self.largestExponent else {
            return x.isNaN ? self : ScaledNumber(x > 0 ? .infinity : 0)
        }
        let k = (x / (Self.logarithmOfTwo.high + Self.logarithmOfTwo.low)).rounded()
        let r = (x - k * Self.logarithmOfTwo.high) - k * Self.logarithmOfTwo.low
        return ScaledNumber(Double.exp(r), timesTwoTo: Int(k))
    }

    /// Beyond this exponent, powers of e count as infinite or 0.
    private static let largestExponent = 1e9

    /// The natural logarithm; NaN below 0.
    var logarithm: ScaledNumber {
        guard significand > 0, isFinite else {
            return ScaledNumber(significand == 0 ? -.infinity : significand > 0 ? .infinity : .nan)
        }
        let k = Double(exponent)
        return ScaledNumber(k * Self.logarithmOfTwo.high)
            + ScaledNumber(Double.log(significand) + k * Self.logarithmOfTwo.low)
    }
}
