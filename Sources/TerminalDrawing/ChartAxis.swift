#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What equal distances along an axis mean.
public enum ChartMeasure: Equatable, Sendable {
    /// Equal differences.
    case linear
    /// Equal ratios, of numbers above zero.
    case logarithmic

    /// How far along the axis a value is. Values are halved, so that the distance between any two is finite.
    public func place(of value: Double) -> Double { self == .linear ? value / 2 : log10(value) }

    /// The value at a place; the inverse of `place(of:)`.
    public func value(at place: Double) -> Double { self == .linear ? place * 2 : pow(10, place) }

    /// Whether a value has a place.
    public func shows(_ value: Double) -> Bool { value.isFinite && (self == .linear || value > 0) }
}

/// An axis of a chart, linear or logarithmic, with round numbers along it.
struct ChartAxis: Equatable, Sendable {
    /// A round number on an axis.
    struct Tick: Equatable, Sendable {
        let value: Double
        /// The number as it is written there.
        let label: String
    }

    /// Where the axis begins and ends.
    let lower: Double
    let upper: Double
    /// What equal distances along it are; on a logarithmic one both ends are above zero.
    let measure: ChartMeasure
    /// Round numbers in ascending order, usually at least two; the ends if numbers are too large or too close for that.
    let ticks: [Tick]
    private let lowerPlace: Double
    private let placeWidth: Double

    /// The axis of `range`.
    /// - range: finite numbers, above zero on a log axis. A single number gets an axis around it.
    /// - tickCount: about how many ticks to have.
    /// - snaps: whether it begins and ends at round numbers, so that it stays as it is while values change a little.
    init(covering range: ClosedRange<Double>, isLog: Bool = false, tickCount: Int, snaps: Bool = true) {
        let (low, high) = Self.widened(range, isLog: isLog)
        let isLog = isLog && low > 0
        let count = max(2, tickCount)
        // Over less than a decade, equal steps tell more than the few powers of ten do.
        let decades: [RoundNumber]? = isLog && high / low >= 5 ? Self.decades(low, high, count) : nil
        let steps = decades == nil ? RoundSteps(from: low, to: high, tickCount: count) : nil
        var ends = (low, high)
        if snaps {
            if decades != nil {
                // Below the normal numbers there are no round ones.
                ends = (
                    min(low, RoundNumber.largest(notAbove: low).value),
                    max(high, RoundNumber.smallest(notBelow: high).value)
                )
            } else if let steps {
                ends = steps.ends
                if isLog, ends.0 <= 0 { ends.0 = low }
            }
        }
        if !(ends.0 < ends.1) || !ends.0.isFinite || !ends.1.isFinite || (isLog && ends.0 <= 0) { ends = (low, high) }
        lower = ends.0
        upper = ends.1
        measure = isLog ? .logarithmic : .linear
        let found = decades ?? steps?.ticks(from: ends.0, to: ends.1) ?? []
        let shown = found.filter { $0.value >= ends.0 && $0.value <= ends.1 }
        ticks =
            shown.count >= 2
            ? shown.map { Tick(value: $0.value, label: $0.label) }
            : [ends.0, ends.1].map { Tick(value: $0, label: RoundNumber.nearest(to: $0).label) }
        lowerPlace = measure.place(of: ends.0)
        placeWidth = measure.place(of: ends.1) - lowerPlace
    }

    /// Where `value` lies between the ends: 0 at `lower`, 1 at `upper`, less or more outside them. On a log axis, only
    /// for values above zero.
    func fraction(of value: Double) -> Double {
        guard placeWidth > 0 else { return 0.5 }
        return (measure.place(of: value) - lowerPlace) / placeWidth
    }

    /// The value at a place between the ends; the inverse of `fraction`.
    func value(at fraction: Double) -> Double {
        if measure == .logarithmic { return measure.value(at: lowerPlace + fraction * placeWidth) }
        return lower * (1 - fraction) + upper * fraction
    }

    /// Whether a value can be drawn on it at all, within its ends or not.
    func shows(_ value: Double) -> Bool { measure.shows(value) }

