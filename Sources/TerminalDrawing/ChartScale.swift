/// An axis, and the round numbers along it.
public struct ChartScale: Equatable, Sendable {
    /// Where the axis begins.
    public let lower: Double
    /// Where the axis ends.
    public let upper: Double
    /// Whole multiples of 1, 2 or 5 times a power of ten that lie on the axis, in ascending order. At least two; if
    /// numbers are too large or too close for that, the ends themselves.
    public let ticks: [Double]

    /// The axis of `range`.
    /// - range: finite numbers. A single number gets an axis around it.
    /// - tickCount: about how many ticks to have.
    public init(covering range: ClosedRange<Double>, tickCount: Int) {
        var low = range.lowerBound
        var high = range.upperBound
        // The range is a single number, apart from rounding.
        if high - low <= max(low.magnitude, high.magnitude, 1e-290) * 1e-9 {
            let margin = low.magnitude < 1e-290 ? 1 : low.magnitude * 0.1
            low -= margin
            high += margin
        }
        lower = low
        upper = high
        var exponent = RoundNumber.exponent(of: high / 2 - low / 2) + 1
        var found: [Double] = []
        search: for _ in 0..<4 {
            for mantissa in [5.0, 2.0, 1.0] {
                guard let ticks = Self.multiples(mantissa: mantissa, exponent: exponent, from: low, to: high) else {
                    break search
                }
                if ticks.count > max(2, tickCount), found.count >= 2 { break search }
                found = ticks
                if ticks.count >= max(2, tickCount) { break search }
            }
            exponent -= 1
        }
        ticks = found.count >= 2 ? found : [low, high]
    }

    /// Where `value` lies between the ends: 0 at `lower`, 1 at `upper`.
    public func fraction(of value: Double) -> Double {
        (value / 2 - lower / 2) / (upper / 2 - lower / 2)
    }

    /// The multiples of `mantissa`·10^`exponent` from `low` to `high`; nil if they cannot be counted.
    private static func multiples(mantissa: Double, exponent: Int, from low: Double, to high: Double) -> [Double]? {
        var power = 1.0
        for _ in 0..<abs(exponent) { power *= 10 }
        // Divided by a whole number the results are the doubles nearest to the round numbers; multiplied by a
        // fraction they would not be.
        func value(_ count: Double) -> Double {
            exponent < 0 ? count * mantissa / power : count * mantissa * power
        }
        let step = value(1)
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        guard step > 0, power.isFinite, first.magnitude < 1e15, last.magnitude < 1e15, last - first < 1000 else {
            return nil
        }
        guard first <= last else { return [] }
        return (0...Int(last - first)).map { value(first + Double($0)) }
    }
}
