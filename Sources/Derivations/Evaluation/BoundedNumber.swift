/// A number with a bound on its rounding error.
///
/// The bounds are those of running error analysis (Higham, Accuracy and Stability of Numerical Algorithms, 3.3), to first
/// order and with twice the unit roundoff: two ways to compute the same number differ by no more than the sum of their
/// bounds. A line of a derivation that is off by more is wrong, not just rounded.
struct BoundedNumber: DerivationNumber {
    var value: ScaledNumber
    /// At least 0.
    var error: ScaledNumber

    /// An exact number.
    init(_ value: Double) {
        self.init(ScaledNumber(value), error: ScaledNumber(0))
    }

    private init(_ value: ScaledNumber, error: ScaledNumber) {
        self.value = value
        self.error = error
    }

    /// A rounded result. `error` is the part of its error that comes from the operands.
    private init(rounded value: ScaledNumber, error: ScaledNumber) {
        self.init(value, error: error + value.magnitude * Self.roundoff)
    }

    private static let roundoff = ScaledNumber(0x1p-52)

    static func + (a: BoundedNumber, b: BoundedNumber) -> BoundedNumber {
        BoundedNumber(rounded: a.value + b.value, error: a.error + b.error)
    }

    static func - (a: BoundedNumber, b: BoundedNumber) -> BoundedNumber {
        BoundedNumber(rounded: a.value - b.value, error: a.error + b.error)
    }

    static func * (a: BoundedNumber, b: BoundedNumber) -> BoundedNumber {
        BoundedNumber(
            rounded: a.value * b.value,
            error: a.value.magnitude * b.error + b.value.magnitude * a.error + a.error * b.error)
    }

    static func / (a: BoundedNumber, b: BoundedNumber) -> BoundedNumber {
        let quotient = a.value / b.value
        return BoundedNumber(
            rounded: quotient, error: (a.error + quotient.magnitude * b.error) / b.value.magnitude)
    }

    var exponential: BoundedNumber {
        let power = value.exponential
        // The argument is also rounded when multiples of ln 2 are subtracted.
        return BoundedNumber(
            rounded: power,
            error: power * (error + value.magnitude * Self.roundoff * ScaledNumber(0x1p-20))
                + power * Self.roundoff)
    }

    var logarithm: BoundedNumber {
        let result = value.logarithm
        return BoundedNumber(rounded: result, error: error / value.magnitude + Self.roundoff)
    }

    func isAbove(_ other: BoundedNumber) -> Bool { other.value < value }

    /// The sign of a zero is dropped, since it means nothing here.
    var rounded: Double { value.value + 0 }

    /// Whether both can be the same number; false if one is not finite.
    func agrees(with other: BoundedNumber) -> Bool {
        guard value.isFinite, other.value.isFinite else { return false }
        return (value - other.value).magnitude <= (error + other.error) * ScaledNumber(2)
    }
}
