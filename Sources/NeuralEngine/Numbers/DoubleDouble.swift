/// A number of about 106 bits: the sum of two doubles, of which the second holds what the first rounds away.
///
/// Sums, products and quotients are Dekker's (1971, "A floating-point technique for extending the available precision").
/// They use additions and multiplications alone and so have the same bits on every machine. Errors are a few units of 2⁻¹⁰⁴.
/// Numbers above 1e290 or below 1e-290 would leave the range in between.
struct DoubleDouble {
    private(set) var high: Double
    private(set) var low: Double

    init(_ high: Double, _ low: Double = 0) {
        self.high = high
        self.low = low
    }

    /// log 2
    static let logarithmOfTwo = DoubleDouble(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56)

    /// a + b exactly, for |a| ≥ |b|.
    private static func sum(ofLarger a: Double, _ b: Double) -> DoubleDouble {
        let sum = a + b
        return DoubleDouble(sum, b - (sum - a))
    }

    /// a + b exactly.
    private static func sum(_ a: Double, _ b: Double) -> DoubleDouble {
        let sum = a + b
        let part = sum - a
        return DoubleDouble(sum, (a - (sum - part)) + (b - part))
    }

    /// a·b exactly.
    private static func product(_ a: Double, _ b: Double) -> DoubleDouble {
        let product = a * b
        let ((a1, a2), (b1, b2)) = (halves(a), halves(b))
        return DoubleDouble(product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2)
    }

    /// A number as a sum of two with half as many bits each.
    private static func halves(_ a: Double) -> (Double, Double) {
        let scaled = 134_217_729 * a
        let upper = scaled - (scaled - a)
        return (upper, a - upper)
    }

    static func + (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let high = sum(a.high, b.high)
        let low = sum(a.low, b.low)
        let partial = sum(ofLarger: high.high, high.low + low.high)
        return sum(ofLarger: partial.high, partial.low + low.low)
    }

    static func - (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble { a + DoubleDouble(-b.high, -b.low) }

    static func * (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let product = product(a.high, b.high)
        return sum(ofLarger: product.high, product.low + (a.high * b.low + a.low * b.high))
    }

    static func / (a: DoubleDouble, b: DoubleDouble) -> DoubleDouble {
        let first = a.high / b.high
        let rest = a - b * DoubleDouble(first)
        let second = rest.high / b.high
        let last = rest - b * DoubleDouble(second)
        return sum(ofLarger: first, second) + DoubleDouble(last.high / b.high)
    }
}
