/// A whole number times a power of ten: a number that is written in few digits.
struct RoundNumber: Equatable, Sendable {
    /// The whole number; may be negative or zero.
    let mantissa: Int
    /// The power of ten.
    let exponent: Int

    /// The double that is nearest to it.
    var value: Double {
        // Divided by a whole number the results are the doubles nearest to the round numbers; multiplied by a fraction
        // they would not be.
        exponent < 0 ? Double(mantissa) / Self.power(-exponent) : Double(mantissa) * Self.power(exponent)
    }

    func times(_ count: Int) -> RoundNumber { RoundNumber(mantissa: mantissa * count, exponent: exponent) }

    /// The multiples of this number from `low` to `high`, as factors; nil if they cannot be counted.
    func multiples(from low: Double, to high: Double) -> Range<Int>? {
        let step = value
        guard step > 0, step.isFinite, Self.power(abs(exponent)).isFinite else { return nil }
        let first = (low / step).rounded(.up)
        let last = (high / step).rounded(.down)
        guard first.magnitude < 1e14, last.magnitude < 1e14, last - first < 10_000 else { return nil }
        // A quotient very close to a whole number is that number, apart from rounding.
        var (lower, upper) = (Int(first), Int(last))
        if times(lower - 1).value >= low { lower -= 1 }
        if times(upper + 1).value <= high { upper += 1 }
        return lower <= upper ? lower..<upper + 1 : lower..<lower
    }

    /// How it is written: `0.25`, `400`, `1e-7`, `2.5e6`. All multiples of a number have the same decimals.
    var label: String {
        let digits = String(mantissa.magnitude)
        let sign = mantissa < 0 ? "-" : ""
        guard mantissa != 0 else { return "0" }
        let size = exponent + digits.count - 1
        if exponent >= 0, size < 6 { return sign + digits + String(repeating: "0", count: exponent) }
        if exponent < 0, size < 6, exponent > -6 {
            let padded = String(repeating: "0", count: max(0, 1 - exponent - digits.count)) + digits
            return sign + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
        }
        let significant = digits.reversed().drop { $0 == "0" }.reversed()
        let rest = String(significant.dropFirst())
        return sign + String(digits.prefix(1)) + (rest.isEmpty ? "" : ".\(rest)") + "e\(size)"
    }

    // MARK: Of any number

    /// The largest 1, 2 or 5 times a power of ten that is at most a positive number.
    static func largest(notAbove value: Double) -> RoundNumber {
        let exponent = Self.exponent(of: value)
        let candidates = [exponent - 1, exponent, exponent + 1].flatMap { exponent in
            [1, 2, 5].map { RoundNumber(mantissa: $0, exponent: exponent) }
        }
        return candidates.last { $0.value <= value } ?? candidates[0]
    }

    /// The smallest 1, 2 or 5 times a power of ten that is at least a positive number.
    static func smallest(notBelow value: Double) -> RoundNumber {
        let exponent = Self.exponent(of: value)
        let candidates = [exponent - 1, exponent, exponent + 1].flatMap { exponent in
            [1, 2, 5].map { RoundNumber(mantissa: $0, exponent: exponent) }
        }
        return candidates.first { $0.value >= value } ?? candidates[candidates.count - 1]
    }

    /// A number rounded to three digits.
    static func nearest(to value: Double) -> RoundNumber {
        guard value.isFinite, value != 0 else { return RoundNumber(mantissa: 0, exponent: 0) }
        let exponent = Self.exponent(of: value.magnitude) - 2
        let scaled = exponent < 0 ? value * power(-exponent) : value / power(exponent)
        guard scaled.isFinite, scaled.magnitude < 1e6 else { return RoundNumber(mantissa: 0, exponent: 0) }
        var number = RoundNumber(mantissa: Int(scaled.rounded()), exponent: exponent)
        while number.mantissa != 0, number.mantissa % 10 == 0 {
            number = RoundNumber(mantissa: number.mantissa / 10, exponent: number.exponent + 1)
        }
        return number
    }

    /// The whole part of the decimal logarithm of a positive number.
    static func exponent(of value: Double) -> Int {
        guard value.isFinite, value > 0 else { return 0 }
        var exponent = 0
        var rest = value
        while rest >= 10 {
            rest /= 10
            exponent += 1
        }
        while rest < 1, exponent > -307 {
            rest *= 10
            exponent -= 1
        }
        return exponent
    }

    private static func power(_ exponent: Int) -> Double {
        var power = 1.0
        for _ in 0..<exponent { power *= 10 }
        return power
    }
}
