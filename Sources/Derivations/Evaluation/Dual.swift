/// A number and its derivative, for forward automatic differentiation.
///
/// It knows only the rules for sums, products, quotients, eˣ and log, so that it can check derivations.
struct Dual<Number: DerivationNumber>: Sendable {
    var value: Number
    var slope: Number

    init(_ value: Number, slope: Number = Number(0)) {
        self.value = value
        self.slope = slope
    }

    static func + (a: Dual, b: Dual) -> Dual { Dual(a.value + b.value, slope: a.slope + b.slope) }

    static func - (a: Dual, b: Dual) -> Dual { Dual(a.value - b.value, slope: a.slope - b.slope) }

    static func * (a: Dual, b: Dual) -> Dual {
        Dual(a.value * b.value, slope: a.slope * b.value + a.value * b.slope)
    }

    static func / (a: Dual, b: Dual) -> Dual {
        let quotient = a.value / b.value
        return Dual(quotient, slope: (a.slope - quotient * b.slope) / b.value)
    }

    var exponential: Dual {
        let power = value.exponential
        return Dual(power, slope: power * slope)
    }

    var logarithm: Dual { Dual(value.logarithm, slope: slope / value) }
}