    /// Widens a range that is a single number, apart from rounding.
    private static func widened(_ range: ClosedRange<Double>, isLog: Bool) -> (Double, Double) {
        let (low, high) = (range.lowerBound, range.upperBound)
        guard high - low <= max(low.magnitude, high.magnitude, 1e-290) * 1e-9 else { return (low, high) }
        let margin = low.magnitude < 1e-290 ? (isLog ? low.magnitude / 2 : 1) : low.magnitude * 0.1
        let most = Double.greatestFiniteMagnitude
        let ends = (max(low - margin, -most), min(high + margin, most))
        return ends.0 < ends.1 ? ends : (low, high.nextUp)
    }

    /// The powers of ten in a range, with 2 and 5 times them if there is room; every second or third if there is
    /// little.
    private static func decades(_ low: Double, _ high: Double, _ tickCount: Int) -> [RoundNumber] {
        // An axis near the limits of a double may have been widened beyond them.
        let (low, high) = (max(low, .leastNormalMagnitude), min(high, .greatestFiniteMagnitude))
        guard low <= high else { return [] }
        let first = RoundNumber.largest(notAbove: low).exponent
        let last = RoundNumber.smallest(notBelow: high).exponent
        let stride = max(1, (last - first + tickCount - 1) / tickCount)
        let hasParts = log10(high / low) * 3 <= Double(tickCount) * 1.5
        var numbers: [RoundNumber] = []
        for exponent in first...last where exponent % stride == 0 {
            for mantissa in hasParts ? [1, 2, 5] : [1] {
                numbers.append(RoundNumber(mantissa: mantissa, exponent: exponent))
            }
        }
        // Between two powers of ten there may be none.
        let shown = numbers.filter { $0.value >= low && $0.value <= high }
        let all =
            shown.count >= 2 || hasParts
            ? numbers
            : (first...last).flatMap { exponent in [1, 2, 5].map { RoundNumber(mantissa: $0, exponent: exponent) } }
        return all.filter { $0.value > 0 && $0.value.isFinite }
    }
}

/// Equal steps of 1, 2 or 5 times a power of ten along an axis.
struct RoundSteps {
    /// How long a step is.
    let step: RoundNumber
    private let low: Double
    private let high: Double

    /// The shortest steps with at most `tickCount` ends in a range; nil if they cannot be counted.
    init?(from low: Double, to high: Double, tickCount: Int) {
        self.low = low
        self.high = high
        var best: RoundNumber?
        var exponent = RoundNumber.exponent(of: high / 2 - low / 2) + 1
        search: for _ in 0..<4 {
            for mantissa in [5, 2, 1] {
                let step = RoundNumber(mantissa: mantissa, exponent: exponent)
                guard let counts = step.multiples(from: low, to: high) else { break search }
                if counts.count > max(2, tickCount), best != nil { break search }
                if counts.count >= 1 { best = step }
                if counts.count >= max(2, tickCount) { break search }
            }
            exponent -= 1
        }
        guard let best else { return nil }
        step = best
    }

    /// The ends of the range, moved outward to a fourth or a fifth of a step.
    var ends: (Double, Double) {
        let minor =
            switch step.mantissa {
            case 1: RoundNumber(mantissa: 2, exponent: step.exponent - 1)
            case 2: RoundNumber(mantissa: 5, exponent: step.exponent - 1)
            default: RoundNumber(mantissa: 1, exponent: step.exponent)
            }
        guard let counts = minor.multiples(from: low, to: high) else { return (low, high) }
        // The multiples next to those inside.
        let inner = (minor.times(counts.lowerBound).value, minor.times(counts.upperBound - 1).value)
        let lower = !counts.isEmpty && inner.0 == low ? low : minor.times(counts.lowerBound - 1).value
        let upper = !counts.isEmpty && inner.1 == high ? high : minor.times(counts.upperBound).value
        return (lower, upper)
    }

    /// The ends of steps between two numbers.
    func ticks(from low: Double, to high: Double) -> [RoundNumber] {
        step.multiples(from: low, to: high).map { $0.map { step.times($0) } } ?? []
    }
}
