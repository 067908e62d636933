/// Round numbers along an axis.
public struct ChartScale: Equatable, Sendable {
    /// Where the axis begins: the first tick.
    public let lower: Double
    /// Where the axis ends: the last tick.
    public let upper: Double
    /// The ticks, in ascending order, from `lower` to `upper`: whole multiples of 1, 2 or 5 times a power of ten.
    public let ticks: [Double]

    /// The shortest axis with round ends that holds all of `range`.
    /// - range: of finite numbers. A single number gets an axis about it.
    /// - tickCount: how many ticks to have, about; at least 2.
    public init(covering range: ClosedRange<Double>, tickCount: Int) {
        var low = range.lowerBound
        var high = range.upperBound
        // Too little between the ends to count steps in: the range is one number, but for rounding.
        if high - low <= max(low.magnitude, high.magnitude) * 1e-12 {
            let margin = low == 0 ? 1 : low.magnitude * 0.1
            low -= margin
            high += margin
        }
        let (step, inverse) = Self.roundStep(atLeast: (high / 2 - low / 2) / Double(max(1, tickCount - 1)) * 2)
        func multiple(_ count: Double) -> Double { inverse > 0 ? count / inverse : count * step }
        let first = (low / step).rounded(.down)
        let last = (high / step).rounded(.up)
        guard step.isFinite, step > 0, last - first < 1000, multiple(last).isFinite, multiple(first).isFinite else {
            lower = low
            upper = high
            ticks = [low, high]
            return
        }
        ticks = (0...Int(last - first)).map { multiple(first + Double($0)) }
        lower = ticks[0]
        upper = ticks[ticks.count - 1]
    }

    /// Where `value` lies between the ends: 0 at `lower`, 1 at `upper`.
    public func fraction(of value: Double) -> Double {
        (value / 2 - lower / 2) / (upper / 2 - lower / 2)
    }

    /// The round number at or above `length`, and, where that is below 1, its inverse, which is exact.
    private static func roundStep(atLeast length: Double) -> (step: Double, inverse: Double) {
        var power = 1.0
        var scaled = length
        if length >= 1 {
            while scaled > 10 {
                scaled /= 10
                power *= 10
            }
            return (power * mantissa(scaled), 0)
        }
        while scaled < 1, power < 1e300 {
            scaled *= 10
            power *= 10
        }
        let digit = mantissa(scaled)
        return (digit / power, power / digit)
    }

    private static func mantissa(_ scaled: Double) -> Double {
        // A hair of tolerance: 0.2 scaled up must not land on 5.
        scaled <= 1.000001 ? 1 : scaled <= 2.000001 ? 2 : scaled <= 5.000001 ? 5 : 10
    }
}
